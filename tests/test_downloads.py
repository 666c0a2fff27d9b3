"""The outcome as files: everybody gets the same, made once, from what the page shows."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from conftest import open_in
from justhtml import JustHTML

from workshop.domain.errors import WorkFailed
from workshop.exports import FORMATS
from workshop.web.shelf import Shelf


def an_hour_later(room):
    """A session with a ladder that was voted on and shown."""
    room.open_ladder()
    room.vote(*["rung_3"] * len(room.phones))
    room.must("show")


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    an_hour_later(room)
    return room


def test_anybody_with_the_code_can_download_every_file(app, room):
    stranger = app.test_client()

    for suffix, kind in FORMATS.items():
        answer = stranger.get(room.at(f"/outcome.{suffix}"))

        assert (answer.status_code, answer.content_type) == (200, kind.media_type)
        assert answer.headers["Content-Disposition"].endswith(f'.{suffix}"')
        assert answer.headers["Cache-Control"] == "no-store"
        assert len(answer.data) > 100


def test_each_picture_that_was_shown_is_a_file_of_its_own(room):
    page = JustHTML(room.desk.get(room.at("/outcome")).text)
    links = [link.attrs["href"] for link in page.query(".pictures a")]

    answers = [room.desk.get(link) for link in links]

    assert links == [room.at(f"/outcome.{suffix}?picture=ladder_now") for suffix in ("png", "svg")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].headers["Content-Disposition"].endswith('-ladder_now.png"')
    assert "which step of the ladder" in answers[1].text.lower()


@pytest.mark.parametrize("wanted", ["svg?picture=unknown", "png?picture=right_for_us", "pdf?picture=ladder_now"])
def test_a_picture_that_there_is_not_is_not_found(room, wanted):
    assert room.desk.get(room.at(f"/outcome.{wanted}")).status_code == 404


def test_an_unknown_kind_of_file_is_not_found(room):
    assert room.desk.get(room.at("/outcome.exe")).status_code == 404


def test_the_page_lists_every_file_with_what_it_is_good_for(room):
    page = JustHTML(room.desk.get(room.at("/outcome")).text)

    items = page.query(".files > li")
    assert [item.query_one("a").attrs["href"] for item in items] == [room.at(f"/outcome.{s}") for s in FORMATS]
    assert [item.query_one("span").to_text() for item in items] == [each.good_for for each in FORMATS.values()]


def test_the_page_writes_its_date_as_the_files_do(open_room):
    room = open_room()
    day = f"{datetime.now(UTC):%d %B %Y}".lstrip("0")

    page = JustHTML(room.desk.get(room.at("/outcome")).text, sanitize=False)

    assert page.query_one(".facts dd").to_text() == day
    assert day in room.desk.get(room.at("/outcome.html")).text


def test_a_file_is_made_anew_when_something_has_moved(app, room):
    before = room.desk.get(room.at("/outcome.json")).json
    again = room.desk.get(room.at("/outcome.json")).json
    room.join("uses")

    after = room.desk.get(room.at("/outcome.json")).json

    assert before == again
    assert (before["outcome"]["joined"], after["outcome"]["joined"]) == (6, 7)
    assert before["sha256"] != after["sha256"]


def test_a_file_that_cannot_be_made_is_said_kindly_and_the_room_votes_on(make_app):
    def fail(*_task):
        raise WorkFailed("the process ended, or was ended")

    app = make_app(OFF_LOOP=fail)
    room = open_in(app, uses=1, works=1)
    room.open_ladder()

    answer = room.desk.get(room.at("/outcome.pdf"))

    assert answer.status_code == 503
    assert "could not be made just now" in JustHTML(answer.text, sanitize=False).to_text()
    room.vote("rung_1", "rung_2")
    assert room.votes() == 2


def test_a_file_is_made_from_what_another_process_can_be_told(make_app):
    def elsewhere(*task):
        function, *values = pickle.loads(pickle.dumps(task))  # noqa: S301  our own, of this line
        return function(*values)

    app = make_app(OFF_LOOP=elsewhere)
    room = open_in(app, uses=1, works=1)

    for suffix in FORMATS:
        assert room.desk.get(room.at(f"/outcome.{suffix}")).status_code == 200, suffix


def test_a_shelf_makes_a_file_once_however_many_ask_together():
    shelf, made, together = Shelf(), [], Barrier(8)

    def ask():
        together.wait()
        assert shelf.take(("a",), make) == b"file"

    def make():
        made.append(1)
        return b"file"

    askers = [Thread(target=ask) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    assert made == [1]


def test_a_shelf_keeps_no_more_than_it_has_room_for():
    shelf = Shelf(room=10)

    for name in "abc":
        shelf.take((name,), lambda: b"12345")

    assert shelf.take(("b",), lambda: b"new") == b"12345"
    assert shelf.take(("a",), lambda: b"new") == b"new"


def test_a_shelf_is_not_stuck_when_a_file_cannot_be_made():
    shelf = Shelf()

    with pytest.raises(ZeroDivisionError):
        shelf.take(("a",), lambda: bytes(1 // 0))

    assert shelf.take(("a",), lambda: b"file") == b"file"
