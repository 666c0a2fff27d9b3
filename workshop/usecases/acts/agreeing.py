"""What two facilitators do together: one asks, and it is done when the other agrees, or while the other is away."""

from __future__ import annotations

from collections.abc import Mapping

from workshop.domain.desk.facilitators import Consent, Deed, consent, in_log, is_away
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.stages import WorkshopStage
from workshop.models import PendingDeed, Workshop
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, after_end, desk_act
from workshop.usecases.lookup import place_of, require_workshop

_GONE = N_("That is no longer asked for. It was taken back, or the session has moved on.")


def agreed(
    workshop: Workshop,
    press: Press,
    deed: Deed,
    *,
    target: str = "",
    about: str = "",
    fields: Mapping[str, str] | None = None,
) -> bool:
    """May this be done now? If the other facilitator has to agree first, it is put to both desks, and stays undone.

    Asked inside a desk act, after whatever would refuse the deed and before it changes anything:

        if not agreed(workshop, press, Deed.AGAIN, about=title):
            return

    `target` tells this deed from others of its kind, `about` does so for people, and `fields` are what its form
    has to send again. The other facilitator agrees by the button they are shown, or by pressing for the same.
    """
    pending = next((row for row in workshop.pending if (row.deed, row.target) == (deed, target)), None)
    _require_theirs(pending, press)
    other = next((one for one in workshop.facilitators if one.number != press.by), None)
    given = consent(
        single=other is None,
        asked_by_other=pending is not None and pending.by != press.by,
        other_is_away=other is not None and is_away(other.seen_at, press.now),
    )
    if given is Consent.MISSING:
        if pending is None:
            _put_to_both(workshop, press, deed, target=target, about=about, fields=dict(fields or {}))
        return False
    if pending is not None:
        workshop.pending.remove(pending)
    if given is not Consent.SINGLE:
        note(workshop, Act.AGREED if given is Consent.BOTH else Act.ALONE, press, deed=deed, about=in_log(deed, about))
    return True


def turn_down(code: str, press: Press, pending_id: int) -> None:
    """Takes back what one has asked for, or says "not now" to the other. Raises Refused when it is gone."""
    ended = require_workshop(code).stage == WorkshopStage.ENDED
    with after_end(code) if ended else desk_act(code, press) as workshop:
        pending = next((row for row in workshop.pending if row.id == pending_id), None)
        if pending is None:
            raise Refused(Reason.MOVED_ON, _GONE)
        workshop.pending.remove(pending)
        if ended:
            return
        act = Act.TAKEN_BACK if pending.by == press.by else Act.NOT_NOW
        note(workshop, act, press, deed=pending.deed, about=in_log(Deed(pending.deed), pending.about))


def _require_theirs(pending: PendingDeed | None, press: Press) -> None:
    """Raises Refused for a yes to what is no longer asked, or to what one has asked oneself."""
    if press.agrees_to is None:
        return
    if pending is None or pending.id != press.agrees_to:
        raise Refused(Reason.MOVED_ON, _GONE)
    if pending.by == press.by:
        raise Refused(Reason.INVALID, N_("The other facilitator has to agree to this, not you."))


def _put_to_both(
    workshop: Workshop, press: Press, deed: Deed, *, target: str, about: str, fields: dict[str, str]
) -> None:
    workshop.pending.append(
        PendingDeed(by=press.by, deed=deed, target=target, about=about, fields=fields, place=place_of(workshop))
    )
    note(workshop, Act.ASKED, press, deed=deed, about=in_log(deed, about))
