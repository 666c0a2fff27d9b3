"""The promises, tried through the real application by somebody who would break them."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from workshop import create_app
from workshop.db import db
from workshop.models import Vote, Workshop

HOSTS = {"TRUSTED_HOSTS": ["localhost"], "ADDRESSES": ["http://localhost"]}


class Room:
    """Faye's session: her desk, and phones in both groups."""

    def __init__(self, app: Flask, uses: int, works: int) -> None:
        self.app, self.faye = app, app.test_client()
        opened = self.faye.post(
            "/open", data={"title": "T", "purpose": "P", "subject_kind": "group", "template": "ladder", "floor": "5"}
        )
        self.code = opened.location.split("/")[2]
        self.phones = [self.join("uses") for _ in range(uses)] + [self.join("works") for _ in range(works)]

    def join(self, group: str) -> FlaskClient:
        phone = self.app.test_client()
        assert phone.post(f"/join/{self.code}", data={"group": group}).status_code == 303
        return phone

    def desk(self, act: str, **fields: object) -> int:
        page = self.faye.get(f"/session/{self.code}/desk").text
        place = re.search(r'name="place" value="([^"]+)"', page)
        sent = {"place": place[1] if place else "", **fields}
        return self.faye.post(f"/session/{self.code}/desk/{act}", data=sent).status_code

    def open_ladder(self) -> None:
        self.desk("topic", position=2)
        self.desk("open")

    def form(self, phone: FlaskClient) -> dict[str, str]:
        page = phone.get(f"/session/{self.code}").text
        return dict(re.findall(r'name="(question|round|op|seq)" value="([^"]*)"', page)[:4])

    def vote(self, phone: FlaskClient, choice: str, **changed: object):
        fields = {**self.form(phone), "choice": choice, **changed}
        return phone.post(f"/session/{self.code}/vote", data=fields, headers={"HX-Request": "true"})

    def seen_by_others(self) -> list[str]:
        """All that the desk, the screen, a newcomer's file and the log hold now."""
        pages = ("desk", "screen", "outcome", "outcome.csv", "state?view=screen", "state?view=desk")
        return [
            re.sub(r'name="op" value="[^"]*"', "", self.faye.get(f"/session/{self.code}/{page}").text) for page in pages
        ]

    def votes(self) -> int:
        with self.app.app_context():
            return db.session.query(Vote).count()


def figures(room: Room) -> list[dict[str, str]]:
    """The figures for the first ladder in the CSV file."""
    text = room.faye.get(f"/session/{room.code}/outcome.csv").get_data().decode("utf-8-sig")
    return [r for r in csv.DictReader(text.splitlines()) if (r["kind"], r["question_key"]) == ("vote", "ladder_now")]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    path = f"sqlite:///{tmp_path}/t.sqlite3"
    made = create_app({"SECRET_KEY": b"x" * 32, "SQLALCHEMY_DATABASE_URI": path, "BROADCASTS_PER_SECOND": 0, **HOSTS})
    with made.app_context():
        db.create_all()
        yield made
        db.session.remove()
        db.engine.dispose()


def test_nobody_else_receives_a_byte_that_depends_on_a_hidden_vote(app):
    room = Room(app, 5, 5)
    room.open_ladder()
    for phone in room.phones:
        assert room.vote(phone, "rung_2").status_code == 200
    before = room.seen_by_others()

    for phone, choice in zip(room.phones, ["rung_7", "pass", "not_sure", "rung_1", "rung_5"] * 2, strict=True):
        assert room.vote(phone, choice).status_code == 200

    assert room.seen_by_others() == before


def test_a_double_tap_a_replay_and_a_second_tab_make_one_vote(app):
    room = Room(app, 1, 0)
    room.open_ladder()
    fields = room.form(room.phones[0])

    for _ in range(3):
        assert room.vote(room.phones[0], "rung_3", **fields).status_code == 200

    assert room.votes() == 1


def test_an_older_choice_never_wins_and_is_never_called_saved_anew(app):
    room = Room(app, 1, 0)
    room.open_ladder()
    room.vote(room.phones[0], "rung_3", seq=5)

    late = room.vote(room.phones[0], "rung_4", seq=4, op="older")

    assert (late.status_code, "We kept your newer choice." in late.text) == (409, True)
    assert re.search(r'value="rung_3"\s+checked', late.text)


def test_a_group_under_the_floor_is_shown_apart_nowhere(app):
    room = Room(app, 4, 6)
    room.open_ladder()
    for phone in room.phones:
        room.vote(phone, "rung_3")
    room.desk("show")

    shown_for = {row["shown_for"] for row in figures(room)}
    assert {group.lower() for group in shown_for} == {"whole room"}
    assert "too small to show on its own" in room.faye.get(f"/session/{room.code}/screen").text


def test_a_vote_after_the_results_is_refused_and_nothing_changes(app):
    room = Room(app, 5, 5)
    room.open_ladder()
    fields = room.form(room.phones[0])
    for phone in room.phones:
        room.vote(phone, "rung_3")
    room.desk("show")

    late = room.vote(room.phones[0], "rung_7", **fields)

    assert late.status_code == 409
    assert room.votes() == 10


