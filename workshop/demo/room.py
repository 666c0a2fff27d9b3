"""The pretend people of one session, all together."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from random import Random
from threading import Event

from workshop.demo.errors import Away, Trouble
from workshop.demo.minds import Mind
from workshop.demo.page import Element
from workshop.demo.participant import NotIn, Pretender
from workshop.domain import codes
from workshop.domain.groups import FLOOR_DEFAULT, FLOOR_LOWEST, GroupKind


@dataclass(frozen=True)
class Cast:
    """How many there are of each group, and the seed of what they think."""

    uses: int
    works: int
    seed: int

    @property
    def size(self) -> int:
        """How many there are."""
        return self.uses + self.works

    @property
    def floor(self) -> int:
        """The smallest group to be shown: the usual one, or less, so that a small room sees its groups too."""
        return max(FLOOR_LOWEST, min(FLOOR_DEFAULT, self.uses, self.works))


class Room:
    """Everybody who pretends, in a mixed order."""

    def __init__(self, server: str, cast: Cast) -> None:
        self.news = Event()
        minds = [Mind(cast.seed, GroupKind.USES, number) for number in range(cast.uses)]
        minds += [Mind(cast.seed, GroupKind.WORKS, number) for number in range(cast.works)]
        Random(cast.seed).shuffle(minds)  # noqa: S311  pretend votes are no secret
        self.waiting = [Pretender(server, mind, self.news) for mind in minds]
        self.people: list[Pretender] = []
        self.is_over = False

    def arrive(self, join_code: str, *, over: float = 0.0) -> None:
        """One after the other comes in, in `over` seconds. Raises NotIn at the first closed door."""
        pause = over / max(1, len(self.waiting))
        while self.waiting:
            self.waiting[0].join(join_code)
            self.people.append(self.waiting.pop(0))
            time.sleep(pause)

    def take_part(self, *, at_least: int = 0, over: float = 0.0) -> bool:
        """Everybody does what is to be done, in `over` seconds; answers whether the session goes on.

        `at_least`: the revision that everybody has heard of by then.
        """
        for person in self.people:
            page = person.look(at_least=at_least)
            if page.region("revision")["data-stage"] == "ended":
                self.is_over = True
                return False
            if person.take_part(page):
                time.sleep(over / len(self.people))
        return True

    def phone(self, *, at_least: int) -> Element:
        """What one of their phones shows."""
        return self.people[0].look(at_least=at_least)

    def go_home(self) -> None:
        """Everybody hangs up, and leaves a session that goes on: it must not wait for them."""
        for person in [*self.people, *self.waiting[:1]]:  # who was just at the door may be in
            with contextlib.suppress(Away):
                if person.code and not self.is_over:
                    person.leave()
            person.hang_up()

    def why_closed(self, code: str, reason: NotIn) -> Trouble:
        """Says in one line why nobody could come in with this code."""
        state = self.waiting[0].device.get(f"/session/{code}/state?view=phone")
        if state.refused or reason.code != "not_found":
            return Trouble(f"Nobody could join {codes.shown(code)}: {reason}")
        if state.page.region("revision")["data-stage"] == "ended":
            return Trouble(f"The session {codes.shown(code)} has ended. Open another one, then try its code.")
        return Trouble(f"The session {codes.shown(code)} is closed to new people. Let them in at the side of the desk.")
