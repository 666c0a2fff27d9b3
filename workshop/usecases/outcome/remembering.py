"""The whole outcome, counted anew only when something was written: a whole room takes its files in the same minute."""

from __future__ import annotations

from uuid import uuid4

from workshop.db import State, state
from workshop.domain.outcome import Outcome
from workshop.domain.record.publication import require_ended
from workshop.usecases.lookup import require_workshop
from workshop.usecases.outcome.outcomes import outcome_of

KEPT = 8  # outcomes; each is what everybody may know, and no more

_kept: dict[tuple[State, str], Outcome] = {}  # the oldest first


def outcome_now(code: str) -> Outcome:
    """What `outcome_of` gives for that session just now. Raises WrongCode.

    Nothing but the database decides what it holds: in the same state of the database it is the same, so one that was
    counted before a reveal, a vote or a deletion can never be shown after it.
    """
    before = state()  # asked first: what is read after it is as new, or newer
    if before is None:
        return outcome_of(require_workshop(code))
    found = _kept.get((before, code))
    return _keep((before, code), outcome_of(require_workshop(code))) if found is None else found


def outcome_to_publish(code: str) -> Outcome:
    """The same for a copy that may leave the room. Raises Refused before the end."""
    found = outcome_now(code)
    require_ended(found)
    return found


def state_of_all() -> str:
    """Names what is stored: another name as soon as anything was written, and never the same where that is unknown."""
    return str(state() or uuid4())


def _keep(key: tuple[State, str], outcome: Outcome) -> Outcome:
    overtaken = [other for other in list(_kept) if other[0][0] == key[0][0] and other[0] != key[0]]
    for other in overtaken:
        _kept.pop(other, None)
    _kept[key] = outcome
    while len(_kept) > KEPT:
        _kept.pop(next(iter(_kept)), None)
    return outcome
