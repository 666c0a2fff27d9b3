"""Counting votes from their rows, here and nowhere else. Which may be counted, and seen: see `domain/visibility`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import Row, func, select

from workshop.db import db
from workshop.domain.framework import QuestionKind, Showing
from workshop.domain.groups import Bloc
from workshop.domain.stages import Stage
from workshop.domain.tally import Tally, tally
from workshop.domain.visibility import Ballots, Rule, Sight, Why, may_count, see
from workshop.models import Question, Round, Vote, Workshop
from workshop.usecases.desk.agenda import choices_of

Votes = Mapping[tuple[int, int], Ballots]  # (question id, round) -> its votes


def count_votes(questions: Iterable[Question]) -> Votes:
    """The votes of those rounds that may be counted at all; the others are not read."""
    asked = list(questions)
    found: dict[tuple[int, int], dict[Bloc, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for number in (1, 2):  # one after the other: asked for in pairs, SQLite reads the votes of all sessions
        ids = [q.id for q in asked if number <= q.round and may_count(_stage(q, number), Showing(q.showing))]
        for question_id, bloc, choice, votes in _counted(ids, number):
            found[question_id, number][Bloc(bloc)][choice] = votes
    return found


def tally_of(workshop: Workshop, question: Question) -> Tally:
    """What may be seen of the newest round of one question."""
    sight = sights_of([question], workshop.floor)[question.id, question.round]
    return tally(sight, kind=QuestionKind(question.kind), choices=choices_of(question))


def sights_of(questions: Sequence[Question], floor: int) -> Mapping[tuple[int, int], Sight]:
    """What may be seen of every round that was ever opened."""
    votes = count_votes(questions)
    return {
        (question.id, round_.number): _sight(question, round_, votes, floor)
        for question in questions
        for round_ in question.rounds
    }


def packed(sight: Sight) -> dict[str, object]:
    """A sight as it is kept when the votes go."""
    return asdict(sight)


def _unpacked(row: Mapping[str, object]) -> Sight:
    apart, whole, left_out = row["apart"], row["whole"], row["left_out"]
    # A session that ended before these two were kept has none of them.
    third_is_few, unsided = (bool(row.get(name)) for name in ("third_is_few", "unsided"))
    return Sight(
        why=Why(str(row["why"])),
        apart=(apart[0], apart[1]) if isinstance(apart, list) else None,
        whole=whole if isinstance(whole, dict) else None,
        left_out=left_out if isinstance(left_out, int) else 0,
        third_is_few=third_is_few,
        unsided=unsided,
    )


def _sight(question: Question, round_: Round, votes: Votes, floor: int) -> Sight:
    if round_.sight is not None:
        return _unpacked(round_.sight)
    rule = Rule(
        stage=_stage(question, round_.number),
        showing=Showing(question.showing),
        floor=floor,
        published=round_.published,
        first=votes.get((question.id, 1), {}) if round_.number > 1 else None,
    )
    return see(votes.get((question.id, round_.number), {}), rule)


def _counted(ids: Sequence[int], number: int) -> Sequence[Row[int, str, str, int]]:
    if not ids:
        return ()
    columns = (Vote.question_id, Vote.bloc, Vote.choice)
    chosen = select(*columns, func.count()).where(Vote.question_id.in_(ids), Vote.round == number)
    return db.session.execute(chosen.group_by(*columns)).all()


def _stage(question: Question, number: int) -> Stage:
    """The stage of one round: an earlier round has been shown."""
    return Stage(question.stage) if number == question.round else Stage.SHOWN
