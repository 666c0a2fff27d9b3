"""What a session found: the one value from which page, push and file are all made.

It holds only what may be seen, so none of them can show what another hides.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cached_property

from workshop.domain.credits import Credit
from workshop.domain.desk.facilitators import run_by
from workshop.domain.desk.keeping import Keeping
from workshop.domain.framework import Choice, Prompt, QuestionKind, Showing, Takes, TopicKind
from workshop.domain.groups import GroupKind
from workshop.domain.hands import Way, way_said
from workshop.domain.phrases import N_, Phrase
from workshop.domain.planning.actions import ActionOutcome
from workshop.domain.planning.going import FollowUp
from workshop.domain.planning.last_time import CarriedOutcome
from workshop.domain.planning.proposals import Change
from workshop.domain.stages import ProposalStage, Stage
from workshop.domain.tally import Tally
from workshop.domain.visibility import Why, may_hide_remark

LATER = {"later": True}  # a field that outcomes did not always have: "" and () are left out of `plain()`, as then
BESIDE = {"beside": True}  # marks what came after the end: it is not in `plain()`, so not under the fingerprint


@dataclass(frozen=True, kw_only=True)
class RoundOutcome:
    """One vote on one question. `voted` of `joined` people voted; `joined` stands still once it is shown."""

    number: int
    voted: int
    joined: int
    why: Why
    tally: Tally
    left_out: int = 0


@dataclass(frozen=True, kw_only=True)
class RemarkOutcome:
    """Words that somebody wrote about a question; `group` only where groups may be shown apart."""

    id: int
    text: str
    group: GroupKind | None
    on_screen: bool
    hidden: bool = False
    prompt: str = "why"

    @property
    def may_be_hidden(self) -> bool:
        """May a desk hide it, as it names a person?"""
        return may_hide_remark(self.prompt)


@dataclass(frozen=True, kw_only=True)
class QuestionOutcome:
    """A question and its rounds, first vote first; `item` and `asks` are set in a form, "" elsewhere."""

    id: int
    key: str
    kind: QuestionKind
    wording: str
    line: str
    talk: str
    choices: tuple[Choice, ...]
    showing: Showing
    stage: Stage
    part: int
    part_title: str
    item: str
    asks: str
    rounds: tuple[RoundOutcome, ...]
    remarks: tuple[RemarkOutcome, ...] = ()
    prompts: tuple[Prompt, ...] = ()

    def remarks_by_prompt(self) -> tuple[tuple[Prompt, tuple[RemarkOutcome, ...]], ...]:
        """What people wrote, under each prompt that somebody wrote to."""
        under = ((prompt, tuple(r for r in self.remarks if r.prompt == prompt.key)) for prompt in self.prompts)
        return tuple((prompt, remarks) for prompt, remarks in under if remarks)

    @property
    def last_shown(self) -> RoundOutcome | None:
        """The newest round that has figures to show, if any."""
        return next((r for r in reversed(self.rounds) if r.tally.shown), None)


@dataclass(frozen=True, kw_only=True)
class ProposalOutcome:
    """Something that was suggested; `was`: the words that it would change. `reason`: why it was parked.

    `target`: what it is about; for a change to the record the key of a topic, "" for all of it.
    """

    id: int
    change: Change
    text: str
    was: str
    stage: ProposalStage
    reason: str
    hidden: bool = False
    target: str = ""


@dataclass(frozen=True, kw_only=True)
class TopicOutcome:
    """A topic; `number` counts from 1 in the order of the session."""

    key: str
    kind: TopicKind
    title: str
    number: int
    skipped: bool
    questions: tuple[QuestionOutcome, ...]
    takes: Takes = Takes.NOTHING
    texts: tuple[str, ...] = ()
    """Such as the ground rules, as the group agreed them."""
    proposals: tuple[ProposalOutcome, ...] = ()

    @property
    def chosen(self) -> tuple[ProposalOutcome, ...]:
        """The ideas that the group goes on with."""
        return tuple(p for p in self.proposals if p.change is Change.SUPPORT and p.stage is ProposalStage.AGREED)


@dataclass(frozen=True, kw_only=True)
class LogOutcome:
    """An act at the desk, in order; `said` is the sentence for it."""

    at: datetime
    said: Phrase


@dataclass(frozen=True, kw_only=True)
class GroupOutcome:
    """A group by its name here; `here` is None where only "fewer than" (`few`) or "at least" may be said.

    `few` is None where not even that may be said, of any group.
    """

    kind: GroupKind
    name: str
    here: int | None
    few: bool | None


@dataclass(frozen=True, kw_only=True)
class WayOutcome:
    """How many take part in one way. It is never crossed with groups or votes."""

    way: Way
    people: int

    @property
    def said(self) -> Phrase:
        """The same in words."""
        return way_said(self.way, self.people)


@dataclass(frozen=True, kw_only=True)
class WordOutcome:
    """A word that somebody of the group explained, and what it means."""

    id: int
    word: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Everything that everybody may take home. Times are UTC."""

    code: str
    title: str
    purpose: str
    can_change: str
    cannot_change: str
    offered: str
    """What people get for their time; like the two above "" where nothing was said."""
    organisation: str = field(default="", metadata=LATER)
    """Whose session it was, and how people were invited: "" where nothing was said."""
    invited: str = field(default="", metadata=LATER)
    subject: str
    opened: date
    ended: bool
    revision: int
    floor: int
    joined: int
    groups: tuple[GroupOutcome, ...]
    ways: tuple[WayOutcome, ...] = ()
    """How people take part, of the whole room; empty where everybody has a phone of their own."""
    sides: tuple[GroupKind | None, ...]
    """Of each facilitator, which side they say that they are from; null where they say nothing."""
    ladder: str
    """The name of the ladder that was voted on; "" where none was."""
    ladder_changes: tuple[Phrase, ...]
    """What the group changed on it before it voted."""
    credits: tuple[Credit, ...]
    """Whom this session thanks: the makers of that ladder first, then of its forms."""
    topics: tuple[TopicOutcome, ...]
    actions: tuple[ActionOutcome, ...]
    log: tuple[LogOutcome, ...]
    keeping: Keeping
    """How long what is kept."""
    review: date | None = None
    """The day on which we look at the plan again."""
    since: FollowUp = field(default=FollowUp(), metadata=BESIDE)
    last_time: tuple[CarriedOutcome, ...] = ()
    """The plan of the session before, in a journey, and how the room says that it went."""
    words: tuple[WordOutcome, ...] = field(default=(), metadata=LATER)
    """The group's own words, by the alphabet."""

    @cached_property
    def sha256(self) -> str:
        """Names exactly this outcome: the same in every file made from it, 64 hexadecimal digits.

        It is that of `plain()` as canonical JSON (RFC 8785), so that anybody can work it out from the JSON file.
        """
        canonical = json.dumps(self.plain(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def plain(self) -> dict[str, object]:
        """All of it as JSON knows it: objects, lists, texts and numbers; without what stands beside it."""
        held = ((one, getattr(self, one.name)) for one in fields(self) if one.metadata != BESIDE)
        return {one.name: as_json(value) for one, value in held if value or one.metadata != LATER}

    @property
    def version(self) -> int:
        """1 when it is signed off, 2 once remarks were deleted; 0 while it is a draft, named by its revision."""
        if not self.ended:
            return 0
        return 2 if self.keeping.words_gone else 1

    @property
    def run_by(self) -> Phrase | None:
        """Who ran the session, where it was two people."""
        return run_by(self.sides)

    def name_of(self, group: GroupKind) -> str:
        """What this session calls that group."""
        return next(g.name for g in self.groups if g.kind is group)

    @property
    def agreed(self) -> tuple[ActionOutcome, ...]:
        """What the group took on its plan."""
        return tuple(a for a in self.actions if a.stage is ProposalStage.AGREED)

    @property
    def drafts(self) -> tuple[ActionOutcome, ...]:
        """What somebody wrote for the plan, and the group has not decided on."""
        return tuple(a for a in self.actions if a.is_draft)

    @property
    def parked(self) -> tuple[ActionOutcome, ...]:
        """What is not on the plan, and stays on record."""
        return tuple(a for a in self.actions if a.stage is ProposalStage.PARKED)

    @property
    def no_actions(self) -> Phrase:
        """What stands where the plan would: not that nothing was written, where people wrote and it was parked."""
        if self.parked:
            return Phrase(N_("The group took nothing onto its plan. What was suggested stays on record."))
        return Phrase(N_("No actions were written down.") if self.ended else N_("Nothing is on the plan yet."))

    def questions(self) -> tuple[QuestionOutcome, ...]:
        """All questions of all topics, in order."""
        return tuple(q for topic in self.topics for q in topic.questions)


def as_json(value: object) -> object:
    """A value as JSON knows it."""
    if value is None or type(value) in (str, int, bool):  # nearly all are; the rest is asked one by one
        return value
    if is_dataclass(value):
        return {one.name: as_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: as_json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    return _single(value)


def _single(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # a datetime is one too
        return value.strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else value.isoformat()
    # RFC 8785 knows one kind of number.
    return int(value) if isinstance(value, float) and value.is_integer() else value
