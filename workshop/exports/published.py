"""The publication copy for people: first what was done to it, then every figure that may leave the room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from workshop.domain.framework import Choice, QuestionKind
from workshop.domain.phrases import N_
from workshop.domain.record.publication import (
    Publication,
    PublishedQuestion,
    PublishedRound,
    PublishedSpread,
    PublishedTopic,
)
from workshop.domain.record.suppression import SMALL, STEP, Figure
from workshop.exports.blocks import Block, Finding, Heading, Points, Table, Text
from workshop.exports.cover import Cover
from workshop.exports.summary import thanks
from workshop.exports.telling import Telling, in_order, plain

STAR = "*"
_DONE = (
    N_("Counts from 1 to %(small)s are left out: a * stands in their place."),
    N_("Other counts are rounded to the nearest %(step)s."),
    N_("Where one * alone could be worked out, the next smallest count is a * too."),
    N_("Totals, middles and what they mean are given only where no count is left out."),
    N_("Where %(small)s people or fewer of a group voted, no count of that vote is given."),
    N_("Of the vote on this record we say only if it was agreed, and no count."),
    N_("What people wrote is left out: remarks, suggestions, notes, the plan, and what was done at the desk."),
    N_("There are no pictures: the length of a bar would tell its count."),
)  # fmt: skip


def cover(telling: Telling, publication: Publication) -> Cover:
    """What stands around it: no code, since whoever has the code can read the whole outcome."""
    return Cover(
        name=telling._("Publication copy"),
        mark=" · ".join(filter(None, (telling._("Publication copy"), _contested(telling, publication)))),
        line=telling._("This is a publication copy. Small counts and people’s own words are left out."),
        version="",
        sha256=publication.sha256,
    )


def _contested(telling: Telling, publication: Publication) -> str:
    return telling._("Not agreed by all") if publication.agreed is False else ""


def copy(telling: Telling, publication: Publication) -> Iterator[Block]:
    """Every block but the title."""
    yield Heading(2, telling._("What was done to this copy"))
    yield Points(tuple(done(telling)))
    yield Heading(2, telling._("About this session"))
    yield Table((telling._("About"), telling._("This session")), tuple(about(telling, publication)))
    for topic in publication.topics:
        yield from _topic(telling, publication, topic)
    yield Heading(2, telling._("Sources and thanks"))
    yield from thanks(telling)


def done(telling: Telling) -> Iterator[str]:
    """What was done, a sentence each."""
    for text in _DONE:
        yield telling._(text, small=SMALL, step=STEP)


def about(telling: Telling, publication: Publication) -> Iterator[tuple[str, str]]:
    """What the session was and how many were there, each with what it is called."""
    yield telling._("Date"), telling.day(publication.opened)
    if publication.subject:
        yield telling._("What we looked at"), plain(publication.subject)
    if publication.ladder:
        yield telling._("The ladder we used"), telling._(publication.ladder)
    yield telling._("People who joined"), figure(publication.joined)
    for _, name, here in publication.groups:
        if here:
            yield telling._(name), figure(here)
    yield telling._("Actions in the plan"), str(publication.actions)
    if publication.agreed is not None:
        yes = telling._("Agreed: over half of each group say that this is a fair record.")
        yield telling._("Is this a fair record?"), _contested(telling, publication) or yes


def figure(shown: Figure) -> str:
    """A count as it may be read."""
    return STAR if shown is None else str(shown)


def who(telling: Telling, publication: Publication, spread: PublishedSpread) -> str:
    """Whose votes these are."""
    return telling._("Whole room") if spread.who is None else telling._(publication.names[spread.who])


def wording(telling: Telling, question: PublishedQuestion) -> str:
    """What was asked about; in place of words that the group found itself, that they are left out."""
    return telling._(question.wording) or telling._("The group’s own words (left out)")


def _topic(telling: Telling, publication: Publication, topic: PublishedTopic) -> Iterator[Block]:
    yield Heading(2, f"{topic.number}. {telling._(topic.title)}" if topic.title else f"{topic.number}.")
    for is_item, questions in groupby(topic.questions, key=lambda question: question.is_item):
        if is_item:
            yield from _items(telling, publication, list(questions))
        else:
            for question in questions:
                yield from _asked(telling, publication, question)


def _asked(telling: Telling, publication: Publication, question: PublishedQuestion) -> Iterator[Block]:
    yield Heading(3, wording(telling, question))
    for round_ in question.rounds:
        if len(question.rounds) > 1:
            yield Heading(4, telling._("First vote") if round_.number == 1 else telling._("Second vote"))
        yield from _round(telling, publication, question, round_)


def _round(
    telling: Telling, publication: Publication, question: PublishedQuestion, round_: PublishedRound
) -> Iterator[Block]:
    if not round_.spreads:
        yield Text(telling._("Too few votes to publish."))
        return
    if round_.says:
        yield Finding(telling.said(round_.says.headline), tuple(map(telling.said, round_.says.detail)))
    rows = [
        (_name(telling, choice), *(figure(spread.figures[at]) for spread in round_.spreads))
        for at, choice in _lines(question)
    ]
    if any(spread.size is not None for spread in round_.spreads):
        rows.append((telling._("All votes"), *(figure(spread.size) for spread in round_.spreads)))
    if any(spread.middle is not None for spread in round_.spreads):
        middles = (telling.middle(spread.middle, question.choices) for spread in round_.spreads)
        rows.append((telling._("Middle"), *middles))
    head = telling._("Step") if question.kind is QuestionKind.LADDER else telling._("Answer")
    names = (who(telling, publication, spread) for spread in round_.spreads)
    yield Table((head, *names), tuple(rows), figures=len(round_.spreads))


def _lines(question: PublishedQuestion) -> list[tuple[int, Choice]]:
    """The choices with their places among the figures; the top step of a ladder first, as everywhere."""
    numbered = list(enumerate(in_order(question.choices)))
    if question.kind is not QuestionKind.LADDER:
        return numbered
    placed = [line for line in numbered if line[1].place is not None]
    return [*reversed(placed), *numbered[len(placed) :]]


def _items(telling: Telling, publication: Publication, questions: Sequence[PublishedQuestion]) -> Iterator[Block]:
    """The items of a form, a table for each thing that was asked of all of them."""
    asks = dict.fromkeys((question.line, question.choices) for question in questions)
    for line, choices in asks:
        of_ask = [question for question in questions if (question.line, question.choices) == (line, choices)]
        items = [tuple(_item(telling, publication, question)) for question in of_ask]
        rows = tuple(row for item in items for row in item)
        answers = [telling._(choice.name) for choice in in_order(choices)]
        yield Heading(3, telling._(line) or telling._("The group’s own words (left out)"))
        if not any(round_.spreads for question in of_ask for round_ in question.rounds[-1:]):
            yield Text(telling._("Too few votes to publish."))
            continue
        head = (telling._("What"), telling._("Who"), *answers)
        yield Table(head, rows, figures=len(answers), spans=tuple(map(len, items)))


def _item(telling: Telling, publication: Publication, question: PublishedQuestion) -> Iterator[tuple[str, ...]]:
    for round_ in question.rounds[-1:]:
        for spread in round_.spreads:
            name = wording(telling, question)
            yield name, who(telling, publication, spread), *map(figure, spread.figures)
        if not round_.spreads:
            nothing = telling._("Too few votes to publish.")
            yield wording(telling, question), nothing, *[""] * len(question.choices)


def _name(telling: Telling, choice: Choice) -> str:
    name = telling._(choice.name)
    return f"{name} ({telling._(choice.term)})" if choice.term and choice.term != choice.name else name
