"""What every answer says to the browser that gets it."""

from __future__ import annotations

import pytest
from flask import url_for
from werkzeug.datastructures import Headers
from werkzeug.test import Client
from werkzeug.wrappers import Response

from workshop.web.guard import Guard

SUFFIXES = {"downloads.download": ("csv", "svg", "exe"), "journey.download": ("csv", "svg", "exe")}
FILES = ("/outcome.csv", "/outcome.svg", "/desk/file", "/mine.txt")
ONLY_ENCRYPTED = {"Strict-Transport-Security", "Cross-Origin-Opener-Policy"}


def headers(*, secure: bool) -> Headers:
    guarded = Guard(Response("Hello"), {"TRUSTED_HOSTS": ["localhost"], "SESSION_COOKIE_SECURE": secure})
    return Client(guarded).get("/").headers


@pytest.mark.parametrize("secure", [True, False])
def test_no_page_may_run_or_draw_anything_that_is_not_in_our_own_files(secure):
    policy = headers(secure=secure)["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in policy


def test_what_browsers_refuse_on_plain_http_is_sent_on_https_only():
    assert set(headers(secure=True).keys()) - set(headers(secure=False).keys()) == ONLY_ENCRYPTED


def addresses(room):
    """Every address that may be asked for, in one session; those of files that browsers may keep are left out."""
    with room.app.test_request_context():
        for rule in room.app.url_map.iter_rules():
            if "GET" in rule.methods and rule.endpoint != "static":
                for suffix in SUFFIXES.get(rule.endpoint, ("",)):
                    given = {"code": room.code, "suffix": suffix}
                    yield url_for(rule.endpoint, **{name: given[name] for name in rule.arguments})


def test_no_browser_keeps_what_it_was_answered_at_any_address(open_room):
    room = open_room(uses=1, works=1)
    room.must("begin-journey", journey_name="Ours")
    answered = {}

    for address in addresses(room):
        for who, client in (("desk", room.desk), ("phone", room.phones[0]), ("stranger", room.app.test_client())):
            answer = client.get(address)
            assert answer.headers.getlist("Cache-Control") == ["no-store"], (who, address)
            answered[address] = min(answer.status_code, answered.get(address, 999))

    assert [answered[room.at(path)] for path in FILES] == [200] * len(FILES)
    assert answered["/journey.csv"] == 200
    assert set(answered.values()) >= {200, 404}


def test_no_browser_keeps_the_answer_to_an_act_done_or_refused(open_room):
    room = open_room(uses=1)
    phone = room.phones[0]

    answers = [phone.post(room.at("/finish")), phone.post(room.at("/leave")), phone.post(room.at("/desk/open"))]

    assert [answer.status_code for answer in answers] == [409, 303, 403]
    assert [answer.headers["Cache-Control"] for answer in answers] == ["no-store"] * 3
