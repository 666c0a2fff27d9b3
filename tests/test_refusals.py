"""What makes no sense, or may not be: refused with a sentence by both doors, and nothing changes and nothing is lost."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from http.client import HTTPConnection
from types import SimpleNamespace

import pytest
from conftest import OPENING, apps, open_in
from seeing import path_of
from serving import Device, free_port, served
from websocket import ABNF, WebSocketBadStatusException, create_connection

ELSEWHERE = {
    "another website": {"Origin": "http://evil.example"},
    "another port of this host": {"Origin": "http://localhost:9999"},
    "a file or a sandbox": {"Origin": "null"},
    "what cannot be read": {"Origin": "http://[::1"},
    "a browser that says so": {"Sec-Fetch-Site": "cross-site"},
    "a sister site": {"Sec-Fetch-Site": "same-site"},
}
STRANGE_HOSTS = ["evil.example", "localhost.evil.example", "localhost@evil.example", "localhost/", "[", ""]


def stored(app):
    """All that the database holds, read past the application, but for when a desk was last heard of."""
    with closing(sqlite3.connect(path_of(app))) as connection:
        tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
        rows = {name: connection.execute(f'select * from "{name}" order by 1, 2').fetchall() for name in tables}  # noqa: S608
    rows["facilitator"] = [row[:-1] for row in rows["facilitator"]]
    return rows


def by_post(room, phone, fields):
    """A vote by post: was it taken, and what was said."""
    answer = phone.post(room.at("/vote"), data=fields, headers={"Accept": "application/json"})
    assert answer.status_code < 500
    return answer.json["ok"], answer.json.get("code"), answer.json.get("notice")


def by_socket(room, phone, fields):
    """The same by socket; who is not even let in is told why then."""
    socket = room.app.extensions["socketio"].test_client(
        room.app, flask_test_client=phone, auth={"code": room.code, "view": "phone"}
    )
    if not socket.is_connected():
        return False, "not_joined", None
    answer = socket.emit("vote", fields, callback=True)
    socket.disconnect()
    return answer["ok"], answer.get("code"), answer.get("notice")


def every_ballot(room):
    """The ballot that is open, as the first phone has it."""
    return {**room.ballot(room.phones[0]), "op": "mine", "choice": "rung_3"}


def forged(client):
    """A device with the same cookie, but for one letter."""
    name = client.application.config["SESSION_COOKIE_NAME"]
    value = client.get_cookie(name).value
    forger = client.application.test_client()
    forger.set_cookie(name, ("A" if value[0] != "A" else "B") + value[1:])
    return forger


def voting(app):
    """A session in which three people have voted on the ladder; it is open."""
    room = open_in(app, uses=2, works=1)
    room.open_ladder()
    room.vote(*["rung_2"] * 3)
    return room


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """One for all that changes nothing."""
    with apps(tmp_path_factory.mktemp("refusals")) as make:
        yield voting(make())


@pytest.fixture(scope="module")
def other(room):
    """Another session beside it, with one person in it."""
    other = open_in(room.app, uses=1)
    other.open_ladder()
    return other


BALLOTS = {
    "a choice out of range": ({"choice": "rung_99"}, "invalid"),
    "a choice of another question": ({"choice": "tea"}, "invalid"),
    "no choice": ({"choice": ""}, "invalid"),
    "a choice of 10,000 letters": ({"choice": "x" * 10_000}, "invalid"),
    "a choice with control characters": ({"choice": "rung_3\x00"}, "invalid"),
    "a line end behind the choice": ({"choice": "rung_3\n"}, "invalid"),
    "an unknown question": ({"question": "999999"}, "not_found"),
    "no question": ({"question": ""}, "invalid"),
    "a question in words": ({"question": "two"}, "invalid"),
    "a negative question": ({"question": "-1"}, "invalid"),
    "other digits": ({"question": "٣"}, "invalid"),
    "a question without end": ({"question": "9" * 400}, "invalid"),
    "a question that is not open yet": ({"question": "3"}, "closed"),
    "a second vote that is not open": ({"round": "2"}, "closed"),
    "a round before the first": ({"round": "0"}, "closed"),
    "no name for the act": ({"op": ""}, "invalid"),
    "a strange name for the act": ({"op": "a b"}, "invalid"),
    "an endless name for the act": ({"op": "x" * 65}, "invalid"),
    "an older choice": ({"seq": "0"}, "superseded"),
    "no order": ({"seq": "first"}, "invalid"),
}


@pytest.mark.parametrize("door", [by_post, by_socket])
@pytest.mark.parametrize("what", BALLOTS)
def test_a_vote_that_makes_no_sense_is_refused_and_changes_nothing(room, door, what):
    changed, code = BALLOTS[what]
    fields = {**every_ballot(room), **changed}
    before = stored(room.app)

    ok, reason, notice = door(room, room.phones[0], fields)

    assert (ok, reason) == (False, code)
    assert notice.endswith(".")
    assert stored(room.app) == before


@pytest.mark.parametrize("door", [by_post, by_socket])
def test_a_vote_that_came_after_the_results_is_refused_and_changes_nothing(app, door):
    room = voting(app)
    fields = every_ballot(room)
    room.must("show")
    before = stored(room.app)

    assert door(room, room.phones[0], fields) == (
        False,
        "closed",
        "This vote has closed. What you chose just now was not counted.",
    )
    assert stored(room.app) == before


@pytest.mark.parametrize("door", [by_post, by_socket])
def test_a_question_of_another_session_is_unknown_here(room, other, door):
    before = stored(room.app)

    ok, reason, notice = door(other, other.phones[0], every_ballot(room))

    assert (ok, reason) == (False, "not_found")
    assert notice == "That question is not in this session. Look at the big screen."
    assert stored(room.app) == before


STRANGERS = {
    "who never joined": lambda room, _: room.app.test_client(),
    "who joined another session": lambda _, other: other.phones[0],
    "with a forged cookie": lambda room, _: forged(room.phones[0]),
    "who runs the session": lambda room, _: room.desk,
}


@pytest.mark.parametrize("door", [by_post, by_socket])
@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_votes_who_is_not_in_the_session(room, other, door, who):
    fields, stranger = every_ballot(room), STRANGERS[who](room, other)
    before = stored(room.app)

    assert door(room, stranger, fields)[:2] == (False, "not_joined")
    assert stored(room.app) == before


@pytest.mark.parametrize("door", [by_post, by_socket])
def test_who_has_left_votes_again_only_after_coming_back(app, door):
    room = voting(app)
    phone, fields = room.phones[0], every_ballot(room)
    phone.post(room.at("/leave"))

    assert door(room, phone, fields)[:2] == (False, "not_joined")
    phone.post(f"/join/{room.code}", data={"group": "uses"})
    assert door(room, phone, fields)[0]


@pytest.mark.parametrize("sent", [{}, {"group": ""}, {"group": "both"}, {"group": "either", "side": "left"}])
def test_joining_without_a_group_is_refused_and_the_page_is_kept(room, sent):
    before = stored(room.app)

    answer = room.app.test_client().post(f"/join/{room.code}", data=sent)

    assert answer.status_code == 422
    assert "Please choose" in answer.text
    assert "Which fits you best today?" in answer.text
    assert stored(room.app) == before


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": "x" * 10_000}, "That is too long. Use 120 letters or fewer."),
        ({"title": "\x00\u202e\u200b \t"}, "Give the session a title."),
        ({"title": ""}, "Give the session a title."),
        ({"purpose": "x" * 10_000}, "That is too long. Use 1000 letters or fewer."),
        ({"purpose": " "}, "Say why you are here. People need to know why."),
        ({"subject": ""}, "Type the name of the service or project that you look at."),
        ({"subject_kind": "planet"}, "Choose what you look at today."),
        ({"template": "../short"}, "Choose one of the plans for the session."),
        ({"floor": "2"}, "The smallest group shown must be from 3 to 50."),
        ({"floor": "many"}, "Sorry, that did not reach us in one piece."),
        ({"name_uses": "x" * 61}, "That is too long. Use 60 letters or fewer."),
        ({"name_works": " "}, "Give each group a name."),
    ],
)
def test_a_session_that_cannot_be_opened_is_refused_and_what_was_typed_is_kept(room, sent, sentence):
    before = stored(room.app)

    answer = room.app.test_client().post("/open", data={**OPENING, "purpose": "To talk about lunch.", **sent})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "purpose" in sent or "To talk about lunch." in answer.text
    assert stored(room.app) == before


def test_control_characters_and_hidden_marks_leave_what_people_type(app):
    dirty = "Who\x00\x07 \u202edecides\u200b\t?\x1b[31m"

    room = open_in(app, uses=1, title=dirty, purpose=f"{dirty}\r\n{dirty}")
    room.open_ladder()
    question = room.ballot(room.phones[0])["question"]
    room.phones[0].post(room.at("/remark"), data={"question": question, "text": dirty})
    room.phones[0].post(room.at("/action"), data={"what": dirty, "lead_uses": dirty, "when": dirty, "op": "one"})

    clean = "Who decides ?[31m"
    rows = stored(app)
    words = [value for table in ("workshop", "remark", "action") for row in rows[table] for value in row]
    assert [words.count(text) for text in (clean, f"{clean}\n{clean}")] == [5, 1]
    assert not any(isinstance(word, str) and set(word) & set("\x00\x07\x1b\u202e\u200b\t\r") for word in words)


def test_what_people_type_is_shown_as_text_and_never_as_html(app):
    room = open_in(app, uses=1, title="<script>alert(1)</script>", purpose='"><img src=x onerror=alert(1)>')

    for client, path in ((room.phones[0], ""), (room.desk, "/desk"), (room.desk, "/screen"), (room.desk, "/outcome")):
        page = client.get(room.at(path)).text
        assert "<script>alert" not in page
        assert "<img" not in page


@pytest.mark.parametrize(
    "sent",
    [
        {"question": "2", "text": "x" * 10_000},
        {"question": "999999", "text": "x"},
        {"question": "", "text": "x"},
        {"text": "x"},
        {"question": "3", "text": "x"},
    ],
)
def test_a_remark_that_cannot_be_kept_is_refused_and_changes_nothing(room, sent):
    before = stored(room.app)

    answer = room.phones[0].post(room.at("/remark"), data=sent, headers={"HX-Request": "true"})

    assert answer.status_code in (404, 409, 422)
    assert 'id="notice"' in answer.text
    assert stored(room.app) == before


@pytest.mark.parametrize(
    "sent",
    [
        {"what": "", "op": "a"},
        {"what": "x" * 10_000, "op": "a"},
        {"what": "x", "lead_works": "x" * 61, "op": "a"},
        {"what": "x", "source": "question:nothing", "op": "a"},
        {"what": "x", "check_on": "soon", "op": "a"},
        {"what": "x", "check_on": "2001-01-01", "op": "a"},
        {"what": "x", "check_on": "9999-12-31", "op": "a"},
        {"what": "x", "when": "x" * 61, "op": "a"},
        {"what": "x"},
        {"what": "x", "op": "a b"},
    ],
)
@pytest.mark.parametrize("path", ["/action", "/desk/action"])
def test_an_action_that_cannot_be_kept_is_refused_and_changes_nothing(room, path, sent):
    client = room.desk if "desk" in path else room.phones[0]
    before = stored(room.app)

    answer = client.post(room.at(path), data=sent, headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert 'id="notice"' in answer.text
    assert stored(room.app) == before


def test_no_act_at_the_desk_is_done_without_its_key(room, other):
    acts = [rule.rule for rule in room.app.url_map.iter_rules() if "/desk/" in rule.rule and "POST" in rule.methods]
    strangers = [room.app.test_client(), room.phones[0], other.desk, forged(room.desk)]
    before = stored(room.app)

    for address in acts:
        for stranger in strangers:
            answer = stranger.post(address.replace("<code>", room.code), data={"sure": "yes", "position": "1"})
            assert answer.status_code == 403, address

    assert len(acts) > 15
    assert stored(room.app) == before


@pytest.mark.parametrize(
    "deed", ["topic", "open", "keep", "remove", "pick", "hide", "hide-action", "park", "address", "end", "again"]
)
@pytest.mark.parametrize("value", ["", "999999", "-1", "x" * 100, "\x00", "9" * 30])
def test_an_act_at_the_desk_with_an_odd_value_is_refused_and_changes_nothing(room, deed, value):
    names = ("position", "item", "action", "remark", "proposal", "address", "reason")
    before = stored(room.app)

    answer = room.desk.post(room.at(f"/desk/{deed}"), data=dict.fromkeys(names, value), headers={"HX-Request": "true"})

    assert 400 <= answer.status_code < 500
    assert 'id="notice"' in answer.text
    assert stored(room.app) == before


@pytest.mark.parametrize("place", ["", "0.0.none", "2.1.shown.1", "x" * 1000])
def test_an_act_from_a_page_that_is_not_the_newest_is_refused_and_changes_nothing(room, place):
    before = stored(room.app)

    answer = room.desk.post(room.at("/desk/show"), data={"place": place})

    assert answer.status_code == 409
    assert "The session has moved on. This is where it is now." in answer.text
    assert stored(room.app) == before


@pytest.mark.parametrize("headers", ELSEWHERE.values(), ids=list(ELSEWHERE))
def test_whatever_another_website_sends_is_refused_and_changes_nothing(room, headers):
    fields = every_ballot(room)
    before = stored(room.app)

    answers = [
        room.phones[0].post(room.at("/vote"), data=fields, headers=headers),
        room.phones[0].post(room.at("/leave"), headers=headers),
        room.desk.post(room.at("/desk/show"), headers=headers),
        room.desk.post("/open", data=OPENING, headers=headers),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert all("That came from another website, so it was not counted." in answer.text for answer in answers)
    assert stored(room.app) == before


@pytest.mark.parametrize("headers", ELSEWHERE.values(), ids=list(ELSEWHERE))
def test_another_website_opens_no_socket(room, headers):
    answer = room.app.test_client().get("/socket.io/?EIO=4&transport=websocket", headers=headers)

    assert answer.status_code == 403
    assert answer.text.startswith("That came from another website")


@pytest.mark.parametrize("host", STRANGE_HOSTS)
@pytest.mark.parametrize("path", ["/", "/socket.io/?EIO=4&transport=websocket", "/static/js/live.js"])
def test_an_unknown_host_is_answered_with_a_sentence_and_nothing_else(room, host, path):
    answer = room.app.test_client().get(path, headers={"Host": host})

    assert answer.status_code == 400
    assert answer.text.startswith("This is not the address of the workshop.")
    assert "Set-Cookie" not in answer.headers


def test_a_form_that_is_too_large_is_refused_with_a_sentence(room):
    before = stored(room.app)

    answer = room.phones[0].post(room.at("/remark"), data={"question": "2", "text": "x" * 100_000})

    assert answer.status_code == 413
    assert "That was too much to take in at once." in answer.text
    assert stored(room.app) == before


# Packets on a real websocket

PACKETS = {
    "no packet at all": "hello",
    "nothing": "",
    "an unknown kind": "9",
    "half a list": '42["vote"',
    "no list": "42{}",
    "an empty list": "42[]",
    "no text for a name": "42[1]",
    "an event of the server": '42["connect"]',
    "another of the server": '42["disconnect"]',
    "words for a place": '40"here"',
    "a list for a place": "40[]",
    "an unknown event": '42["shout",{}]',
    "another namespace": '42/admin,["vote",{}]',
    "a place at another namespace": "40/admin,{}",
    "endless attachments": '459999999-["vote",{"_placeholder":true,"num":0}]',
    "a list without end": '42["vote",' + "[" * 8000,
    "a number without end": "42" + "9" * 8000 + '["vote",{}]',
    "broken letters": '42["\\ud83d"]',
    "bytes": b"\x00\x01\x02\xff",
}


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A served session on which Ann may vote, with what it takes to open her socket."""
    port = free_port()
    faye, ann = (Device(f"http://localhost:{port}") for _ in range(2))
    with served(tmp_path_factory.mktemp("hall"), port, "--local") as server:
        code = faye.post("/open", **OPENING)[1].split("/")[2]
        ann.post(f"/join/{code}", group="uses")
        faye.post(f"/session/{code}/desk/topic", position=2)
        faye.post(f"/session/{code}/desk/open")
        yield SimpleNamespace(
            server=server,
            code=code,
            port=port,
            address=f"ws://localhost:{port}/socket.io/?EIO=4&transport=websocket",
            cookie="; ".join(f"{cookie.name}={cookie.value}" for cookie in ann.jar),
        )
        server.terminate()
        _, logged = server.communicate(timeout=20)
    assert logged == ""


