"""Keys to a desk: made, recovered, handed over. Two facilitators' are equal, and of each only hashes are stored."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from werkzeug.security import check_password_hash, generate_password_hash

from workshop.domain import codes
from workshop.domain.desk.facilitators import other_of
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.groups import GroupKind
from workshop.domain.phrases import N_
from workshop.domain.stages import WorkshopStage
from workshop.models import Facilitator, Workshop
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, after_end, desk_act
from workshop.usecases.lookup import facilitator_of, require_workshop

# A recovery code is random, 49 bits: a light setting is enough, and keeps the event loop free.
_RECOVERY_METHOD = "scrypt:16384:8:1"
_SAID = {GroupKind.USES: Act.SIDE_USES, GroupKind.WORKS: Act.SIDE_WORKS, "": Act.SIDE_UNSAID}


@dataclass(frozen=True)
class Keys:
    """What opens a desk, shown to its facilitator now and never again; and their hashes, which are stored."""

    key: str
    recovery_code: str
    key_hash: str
    recovery_hash: str

    def facilitator(self, number: int, *, seen_at: datetime | None = None) -> Facilitator:
        """A facilitator who has these keys."""
        return Facilitator(number=number, key_hash=self.key_hash, recovery_hash=self.recovery_hash, seen_at=seen_at)

    def replace_those_of(self, facilitator: Facilitator) -> None:
        """The facilitator's older keys open nothing from now on."""
        facilitator.key_hash, facilitator.recovery_hash = self.key_hash, self.recovery_hash


def make_keys() -> Keys:
    """New keys. Their hashes take a while: call it before a write, not inside."""
    key, recovery_code = secrets.token_urlsafe(24), codes.new_code(codes.RECOVERY_LENGTH)
    return Keys(key, recovery_code, codes.hash_of(key), generate_password_hash(recovery_code, _RECOVERY_METHOD))


def recover_desk(code: str, recovery_code: str, *, now: datetime) -> str:
    """A new key for the facilitator whose recovery code it is; only their older link stops working. Logged.

    Raises Refused.
    """
    number = _whose(require_workshop(code), recovery_code)
    if number is None:
        raise Refused(Reason.NOT_FACILITATOR, N_("That recovery code does not fit. Check each letter and try again."))
    key = secrets.token_urlsafe(24)
    press = Press(by=number, now=now)
    ended = require_workshop(code).stage == WorkshopStage.ENDED
    with after_end(code) if ended else desk_act(code, press) as workshop:
        facilitator_of(workshop, number).key_hash = codes.hash_of(key)
        note(workshop, Act.DESK_TAKEN, press)
    return key


def invite(code: str, press: Press) -> Keys:
    """Keys for a second facilitator; anew for one who has not come. Raises Refused when there are two."""
    keys = make_keys()
    with desk_act(code, press) as workshop:
        second = next((one for one in workshop.facilitators if one.number != press.by), None)
        if second is None:
            workshop.facilitators.append(keys.facilitator(other_of(press.by)))
        elif second.seen_at is None:
            keys.replace_those_of(second)
        else:
            raise Refused(Reason.INVALID, N_("There are two facilitators already."))
        note(workshop, Act.INVITED, press)
    return keys


def renew(code: str, press: Press) -> Keys:
    """New keys for the one who asks, that nobody else has seen: an invitation has passed through other hands."""
    keys = make_keys()
    with desk_act(code, press) as workshop:
        keys.replace_those_of(facilitator_of(workshop, press.by))
        note(workshop, Act.KEY_RENEWED, press)
    return keys


def say_side(code: str, press: Press, side: str) -> None:
    """Which side this facilitator says that they are from; "" takes it back. Raises Refused for any other."""
    if side not in _SAID:
        raise Refused(Reason.INVALID, N_("Choose one of the sides, or neither."))
    with desk_act(code, press) as workshop:
        mine = facilitator_of(workshop, press.by)
        if mine.side != side:
            mine.side = side
            note(workshop, _SAID[side], press)


def _whose(workshop: Workshop, recovery_code: str) -> int | None:
    typed = codes.tidy(recovery_code, codes.RECOVERY_LENGTH)
    if typed is None:
        return None
    fits = (one.number for one in workshop.facilitators if check_password_hash(one.recovery_hash, typed))
    return next(fits, None)
