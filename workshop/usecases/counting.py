"""Counting votes from their rows, here and nowhere else. Which may be counted, and seen: see `domain/visibility`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import Row, func, select

from workshop.db import db
from workshop.domain.framework import QuestionKind, Showing
from workshop.domain.groups import Bloc
from workshop.domain.stages import Stage
from workshop.domain.tally import Tally, tally
from workshop.domain.visibility import Ballots, Rule, Sight, Why, levelled, may_count, see, size, whole_room
from workshop.models import Question, Round, Vote, Workshop
from workshop.usecases.framework import choices_of, left_alone_of

Votes = Mapping[tuple[int, int], Ballots]  # (question id, round) -> its votes


def count_votes(questions: Iterable[Question]) -> Votes:
    """The votes of those rounds that may be counted at all; the others are not read.

    Where people pick a few out of many, all questions of a page have to be asked for together.
    """
    asked = list(questions)
    found: dict[tuple[int, int], dict[Bloc, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for number in (1, 2):  # one after the other: asked for in pairs, SQLite reads the votes of all sessions
        ids = [question.id for question in _countable(asked, number)]
        for question_id, bloc, choice, votes in _counted(ids, number):
            found[question_id, number][Bloc(bloc)][choice] = votes
    return {**found, **{key: votes for number in (1, 2) for key, votes in _levelled(asked, number, found)}}


def sizes_of(questions: Sequence[Question]) -> Mapping[int, int]:
    """How many votes the newest round of each has that was shown, as they are counted, by question id."""
    votes = count_votes(questions)
    return {q.id: size(whole_room(votes.get((q.id, q.round), {}))) for q in questions}


def tallies_of(workshop: Workshop, questions: Sequence[Question]) -> Mapping[int, Tally]:
    """What may be seen of the newest round of each question of one page, by question id."""
    sights = sights_of(questions, workshop.floor)
    return {q.id: tally(sights[q.id, q.round], kind=QuestionKind(q.kind), choices=choices_of(q)) for q in questions}


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


def _countable(asked: Sequence[Question], number: int) -> Sequence[Question]:
    return [q for q in asked if number <= q.round and may_count(_stage(q, number), Showing(q.showing))]


def _levelled(asked: Sequence[Question], number: int, found: Votes) -> Iterator[tuple[tuple[int, int], Ballots]]:
    """The votes of one round on the pages where people pick a few out of many."""
    pages: dict[tuple[int, int], list[Question]] = defaultdict(list)
    for question in _countable(asked, number):
        if question.most:
            pages[question.topic_id, question.part].append(question)
    for page in pages.values():
        votes = levelled([found.get((q.id, number), {}) for q in page], left_alone_of(page[0]))
        yield from zip([(q.id, number) for q in page], votes, strict=True)


def _stage(question: Question, number: int) -> Stage:
    """The stage of one round: an earlier round has been shown."""
    return Stage(question.stage) if number == question.round else Stage.SHOWN