def sit_down(hall):
    """Ann's socket, seated."""
    socket = create_connection(hall.address, timeout=10, cookie=hall.cookie)
    assert socket.recv().startswith("0")
    socket.send(f'40{{"code":"{hall.code}","view":"phone"}}')
    assert socket.recv().startswith("40")
    return closing(socket)


def answer_to(socket, number):
    """What is answered to the packet with that number; pushes pass by."""
    while not (said := socket.recv()).startswith(f"43{number}["):
        assert said, "the socket was closed"
    return said


@pytest.mark.parametrize("packet", PACKETS.values(), ids=list(PACKETS))
def test_an_odd_packet_harms_nobody(hall, packet):
    with sit_down(hall) as mallory:
        mallory.send(packet, ABNF.OPCODE_BINARY if isinstance(packet, bytes) else ABNF.OPCODE_TEXT)

    with sit_down(hall) as socket:
        socket.send('420["vote",{"question":"x"}]')
        assert '"ok":false' in answer_to(socket, 0)
    assert hall.server.poll() is None


@pytest.mark.parametrize(
    ("auth", "code"),
    [
        ("", "invalid"),
        ("{}", "invalid"),
        ('{"code":7,"view":"screen"}', "invalid"),
        ('{"code":"CODE","view":"wall"}', "invalid"),
        ('{"code":"CODE","view":["screen"]}', "invalid"),
        ('{"code":"CODE"}', "invalid"),
        ('{"code":"222222","view":"screen"}', "not_found"),
        ('{"code":"\\ud83d","view":"screen"}', "not_found"),
        ('{"code":"\\u0000","view":"screen"}', "not_found"),
        ('{"code":"' + "2" * 9000 + '","view":"screen"}', "not_found"),
        ('{"code":"CODE","view":"phone"}', "not_joined"),
        ('{"code":"CODE","view":"desk"}', "not_facilitator"),
    ],
)
def test_who_may_not_sit_is_told_why(hall, auth, code):
    with closing(create_connection(hall.address, timeout=10)) as zoe:
        assert zoe.recv().startswith("0")
        zoe.send(f"40{auth.replace('CODE', hall.code)}")
        said = zoe.recv()

    assert said.startswith("44")
    refusal = json.loads(said[2:])
    assert refusal["data"] == {"code": code, "notice": refusal["message"]}
    assert refusal["message"].endswith(".")


