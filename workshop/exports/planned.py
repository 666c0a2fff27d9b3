"""The plan in a file: who leads and by when in one table, then all that was said of each action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workshop.domain.outcome import ActionOutcome
from workshop.domain.phrases import N_
from workshop.domain.plan import AT_ONCE, FIELDS, leads
from workshop.exports.blocks import Block, Heading, Table, Text
from workshop.exports.summary import no_actions
from workshop.exports.telling import Telling, plain

_COMES_FROM = N_("Comes from")
_CHECK_UP = N_("Check-up")


def plan(telling: Telling) -> Iterator[Block]:
    """Everything on the plan; a sentence where there is nothing."""
    actions = telling.outcome.actions
    if not actions:
        yield Text(no_actions(telling))
        return
    yield Table(_head(telling), tuple(_in_short(telling, action) for action in actions))
    for action in actions:
        yield from _in_full(telling, action)


def in_columns(telling: Telling, blocks: Sequence[Block]) -> Sequence[Block]:
    """The plan as one table with a column for each field, to sort and filter; any other part of the story as it is."""
    is_plan = any(isinstance(block, Table) and block.head == _head(telling) for block in blocks)
    return [_whole(telling)] if is_plan else blocks


def _whole(telling: Telling) -> Table:
    heads = (*(field.name for field in FIELDS.values()), _COMES_FROM, _CHECK_UP)
    rows = tuple(
        (*(plain(getattr(action, key)) for key in FIELDS), telling._(plain(action.source_text)), _iso(action))
        for action in telling.outcome.actions
    )
    return Table(tuple(telling._(head) for head in heads), rows)


def _head(telling: Telling) -> tuple[str, ...]:
    return telling._("What"), telling._("Who leads"), telling._("By when")


def _in_short(telling: Telling, action: ActionOutcome) -> tuple[str, ...]:
    who = "\n".join(telling.said(lead) for lead in leads(action))
    return plain(action.what), who, plain(action.when) or telling._("not said yet")


def _in_full(telling: Telling, action: ActionOutcome) -> Iterator[Block]:
    """What was said beyond that table, with the name of each field; nothing where nothing was."""
    rows = tuple(
        (telling._(field.name), plain(getattr(action, key)))
        for key, field in FIELDS.items()
        if key not in AT_ONCE and getattr(action, key)
    )
    source = ((telling._(_COMES_FROM), telling._(plain(action.source_text))),) if action.source_text else ()
    check_up = ((telling._(_CHECK_UP), telling.day(action.check_on)),) if action.check_on else ()
    if rows or source or check_up:
        yield Heading(3, plain(action.what))
        yield Table((telling._("About"), telling._("What was said")), (*source, *rows, *check_up))


def _iso(action: ActionOutcome) -> str:
    return action.check_on.isoformat() if action.check_on else ""
