"""How many have voted and how many are here, whatever the votes say: counted once for all questions of a view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from workshop.db import db
from workshop.domain.groups import GroupKind
from workshop.domain.hands import Way
from workshop.domain.stages import Stage
from workshop.models import Finished, Participant, Question, Round, Vote, Workshop
from workshop.usecases.lookup import part_in_hand, topic_in_hand


@dataclass(frozen=True)
class Newcomers:
    """How many of one group came in one way at one revision, and have not left."""

    group: GroupKind
    way: Way
    since: int
    count: int


@dataclass(frozen=True)
class Turnout:
    """`votes` by question id and round; `people`: everybody who has joined and not left.

    `finished`: for the questions that share a page, how many have finished it, by question id and round.
    """

    votes: Mapping[tuple[int, int], int]
    people: Sequence[Newcomers]
    finished: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def voted(self, question_id: int, round_number: int) -> int:
        """How many votes there are in a round that has not been shown."""
        return self.votes.get((question_id, round_number), 0)

    def told(self, question_id: int, round_number: int) -> int:
        """How many of those may be told of before the round is shown: where questions share a page, who has finished it.

        A tap on one of many is mostly a yes to it, so how many tapped each would tell early what is wanted.
        """
        return self.finished.get((question_id, round_number), self.voted(question_id, round_number))

    def here_for(self, question: Question) -> int:
        """How many people are here for the round in hand of a question."""
        return sum(some.count for some in self.people if may_take_part(some.since, question))

    def at(self, question: Question, round_: Round) -> tuple[int, int]:
        """How many voted, and of how many; both stand still once the round was shown, or the session has ended."""
        voted = self.told(question.id, round_.number) if round_.voted is None else round_.voted
        joined = max(self.here_for(question), voted) if round_.joined is None else round_.joined
        return voted, joined

    @property
    def by_group(self) -> dict[GroupKind, int]:
        """How many of each group are here; a group in which nobody is may be missing."""
        found: Counter[GroupKind] = Counter()
        for some in self.people:
            found[some.group] += some.count
        return dict(found)

    @property
    def by_way(self) -> dict[Way, int]:
        """How many take part in each way; one that nobody takes may be missing."""
        found: Counter[Way] = Counter()
        for some in self.people:
            found[some.way] += some.count
        return dict(found)

    @property
    def here(self) -> int:
        """How many are here, whenever they came."""
        return sum(some.count for some in self.people)


@dataclass(frozen=True)
class Progress:
    """ "`voted` of `joined`" for the page in hand; `taps`: all its votes, where it has several questions.

    No taps where a few are picked out of many: there most taps say yes, so their number tells of the votes.
    """

    voted: int
    joined: int
    open: bool
    taps: int | None = None


def turnout_of(workshop: Workshop, questions: Iterable[Question]) -> Turnout:
    """Counts the people, and the votes of those of these questions whose round in hand is not frozen."""
    asked = list(questions)
    return Turnout(_votes([q.id for q in asked if _moves(q)]), _people(workshop), _finished_pages(asked))


def progress_of(workshop: Workshop, turnout: Turnout | None = None) -> Progress:
    """How many have voted on the page in hand: counted from rows, without a look at any choice."""
    questions = part_in_hand(workshop, topic_in_hand(workshop))
    found = turnout or turnout_of(workshop, questions)
    if not questions:
        return Progress(0, found.here, open=False)
    first = questions[0]
    is_one = len(questions) == 1
    taps = None if is_one or any(q.most for q in questions) else sum(_voted(q, found) for q in questions)
    voted = _voted(first, found) if is_one else _finished(first)
    frozen = first.rounds[-1] if first.stage == Stage.SHOWN else None
    if frozen is not None and frozen.joined is not None:
        return Progress(min(voted, frozen.joined), frozen.joined, open=False)
    return Progress(voted, max(found.here_for(first), voted), open=first.stage == Stage.OPEN, taps=taps)


def may_take_part(since: int, question: Question) -> bool:
    """Is a person who joined at revision `since` here for the round in hand of a question?

    A second vote is for those who had joined when the first was shown; a first vote is for everybody.
    """
    before = question.rounds[0].shown_at if question.round > 1 else None
    return before is None or since < before


def _moves(question: Question) -> bool:
    return bool(question.rounds) and question.rounds[-1].voted is None


def _voted(question: Question, turnout: Turnout) -> int:
    frozen = question.rounds[-1].voted if question.rounds else 0
    return turnout.voted(question.id, question.round) if frozen is None else frozen


def _votes(ids: Sequence[int]) -> Mapping[tuple[int, int], int]:
    if not ids:
        return {}
    counted = select(Vote.question_id, Vote.round, func.count()).where(Vote.question_id.in_(ids))
    rows = db.session.execute(counted.group_by(Vote.question_id, Vote.round))
    return {(question_id, number): count for question_id, number, count in rows}


def _people(workshop: Workshop) -> Sequence[Newcomers]:
    alike = (Participant.group, Participant.way, Participant.since)
    here = select(*alike, func.count()).where(Participant.workshop_id == workshop.id, Participant.left.is_(False))
    rows = db.session.execute(here.group_by(*alike))
    return [Newcomers(GroupKind(group), Way(way), since, count) for group, way, since, count in rows]


def _finished_pages(questions: Sequence[Question]) -> Mapping[tuple[int, int], int]:
    on_page = Counter((q.topic_id, q.part) for q in questions)
    shared = [q for q in questions if _moves(q) and on_page[q.topic_id, q.part] > 1]
    if not shared:
        return {}
    columns = (Finished.topic_id, Finished.part, Finished.round)
    counted = select(*columns, func.count()).where(Finished.topic_id.in_({q.topic_id for q in shared}))
    found = {
        (topic, part, number): count for topic, part, number, count in db.session.execute(counted.group_by(*columns))
    }
    return {(q.id, q.round): found.get((q.topic_id, q.part, q.round), 0) for q in shared}


def _finished(question: Question) -> int:
    page = (
        Finished.topic_id == question.topic_id,
        Finished.part == question.part,
        Finished.round == question.round,
    )
    return db.session.scalar(select(func.count()).select_from(Finished).where(*page)) or 0
