"""The record while it is in hand: the draft that everybody reads, and what changes to it may be about."""

from __future__ import annotations

from sqlalchemy import select

from workshop.db import db
from workshop.domain.record.draft import Draft, draft_of
from workshop.models import Topic
from workshop.usecases.showing.remembering import outcome_now


def draft_in_hand(code: str) -> Draft:
    """The draft of a session, counted once for all who read it in the same state."""
    return draft_of(outcome_now(code))


def passages_of(record: Topic) -> dict[str, str]:
    """What a change to the record may be about: each topic's key with its title, first "" for all of it."""
    others = select(Topic).where(Topic.workshop_id == record.workshop_id, Topic.id != record.id)
    return {"": "", **{topic.key: topic.title for topic in db.session.scalars(others.order_by(Topic.position))}}
