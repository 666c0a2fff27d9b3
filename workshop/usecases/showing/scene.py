"""A session as it is just now, as plain values: phone, screen and desk are drawn from it, and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from workshop.domain.desk.needs import Need
from workshop.domain.findings.asking import Asked
from workshop.domain.findings.ranking import Lists
from workshop.domain.framework import Rung, Takes, TopicKind, TopicPlan
from workshop.domain.groups import GroupKind
from workshop.domain.outcome import Outcome, QuestionOutcome, TopicOutcome
from workshop.domain.pictures.sketch import Drawing
from workshop.domain.planning.plan import Source
from workshop.domain.planning.proposals import is_quick
from workshop.domain.record.record import Record, record_of
from workshop.domain.stages import Stage, WorkshopStage, may_vote_again
from workshop.usecases.outcome.remembering import outcome_now
from workshop.usecases.showing.results import Shown
from workshop.usecases.taking_part.papers import Paper
from workshop.usecases.turnout import Progress

LONG_WELCOME, LONGEST_WELCOME = 450, 1000  # letters, seen on a wall of 1920 and of 1024
FIRST_PASS, SECOND_PASS, TALKS = "have", ("how", "next"), ("heard",)  # what Appendix 1 asks, pass by pass


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
    next_of: tuple[int, int] | None
    """Which page of how many of that title the next is; `part_of` says so of the page in hand. None for the only one."""
    part_of: tuple[int, int] | None
    next_runs_on: bool
    """Does the next page ask the same of its form's items, so that both may be on at once?"""
    asked: Asked | None
    """What a vote asks, while there is no result of it; None where the room has something else before it."""
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
    def record(self) -> Record | None:
        """All that is on record, while the group says whether it is fair; counted when somebody shows it.

        It counts the whole session, and a scene is made for every move of "k of n voted", which does not show it.
        """
        in_hand = self.stage is WorkshopStage.RUNNING and self.kind is TopicKind.RECORD
        return record_of(outcome_now(self.code)) if in_hand else None

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
