"""Who is connected to this process: which session and view each socket is for. In memory, and gone with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from workshop.domain.desk.facilitators import FIRST, SECOND
from workshop.domain.hands import OWNER, Hand, secret_of
from workshop.partials import View


@dataclass(frozen=True)
class Seat:
    """One socket's place. At a desk: whose it is, and the hash of the key that it was opened with.

    At a phone: the device's own secret, and who has it now, which its cookie of the beginning cannot know.
    """

    code: str
    view: View
    facilitator: int | None = None
    key_hash: str = field(default="", compare=False)
    device: bytes | None = field(default=None, compare=False, repr=False)
    hand: Hand = field(default=OWNER, compare=False)

    @property
    def room(self) -> str:
        """The room of all sockets that see the same."""
        return f"{self.code}:{self.view}:{self.facilitator or ''}"

    @property
    def secret(self) -> bytes | None:
        """The secret of whoever has the phone now; None for a device without one."""
        return None if self.device is None else secret_of(self.device, self.hand)


def _kinds(code: str) -> tuple[Seat, ...]:
    desks = (Seat(code, View.DESK, number) for number in (FIRST, SECOND))
    return (Seat(code, View.PHONE), Seat(code, View.SCREEN), *desks)


@dataclass
class Seats:
    """Seats by socket id."""

    taken: dict[str, Seat] = field(default_factory=dict)
    held: Counter[Seat] = field(default_factory=Counter)

    def take(self, sid: str, seat: Seat) -> None:
        """A socket has come."""
        self.leave(sid)
        self.taken[sid] = seat
        self.held[seat] += 1

    def leave(self, sid: str) -> Seat | None:
        """A socket has gone; gives its seat. Leaving twice is leaving once."""
        seat = self.taken.pop(sid, None)
        if seat is not None:
            self.held[seat] -= 1
            if not self.held[seat]:
                del self.held[seat]
        return seat

    def pass_on(self, code: str, device: bytes, taker: Hand) -> None:
        """A device has gone from hand to hand: whatever its sockets send from now on is the taker's, or refused."""
        for sid, seat in self.taken.items():
            if (seat.code, seat.device) == (code, device):
                self.taken[sid] = replace(seat, hand=taker)

    def seen_in(self, code: str) -> list[Seat]:
        """One seat for each room of a session in which somebody sits."""
        return [seat for seat in _kinds(code) if seat in self.held]

    def at_desks(self) -> dict[str, Seat]:
        """The seats at desks of all sessions, by socket id."""
        return {sid: seat for sid, seat in self.taken.items() if seat.view is View.DESK}
