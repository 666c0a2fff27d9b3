"""The two plays: a whole session with its own facilitator, or a room for a session that somebody else has open."""

from __future__ import annotations

import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from subprocess import Popen

from workshop.demo import telling
from workshop.demo.errors import Trouble
from workshop.demo.facilitator import Facilitator, is_voting, open_session
from workshop.demo.page import Element
from workshop.demo.participant import NotIn, revision_of
from workshop.demo.patience import Patience
from workshop.demo.room import Cast, Room
from workshop.demo.server import is_answering, own_server
from workshop.demo.telling import Say

POLL = 4.0  # seconds between two looks of a phone that hears nothing
GIVE_UP = 60.0  # seconds without an answer, after which a session of our own is over
# In acts: how long people take to arrive, to read a result, and to be waited for when they vote by hand.
ARRIVING, READING, LATE = 4, 1, 6


@dataclass(frozen=True)
class Pace:
    """`between`: seconds from one act to the next. `once`: ends with the session, and keeps no server up."""

    between: float
    once: bool


def play(server: str, template: str, cast: Cast, pace: Pace, say: Say, *, local: bool = False) -> None:
    """Plays a whole session, on a server of its own when none answers. Raises Trouble."""
    with nullcontext() if is_answering(server) else own_server(server, local=local) as process:
        facilitator = open_session(server, template, cast.floor)
        _Session(facilitator, Room(server, cast), pace, say, process).play(cast.size)
        if process is None or pace.once:
            return
        say("They stay there until you press Ctrl-C. Then the session is gone: it had a database of its own.")
        with suppress(KeyboardInterrupt):
            process.wait()
        say("\nStopped.")


def attend(server: str, code: str, cast: Cast, pace: Pace, say: Say) -> None:
    """Joins a session that somebody has open, and does what it asks for until it ends. Raises Trouble."""
    if not is_answering(server):
        raise Trouble(f"Nothing answers at {server}. Start it with ./run first.")
    room, patience = Room(server, cast), Patience(say)
    try:
        _come_in(room, code, say, patience)
        while patience.with_(lambda: room.take_part(over=pace.between)):
            room.news.wait(POLL)
            room.news.clear()
    finally:
        room.go_home()
    say("The session has ended.")


def _come_in(room: Room, code: str, say: Say, patience: Patience) -> None:
    try:
        patience.with_(lambda: room.arrive(code))
    except NotIn as reason:
        if not room.people:
            raise room.why_closed(code, reason) from reason
        say(f"{len(room.waiting)} could not come in any more: {reason}")
    say(f"{len(room.people)} pretend people have joined. They vote as soon as you open a vote. Ctrl-C sends them home.")


class _Session:
    """A session in which everybody pretends."""

    def __init__(self, facilitator: Facilitator, room: Room, pace: Pace, say: Say, process: Popen[bytes] | None) -> None:
        self.facilitator, self.room, self.between, self.say = facilitator, room, pace.between, say
        self.desk: Element | None = None
        """As it was after the last act."""
        self.patience = Patience(say, longest=GIVE_UP, is_hopeless=lambda: bool(process and process.poll() is not None))

    def play(self, size: int) -> None:
        self.say(telling.where_to_look(self.facilitator, size))
        try:
            self.patience.with_(lambda: self.room.arrive(self.facilitator.code, over=ARRIVING * self.between))
            while self.patience.with_(self._turn):
                time.sleep(0 if self.desk and is_voting(self.desk) else self.between)  # voting takes its own time
        finally:
            self.room.go_home()
        self.say(telling.where_it_is(self.facilitator))

    def _turn(self) -> bool:
        """Everybody does what is to be done, then one act at the desk; answers whether the session goes on."""
        desk = self.desk or self.facilitator.look()
        now = revision_of(desk)
        if is_voting(desk):
            self.say(telling.vote(self.room.phone(at_least=now)))
        goes_on = self.room.take_part(at_least=now, over=self.between)
        desk = self._everybody(desk) if is_voting(desk) else self.facilitator.look()
        act = self.facilitator.next_act(desk)
        if not goes_on or act is None:
            return False
        self.desk = self.facilitator.press(act)
        if self.desk:
            self._tell(telling.act(act, self.desk))
            time.sleep(READING * self.between if act.deed == "show" else 0)
        return True

    def _tell(self, line: str) -> None:
        if line:
            self.say(line)

    def _everybody(self, desk: Element) -> Element:
        """Waits for who votes by hand, but not for ever; answers with the desk then."""
        until = time.monotonic() + LATE * self.between
        desk = self.facilitator.look()
        while _somebody_votes(desk) and time.monotonic() < until:
            time.sleep(min(1.0, self.between))
            desk = self.facilitator.look()
        self.say(telling.counted(desk))
        return desk


def _somebody_votes(desk: Element) -> bool:
    bar = desk.region("progress").first("progress")
    return is_voting(desk) and float(bar["value"] or 0) < float(bar["max"] or 0)
