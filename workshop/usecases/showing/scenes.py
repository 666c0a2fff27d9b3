"""Where a session is just now, as plain values: what phone, screen and desk are drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import func, select

from workshop.db import db
from workshop.domain.desk.needs import Need
from workshop.domain.findings.ranking import Lists, is_tried, lists_of
from workshop.domain.findings.sentences import Meaning, meaning
from workshop.domain.framework import Choice, QuestionKind, Rung, Showing, Takes, TopicKind, TopicPlan
from workshop.domain.groups import GroupKind
from workshop.domain.outcome import Outcome, QuestionOutcome, RoundOutcome, TopicOutcome
from workshop.domain.pictures.sketch import Drawing
from workshop.domain.planning.plan import Source
from workshop.domain.planning.proposals import is_quick
from workshop.domain.record.draft import Draft
from workshop.domain.stages import Stage, WorkshopStage, may_vote_again
from workshop.models import Question, Topic, Workshop
from workshop.usecases.desk.acts import place_of
from workshop.usecases.desk.agenda import choices_of, topics_to_add
from workshop.usecases.desk.arranging import not_begun
from workshop.usecases.desk.laddering import rungs_to_change
from workshop.usecases.desk.pacing import next_page
from workshop.usecases.lookup import part_in_hand, topic_in_hand
from workshop.usecases.outcomes import outcome_of
from workshop.usecases.planning.proposing import count_waiting, may_suggest, part_titles, targets
from workshop.usecases.planning.sources import sources_of
from workshop.usecases.showing.recording import draft_in_hand
from workshop.usecases.showing.turnout import Progress, progress_of, turnout_of
from workshop.usecases.showing.walls import drawings_in_hand
from workshop.usecases.taking_part.needing import count_needs

LONG_WELCOME, LONGEST_WELCOME = 450, 1000  # letters, seen on a wall of 1920 and of 1024
FIRST_PASS, SECOND_PASS, TALKS = "have", ("how", "next"), ("heard",)  # what Appendix 1 asks, pass by pass


@dataclass(frozen=True)
class Shown:
    """One result as everybody sees it. `earlier`: the first vote, where this is the second."""

    question: QuestionOutcome
    round: RoundOutcome
    meaning: Meaning
    earlier: RoundOutcome | None = None


@dataclass(frozen=True)
class AgendaEntry:
    """A line of the agenda; `state` is done, current, skipped or ahead; `may_go`: up, down, both or neither."""

    key: str
    position: int
    title: str
    minutes: int
    state: str
    may_go: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """An activity that the group may take into a closer look; `offered`: ticked at first."""

    item: str
    name: str
    part_title: str
    offered: bool


@dataclass(frozen=True, kw_only=True)
class Suggesting:
    """What may be suggested in the topic in hand: `targets` may be changed, `parts` may get one more.

    `waiting`: suggestions that no vote has begun on, also those that may not be read yet.
    """

    takes: Takes = Takes.NOTHING
    may: bool = False
    targets: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A ballot before anybody has marked it: made without a look at any vote. `compact`: one of several."""

    code: str
    id: int
    round: int
    key: str
    kind: QuestionKind
    wording: str
    line: str
    choices: tuple[Choice, ...]
    showing: Showing
    part_title: str
    item: str
    asks: str
    compact: bool


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The session now. `questions`: the page in hand; `shown`: the newest results of the topic in hand."""

    code: str
    join_code: str
    join_address: str
    title: str
    purpose: str
    subject: str
    stage: WorkshopStage
    locked: bool
    paper: bool
    revision: int
    place: str
    outcome: Outcome
    topic: TopicOutcome | None
    topic_line: str
    topic_texts: tuple[str, ...]
    say: str
    time_hint: bool
    minutes: int
    """For the topic in hand, as we thought beforehand."""
    agenda: tuple[AgendaEntry, ...]
    addable: tuple[TopicPlan, ...]
    progress: Progress
    questions: tuple[QuestionOutcome, ...]
    papers: tuple[Paper, ...]
    shown: tuple[Shown, ...]
    next_title: str
    offers: tuple[Offer, ...]
    suggesting: Suggesting
    needs: Mapping[Need, int]
    """How many people need something just now: for the desk alone."""
    rungs: tuple[Rung, ...]
    """Those that the group may still change, lowest first."""
    lists: Lists
    wall: str
    drawings: tuple[Drawing, ...]
    """What tells of several votes in the topic in hand, and may stand on the big screen."""
    sources: tuple[Source, ...]
    """What an action of the plan may come from, while that is made."""
    journey: str
    """The name of the journey that it belongs to; "" for none."""

    @cached_property
    def record(self) -> Draft | None:
        """All that is on record, while the group says whether it is fair; counted when somebody shows it.

        It counts the whole session, and a scene is made for every move of "k of n voted", which does not show it.
        """
        in_hand = self.stage is WorkshopStage.RUNNING and self.kind is TopicKind.RECORD
        return draft_in_hand(self.code) if in_hand else None

    @property
    def is_open(self) -> bool:
        """Is a vote open now?"""
        return any(question.stage is Stage.OPEN for question in self.questions)

    @property
    def drawing(self) -> Drawing | None:
        """The one that stands there now, and on every phone."""
        return next((drawing for drawing in self.drawings if drawing.wall == self.wall), None)

    @property
    def can_vote_again(self) -> bool:
        """May the page in hand have its second vote?"""
        again = (may_vote_again(q.stage, len(q.rounds), decided=is_quick(q.asks)) for q in self.questions)
        return bool(self.questions) and all(again)

    @property
    def round(self) -> int:
        """The number of the vote in hand, 1 or 2."""
        return max((len(question.rounds) for question in self.questions), default=1) or 1

    @property
    def kind(self) -> TopicKind | None:
        """What kind of topic is in hand; None in the lobby."""
        return self.topic.kind if self.topic else None

    @property
    def headline(self) -> str:
        """The question where there is one, else the topic."""
        if len(self.questions) == 1 and self.questions[0].rounds:
            return self.questions[0].wording
        return self.topic.title if self.topic else self.title

    @property
    def welcome_size(self) -> str:
        """How long the words of the welcome are: "", "long" or "longest", so that the wall can hold them."""
        said = (self.purpose, self.outcome.can_change, self.outcome.cannot_change, self.outcome.offered)
        letters = sum(map(len, said))
        return "longest" if letters > LONGEST_WELCOME else "long" if letters > LONG_WELCOME else ""

    @property
    def part_title(self) -> str:
        """What the page in hand is called, in a form."""
        return self.papers[0].part_title if self.papers else ""

    @property
    def part_line(self) -> str:
        """What is asked of every item of the page in hand, where it is the same for all."""
        lines = {paper.line for paper in self.papers}
        return lines.pop() if len(lines) == 1 else ""

    @property
    def to_talk(self) -> bool:
        """Are the offers for what to talk about, rather than for a closer look?"""
        return any(q.asks in SECOND_PASS for q in self.topic.questions) if self.topic else False

    @property
    def next_topic(self) -> AgendaEntry | None:
        """The topic after the one in hand."""
        here = self.topic.number if self.topic else 0
        return next((entry for entry in self.agenda if entry.position == here + 1), None)

    @property
    def names(self) -> dict[GroupKind, str]:
        """What this session calls its groups."""
        return {group.kind: group.name for group in self.outcome.groups}

    @property
    def ballot_key(self) -> str:
        """Changes when another page, round or stage of the vote is in hand, and at no other time."""
        return f"{self.place}.{self.stage}"


def scene_of(workshop: Workshop) -> Scene:
    """The session as it is now; counts no votes but those of the topic in hand."""
    row = topic_in_hand(workshop)
    turnout = turnout_of(workshop, row.questions if row else ())
    outcome = outcome_of(workshop, topics=[row] if row else [], turnout=turnout)
    topic = outcome.topics[0] if outcome.topics else None
    following = next_page(workshop, row)
    lists = lists_of(topic) if topic else Lists()
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
        questions=_in_hand(workshop, topic),
        papers=papers_of(workshop),
        shown=_shown(workshop, outcome, topic),
        next_title=(following[0].part_title or following[0].wording) if following else "",
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
        may=may_suggest(topic),
        targets=targets(topic),
        parts=tuple(part_titles(topic)),
        waiting=count_waiting(workshop, topic),
    )


def papers_of(workshop: Workshop) -> tuple[Paper, ...]:
    """The ballots of the page in hand while it is open; none otherwise."""
    questions = part_in_hand(workshop, topic_in_hand(workshop))
    return tuple(_paper(workshop, q, len(questions)) for q in questions if q.stage == Stage.OPEN)


def paper_of(workshop: Workshop, question: Question) -> Paper:
    """The ballot of one question that is open, found without the others of its page."""
    page = select(func.count()).select_from(Question)
    on_page = page.where(Question.topic_id == question.topic_id, Question.part == question.part)
    return _paper(workshop, question, db.session.scalar(on_page) or 1)


def _paper(workshop: Workshop, question: Question, on_page: int) -> Paper:
    return Paper(
        code=workshop.code,
        id=question.id,
        round=question.round,
        key=question.key,
        kind=QuestionKind(question.kind),
        wording=question.wording,
        line=question.line,
        choices=choices_of(question),
        showing=Showing(question.showing),
        part_title=question.part_title,
        item=question.item,
        asks=question.asks,
        compact=on_page > 1,
    )


def results_of(outcome: Outcome, topic: TopicOutcome) -> tuple[Shown, ...]:
    """All results of a topic that may be seen, each at its newest round."""
    names = {group.kind: group.name for group in outcome.groups}
    return tuple(shown for q in topic.questions if (shown := _result(q, names)) is not None)


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
        state = "done" if topic.position < workshop.position else "ahead"
    at = topic.position
    ways = {"up": {at, at - 1}, "down": {at, at + 1}}
    may_go = tuple(way for way, places in ways.items() if places <= movable)
    return AgendaEntry(topic.key, at, topic.title, topic.minutes, state, may_go)


def _in_hand(workshop: Workshop, topic: TopicOutcome | None) -> tuple[QuestionOutcome, ...]:
    return tuple(q for q in topic.questions if q.part == workshop.part) if topic else ()


def _shown(workshop: Workshop, outcome: Outcome, topic: TopicOutcome | None) -> tuple[Shown, ...]:
    """The newest page with results: the one in hand, or while that is being voted on the one before."""
    if topic is None:
        return ()
    results = [r for r in results_of(outcome, topic) if r.question.part <= workshop.part]
    newest = max((r.question.part for r in results), default=0)
    return tuple(r for r in results if r.question.part == newest)


def _result(question: QuestionOutcome, names: dict[GroupKind, str]) -> Shown | None:
    if not question.rounds:
        return None
    newest = next((r for r in reversed(question.rounds) if r.why != "hidden"), None)
    if newest is None:
        return None
    says = meaning(newest.tally, newest.why, choices=question.choices, names=names)
    earlier = question.rounds[0] if newest.number > 1 else None
    return Shown(question, newest, says, earlier)


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
