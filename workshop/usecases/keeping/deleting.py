"""Deleting: what people wrote when its clock is over, the rest when its own is, or all of it at once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import delete, select

from workshop.db import db, forget_journal, write
from workshop.domain.codes import tidy
from workshop.domain.desk.facilitators import MOST, Deed
from workshop.domain.desk.keeping import is_over
from workshop.domain.errors import Reason, Refused
from workshop.domain.outcome import QuestionOutcome
from workshop.domain.phrases import N_
from workshop.domain.stages import WorkshopStage
from workshop.domain.tags import TAG_BYTES
from workshop.domain.visibility import is_kept_with_record
from workshop.models import Brought, Participant, PendingDeed, Proposal, Question, Remark, Workshop
from workshop.usecases.acts.pressing import Press, after_end
from workshop.usecases.events import Moved, ring
from workshop.usecases.journey.courses import keep_counts
from workshop.usecases.lookup import find_workshop, require_workshop
from workshop.usecases.outcome.brought import brought_outcome
from workshop.usecases.outcome.clocks import keeping_of
from workshop.usecases.outcome.heads import heads_of, packed
from workshop.usecases.outcome.outcomes import outcome_of
from workshop.usecases.turnout import turnout_of


def ended() -> list[str]:
    """The codes of the sessions that have ended. One that goes on ends by rest before anything of it is deleted."""
    return list(db.session.scalars(select(Workshop.code).where(Workshop.stage == WorkshopStage.ENDED)))


def is_due(code: str, *, now: datetime) -> bool:
    """Is something of this session to be deleted by now?"""
    workshop = find_workshop(code)
    return workshop is not None and _is_due(workshop, now)


def due(*, now: datetime) -> list[str]:
    """The codes of the sessions of which something is to be deleted."""
    return [code for code in ended() if is_due(code, now=now)]


def sweep(code: str, *, now: datetime) -> None:
    """Deletes of one session whatever its clocks say by now."""
    with write():
        workshop = find_workshop(code)
        if workshop is None or not _is_due(workshop, now):
            return
        if is_over(keeping_of(workshop).record_until, now):
            delete_workshop(workshop)
        else:
            forget_words(workshop, on=now.date())
            workshop.revision += 1
    ring(code, Moved.VIEW)


def delete_now(code: str, press: Press, *, sure: bool, typed: str) -> bool:
    """Deletes all of a session that has ended; where there are two facilitators, when both have asked for it.

    Answers whether it is gone. `sure`, `typed`: the box that the one who presses ticked, and the session's code as they
    typed it. Raises Refused.
    """
    if not sure:
        raise Refused(Reason.INVALID, N_("Tick the box to say that all of it is to go."))
    if tidy(typed) != require_workshop(code).code:
        raise Refused(Reason.INVALID, N_("Type the code of this session, to say that you mean this one."))
    with after_end(code) as workshop:
        gone = _is_wanted_by_both(workshop, press)
        if gone:
            delete_workshop(workshop)
    return gone


def delete_ended(code: str) -> None:
    """Deletes all of a session that has ended: for who runs the server. Raises Refused."""
    with after_end(code) as workshop:
        delete_workshop(workshop)


def forget_words(workshop: Workshop, *, on: date) -> None:
    """Deletes what people wrote about the votes, and every tag. Called inside a write.

    Notes to be kept with the record stay with it, and so do suggestions and the plan. The outcome is another one
    from now on: it is version 2, and names the fingerprint of the first.
    """
    workshop.signed, workshop.words_gone = outcome_of(workshop).sha256, on
    workshop.heads = packed(heads_of(workshop, turnout_of(workshop, ())))
    db.session.execute(delete(Participant).where(Participant.workshop_id == workshop.id))
    for remark in _remarks(workshop):
        if is_kept_with_record(remark.prompt):
            remark.tag = secrets.token_bytes(TAG_BYTES)
        else:
            db.session.delete(remark)
    topics = [topic.id for topic in workshop.topics]
    for proposal in db.session.scalars(select(Proposal).where(Proposal.topic_id.in_(topics))):
        proposal.tag = secrets.token_bytes(TAG_BYTES)
    _forget_words_brought(workshop)
    db.session.flush()
    forget_journal()


def _forget_words_brought(workshop: Workshop) -> None:
    """The same of a session that came here as its outcome."""
    row, outcome = db.session.get(Brought, workshop.id), brought_outcome(workshop)
    if row is not None and outcome is not None:
        topics = tuple(replace(topic, questions=tuple(map(_without_words, topic.questions))) for topic in outcome.topics)
        row.outcome = replace(outcome, topics=topics, keeping=keeping_of(workshop)).plain()


def _without_words(question: QuestionOutcome) -> QuestionOutcome:
    kept = tuple(remark for remark in question.remarks if is_kept_with_record(remark.prompt))
    return replace(question, remarks=kept)


def delete_workshop(workshop: Workshop) -> None:
    """Deletes a session with everything that belongs to it; of one in a journey, counts stay. Called inside a write."""
    keep_counts(workshop)
    db.session.delete(workshop)
    db.session.flush()
    forget_journal()


def _is_due(workshop: Workshop, now: datetime) -> bool:
    keeping = keeping_of(workshop)
    if workshop.stage != WorkshopStage.ENDED:
        return False
    forgets = keeping.words_gone is None and is_over(keeping.words_until, now)
    return forgets or is_over(keeping.record_until, now)


def _is_wanted_by_both(workshop: Workshop, press: Press) -> bool:
    """An absence is no yes here: what is deleted cannot be made again, and the clock runs in any case."""
    others = [one for one in workshop.facilitators if one.number != press.by and one.seen_at is not None]
    pending = next((row for row in workshop.pending if row.deed == Deed.DELETE), None)
    if len(workshop.facilitators) < MOST or not others or (pending is not None and pending.by != press.by):
        return True
    if pending is None:
        fields = {"sure": "yes", "typed": workshop.code}
        workshop.pending.append(PendingDeed(by=press.by, deed=Deed.DELETE, target="", fields=fields, about="", place=""))
    return False


def _remarks(workshop: Workshop) -> Sequence[Remark]:
    mine = select(Question.id).where(Question.workshop_id == workshop.id)
    return db.session.scalars(select(Remark).where(Remark.question_id.in_(mine))).all()
