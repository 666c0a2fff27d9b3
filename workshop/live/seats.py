"""Who is connected to this process: which session and view each socket is for. In memory, and gone with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from workshop.partials import View


@dataclass(frozen=True)
class Seat:
    """One socket's place."""

    code: str
    view: View

    @property
    def room(self) -> str:
        """The room of all sockets with the same session and view."""
        return f"{self.code}:{self.view}"


@dataclass
class Seats:
    """Seats by socket id."""

    taken: dict[str, Seat] = field(default_factory=dict)
    in_room: dict[str, int] = field(default_factory=dict)

    def take(self, sid: str, seat: Seat) -> None:
        """A socket has come."""
        self.leave(sid)
        self.taken[sid] = seat
        self.in_room[seat.room] = self.in_room.get(seat.room, 0) + 1

    def leave(self, sid: str) -> None:
        """A socket has gone; leaving twice is leaving once."""
        seat = self.taken.pop(sid, None)
        if seat is None:
            return
        self.in_room[seat.room] -= 1
        if not self.in_room[seat.room]:
            del self.in_room[seat.room]

    def views_of(self, code: str) -> list[View]:
        """The views of a session that somebody looks at."""
        return [view for view in View if Seat(code, view).room in self.in_room]
