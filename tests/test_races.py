"""Everybody at once: two taps, two tabs, both doors, and a vote that races the moment of showing."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from threading import Barrier

import pytest
from conftest import FIELDS, OPENING, PLACE, wait_for
from seeing import rows
from serving import Device, free_port, served
from websocket import create_connection

AT_ONCE = 8
CHOICES = [f"rung_{number}" for number in range(1, 8)]


def at_once(*acts):
    """Does all of them in the same moment, each in a thread of its own; what they answered, in their order."""
    barrier = Barrier(len(acts))

    def act_with_the_others(act):
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(act_with_the_others, acts))


def tab_of(phone):
    """Another tab of the same phone."""
    tab = phone.application.test_client()
    name = phone.application.config["SESSION_COOKIE_NAME"]
    tab.set_cookie(name, phone.get_cookie(name).value)
    return tab


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    return room


# Two taps


def test_one_vote_tapped_many_times_at_once_is_one_vote_and_said_to_be_saved_each_time(room):
    phone = room.phones[0]
    fields = room.ballot(phone)

    answers = at_once(*[lambda: room.send(tab_of(phone), fields, "rung_3")] * AT_ONCE)

    assert {answer.status_code for answer in answers} == {200}
    assert rows(room.app, "select choice from vote") == [("rung_3",)]


def test_two_tabs_that_choose_otherwise_at_once_make_one_vote(room):
    phone = room.phones[0]
    tabs = [(tab_of(phone), room.ballot(phone), choice) for choice in CHOICES]

    answers = at_once(*[lambda tab=tab: room.send(*tab) for tab in tabs])

    assert {answer.status_code for answer in answers} == {200}
    (kept,) = rows(room.app, "select choice from vote")
    assert kept[0] in CHOICES
    assert f'value="{kept[0]}" checked' in " ".join(phone.get(room.at()).text.split())


def test_two_devices_that_tap_twice_at_once_make_two_votes(room):
    taps = [(phone, room.ballot(phone)) for phone in room.phones[:2]] * 4

    answers = at_once(*[lambda tap=tap: room.send(tab_of(tap[0]), tap[1], "rung_4") for tap in taps])

    assert {answer.status_code for answer in answers} == {200}
    assert rows(room.app, "select choice from vote") == [("rung_4",)] * 2


def test_a_vote_through_both_doors_at_once_is_one_vote(room):
    phone = room.phones[0]
    fields = room.ballot(phone)
    sockets = [
        room.app.extensions["socketio"].test_client(
            room.app, flask_test_client=phone, auth={"code": room.code, "view": "phone"}
        )
        for _ in range(3)
    ]

    answers = at_once(
        *[lambda: room.send(tab_of(phone), fields, "rung_3").status_code == 200] * 3,
        *[lambda s=s: s.emit("vote", {**fields, "choice": "rung_3"}, callback=True)["ok"] for s in sockets],
    )

    assert answers == [True] * 6
    assert rows(room.app, "select choice from vote") == [("rung_3",)]


def test_a_new_phone_that_taps_join_twice_is_one_participant(open_room):
    room = open_room()
    phone = room.app.test_client()
    phone.get(f"/join/{room.code}")

    answers = at_once(*[lambda: tab_of(phone).post(f"/join/{room.code}", data={"group": "uses"})] * AT_ONCE)

    assert {answer.status_code for answer in answers} == {303}
    assert rows(room.app, "select count(*) from participant") == [(1,)]
    assert phone.get(room.at()).status_code == 200


@pytest.mark.parametrize(
    ("path", "fields", "table"),
    [
        ("/action", {"what": "Meet again", "op": "one"}, "action"),
        ("/remark", {"question": "2", "text": "Nobody asked"}, "remark"),
        ("/finish", {}, "finished"),
    ],
)
def test_whatever_a_phone_sends_twice_at_once_is_kept_once(room, path, fields, table):
    answers = at_once(*[lambda: tab_of(room.phones[0]).post(room.at(path), data=fields)] * AT_ONCE)

    assert {answer.status_code for answer in answers} == {303}
    assert rows(room.app, f"select count(*) from {table}") == [(1,)]  # noqa: S608


def test_the_same_suggestion_twice_at_once_is_one(open_room):
    room = open_room(uses=1)
    room.must("topic", position=1)

    at_once(*[lambda: tab_of(room.phones[0]).post(room.at("/propose"), data={"change": "add", "text": "Listen"})] * 4)

    assert rows(room.app, "select count(*) from proposal") == [(1,)]


# Two presses at the desk


@pytest.mark.parametrize(("deed", "done"), [("show", "shown"), ("aside", "put_aside"), ("skip", "skipped")])
def test_a_button_pressed_many_times_at_once_is_one_step(room, deed, done):
    room.vote(*["rung_3"] * 6)
    place = PLACE.search(room.desk.get(room.at("/desk")).text)[1]

    answers = at_once(*[lambda: tab_of(room.desk).post(room.at(f"/desk/{deed}"), data={"place": place})] * AT_ONCE)

    assert sorted(answer.status_code for answer in answers) == [303] + [409] * (AT_ONCE - 1)
    assert rows(room.app, f"select count(*) from log_entry where act = '{done}'") == [(1,)]  # noqa: S608


def test_two_different_buttons_at_once_are_one_step(room):
    room.vote(*["rung_3"] * 6)
    place = PLACE.search(room.desk.get(room.at("/desk")).text)[1]

    answers = at_once(
        *[
            lambda deed=deed: tab_of(room.desk).post(room.at(f"/desk/{deed}"), data={"place": place})
            for deed in ("show", "aside", "skip")
        ]
    )

    assert sorted(answer.status_code for answer in answers) == [303, 409, 409]


def test_a_session_ended_twice_at_once_ends_once(room):
    answers = at_once(*[lambda: tab_of(room.desk).post(room.at("/desk/end"), data={"sure": "yes"})] * 4)

    assert sorted(answer.status_code for answer in answers) == [303, 409, 409, 409]
    assert rows(room.app, "select count(*) from log_entry where act = 'ended'") == [(1,)]


# A vote that races the moment of showing


class Voter:
    """Somebody who changes their mind until they are refused, and remembers what was said to be saved."""

    def __init__(self, send, fields, number):
        self.send, self.fields, self.number = send, fields, number
        self.saved, self.times, self.refused = None, 0, None

    def vote_until_refused(self):
        while self.refused is None:
            choice = CHOICES[(self.number + self.times) % len(CHOICES)]
            ok, said = self.send({**self.fields, "op": f"tap-{self.times}", "seq": self.times + 1, "choice": choice})
            if ok:
                self.saved, self.times = choice, self.times + 1
            else:
                self.refused = said


def race(voters, show):
    """All vote again and again while the results are shown; the answer to showing them."""
    with ThreadPoolExecutor(len(voters)) as threads:
        running = [threads.submit(voter.vote_until_refused) for voter in voters]
        wait_for(lambda: all(voter.times > 1 for voter in voters) or any(one.done() for one in running))
        answer = show()
        for one in running:
            one.result(timeout=60)
    return answer


CLOSED = "This vote has closed. What you chose just now was not counted."


def test_in_threads_what_was_said_to_be_saved_is_shown_and_nothing_else(room):
    def sends(phone, door):
        if door == "post":
            tab = tab_of(phone)

            def send(fields):
                answer = tab.post(room.at("/vote"), data=fields, headers={"Accept": "application/json"}).json
                return answer["ok"], answer.get("notice")
        else:
            socket = room.app.extensions["socketio"].test_client(
                room.app, flask_test_client=phone, auth={"code": room.code, "view": "phone"}
            )

            def send(fields):
                answer = socket.emit("vote", fields, callback=True)
                return answer["ok"], answer.get("notice")

        return send

    for number in (1, 2):
        ballots = [(phone, room.ballot(phone)) for phone in room.phones]
        voters = [
            Voter(sends(phone, "post" if index % 2 else "socket"), fields, index)
            for index, (phone, fields) in enumerate(ballots)
        ]
        shown = race(voters, lambda: room.act("show", sure="yes"))

        assert shown.status_code == 303
        assert {voter.refused for voter in voters} == {CLOSED}
        kept = Counter(choice for (choice,) in rows(room.app, f"select choice from vote where round = {number}"))  # noqa: S608
        assert kept == Counter(voter.saved for voter in voters)
        assert rows(room.app, f"select voted, joined from round where number = {number}") == [(6, 6)]  # noqa: S608
        if number == 1:
            room.must("again")


def test_in_the_running_server_what_was_said_to_be_saved_is_shown_and_nothing_else(tmp_path):
    port = free_port()
    address = f"http://localhost:{port}"
    faye, *people = (Device(address) for _ in range(11))
    with served(tmp_path, port, "--local"), ExitStack() as sockets:
        code = faye.post("/open", **OPENING)[1].split("/")[2]
        for number, person in enumerate(people):
            person.post(f"/join/{code}", group=("uses", "works")[number % 2])
        for deed, fields in (("topic", {"position": 2}), ("open", {})):
            assert faye.post(f"/session/{code}/desk/{deed}", **fields)[0] == 303

        voters = []
        for number, person in enumerate(people):
            fields = dict(FIELDS.findall(person.get(f"/session/{code}")[1]))
            send = by_post(person, code) if number % 2 else sockets.enter_context(BySocket(person, port, code))
            voters.append(Voter(send, fields, number))
        status, _ = race(voters, lambda: faye.post(f"/session/{code}/desk/show", sure="yes"))

        assert status == 303
        assert {voter.refused for voter in voters} == {CLOSED}
        file = json.loads(faye.get(f"/session/{code}/outcome.json")[1])
    with closing(sqlite3.connect(tmp_path / "equal_footing.sqlite3")) as connection:
        kept = Counter(choice for (choice,) in connection.execute("select choice from vote"))
    assert kept == Counter(voter.saved for voter in voters)
    assert shown_in(file) == kept


def by_post(person, code):
    def send(fields):
        status, said = person.post(f"/session/{code}/vote", **fields)
        return status == 303, CLOSED if CLOSED in said else said

    return send


class BySocket:
    """A phone's websocket that votes and waits for the answer; what is pushed meanwhile passes by."""

    def __init__(self, person, port, code):
        self.cookie = "; ".join(f"{cookie.name}={cookie.value}" for cookie in person.jar)
        self.address, self.code = f"ws://localhost:{port}/socket.io/?EIO=4&transport=websocket", code

    def __enter__(self):
        self.socket = create_connection(self.address, timeout=20, cookie=self.cookie)
        self._wait_for("0")
        self.socket.send(f'40{{"code":"{self.code}","view":"phone"}}')
        self._wait_for("40")
        return self

    def __exit__(self, *_):
        self.socket.close()

    def __call__(self, fields):
        self.socket.send("420" + json.dumps(["vote", fields]))
        (answer,) = json.loads(self._wait_for("430"))
        return answer["ok"], answer.get("notice")

    def _wait_for(self, start):
        while not (said := self.socket.recv()).startswith(start):
            if said == "2":
                self.socket.send("3")
        return said.removeprefix(start)


def shown_in(file):
    """The votes on the ladder in the file, both groups together, by choice."""
    topic = next(topic for topic in file["outcome"]["topics"] if topic["key"] == "now")
    tally = topic["questions"][0]["rounds"][-1]["tally"]
    keys = [choice["key"] for choice in topic["questions"][0]["choices"] if choice["place"]]
    counts = Counter()
    for group in ("uses", "works"):
        counts.update(dict(zip(keys, tally[group]["counts"], strict=True)))
    return +counts
