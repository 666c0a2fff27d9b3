"""What docs/protocol.md tells other programs is what the server does; nothing comes or goes unnoticed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workshop.domain.errors import Reason
from workshop.exports import FORMATS
from workshop.live.gate import EVENTS
from workshop.web.errors import STATUS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "protocol.md").read_text()
FIELD = re.compile(r'<(?:input|textarea|select|button)[^>]*\sname="([a-z_]+)"')
READ_ONLY = frozenset({"HEAD", "OPTIONS"})


def documented(pattern):
    """What stands first in the rows of the tables."""
    return re.findall(rf"^\| `{pattern}` \|", PAGE, re.MULTILINE)


def test_every_route_stands_in_the_document_and_every_route_there_is_served(app):
    rules = [(rule.rule.replace(app.static_url_path, "/static/<mark>"), rule) for rule in app.url_map.iter_rules()]
    served = [f"{method} {path}" for path, rule in rules for method in rule.methods - READ_ONLY]

    assert sorted(documented(r"((?:GET|POST) /\S*)")) == sorted(served)


def test_every_refusal_stands_there_with_its_status():
    said = dict(re.findall(r"^\| `([a-z_]+)` \| (\d+) \|", PAGE, re.MULTILINE))

    assert said == {**{reason.value: str(STATUS[reason]) for reason in Reason}, "retry": "500"}


def test_every_event_stands_there():
    assert set(documented("([a-z]+)")) >= EVENTS | {"partial", "progress"}


def test_every_kind_of_file_stands_there():
    table = PAGE[PAGE.index("## Files of the outcome") :]

    assert set(re.findall(r"`\.([a-z.]+)`", "".join(re.findall(r"^\| .*? \|", table, re.MULTILINE)))) == set(FORMATS)


def test_every_field_of_every_form_stands_there():
    sent = {name for path in (ROOT / "templates").rglob("*.html") for name in FIELD.findall(path.read_text())}

    assert "choice" in sent
    assert {name for name in sent if f"`{name}`" not in PAGE and f"?{name}=" not in PAGE} == set()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/about", 200),
        ("/open", 200),
        ("/join?code={code}", 303),
        ("/join/{code}", 303),
        ("/session/{code}", 200),
        ("/session/{code}/screen", 200),
        ("/session/{code}/desk", 403),
        ("/session/{code}/outcome", 200),
        ("/session/{code}/outcome.json", 200),
        ("/session/{code}/state", 200),
        ("/session/{code}/state?view=desk", 403),
        ("/session/{code}/state?view=wall", 422),
        ("/session/222222", 404),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/no/such/page", 404),
    ],
)
def test_a_participant_is_answered_at_each_address(open_room, path, status):
    room = open_room(uses=1)

    assert room.phones[0].get(path.format(code=room.code)).status_code == status


def test_a_program_is_told_in_json_why_it_was_refused(open_room):
    room = open_room(uses=1)
    zoe = room.app.test_client()

    answer = zoe.post(room.at("/remark"), data={"question": "1", "text": "x"}, headers={"Accept": "application/json"})

    assert answer.status_code == 403
    assert answer.json == {
        "ok": False,
        "code": "not_joined",
        "notice": "You have not joined this session yet. Type the code to join.",
    }


def test_a_vote_is_answered_in_json_with_the_ballot_or_why_not(open_room):
    room = open_room(uses=1)
    room.open_ladder()
    ballot = room.ballot(room.phones[0])
    asks = {"Accept": "application/json"}

    saved = room.phones[0].post(room.at("/vote"), data={**ballot, "choice": "rung_2"}, headers=asks)
    older = room.phones[0].post(
        room.at("/vote"), data={**ballot, "op": "older", "seq": "0", "choice": "rung_3"}, headers=asks
    )

    assert (saved.status_code, sorted(saved.json), saved.json["ok"]) == (200, ["html", "ok", "op"], True)
    assert (older.status_code, older.json["ok"], older.json["code"]) == (409, False, "superseded")
    assert f'id="ballot-{ballot["question"]}"' in older.json["html"]


def test_a_state_that_has_not_moved_is_204_and_moves_with_revision_or_tick(open_room):
    room = open_room(uses=2)
    room.open_ladder()
    page = room.phones[0].get(room.at()).text
    has = {
        "since": re.search(r'data-revision="(\d+)"', page)[1],
        "tick": re.search(r'data-tick="(\d+)"', page)[1],
    }

    def asks(**known):
        return room.phones[0].get(room.at("/state"), query_string=known).status_code

    assert (asks(**has), asks(since=has["since"]), asks()) == (204, 204, 200)

    room.vote("rung_2", "rung_3")
    assert (asks(**has), asks(since=has["since"])) == (200, 204)

    room.must("show")
    assert asks(since=has["since"]) == 200


@pytest.mark.parametrize("view", ["phone", "screen", "desk"])
def test_each_view_says_where_the_session_is(open_room, view):
    room = open_room(uses=1)

    def stage():
        page = room.desk.get(room.at("/state"), query_string={"view": view}).text
        return re.search(r'id="revision"[^>]* data-stage="(\w+)"', page)[1]

    stages = [stage()]
    room.must("topic", position=1)
    stages.append(stage())
    room.must("end", sure="yes")

    assert [*stages, stage()] == ["lobby", "running", "ended"]


def test_at_a_desk_progress_also_says_who_is_here(open_room):
    room = open_room(uses=1)
    pushed = {}
    for view, client in (("desk", room.desk), ("phone", room.phones[0])):
        socket = room.app.extensions["socketio"].test_client(
            room.app, flask_test_client=client, auth={"code": room.code, "view": view}
        )
        room.join("works")
        pushed[view] = [message["args"][0]["html"] for message in socket.get_received()]
        socket.disconnect()

    assert ['id="here"' in html for html in pushed["desk"]] == [True]
    assert ['id="here"' in html for html in pushed["phone"]] == [False]


def test_since_is_not_read_when_a_socket_connects(open_room):
    room = open_room(uses=1)

    for since in ({}, {"since": 0}, {"since": "yesterday"}, {"since": None}):
        socket = room.app.extensions["socketio"].test_client(
            room.app, flask_test_client=room.phones[0], auth={"code": room.code, "view": "phone", **since}
        )
        assert socket.is_connected()
        socket.disconnect()


def test_the_tick_of_a_push_is_that_of_the_page(open_room):
    room = open_room(uses=2)
    room.open_ladder()
    socket = room.app.extensions["socketio"].test_client(
        room.app, flask_test_client=room.phones[0], auth={"code": room.code, "view": "phone"}
    )
    room.send(room.phones[1], room.ballot(room.phones[1]), "rung_2")
    pushed = socket.get_received()[0]["args"][0]
    socket.disconnect()

    assert f'data-tick="{pushed["tick"]}"' in pushed["html"]
    assert f'data-tick="{pushed["tick"]}"' in room.phones[0].get(room.at()).text
