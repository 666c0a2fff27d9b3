"""Ballots before anybody has marked them: made without a look at any vote."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from workshop.db import db
from workshop.domain.framework import Choice, QuestionKind, Showing
from workshop.domain.stages import Stage
from workshop.models import Question, Workshop
from workshop.usecases.framework import choices_of
from workshop.usecases.lookup import part_in_hand, topic_in_hand


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A ballot before anybody has marked it: made without a look at any vote.

    `compact`: one of several; `alike`: what is asked is the same for all of them, and stands above.
    """

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
    alike: bool


def papers_of(workshop: Workshop) -> tuple[Paper, ...]:
    """The ballots of the page in hand while it is open; none otherwise."""
    questions = part_in_hand(workshop, topic_in_hand(workshop))
    asks = len({q.line for q in questions})
    return tuple(_paper(workshop, q, len(questions), asks) for q in questions if q.stage == Stage.OPEN)


def paper_of(workshop: Workshop, question: Question) -> Paper:
    """The ballot of one question that is open, found without the others of its page."""
    page = select(func.count(), func.count(Question.line.distinct())).select_from(Question)
    on_page = page.where(Question.topic_id == question.topic_id, Question.part == question.part)
    return _paper(workshop, question, *db.session.execute(on_page).one())


def _paper(workshop: Workshop, question: Question, on_page: int, asks: int) -> Paper:
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
        alike=asks == 1,
    )
