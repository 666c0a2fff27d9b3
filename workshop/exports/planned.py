"""The plan in a file: who leads and by when in one table, then all that was said of each action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workshop.domain.outcome import TopicOutcome
from workshop.domain.phrases import N_
from workshop.domain.planning.actions import ActionOutcome
from workshop.domain.planning.plan import AT_ONCE, FIELDS, leads
from workshop.domain.stages import ProposalStage
from workshop.exports.blocks import Block, Heading, Points, Table, Text
from workshop.exports.forms import form
from workshop.exports.summary import no_actions
from workshop.exports.telling import DASH, Telling, plain

_COMES_FROM = N_("Comes from")
_CHECK_UP = N_("Check-up day")
_STATE = N_("State")
_FATES = {
    ProposalStage.WAITING: N_("draft: not voted on"),
    ProposalStage.OPEN: N_("draft: in the vote"),
    ProposalStage.AGREED: N_("agreed"),
    ProposalStage.PARKED: N_("parked: not over half of the room, or of one group, wanted it"),
}


def plan(telling: Telling, topic: TopicOutcome | None = None) -> Iterator[Block]:
    """What the group took, then what is a draft, then what was parked, and how the group voted on it."""
    outcome = telling.outcome
    if not (outcome.agreed or outcome.drafts):
        yield Text(no_actions(telling))
    if outcome.agreed:
        yield from _all(telling, outcome.agreed, level=3)
    if outcome.drafts:
        yield Heading(3, telling._("Drafts: not voted on"))
        yield from _all(telling, outcome.drafts, level=4)
    if outcome.review:
        yield Text(telling._("We look at the plan again on %(day)s.", day=telling.day(outcome.review)))
    if outcome.parked:
        yield Heading(3, telling._("Not on the plan, and kept on record"))
        yield Points(tuple(_parked(telling, action) for action in outcome.parked))
    if topic is not None and topic.questions:
        yield from form(telling, topic)


def fate(telling: Telling, action: ActionOutcome) -> str:
    """What the group said to an action, in a few words."""
    if action.reason:
        return telling._("parked, because: %(reason)s", reason=plain(action.reason))
    if action.hidden:
        return telling._("hidden, as it named a person")
    return telling._(_FATES[action.stage])


def in_columns(telling: Telling, blocks: Sequence[Block]) -> Sequence[Block]:
    """The plan as one table with a column for each field, to sort and filter; any other part of the story as it is."""
    is_plan = any(isinstance(block, Table) and block.head == _head(telling) for block in blocks)
    return [_whole(telling)] if is_plan else blocks


def _whole(telling: Telling) -> Table:
    heads = (*(field.name for field in FIELDS.values()), _COMES_FROM, _CHECK_UP, _STATE)
    rows = tuple(
        (
            *(plain(getattr(action, key)) for key in FIELDS),
            telling._(plain(action.source_text)),
            _iso(action),
            fate(telling, action),
        )
        for action in telling.outcome.actions
    )
    return Table(tuple(telling._(head) for head in heads), rows)


def _all(telling: Telling, actions: Sequence[ActionOutcome], *, level: int) -> Iterator[Block]:
    yield Table(_head(telling), tuple(_in_short(telling, action) for action in actions))
    for action in actions:
        yield from _in_full(telling, action, level)


def _parked(telling: Telling, action: ActionOutcome) -> str:
    if action.hidden:
        return telling._("An action was hidden, as it named a person.")
    return f"{plain(action.what)} – {fate(telling, action)}"


def _head(telling: Telling) -> tuple[str, ...]:
    return telling._("What"), telling._("Who leads"), telling._("By when")


def _in_short(telling: Telling, action: ActionOutcome) -> tuple[str, ...]:
    who = "\n".join(telling.said(lead) for lead in leads(action))
    return plain(action.what), who, plain(action.when) or telling._("not said yet")


def _in_full(telling: Telling, action: ActionOutcome, level: int) -> Iterator[Block]:
    """What was said beyond that table, with the name of each field; nothing where nothing was."""
    rows = tuple(
        (telling._(field.name), plain(getattr(action, key)))
        for key, field in FIELDS.items()
        if key not in AT_ONCE and getattr(action, key)
    )
    source = ((telling._(_COMES_FROM), telling._(plain(action.source_text))),) if action.source_text else ()
    check_up = ((telling._(_CHECK_UP), telling.day(action.check_on)),) if action.check_on else ()
    earlier = tuple((telling._("Earlier words"), plain(one.text)) for one in action.earlier)
    if rows or source or check_up or earlier:
        yield Heading(level, plain(action.what) or DASH)
        yield Table((telling._("About"), telling._("What was said")), (*source, *rows, *check_up, *earlier))


def _iso(action: ActionOutcome) -> str:
    return action.check_on.isoformat() if action.check_on else ""
