"""Who joined, and what they say of themselves while the session runs. No name, no device, no time."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from workshop.db import Base
from workshop.models.columns import TAG, UNORDERED, belongs_to


class Participant(Base):
    """Somebody who joined: no name, no device, no time; the tag is an HMAC of the device's secret.

    `side`: which main group the third group's person may be counted with ("" for neither). `since`: the
    revision at which they joined. `way`: phone, shared phone or paper.
    """

    __tablename__ = "participant"
    __table_args__ = (UNORDERED,)

    workshop_id: Mapped[int] = belongs_to("workshop.id", key=True)
    tag: Mapped[bytes] = mapped_column(TAG, primary_key=True)
    group: Mapped[str] = mapped_column(String(10))
    side: Mapped[str] = mapped_column(String(10), default="")
    way: Mapped[str] = mapped_column(String(10), default="phone")
    since: Mapped[int]
    left: Mapped[bool] = mapped_column(default=False)


class Finished(Base):
    """A participant has said "I have finished" on a page of a form; the tag fits no vote and no person."""

    __tablename__ = "finished"
    __table_args__ = (UNORDERED,)

    topic_id: Mapped[int] = belongs_to("topic.id", key=True)
    part: Mapped[int] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[bytes] = mapped_column(TAG, primary_key=True)


class NeedOf(Base):
    """Somebody needs more time, or to hear it again. For the place in hand only: when it moves, the row goes."""

    __tablename__ = "need"
    __table_args__ = (UNORDERED,)

    workshop_id: Mapped[int] = belongs_to("workshop.id", key=True)
    need: Mapped[str] = mapped_column(String(10), primary_key=True)
    tag: Mapped[bytes] = mapped_column(TAG, primary_key=True)
