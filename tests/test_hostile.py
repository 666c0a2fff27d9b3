"""Whatever is sent to any address or event: a sentence comes back, nothing breaks, and a refusal changes nothing."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import apps
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from justhtml import JustHTML
from test_protocol import FIELD
from test_refusals import stored, voting

from workshop.knocks import Knocks
from workshop.live.gate import EVENTS

TEMPLATES = Path(__file__).parent.parent / "templates"
FIELDS = sorted({name for path in TEMPLATES.rglob("*.html") for name in FIELD.findall(path.read_text())})
ODD = [
    "", " ", "0", "-1", "1", "2", "9" * 30, "1e9", "NaN", "٣", "²", "true", "yes", "no", "null", "[]", "{}", "\x00",
    "\x1b[31m", "\u202e", "\ufeff", "\ud7ff\ue000\uffff", "é" * 40, "🦉" * 300, "x" * 9000, "'; drop table vote; --",
    "{{ 7 * 7 }}", "%(name)s", "%s%n", "<script>alert(1)</script>", "../../etc/passwd", "rung_3", "uses", "either", "up",
    "lists", "time", "2.1.open.1", "add", "support", "rule_1", "http://localhost", "tlap", "short", "a b", "\r\nX: y",
]  # fmt: skip
values = st.sampled_from(ODD) | st.text(max_size=40)
forms = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=8), values | st.lists(values, max_size=3), max_size=9)
codes = st.sampled_from(["here"] * 6 + ["222222", "K7M4QX", "x", "é", "%00", "a" * 300, "..", "here "])
headers = st.fixed_dictionaries(
    {},
    optional={
        "HX-Request": st.just("true"),
        "Accept": st.sampled_from(["application/json", "text/html", "*/*", "x/y;q=", ",,;;"]),
        "Accept-Language": st.sampled_from(["cy", "xx-YY", "*", "en;q=x", "ar, bn;q=0.5"]),
        "If-None-Match": st.just('"x"'),
        "Range": st.just("bytes=0-1"),
        "Cookie": st.sampled_from(["equal_footing=x.y.z", "equal_footing=", "=;=", "a" * 3000]),
        "X-Forwarded-For": st.just("<script>"),
    },
)
bodies = st.tuples(
    st.binary(max_size=200),
    st.sampled_from(["application/json", "text/plain", "multipart/form-data; boundary=x", "multipart/form-data", ""]),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | values,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
often = settings(
    max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), print_blob=False
)
# What these do is no refusal when it succeeds, and the session would not be the same for what is tried next.
FINAL = {"/session/<code>/desk/end", "/session/<code>/leave", "/session/<code>/desk/renew"}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A session in which a vote is open, and to which anything may come."""
    with apps(tmp_path_factory.mktemp("hostile")) as make:
        room = voting(make())
        room.app.extensions["knocks"] = Knocks(between=0, longest=0)  # who guesses codes waits; a test need not
        yield room


@pytest.fixture(scope="module")
def addresses(room):
    """Every address, with its methods."""
    rules = [rule for rule in room.app.url_map.iter_rules() if rule.rule not in FINAL and rule.endpoint != "static"]
    return [(method, rule.rule) for rule in rules for method in sorted(rule.methods & {"GET", "POST"})]


def fill(rule, room, code, suffix):
    """The address with something in the place of what it leaves open."""
    there = room.code if code == "here" else quote(code)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda open_: there if open_[1] == "code" else quote(suffix, safe=""), rule)


def sentence_in(answer):
    """What the answer says to the person: in words, with a full stop."""
    if answer.is_json:
        return answer.json["notice"]
    if answer.mimetype == "text/plain":
        return answer.text
    return JustHTML(answer.text, sanitize=False).to_text()


def is_answered(room, answer, before):
    """Nothing broke; who was refused got a sentence, and nothing changed."""
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert re.search(r"\w[.?]", sentence_in(answer))
        assert stored(room.app) == before


@contextmanager
def no_trace(caplog):
    caplog.clear()
    yield
    assert [record.getMessage() for record in caplog.records] == []