def test_there_is_a_second_vote_and_no_third_and_newcomers_are_not_in_it(app):
    room = Room(app, 5, 5)
    room.open_ladder()
    for phone in room.phones:
        room.vote(phone, "rung_3")
    room.desk("show")
    newcomer = room.join("uses")
    assert room.desk("again") == 303

    fields = room.form(room.phones[0])
    assert room.vote(newcomer, "rung_1", **fields).status_code == 409
    for phone in room.phones:
        assert room.vote(phone, "rung_4").status_code == 200
    assert room.desk("show") == 303
    assert room.desk("again") == 422


def test_ending_a_session_destroys_its_key_and_votes_and_keeps_what_was_shown(app):
    room = Room(app, 5, 5)
    room.open_ladder()
    for phone in room.phones:
        room.vote(phone, "rung_3")
    room.desk("show")
    before = [row["votes"] for row in figures(room)]

    assert room.desk("end", sure="yes") == 303

    assert [row["votes"] for row in figures(room)] == before
    assert sum(int(votes) for votes in before) >= 10
    assert room.votes() == 0
    db.session.rollback()
    assert db.session.query(Workshop).one().key is None


def test_showing_before_all_have_voted_asks_once_more_and_is_logged(app):
    room = Room(app, 5, 5)
    room.open_ladder()
    room.vote(room.phones[0], "rung_3")

    assert room.desk("show") == 409
    assert room.desk("show", sure="yes") == 303
    assert "1 of 10 had voted" in room.faye.get(f"/session/{room.code}/outcome").text


def test_what_comes_from_elsewhere_or_without_the_key_is_refused(app):
    room = Room(app, 1, 0)
    room.open_ladder()
    zoe, phone = app.test_client(), room.phones[0]
    fields = {**room.form(phone), "choice": "rung_1"}
    address = f"/session/{room.code}/vote"

    assert zoe.post(address, data=fields).status_code == 403
    assert zoe.post(f"/session/{room.code}/desk/show", data={"sure": "yes"}).status_code == 403
    assert phone.post(address, data=fields, headers={"Origin": "http://evil.test"}).status_code == 403
    assert phone.post(address, data=fields, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert phone.get("/", headers={"Host": "evil.test"}).status_code == 400
    zoe.set_cookie("equal_footing", "tampered.cookie.value")
    assert zoe.post(address, data=fields).status_code == 403
    assert room.votes() == 0


@pytest.mark.parametrize(
    "odd", [{"choice": "rung_9"}, {"choice": ""}, {"question": "x"}, {"round": "9" * 30}, {"seq": "-1"}, {"op": "a b"}]
)
def test_an_odd_vote_is_refused_with_a_sentence_and_stores_nothing(app, odd):
    room = Room(app, 1, 0)
    room.open_ladder()

    answer = room.vote(room.phones[0], odd.pop("choice", "rung_1"), **odd)

    assert 400 <= answer.status_code < 500
    assert room.votes() == 0


def test_a_question_of_another_session_is_unknown_here(app):
    here, there = Room(app, 1, 0), Room(app, 1, 0)
    here.open_ladder()
    there.open_ladder()

    assert here.vote(here.phones[0], "rung_1", **there.form(there.phones[0])).status_code == 404


def test_a_wrong_a_locked_and_an_ended_code_get_the_same_answer(app):
    room = Room(app, 0, 0)
    room.desk("lock", locked="yes")
    ann = app.test_client()

    locked, wrong = ann.get(f"/join/{room.code}"), ann.get("/join/222222")

    assert (locked.status_code, locked.text) == (wrong.status_code, wrong.text)
    assert "That code is not open. Check it on the big screen." in wrong.text


def test_both_doors_give_the_same_html_and_odd_packets_are_answered(app):
    room = Room(app, 2, 0)
    room.open_ladder()
    ann, ben = room.phones
    socket = app.extensions["socketio"].test_client(
        app, flask_test_client=ann, auth={"code": room.code, "view": "phone", "since": 0}
    )

    by_socket = socket.emit("vote", {**room.form(ann), "choice": "rung_3"}, callback=True)
    by_post = room.vote(ben, "rung_3").text

    def same(html: str) -> str:
        return re.sub(r'name="op" value="[^"]*"', "", html)

    assert by_socket["ok"] is True
    assert same(by_socket["html"]) == same(by_post)
    for odd in ((), (1,), ({},), ({"question": 1}, 2)):
        answer = socket.emit("vote", *odd, callback=True)
        assert (answer["ok"], bool(answer["notice"])) == (False, True)
    socket.disconnect()


def test_the_database_file_holds_no_secret_of_a_device(app, tmp_path):
    room = Room(app, 3, 0)
    room.open_ladder()
    secrets = []
    for phone in room.phones:
        room.vote(phone, "rung_2")
        with phone.session_transaction() as cookie:
            secrets.append(cookie["device"])

    stored = b"".join(path.read_bytes() for path in tmp_path.glob("t.sqlite3*"))

    assert [secret for secret in secrets if bytes.fromhex(secret) in stored or secret.encode() in stored] == []
