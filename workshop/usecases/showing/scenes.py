"""From the rows of a session to its scene."""

from __future__ import annotations

from collections.abc import Sequence, Set

from workshop.domain.findings.asking import Asked, asked_in, place_of_page, runs_on
from workshop.domain.findings.ranking import Lists, is_tried, lists_of
from workshop.domain.framework import Takes, TopicKind
from workshop.domain.outcome import QuestionOutcome, TopicOutcome
from workshop.domain.stages import Stage, WorkshopStage
from workshop.models import Question, Topic, Workshop
from workshop.usecases.agenda import topics_to_add
from workshop.usecases.desk.arranging import not_begun
from workshop.usecases.desk.laddering import rungs_to_change
from workshop.usecases.desk.pacing import next_page
from workshop.usecases.desk.wall import drawings_in_hand
from workshop.usecases.lookup import place_of, topic_in_hand
from workshop.usecases.outcome.outcomes import outcome_of
from workshop.usecases.planning.proposing import count_waiting, may_suggest, part_titles, targets
from workshop.usecases.planning.sources import sources_of
from workshop.usecases.showing.results import newest_results
from workshop.usecases.showing.scene import FIRST_PASS, SECOND_PASS, TALKS, AgendaEntry, Offer, Scene, Suggesting
from workshop.usecases.taking_part.needing import count_needs
from workshop.usecases.taking_part.papers import papers_of
from workshop.usecases.turnout import progress_of, turnout_of


def scene_of(workshop: Workshop) -> Scene:
    """The session as it is now; counts no votes but those of the topic in hand."""
    row = topic_in_hand(workshop)
    turnout = turnout_of(workshop, row.questions if row else ())
    outcome = outcome_of(workshop, topics=[row] if row else [], turnout=turnout)
    topic = outcome.topics[0] if outcome.topics else None
    following = next_page(workshop, row)
    lists = lists_of(topic) if topic else Lists()
    upcoming = _among(topic, following)
    in_hand, shown = _in_hand(workshop, topic), newest_results(workshop, outcome, topic)
    return Scene(
        code=workshop.code,
        join_code=workshop.join_code,
        join_address=workshop.join_address,
        title=workshop.title,
        purpose=workshop.purpose,
        subject=workshop.subject,
        stage=WorkshopStage(workshop.stage),
        locked=workshop.locked,
        paper=workshop.paper,
        revision=workshop.revision,
        place=place_of(workshop),
        outcome=outcome,
        topic=topic,
        topic_line=row.line if row else "",
        topic_texts=tuple(row.texts) if row else (),
        say=row.say if row else "",
        time_hint=workshop.time_hint,
        minutes=row.minutes if row else 0,
        agenda=_agenda(workshop),
        addable=() if workshop.stage == WorkshopStage.ENDED else topics_to_add(workshop),
        progress=progress_of(workshop, turnout),
        questions=in_hand,
        papers=papers_of(workshop),
        shown=shown,
        next_title=(following[0].part_title or following[0].wording) if following else "",
        next_of=place_of_page(upcoming, topic) if topic else None,
        part_of=place_of_page(in_hand, topic) if topic else None,
        next_runs_on=runs_on(in_hand, upcoming),
        asked=_asked(workshop, topic, following) if not shown else None,
        offers=_offers(topic, lists),
        suggesting=_suggesting(workshop, row),
        needs=count_needs(workshop),
        rungs=rungs_to_change(workshop),
        lists=lists,
        wall=workshop.wall,
        drawings=drawings_in_hand(workshop, outcome),
        sources=sources_of(workshop) if row and row.kind == TopicKind.PLAN else (),
        journey=workshop.journey.name if workshop.journey else "",
    )


def _suggesting(workshop: Workshop, topic: Topic | None) -> Suggesting:
    if topic is None or not topic.takes or workshop.stage != WorkshopStage.RUNNING:
        return Suggesting()
    return Suggesting(
        takes=Takes(topic.takes),
        may=may_suggest(workshop, topic),
        targets=targets(topic),
        parts=tuple(part_titles(topic)),
        waiting=count_waiting(workshop, topic),
    )


def _agenda(workshop: Workshop) -> tuple[AgendaEntry, ...]:
    ended = workshop.stage == WorkshopStage.ENDED
    movable = set() if ended else {topic.position for topic in not_begun(workshop)}
    return tuple(_entry(workshop, topic, movable) for topic in workshop.topics)


def _entry(workshop: Workshop, topic: Topic, movable: Set[int]) -> AgendaEntry:
    if topic.skipped:
        state = "skipped"
    elif topic.position == workshop.position and workshop.stage == WorkshopStage.RUNNING:
        state = "current"
    else:
        state = "done" if topic.position <= workshop.position else "ahead"
    at = topic.position
    ways = {"up": {at, at - 1}, "down": {at, at + 1}}
    may_go = tuple(way for way, places in ways.items() if places <= movable)
    return AgendaEntry(topic.key, at, topic.title, topic.minutes, state, may_go)


def _in_hand(workshop: Workshop, topic: TopicOutcome | None) -> tuple[QuestionOutcome, ...]:
    return tuple(q for q in topic.questions if q.part == workshop.part) if topic else ()


def _among(topic: TopicOutcome | None, rows: Sequence[Question]) -> tuple[QuestionOutcome, ...]:
    asked = {question.id for question in rows}
    return tuple(q for q in topic.questions if q.id in asked) if topic else ()


def _asked(workshop: Workshop, topic: TopicOutcome | None, following: Sequence[Question]) -> Asked | None:
    """Of the vote that is open, or else of the next. The welcome says other things first, and a plan is its own list."""
    if topic is None or workshop.stage != WorkshopStage.RUNNING or topic.kind is TopicKind.PLAN:
        return None
    if any(q.part == workshop.part and q.stage is Stage.OPEN for q in topic.questions):
        return asked_in(topic, workshop.part)
    speaks_first = topic.kind in (TopicKind.WELCOME, TopicKind.RECORD)
    return asked_in(topic, following[0].part) if following and not speaks_first else None


def _offers(topic: TopicOutcome | None, lists: Lists) -> tuple[Offer, ...]:
    """The list to choose from: after the first pass for a closer look, after the second to talk about."""
    if topic is None or topic.kind is not TopicKind.FORM or any(q.asks in TALKS for q in topic.questions):
        return ()
    second = [q for q in topic.questions if q.asks in SECOND_PASS]
    asked = second or [q for q in topic.questions if q.asks == FIRST_PASS]
    if any(q.stage is not Stage.SHOWN for q in asked):
        return ()
    offers = {q.item: Offer(q.item, q.wording, q.part_title, _offered(q, lists.items, second)) for q in asked}
    return tuple(offers.values())


def _offered(question: QuestionOutcome, on_lists: frozenset[str], second: Sequence[QuestionOutcome]) -> bool:
    return question.item in on_lists if second else is_tried(question)
