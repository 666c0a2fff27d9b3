"""A session, who runs it, and the log of what they did."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, LargeBinary, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.db import Base
from workshop.domain.desk.keeping import DEFAULT
from workshop.domain.groups import FLOOR_LOWEST
from workshop.models.agenda import Topic
from workshop.models.columns import belongs_to, may_belong_to
from workshop.models.journey import Journey


class Workshop(Base):
    """A session. `code` names it for ever; `join_code` is what `/join/` takes and may change.

    `revision` moves with everything that all views show alike, never with a vote. `key` makes the tags of
    participants and votes; when it is gone (None) nothing links a device with what it sent. `rungs`: what the
    group changed on its ladder, by the number of the rung: a `name` of its own, or that it is `hidden`.
    """

    __tablename__ = "workshop"
    __table_args__ = (CheckConstraint(f"floor >= {FLOOR_LOWEST}", name="floor_lowest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(6), unique=True)
    join_code: Mapped[str] = mapped_column(String(6), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(Text)
    organisation: Mapped[str] = mapped_column(String(120), default="", server_default="")
    invited: Mapped[str] = mapped_column(Text, default="", server_default="")  # how people were invited
    can_change: Mapped[str] = mapped_column(Text, default="", server_default="")
    cannot_change: Mapped[str] = mapped_column(Text, default="", server_default="")
    offered: Mapped[str] = mapped_column(Text, default="", server_default="")  # what people get for their time
    subject_kind: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(String(120))
    template: Mapped[str] = mapped_column(String(30))
    ladder: Mapped[str] = mapped_column(String(30))
    rungs: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSON, default=dict, server_default="{}")
    floor: Mapped[int] = mapped_column()
    stage: Mapped[str] = mapped_column(String(10))
    position: Mapped[int] = mapped_column(default=0)  # of the topic in hand; 0 in the lobby
    part: Mapped[int] = mapped_column(default=0)  # the page of that topic in hand; 0 before its first
    time_hint: Mapped[bool] = mapped_column(default=False, server_default=false())  # said of the topic in hand
    revision: Mapped[int] = mapped_column(default=1)
    locked: Mapped[bool] = mapped_column(default=False)  # takes no newcomers
    paper: Mapped[bool] = mapped_column(default=False, server_default=false())  # takes votes on paper
    join_address: Mapped[str] = mapped_column(String(200), default="")
    wall: Mapped[str] = mapped_column(String(10), default="", server_default="")  # what the screen shows for results
    key: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    opened_at: Mapped[datetime]
    touched_at: Mapped[datetime]  # the last act at the desk
    journey_id: Mapped[int | None] = may_belong_to("journey.id")
    review_on: Mapped[date | None]  # when the plan is looked at again; it is kept for so long beyond that
    keep_days: Mapped[int] = mapped_column(default=DEFAULT, server_default=str(DEFAULT))
    keep_why: Mapped[str] = mapped_column(Text, default="", server_default="")  # the reason for keeping it long
    words_gone: Mapped[date | None]  # since when it holds no remarks and no tags
    signed: Mapped[str] = mapped_column(String(64), default="", server_default="")  # SHA-256 of the outcome till then
    final_revision: Mapped[int | None]  # at its end: later ones are not of the outcome
    heads: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # who was here, as it may be said

    journey: Mapped[Journey | None] = relationship()
    facilitators: Mapped[list[Facilitator]] = relationship(
        order_by="Facilitator.number", cascade="all, delete-orphan", passive_deletes=True
    )
    pending: Mapped[list[PendingDeed]] = relationship(
        order_by="PendingDeed.id", cascade="all, delete-orphan", passive_deletes=True
    )
    groups: Mapped[list[Group]] = relationship(order_by="Group.id", cascade="all, delete-orphan", passive_deletes=True)
    topics: Mapped[list[Topic]] = relationship(
        order_by="Topic.position", cascade="all, delete-orphan", passive_deletes=True
    )


class Facilitator(Base):
    """Who keeps the desk: one, or two with equal keys, the first and the second. Of a key only its hash is stored.

    `side`: which side they say that they are from ("" unsaid). `seen_at`: when their desk was last heard of;
    None until they first open it.
    """

    __tablename__ = "facilitator"
    __table_args__ = (CheckConstraint("number in (1, 2)", name="at_most_two"),)

    workshop_id: Mapped[int] = belongs_to("workshop.id", key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64))
    recovery_hash: Mapped[str] = mapped_column(String(200))
    side: Mapped[str] = mapped_column(String(10), default="")
    seen_at: Mapped[datetime | None]


class PendingDeed(Base):
    """A deed that one facilitator (`by`) has asked for, and that waits for the other's yes.

    `target` tells it from another deed of the kind ("" where there is none), `about` tells people. `fields` are
    what its form sends. `place`: where the session was then; when it moves on, this is gone.
    """

    __tablename__ = "pending_deed"
    __table_args__ = (UniqueConstraint("workshop_id", "deed", "target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = belongs_to("workshop.id")
    by: Mapped[int]
    deed: Mapped[str] = mapped_column(String(20))
    target: Mapped[str] = mapped_column(String(30))
    fields: Mapped[dict[str, str]] = mapped_column(JSON)
    about: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(60))


class Group(Base):
    """One of the three groups of a session, by the name that it has there."""

    __tablename__ = "group"
    __table_args__ = (UniqueConstraint("workshop_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = belongs_to("workshop.id")
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(60))


class LogEntry(Base):
    """An act at the desk: what (`act`, with its `values`) and when, in UTC. Everybody can read it.

    `by`: the number of the facilitator, where there were two; None else.
    """

    __tablename__ = "log_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = belongs_to("workshop.id")
    at: Mapped[datetime]
    by: Mapped[int | None]
    act: Mapped[str] = mapped_column(String(30))
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
