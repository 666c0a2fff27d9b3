"""What is stored, and what the database itself guarantees. No decision, no query."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.db import Base
from workshop.domain.groups import FLOOR_LOWEST

TAG_BYTES = 16

_tag = LargeBinary(TAG_BYTES)
_UNORDERED: dict[str, Any] = {"sqlite_with_rowid": False}  # rows lie by key: nothing tells who came first


def _belongs_to(column: str, *, key: bool = False) -> Mapped[int]:
    return mapped_column(ForeignKey(column, ondelete="CASCADE"), index=not key, primary_key=key)


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
    join_address: Mapped[str] = mapped_column(String(200), default="")
    wall: Mapped[str] = mapped_column(String(10), default="", server_default="")  # what the screen shows for results
    key: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    opened_at: Mapped[datetime]
    touched_at: Mapped[datetime]  # the last act at the desk

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

    workshop_id: Mapped[int] = _belongs_to("workshop.id", key=True)
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
    workshop_id: Mapped[int] = _belongs_to("workshop.id")
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
    workshop_id: Mapped[int] = _belongs_to("workshop.id")
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(60))


class Participant(Base):
    """Somebody who joined: no name, no device, no time; the tag is an HMAC of the device's secret.

    `side`: which main group the third group's person may be counted with ("" for neither). `since`: the
    revision at which they joined. `way`: phone, shared phone or paper.
    """

    __tablename__ = "participant"
    __table_args__ = (_UNORDERED,)

    workshop_id: Mapped[int] = _belongs_to("workshop.id", key=True)
    tag: Mapped[bytes] = mapped_column(_tag, primary_key=True)
    group: Mapped[str] = mapped_column(String(10))
    side: Mapped[str] = mapped_column(String(10), default="")
    way: Mapped[str] = mapped_column(String(10), default="phone")
    since: Mapped[int]
    left: Mapped[bool] = mapped_column(default=False)


class Topic(Base):
    """A part of the agenda, in the order of `position` (from 1)."""

    __tablename__ = "topic"
    __table_args__ = (UniqueConstraint("workshop_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = _belongs_to("workshop.id")
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(30))
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(120))
    line: Mapped[str] = mapped_column(Text)
    say: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int]
    form: Mapped[str] = mapped_column(String(30))  # key of the form it asks, "" for none
    texts: Mapped[list[str]] = mapped_column(JSON)  # such as ground rules
    takes: Mapped[str] = mapped_column(String(10), default="", server_default="")  # what may be suggested here
    skipped: Mapped[bool] = mapped_column(default=False)

    questions: Mapped[list[Question]] = relationship(
        order_by="Question.part, Question.position", cascade="all, delete-orphan", passive_deletes=True
    )


class Question(Base):
    """Something that is voted on. `choices` are stored as they are shown, lowest first.

    All questions of one `part` of a topic are opened and shown together. `item` and `asks` say which activity
    of a form is asked about, and what ("have", "how", "next").
    """

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("workshop_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = _belongs_to("workshop.id")
    topic_id: Mapped[int] = _belongs_to("topic.id")
    part: Mapped[int]
    part_title: Mapped[str] = mapped_column(String(120))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(10))
    wording: Mapped[str] = mapped_column(Text)
    line: Mapped[str] = mapped_column(Text)
    talk: Mapped[str] = mapped_column(Text)
    item: Mapped[str] = mapped_column(String(30))
    asks: Mapped[str] = mapped_column(String(10))
    choices: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    showing: Mapped[str] = mapped_column(String(10))
    stage: Mapped[str] = mapped_column(String(10))
    round: Mapped[int] = mapped_column(default=1)
    most: Mapped[int] = mapped_column(default=0, server_default="0")  # picks of the first choice on its page; 0: any
    prompts: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list, server_default="[]")  # key and name

    rounds: Mapped[list[Round]] = relationship(
        order_by="Round.number", lazy="joined", cascade="all, delete-orphan", passive_deletes=True
    )


class Round(Base):
    """A first or second vote on a question.

    `shown_at`: the revision at which it was shown, and `joined` how many people there were then; both None
    while it is hidden. `published`: the last live figures that the room saw. `sight`: what could be seen of
    the votes, kept when the votes themselves are gone.
    """

    __tablename__ = "round"
    __table_args__ = (CheckConstraint("number in (1, 2)", name="two_rounds"),)

    question_id: Mapped[int] = _belongs_to("question.id", key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    shown_at: Mapped[int | None]
    joined: Mapped[int | None]
    voted: Mapped[int | None]
    published: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    sight: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Vote(Base):
    """One vote: no participant, no time, no order.

    `tag` is HMAC(workshop key, device secret, question, round): the same device has another tag on every
    question. `bloc` is the group that it counts in. `seq` and `op` tell a replay from a change of mind and
    are wiped when the round is shown.
    """

    __tablename__ = "vote"
    __table_args__ = (_UNORDERED,)

    question_id: Mapped[int] = _belongs_to("question.id", key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[bytes] = mapped_column(_tag, primary_key=True)
    bloc: Mapped[str] = mapped_column(String(15))
    choice: Mapped[str] = mapped_column(String(30))
    seq: Mapped[int]
    op: Mapped[str | None] = mapped_column(String(64))


class Finished(Base):
    """A participant has said "I have finished" on a page of a form; the tag fits no vote and no person."""

    __tablename__ = "finished"
    __table_args__ = (_UNORDERED,)

    topic_id: Mapped[int] = _belongs_to("topic.id", key=True)
    part: Mapped[int] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[bytes] = mapped_column(_tag, primary_key=True)


class NeedOf(Base):
    """Somebody needs more time, or to hear it again. For the place in hand only: when it moves, the row goes."""

    __tablename__ = "need"
    __table_args__ = (_UNORDERED,)

    workshop_id: Mapped[int] = _belongs_to("workshop.id", key=True)
    need: Mapped[str] = mapped_column(String(10), primary_key=True)
    tag: Mapped[bytes] = mapped_column(_tag, primary_key=True)


class Remark(Base):
    """Words about a question; hidden with its votes. The tag lets their author, and nobody else, change them."""

    __tablename__ = "remark"
    __table_args__ = (UniqueConstraint("question_id", "tag"),)

    id: Mapped[int] = mapped_column(primary_key=True)  # random, so that it says nothing of the order
    question_id: Mapped[int] = _belongs_to("question.id")
    prompt: Mapped[str] = mapped_column(String(20), default="why", server_default="why")
    tag: Mapped[bytes] = mapped_column(_tag)  # another for each prompt
    bloc: Mapped[str] = mapped_column(String(15))
    text: Mapped[str] = mapped_column(Text)
    on_screen: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())


class Proposal(Base):
    """Something that a person suggested: a rule, an item of a form, an idea. Never says whose it was.

    `change`: add, reword, remove or support (an idea). `target`: what it would change (an item's key), or the
    part of the form that it would join; `was`: the words that it would change. `reason`: why it was parked.
    """

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("topic_id", "tag"),)

    id: Mapped[int] = mapped_column(primary_key=True)  # random, so that it says nothing of the order
    topic_id: Mapped[int] = _belongs_to("topic.id")
    tag: Mapped[bytes] = mapped_column(_tag)
    change: Mapped[str] = mapped_column(String(10))
    target: Mapped[str] = mapped_column(String(120))
    was: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    stage: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")
    hidden: Mapped[bool] = mapped_column(default=False)


class Action(Base):
    """Something the group will do; who and when in people's own words. `op` makes a double tap one action."""

    __tablename__ = "action"
    __table_args__ = (UniqueConstraint("workshop_id", "op"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = _belongs_to("workshop.id")
    what: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(120))
    when: Mapped[str] = mapped_column(String(60))
    op: Mapped[str] = mapped_column(String(64))
    removed: Mapped[bool] = mapped_column(default=False)


class LogEntry(Base):
    """An act at the desk: what (`act`, with its `values`) and when, in UTC. Everybody can read it.

    `by`: the number of the facilitator, where there were two; None else.
    """

    __tablename__ = "log_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = _belongs_to("workshop.id")
    at: Mapped[datetime]
    by: Mapped[int | None]
    act: Mapped[str] = mapped_column(String(30))
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
