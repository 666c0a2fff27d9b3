"""An application on a database of its own, and a room of people who do what people do."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_socketio import SocketIOTestClient
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from workshop import create_app
from workshop.db import db
from workshop.models import Vote

OPENING = {
    "title": "Who decides?",
    "purpose": "To talk.",
    "subject_kind": "service",
    "subject": "the lunch club",
    "template": "short",
    "floor": "3",
}
PLACE = re.compile(r'name="place" value="([^"]+)"')
FIELDS = re.compile(r'name="(hand|question|round|op|seq)" value="([^"]*)"')
BALLOT = re.compile(r'<form id="ballot-.*?</form>', re.DOTALL)
# On a computer that is shared a slow example says nothing about the example.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")
LADDER = 2  # where the short template has the ladder


def wait_for(what: Callable[[], object], *, seconds: float = 20) -> None:
    """Until it is true; fails when that takes longer."""
    last = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < last, "it never came"
        time.sleep(0.02)


# Each of these takes seconds to minutes. One that began last would keep one core busy while the others have nothing.
LONG = ("tests/browser/", "tests/bench/", "tests/test_demo.py", "tests/test_lint.py", "tests/test_run.py")
LONG_ALONE = ("wherever_a_session_is", "no_page_of_a_session_shows", "asks_no_more_when_there_is_more", "very_long_word")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first; all others stay in their order."""
    items.sort(key=lambda item: not (item.nodeid.startswith(LONG) or any(name in item.name for name in LONG_ALONE)))


@dataclass
class Room:
    """One session: its desk, its phones and what they see."""

    app: Flask
    desk: FlaskClient
    code: str
    phones: list[FlaskClient] = field(default_factory=list)

    def at(self, path: str = "") -> str:
        """An address in this session."""
        return f"/session/{self.code}{path}"

    def act(self, deed: str, **fields: object) -> TestResponse:
        """A facilitator's act, from the desk page as it is now."""
        place = PLACE.search(self.desk.get(self.at("/desk")).text)
        return self.desk.post(self.at(f"/desk/{deed}"), data={"place": place[1] if place else "", **fields})

    def must(self, deed: str, **fields: object) -> None:
        """The same, and it is done."""
        answer = self.act(deed, **fields)
        assert answer.status_code == 303, answer.text

    def votes(self) -> int:
        """How many votes there are, past the application."""
        with self.app.app_context():
            return db.session.scalar(select(func.count()).select_from(Vote)) or 0

    def open_ladder(self) -> None:
        """Goes to the ladder and opens its first vote."""
        self.must("topic", position=LADDER)
        self.must("open")

    def join(self, group: str, side: str = "") -> FlaskClient:
        """Somebody comes in with a phone."""
        phone = self.app.test_client()
        answer = phone.post(f"/join/{self.code}", data={"group": group, "side": side})
        assert answer.status_code == 303, answer.text
        self.phones.append(phone)
        return phone

    @contextmanager
    def listening(self, view: str, client: FlaskClient) -> Iterator[SocketIOTestClient]:
        """A socket of that device."""
        auth = {"code": self.code, "view": view}
        socket = self.app.extensions["socketio"].test_client(self.app, flask_test_client=client, auth=auth)
        assert socket.is_connected()
        try:
            yield socket
        finally:
            if socket.is_connected():
                socket.disconnect()

    def ballot(self, phone: FlaskClient) -> dict[str, str]:
        """The hidden fields of the one ballot on a phone."""
        form = BALLOT.search(phone.get(self.at()).text)
        assert form, "there is no ballot"
        return dict(FIELDS.findall(form[0]))

    def send(self, phone: FlaskClient, fields: dict[str, str], choice: str, *, fragment: bool = True) -> TestResponse:
        """A vote as the page sends it."""
        headers = {"HX-Request": "true"} if fragment else {}
        return phone.post(self.at("/vote"), data={**fields, "choice": choice}, headers=headers)

    def vote(self, *choices: str) -> None:
        """Everybody votes, in the order in which they came in."""
        for phone, choice in zip(self.phones, choices, strict=True):
            answer = self.send(phone, self.ballot(phone), choice)
            assert answer.status_code == 200, answer.text


class Compiled(BytecodeCache):
    """Templates as they were compiled for the first application: each test has one of its own, and they are alike."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes what was kept of this template, if it was; another text of it has another checksum."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps it."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


@contextmanager
def apps(folder: Path) -> Iterator[Callable[..., Flask]]:
    """Gives what makes applications, all on one and the same database file."""
    made: list[Flask] = []

    def make(**settings: object) -> Flask:
        app = create_app(
            {
                "SECRET_KEY": b"x" * 32,
                "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/test.sqlite3",
                "BROADCASTS_PER_SECOND": 0,
                "TESTING": True,
                "TRUSTED_HOSTS": ["localhost"],
                "ADDRESSES": ["http://localhost"],
                **settings,
            }
        )
        app.jinja_env.bytecode_cache = COMPILED
        with app.app_context():
            db.create_all()
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def make_app(tmp_path):
    """Makes applications on one and the same database file: `make_app(DEFAULT_LOCALE="cy")`."""
    with apps(tmp_path) as make:
        yield make


@pytest.fixture
def app(make_app):
    return make_app()


def open_in(app: Flask, uses: int = 0, works: int = 0, **changes: str) -> Room:
    """Opens a session in an application, with so many people in it."""
    desk = app.test_client()
    answer = desk.post("/open", data={**OPENING, **changes})
    assert answer.status_code == 303, answer.text
    room = Room(app, desk, answer.location.split("/")[2])
    for group in ["uses"] * uses + ["works"] * works:
        room.join(group)
    return room


@pytest.fixture
def open_room(app):
    """Opens sessions: `open_room(uses=3, works=3)` has six people in it."""
    return partial(open_in, app)
