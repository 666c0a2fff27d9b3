"""One session with a desk, a screen and many phones, doing through the real doors what people do."""

from __future__ import annotations

import asyncio
import random
import re
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter
from uuid import uuid4

from bench.browser import Browser
from bench.ledger import Vote
from bench.seat import Seat
from bench.server import Server
from bench.tape import Tape

PATIENCE = 30.0  # seconds, for any answer
_PLACE = re.compile(r'name="place" value="([^"]+)"')
_TICK = re.compile(r'data-tick="(\d+)"')
_REVISION = re.compile(r'data-revision="(\d+)"')
_FIELD = re.compile(r'name=\\"(question|round|seq)\\" value=\\"(\d+)\\"')
_CHOICE = re.compile(r'name=\\"choice\\"[^>]*? value=\\"(\w+)\\"')
_OPENING = {
    "title": "A full hall",
    "purpose": "To see how many of us fit in here.",
    "subject_kind": "service",
    "subject": "the lunch club",
    "template": "ladder",
}


@dataclass
class Phone:
    """One participant. `took`: how many seconds joining took, from the first page to a seat."""

    browser: Browser
    seat: Seat
    took: float


@dataclass
class Room:
    """A session on one server. The first phone, the screen and the desk are recorded on the tape."""

    server: Server
    chance: random.Random
    tape: Tape | None
    facilitator: Browser
    wall: Browser
    code: str
    place: str
    screen: Seat
    desk: Seat
    phones: list[Phone] = field(default_factory=list)

    @classmethod
    async def open(cls, server: Server, chance: random.Random, tape: Tape | None) -> Room:
        """A new session, with its desk and its screen."""
        facilitator, wall = Browser(server.port, tape), Browser(server.port, tape)
        await facilitator.get("/healthz")
        code = (await facilitator.post("/open", _OPENING)).headers["location"].split("/")[2]
        desk_page = (await facilitator.visit(f"/session/{code}/desk")).text
        screen_page = (await wall.visit(f"/session/{code}/screen")).text
        screen, desk = [
            await Seat.take(server.sockets, code, view, since=_first(_REVISION, page), cookie=facilitator.cookie)
            for view, page in (("screen", screen_page), ("desk", desk_page))
        ]
        return cls(server, chance, tape, facilitator, wall, code, _first(_PLACE, desk_page), screen, desk)

    async def aclose(self) -> None:
        """Everybody leaves."""
        for seat in (self.screen, self.desk, *(phone.seat for phone in self.phones)):
            seat.close()
        for browser in (self.facilitator, self.wall, *(phone.browser for phone in self.phones)):
            await browser.aclose()

    async def join(self, many: int) -> None:
        """So many phones at once, each as if it had never been here; half of them in each group."""
        groups = [("uses", "works")[number % 2] for number in range(many)]
        self.phones = await asyncio.gather(*(self._join(group, number) for number, group in enumerate(groups)))

    async def _join(self, group: str, number: int) -> Phone:
        at, browser = perf_counter(), Browser(self.server.port, None if number else self.tape)
        await browser.visit(f"/join/{self.code}")
        inside = (await browser.post(f"/join/{self.code}", {"group": group})).headers["location"]
        page = (await browser.visit(inside)).text
        since = _first(_REVISION, page)
        seat = await Seat.take(self.server.sockets, self.code, "phone", since=since, cookie=browser.cookie)
        has = f"since={since}&tick={_first(_TICK, page)}"
        await browser.get(f"{inside}/state?view=phone&{has}", fragment=True)
        return Phone(browser, seat, perf_counter() - at)

    async def come_in(self, group: str) -> None:
        """One person more joins, who is seen in the numbers only."""
        browser = Browser(self.server.port)
        await browser.post(f"/join/{self.code}", {"group": group})
        await browser.aclose()

    async def act(self, deed: str, **fields: str) -> list[float]:
        """One act at the desk; after how many seconds each phone had what it changed."""
        path = f"/session/{self.code}/desk/{deed}"
        seats = [self.screen, self.desk, *(phone.seat for phone in self.phones)]
        at = perf_counter()
        pushes = asyncio.gather(*(seat.pushed() for seat in seats))
        answer = await self.facilitator.post(path, {"place": self.place, **fields}, fragment=True)
        came = await asyncio.wait_for(pushes, PATIENCE)
        self.place = _first(_PLACE, answer.text)
        if self.tape:
            for seat in seats[:3]:
                self.tape.pushes[f"{deed} {seat.view}"].append(seat.shown)
        return [when - at for when in came[2:]]

    async def vote(self, spread: float, *, changes: bool = False) -> list[Vote]:
        """Every phone votes at a moment of its own within `spread` seconds; waits until the screen says so.

        `changes`: all have voted before, so that the screen has nothing new to say.
        """
        self.screen.counted.clear()
        votes = await asyncio.gather(*(self._vote(number, spread) for number in range(len(self.phones))))
        with suppress(TimeoutError):
            await asyncio.wait_for(self._counted(0 if changes else len(votes)), PATIENCE)
        if self.tape:
            self.tape.ack = self.phones[0].seat.acked.partition("[")[2]
            self.tape.progress = self.screen.progress
        return votes

    async def _counted(self, many: int) -> None:
        while many and (not self.screen.counted or self.screen.counted[-1][1] < many):
            await asyncio.sleep(0.005)

    def ballot(self, number: int) -> Vote:
        """A vote that this phone may cast now; its choice is left to chance."""
        shown = self.phones[number].seat.shown
        fields = dict(_FIELD.findall(shown))
        choice = self.chance.choice(_CHOICE.findall(shown))
        return Vote(int(fields["question"]), int(fields["round"]), uuid4().hex, choice)

    async def cast(self, number: int, vote: Vote, *, times: int = 1) -> None:
        """Sends a vote, so many times, and waits until all are acknowledged, or cannot be any more."""
        seat = self.phones[number].seat
        fields = {**dict(_FIELD.findall(seat.shown)), "choice": vote.choice, "op": vote.op}
        vote.sent = perf_counter()
        with suppress(TimeoutError, ConnectionResetError):
            answers = asyncio.gather(*(seat.vote(fields) for _ in range(times)))
            came = await asyncio.wait_for(answers, PATIENCE)
            vote.acked = came[0] if all(came) else 0.0

    async def come_back(self, server: Server) -> None:
        """Everybody takes a seat again at a server that was started anew, with what their pages have."""
        self.server = server
        for browser in (self.facilitator, self.wall, *(phone.browser for phone in self.phones)):
            await browser.aclose()
            browser.port = server.port
        self.screen, self.desk = [await self._again(seat, self.facilitator) for seat in (self.screen, self.desk)]
        for phone in self.phones:
            phone.seat = await self._again(phone.seat, phone.browser)

    async def _again(self, old: Seat, browser: Browser) -> Seat:
        seat = await Seat.take(self.server.sockets, self.code, old.view, since=old.since, cookie=browser.cookie)
        seat.shown = old.shown
        return seat

    async def _vote(self, number: int, spread: float) -> Vote:
        vote = self.ballot(number)
        await asyncio.sleep(self.chance.uniform(0, spread))
        # Every tenth phone sends its vote twice, as after an answer that did not come through.
        await self.cast(number, vote, times=1 + (number % 10 == 9))
        return vote


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    if found is None:
        raise ValueError(f"no {pattern.pattern} in: {text[:300]}")
    return found[1]
