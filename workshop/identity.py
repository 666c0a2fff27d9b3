"""Who is asking: the device's own secret and the keys of desks, from the signed cookie. The same for both doors."""

from __future__ import annotations

import secrets
from collections.abc import MutableMapping
from typing import Any

from flask import session

from workshop.domain import codes
from workshop.domain.hands import OWNER, Hand, hand_of, require_in_hand, secret_of
from workshop.domain.tags import SECRET_BYTES

_DEVICE, _HANDS, _DESKS, _FRESH, _INVITED = "device", "hands", "desks", "fresh", "invited"
_JOURNEY, _FRESH_JOURNEY = "journey", "fresh_journey"
_MOST_SESSIONS = 12  # of which a desk or a hand is remembered: a cookie holds 4 KB


def device_secret(code: str) -> bytes | None:
    """The secret of whoever has this device in that session; None when it has none, or its cookie was altered."""
    own = own_device()
    return None if own is None else secret_of(own, hand(code))


def require_device(code: str) -> bytes:
    """The same; a device without a secret gets a new one. HTTP only: a socket cannot set a cookie."""
    return secret_of(require_own_device(), hand(code))


def acting(code: str, drawn_for: object) -> bytes | None:
    """The same for an act; raises Refused when the page that sent it was drawn for somebody else (a hand's key)."""
    require_in_hand(drawn_for, hand(code))
    return device_secret(code)


def hand(code: str) -> Hand:
    """Who votes with this device in that session just now: its owner, unless it was passed on there."""
    return hand_of(_by_session(_HANDS).get(code)) or OWNER


def is_passed_round(code: str) -> bool:
    """Was the device ever passed on in that session?"""
    return code in _by_session(_HANDS)


def pass_to(taker: Hand, code: str) -> None:
    """From now on this person votes with the device in that session; in every other it stays with whom it was."""
    _remember(_HANDS, code, taker.key)


def own_device() -> bytes | None:
    """The secret of the device itself, whoever holds it: for limits on what it may try."""
    stored = _cookie().get(_DEVICE)
    try:
        secret = bytes.fromhex(stored) if isinstance(stored, str) else b""
    except ValueError:
        return None
    return secret if len(secret) == SECRET_BYTES else None


def require_own_device() -> bytes:
    """The same; one without gets a new one."""
    secret = own_device()
    if secret is None:
        secret = secrets.token_bytes(SECRET_BYTES)
        _cookie()[_DEVICE] = secret.hex()
        session.permanent = True
    return secret


def desk_key(code: str) -> str | None:
    """The key that this device holds for the desk of a session."""
    key = _by_session(_DESKS).get(code)
    return key if isinstance(key, str) else None


def keep_desk_key(code: str, key: str, *, recovery_code: str | None = None) -> None:
    """Remembers a desk's key; the recovery code stays until the facilitator has noted it."""
    _remember(_DESKS, code, key)
    session.permanent = True
    if recovery_code is not None:
        _cookie()[_FRESH] = {code: recovery_code}


def fresh_recovery_code(code: str) -> str | None:
    """The recovery code of a desk that was just opened, until `forget_recovery_code`."""
    fresh = _cookie().get(_FRESH)
    return fresh.get(code) if isinstance(fresh, dict) else None


def forget_recovery_code() -> None:
    """The facilitator has noted it: it is shown no more."""
    _cookie().pop(_FRESH, None)


def keep_invitation(code: str, key: str, recovery_code: str) -> None:
    """Remembers the second facilitator's keys, until they were passed on."""
    _cookie()[_INVITED] = {code: [key, recovery_code]}


def invitation(code: str) -> tuple[str, str] | None:
    """The keys of a second facilitator that are still to be passed on: the key, and the recovery code."""
    kept = _cookie().get(_INVITED)
    held = kept.get(code) if isinstance(kept, dict) else None
    return (str(held[0]), str(held[1])) if held else None


def forget_invitation() -> None:
    """They were passed on: they are shown no more."""
    _cookie().pop(_INVITED, None)


def journey_key() -> str | None:
    """The key of the journey that is open on this device."""
    key = _cookie().get(_JOURNEY)
    return key if isinstance(key, str) else None


def keep_journey_key(key: str, *, begun_by: str = "") -> None:
    """Remembers a journey's key. `begun_by`: the session whose desk shows it until its facilitator has noted it."""
    tidied = codes.tidy(key, codes.JOURNEY_LENGTH)
    _cookie()[_JOURNEY] = tidied
    session.permanent = True
    if begun_by:
        _cookie()[_FRESH_JOURNEY] = {begun_by: tidied}


def fresh_journey_key(code: str) -> str | None:
    """The key of a journey that was just begun at this desk, until `forget_fresh_journey_key`."""
    fresh = _cookie().get(_FRESH_JOURNEY)
    return fresh.get(code) if isinstance(fresh, dict) else None


def forget_fresh_journey_key() -> None:
    """The facilitator has noted it: it is shown no more."""
    _cookie().pop(_FRESH_JOURNEY, None)


def forget_journey_key() -> None:
    """The journey is closed on this device."""
    _cookie().pop(_JOURNEY, None)
    _cookie().pop(_FRESH_JOURNEY, None)


def _remember(name: str, code: str, value: str) -> None:
    """Keeps it for that session and the newest others. As pairs: a cookie puts the names of a dict into their order."""
    others = [[held, kept] for held, kept in _by_session(name).items() if held != code]
    _cookie()[name] = [*others[-(_MOST_SESSIONS - 1) :], [code, value]]


def _by_session(name: str) -> dict[str, Any]:
    """What is remembered for each session, the newest last; nothing where the cookie holds something odd."""
    try:
        return dict(_cookie().get(name) or ())
    except (TypeError, ValueError):
        return {}


def _cookie() -> MutableMapping[str, Any]:
    return session
