"""Who voted what changes nothing that anybody else receives: not a byte, not a length, not a push, not a line of a log.

A whole session is driven twice, with the same people doing the same things in the same order; only their choices
change hands. All that is left to chance (codes, keys, secrets, the ids of remarks, the `op` of forms) and the clock are
made the same in both, so nothing is compared with holes in it, save the cookie of a response: its signature has a time.

A live vote is left as it is: it shows the room in batches, by design, and test_live_results tries that.
"""

from __future__ import annotations

import itertools
import logging
import random
import re
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from conftest import apps, open_in
from walking import walk

from workshop import clock
from workshop.exports import FORMATS
from workshop.partials import phone, shared

PAGES = ("/screen", "/desk", "/outcome", "/outcome.json", "/outcome.csv")  # what `/state` holds, a poll is answered with
SLOW = sorted({f"/outcome.{suffix}" for suffix in FORMATS} - set(PAGES))
LOOKS_AT = {"open", "voted by one", "shown", "offered", "picked", "the end"}  # elsewhere pushes and polls say it all
HAS = re.compile(r'data-revision="(\d+)"|data-tick="(\d+)"')


@pytest.fixture
def same_chance(monkeypatch):
    """Makes everything that is random the same from here on, and stops the clock."""

    def begin():
        chance = random.Random(7)
        ticks = itertools.count()

        class Stopped(datetime):
            @classmethod
            def now(cls, _zone=None):
                return datetime(2026, 1, 2, 3, 4, tzinfo=UTC) + timedelta(milliseconds=next(ticks))

        monkeypatch.setattr(clock, "datetime", Stopped)
        for room in (phone, shared):
            monkeypatch.setattr(room, "uuid4", lambda: UUID(int=chance.getrandbits(128)))
        monkeypatch.setattr(secrets, "randbits", chance.getrandbits)
        monkeypatch.setattr(secrets, "token_bytes", lambda size=32: chance.randbytes(size))
        monkeypatch.setattr(secrets, "token_urlsafe", lambda size=32: chance.randbytes(size).hex())
        monkeypatch.setattr(secrets, "choice", chance.choice)

    return begin


class Everybody:
    """All that is received by somebody who is not one of those whose choices change hands."""

    def __init__(self, room, bystander, lines):
        self.room, self.bystander, self.lines = room, bystander, lines
        self.stranger = room.app.test_client()
        seats = {"phone": bystander, "screen": self.stranger, "desk": room.desk}
        self.sockets = {
            view: room.app.extensions["socketio"].test_client(
                room.app, flask_test_client=client, auth={"code": room.code, "view": view}
            )
            for view, client in seats.items()
        }
        self.has = {}

    def receives(self, *, looks, slow):
        """Everything there is at this step, by where it came from."""
        found = {f"push {view}": socket.get_received() for view, socket in self.sockets.items()}
        for path in (*(PAGES if looks else ()), *(SLOW if slow else ())):
            found[path] = self._get(self.room.desk if "desk" in path else self.stranger, path)
        if looks:
            found["phone"] = self._get(self.bystander, "")
        found["poll"] = [self._poll(view) for view in ("phone", "screen", "desk")]
        found["log"] = self.lines()
        return found

    def _get(self, client, path):
        answer = client.get(self.room.at(path))
        headers = sorted((name, value) for name, value in answer.headers if name != "Set-Cookie")
        return answer.status, headers, len(answer.data), answer.data

    def _poll(self, view):
        """What a page without a socket is answered that has what the step before had."""
        client = {"phone": self.bystander, "desk": self.room.desk}.get(view, self.stranger)
        answer = client.get(self.room.at("/state"), query_string={"view": view, **self.has.get(view, {})})
        if answer.status_code == 200:
            (revision, _), (_, tick) = HAS.findall(answer.text)[:2]
            self.has[view] = {"since": revision, "tick": tick}
        return answer.status_code, answer.data


def played(folder, same_chance, caplog, choose, *, bystander, last=None, slow=False, **opening):
    """One whole session, or `last` results of one; what everybody receives, step by step."""
    same_chance()
    caplog.clear()
    caplog.set_level(logging.DEBUG)
    people = {group: opening.pop(group) for group in ("uses", "works")}
    steps = []
    with apps(folder) as make:
        room = open_in(make(), **people, **opening)
        everybody = Everybody(room, room.phones[bystander], lambda: list(caplog.messages))
        for where in walk(room, choose):
            steps.append((where, everybody.receives(looks=where in LOOKS_AT, slow=slow and where == "the end")))
            if last is not None and [place for place, _ in steps].count("shown") == last:
                break
    return steps


def differences(one, other):
    """Where the two differ, step by step; the bytes themselves would fill the screen."""
    assert [where for where, _ in one] == [where for where, _ in other]
    return [
        (where, source)
        for (where, before), (_, after) in zip(one, other, strict=True)
        for source in before
        if before[source] != after[source]
    ]


def swapped(*pairs):
    """Who takes whose choice."""
    hands = {**dict(pairs), **{b: a for a, b in pairs}}
    return lambda number: hands.get(number, number)


@pytest.fixture
def folders(tmp_path):
    """One for each of the two sessions."""
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    return tmp_path / "one", tmp_path / "other"


def test_within_a_group_it_is_the_same_whoever_of_it_chose_what_to_the_very_end(folders, same_chance, caplog):
    # People 0 to 3 use the service, 4 to 6 work there; person 3 watches, and votes as before.
    room = {"uses": 4, "works": 3, "template": "ladder", "bystander": 3, "slow": True}

    one = played(folders[0], same_chance, caplog, swapped(), **room)
    other = played(folders[1], same_chance, caplog, swapped((0, 2), (4, 6)), **room)

    assert one[-1][0] == "the end"
    assert differences(one, other) == []


def test_where_a_group_is_small_it_is_the_same_whoever_in_the_room_chose_what_to_the_very_end(
    folders, same_chance, caplog
):
    room = {"uses": 2, "works": 4, "template": "short", "floor": "5", "bystander": 3}

    one = played(folders[0], same_chance, caplog, swapped(), **room)
    other = played(folders[1], same_chance, caplog, swapped((0, 2), (1, 5)), **room)

    assert one[-1][0] == "the end"
    assert differences(one, other) == []


def test_until_it_is_shown_it_is_the_same_whatever_anybody_chose(folders, same_chance, caplog):
    room = {"uses": 4, "works": 3, "template": "ladder", "bystander": 3, "last": 4}

    def reversed_but_for_one(number):
        return number if number == 3 else 6 - number

    one = played(folders[0], same_chance, caplog, swapped(), **room)
    other = played(folders[1], same_chance, caplog, reversed_but_for_one, **room)

    found = differences(one, other)
    assert found
    assert found[0][0] == "shown"