def test_an_odd_packet_with_a_number_is_answered_on_the_same_socket(hall):
    with sit_down(hall) as socket:
        for number, packet in enumerate(('["shout",{}]', '["vote"]', '["vote",1,2,3]', '["vote",{},{}]')):
            socket.send(f"42{number}{packet}")
            said = answer_to(socket, number)
            assert '"ok":false' in said
            assert '"notice":"' in said


def test_a_packet_that_is_too_large_ends_its_own_socket_alone(hall):
    with sit_down(hall) as mallory, sit_down(hall) as ann:
        mallory.send('42["vote",{"question":"' + "x" * 100_000 + '"}]')

        ann.send('420["vote",{}]')
        assert '"ok":false' in answer_to(ann, 0)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Upgrade": "websocket"},
        {"Upgrade": "websocket", "Connection": "Upgrade"},
        {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"},
        {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "12", "Sec-WebSocket-Key": "x"},
    ],
)
@pytest.mark.parametrize("query", ["EIO=4&transport=websocket", "EIO=4&transport=polling", ""])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_no_handshake_is_refused_and_leaves_no_trace(hall, method, query, headers):
    with closing(HTTPConnection("localhost", hall.port, timeout=10)) as connection:
        connection.request(method, f"/socket.io/?{query}", headers=headers)
        answer = connection.getresponse()

        assert (answer.status, answer.read()) == (400, b"This is where websockets are opened.\n")


def test_a_socket_of_another_website_is_refused_with_its_cookie(hall):
    with pytest.raises(WebSocketBadStatusException) as refused:
        create_connection(hall.address, origin="http://evil.example", timeout=10, cookie=hall.cookie)

    assert refused.value.status_code == 403
