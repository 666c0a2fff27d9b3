"""In a file: the plan of the session before, and how the room says that it went."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.exports.blocks import Block, Table
from workshop.exports.telling import Telling, plain


def last_time(telling: Telling) -> Iterator[Block]:
    """A row for each action."""
    head = (telling._("What"), telling._("By when"), telling._("Planned on"), telling._("How it went"))
    rows = tuple(
        (
            plain(action.what),
            plain(action.when) or telling._("not said yet"),
            telling.day(action.planned_on),
            telling.said(action.said),
        )
        for action in telling.outcome.last_time
    )
    if rows:
        yield Table(head, rows)