@pytest.mark.parametrize("who", ["a participant", "a facilitator", "a stranger"])
def test_every_address_answers_whatever_is_sent_to_it(room, addresses, caplog, who):
    client = {"a participant": room.phones[0], "a facilitator": room.desk}.get(who) or room.app.test_client()

    @often
    @given(st.sampled_from(addresses), codes, values, forms, headers)
    def try_it(address, code, suffix, form, sent):
        method, rule = address
        path = fill(rule, room, code, suffix)
        before = stored(room.app)
        if method == "GET":
            with no_trace(caplog):
                answer = client.get(path, query_string=form, headers=sent)
            is_answered(room, answer, before)
            assert stored(room.app) == before
            return
        with no_trace(caplog):
            is_answered(room, client.post(path, data=form, headers=sent), before)

    try_it()


def test_every_address_answers_a_body_that_is_no_form(room, addresses, caplog):
    posts = [rule for method, rule in addresses if method == "POST"]

    @often
    @given(st.sampled_from(posts), bodies, headers)
    @example("/session/<code>/vote", (b"\xff\xfe%%%=&&=;\x00", "application/x-www-form-urlencoded"), {})
    @example("/session/<code>/vote", (b"question=%ff%fe&choice=%", "application/x-www-form-urlencoded"), {})
    def try_it(rule, body, sent):
        data, content_type = body
        before = stored(room.app)
        for client in (room.phones[0], room.desk):
            with no_trace(caplog):
                answer = client.post(fill(rule, room, "here", "x"), data=data, content_type=content_type, headers=sent)
            is_answered(room, answer, before)
            before = stored(room.app)

    try_it()


@pytest.mark.parametrize("odd", ["-1", "9" * 30, "x", "²", "٣", "\x00"], ids=ascii)
def test_every_form_answers_the_same_odd_value_in_all_its_fields(room, addresses, caplog, odd):
    sent = dict.fromkeys(FIELDS, odd)
    for method, rule in addresses:
        for client in (room.phones[0], room.desk) if method == "POST" else ():
            before = stored(room.app)
            with no_trace(caplog):
                answer = client.post(fill(rule, room, "here", "x"), data=sent)
            is_answered(room, answer, before)


@pytest.mark.parametrize("field", ["question", "round", "choice", "op", "seq"])
def test_a_vote_of_which_one_field_is_odd_is_refused_in_a_sentence_and_stores_nothing(app, caplog, field):
    room = voting(app)  # of its own: what was sent to the other may have put the vote aside
    socket = room.app.extensions["socketio"].test_client(
        room.app, flask_test_client=room.phones[0], auth={"code": room.code, "view": "phone"}
    )
    good = {**room.ballot(room.phones[0]), "choice": "rung_3"}
    before = stored(room.app)

    for odd in (None, True, 1.5, -1, 10**30, [], [1], {}, {"x": 1}, "", " ", "²", "\x00", "x" * 9000):
        with no_trace(caplog):
            answer = socket.emit("vote", {**good, field: odd}, callback=True)
        assert (answer["ok"], answer["notice"][-1:]) == (False, "."), odd

    assert stored(room.app) == before
    socket.disconnect()


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_every_event_of_the_socket_answers_whatever_is_sent(room, caplog, event):
    socket = room.app.extensions["socketio"].test_client(
        room.app, flask_test_client=room.phones[0], auth={"code": room.code, "view": "phone"}
    )
    fields = st.dictionaries(st.sampled_from(["question", "round", "choice", "op", "seq", "more"]), anything, max_size=6)

    @often
    @given(st.lists(fields | anything, max_size=3))
    def try_it(sent):
        before = stored(room.app)
        with no_trace(caplog):
            answer = socket.emit(event, *sent, callback=True)
        assert answer["ok"] is False
        assert answer["notice"].endswith(".")
        assert stored(room.app) == before

    try_it()
    socket.disconnect()


def test_whoever_asks_for_a_socket_is_seated_or_told_why_not(room, caplog):
    auths = st.fixed_dictionaries(
        {},
        optional={"code": anything | st.just(room.code), "view": anything | st.sampled_from(["phone", "screen", "desk"])},
    )

    @often
    @given(auths | anything)
    def try_it(auth):
        before = stored(room.app)
        with no_trace(caplog):
            socket = room.app.extensions["socketio"].test_client(room.app, flask_test_client=room.phones[0], auth=auth)
        if socket.is_connected():
            socket.disconnect()
        assert stored(room.app) == before

    try_it()
