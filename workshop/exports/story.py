"""The whole outcome in reading order: a page in short first, one for a bid, how it was made fair, then everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from workshop.domain.framework import TopicKind
from workshop.domain.outcome import TopicOutcome
from workshop.domain.record.fairness import made_fair
from workshop.domain.record.record import beside
from workshop.exports.bid import bid
from workshop.exports.blocks import Block, Finding, Heading, Link, NewPage, Points, Table, Text
from workshop.exports.drawings import climb_picture
from workshop.exports.figures import asked
from workshop.exports.forms import form
from workshop.exports.glossary import glossary
from workshop.exports.last_time import last_time
from workshop.exports.planned import plan
from workshop.exports.since import since
from workshop.exports.standing import kept, sign_off_row, signed
from workshop.exports.suggested import put_beside, suggested
from workshop.exports.summary import framed, run_by, summary, thanks
from workshop.exports.telling import Telling
from workshop.frameworks import load_about


def story(telling: Telling) -> Iterator[Block]:
    """Every block of a readable file, title and foot apart."""
    yield from summary(telling)
    yield NewPage()
    yield from bid(telling)
    yield NewPage()
    yield Heading(2, telling._("Who held it, and what was said"))
    yield Table((telling._("About"), telling._("What was said")), framed(telling))
    yield Heading(2, telling._("How long it is kept"))
    yield Table((telling._("What"), telling._("Until when")), kept(telling))
    yield from _made_fair(telling)
    for topic in telling.outcome.topics:
        yield from _topic(telling, topic)
        yield from put_beside(telling, beside(telling.outcome, topic.key))
    if not any(topic.kind is TopicKind.PLAN for topic in telling.outcome.topics):
        yield from _plan(telling, telling._("What will we do?"))
    yield from glossary(telling)
    yield from _log(telling)
    yield from since(telling)
    yield from _sources(telling)


def _made_fair(telling: Telling) -> Iterator[Block]:
    rules = (
        *(telling.said(rule) for rule in made_fair(telling.outcome)),
        *(f"{label}: {said}" for label, said in run_by(telling)),
        *(f"{label} {said}" for label, said in sign_off_row(telling)),
    )
    yield Heading(2, telling._("How it was made fair"))
    yield Points(rules)
    yield Text(
        telling._(
            "The middle: put all votes of a group in order, lowest first, and take the one in the middle. The"
            " gap: how many steps lie between the middles of the two groups."
        ),
        soft=True,
    )


def _topic(telling: Telling, topic: TopicOutcome) -> Iterator[Block]:
    title = f"{topic.number}. {telling._(topic.title)}"
    if topic.kind is TopicKind.PLAN:
        yield from _plan(telling, title, topic)
        return
    if topic.kind is TopicKind.LAST:
        yield Heading(2, title)
        yield from last_time(telling)
        return
    if topic.skipped and not any(question.last_shown for question in topic.questions):
        yield Heading(2, title)
        yield Text(telling._("We skipped this."))
        return
    if not topic.questions:
        return
    yield Heading(2, title)
    if topic.kind is TopicKind.FORM:
        yield from form(telling, topic)
    else:
        if topic.kind is TopicKind.RECORD and signed(telling):
            yield Finding(signed(telling))
        for question in topic.questions:
            yield from asked(telling, question)
    yield from suggested(telling, topic)
    yield from climb_picture(telling, topic)


def _plan(telling: Telling, title: str, topic: TopicOutcome | None = None) -> Iterator[Block]:
    yield Heading(2, title)
    yield from plan(telling, topic)


def _log(telling: Telling) -> Iterator[Block]:
    yield Heading(2, telling._("What was done at the desk"))
    rows = tuple((_at(telling, entry.at), telling.said(entry.said)) for entry in telling.outcome.log)
    if not rows:
        yield Text(telling._("Nothing yet."))
        return
    yield Table((telling._("Time (UTC)"), telling._("What was done")), rows)


def _at(telling: Telling, at: datetime) -> str:
    time = at.strftime("%H:%M")
    return time if at.date() == telling.outcome.opened else f"{telling.day(at.date())}, {time}"


def _sources(telling: Telling) -> Iterator[Block]:
    guide = load_about().guide
    yield Heading(2, telling._("Sources and thanks"))
    yield from thanks(telling)
    yield Link(telling._(guide.line), guide.url)
