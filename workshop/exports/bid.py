"""A page for a bid: what funders ask about involvement, in words to copy. It says nothing that the rest does not."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.domain.framework import TopicKind
from workshop.domain.groups import GroupKind
from workshop.domain.outcome import QuestionOutcome
from workshop.domain.record.fairness import count_the_same, larger_weighs_more
from workshop.exports.blocks import Block, Heading, Points, Text
from workshop.exports.figures import finding
from workshop.exports.summary import ENDS, actions_of, no_actions, who_was_here
from workshop.exports.telling import Telling, plain

_SAID = (TopicKind.LADDER, TopicKind.VOTE)  # topics whose questions tell what people think of the work
_QUOTES = 3


def bid(telling: Telling) -> Iterator[Block]:
    """Who, when, how, what they said, what changes: the questions of an application form, each answered."""
    yield Heading(2, telling._("For a bid"))
    yield Text(
        telling._("Funders ask how people were involved. These words are to copy. Every figure is from this session."),
        soft=True,
    )
    yield from _who_and_when(telling)
    yield from _how(telling)
    yield from _said(telling)
    yield from _changes(telling)


def _who_and_when(telling: Telling) -> Iterator[Block]:
    outcome = telling.outcome
    yield Heading(3, telling._("How many people, and when?"))
    yield Text(
        telling._("We held a workshop on %(day)s.", day=telling.day(outcome.opened))
        + f" {'. '.join(who_was_here(telling))}."
    )


def _how(telling: Telling) -> Iterator[Block]:
    uses, works = telling.name_of(GroupKind.USES), telling.name_of(GroupKind.WORKS)
    outcome = telling.outcome
    subject, offered, invited = plain(outcome.subject), plain(outcome.offered), plain(outcome.invited)
    yield Heading(3, telling._("How were they involved?"))
    sentences = (
        telling._("Two groups worked together: %(uses)s, and %(works)s.", uses=uses, works=works),
        telling._("What they looked at: %(what)s.", what=subject.rstrip(".")) if subject else "",
        telling._("Everybody had one vote, and nobody had to give a name."),
        telling._(
            "Votes were hidden until they were shown to all at once, unless the vote said that it shows as people vote."
        ),
        *_weighed(telling),
    )
    yield Text(" ".join(filter(None, sentences)))
    if invited:
        yield Text(telling._("How people were invited: %(invited)s", invited=invited))
    if offered:
        yield Text(telling._("What people got for their time: %(offered)s", offered=offered))


def _weighed(telling: Telling) -> Iterator[str]:
    """How the groups count in the answers below."""
    rounds = [question.last_shown for question in _listed(telling) if question.last_shown]
    if count_the_same(rounds):
        yield telling._("Both groups count the same, however many people each had.")
        yield telling._("Where both were large enough, their votes were shown side by side.")
    if larger_weighs_more(rounds):
        yield telling._(
            "Where a group was too small to show on its own, what people said is given for the whole room, so that"
            " nobody’s vote can be guessed. There the larger group weighs more."
        )


def _listed(telling: Telling) -> list[QuestionOutcome]:
    """The questions whose answers it gives."""
    topics = (topic for topic in telling.outcome.topics if topic.kind in _SAID)
    return [question for topic in topics for question in topic.questions if question.last_shown]


def _said(telling: Telling) -> Iterator[Block]:
    yield Heading(3, telling._("What did they say?"))
    questions = _listed(telling)
    if not questions:
        yield Text(telling._("No vote has been shown."))
        return
    yield Points(tuple(_answer(telling, question) for question in questions))
    quotes = [plain(r.text) for q in questions for r in q.remarks if r.on_screen and not r.hidden and r.text]
    if quotes:
        yield Text(telling._("In people’s own words, as the room saw them:"))
        yield Points(tuple(f"“{quote}”" for quote in quotes[:_QUOTES]))


def _answer(telling: Telling, question: QuestionOutcome) -> str:
    round_ = question.last_shown
    if round_ is None:
        return telling._(question.wording)
    found = finding(telling, question, round_)
    asked = _asked(telling, question)
    voted = telling._("%(voted)s of %(joined)s people voted.", voted=round_.voted, joined=round_.joined)
    return " ".join((asked, found.headline, *found.sentences, voted))


def _asked(telling: Telling, question: QuestionOutcome) -> str:
    """What was asked; an idea of somebody's stands in quotes after what it was an answer to."""
    wording = telling._(question.wording).rstrip()
    if question.item:
        return f"{telling._(question.part_title)} “{wording}”:"
    return wording if wording.endswith(ENDS) else f"{wording}:"


def _changes(telling: Telling) -> Iterator[Block]:
    yield Heading(3, telling._("What changes because of it?"))
    if not actions_of(telling):
        yield Text(no_actions(telling))
        return
    yield Text(telling._("People wrote this plan:"))
    yield Points(actions_of(telling))
