"""A session moves from a laptop to a server in one file: the outcome stays the same, and no vote ever travels."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from conftest import OPENING, PLACE, apps, open_in
from seeing import path_of
from test_journey import begin, open_journey
from test_two_facilitators import invitation
from walking import walk

from workshop.clock import now
from workshop.db import db
from workshop.domain import codes
from workshop.exports import FORMATS
from workshop.models import Workshop
from workshop.usecases.acts.log import log_since_the_end
from workshop.usecases.keeping.deleting import due, sweep
from workshop.usecases.lookup import require_workshop
from workshop.usecases.outcome.clocks import keeping_of

pytestmark = pytest.mark.timeout(500)  # seconds: a whole session is held first, and all of its files are made twice
TAKEN = "changed since the session was signed off"
DAMAGED = "That file is damaged, or is none of ours."
NO_FILE = "Choose a file that was made with"


@pytest.fixture
def server(tmp_path):
    """Another computer."""
    (tmp_path / "server").mkdir()
    with apps(tmp_path / "server") as make:
        yield make()


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A whole session that was held on a laptop, and its file."""
    with apps(tmp_path_factory.mktemp("laptop")) as make:
        room = open_in(make(), uses=3, works=3, title="Held on a laptop")
        room.join("either", "uses")
        for _ in walk(room):
            pass
        yield room, file_of(room)


def file_of(room):
    """The file as the desk gets it."""
    answer = room.desk.get(room.at("/desk/file"))
    assert answer.status_code == 200, answer.text
    return answer.data


def bring(app, data, client=None, **fields):
    """Sends a file to the page that takes it in, as a browser does."""
    head = "Content-Disposition: form-data; name="
    parts = [f'{head}"{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    parts.append(f'{head}"file"; filename="s.json"\r\nContent-Type: application/json\r\n\r\n'.encode() + data)
    body = b"".join(b"--line\r\n" + part + b"\r\n" for part in parts) + b"--line--\r\n"
    # By hand, since werkzeug's client leaves the file open that it makes of a large one.
    sent = {"data": body, "content_type": "multipart/form-data; boundary=line"}
    return (client or app.test_client()).post("/open/file", **sent)


def code_of(answer):
    """The code of the session that was brought in."""
    assert answer.status_code == 303, answer.text
    return answer.location.split("/")[2]


def changed(data, change):
    """The file with its JSON changed, and its fingerprint made to fit: a forgery, not an accident."""
    file = json.loads(data)
    change(file)
    if "outcome" in file:
        canonical = json.dumps(file["outcome"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        file["sha256"] = hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest()
    return json.dumps(file).encode()


def stored(app):
    """What the database holds."""
    with closing(sqlite3.connect(path_of(app))) as connection:
        return "\n".join(connection.iterdump())


# A session that has ended


def test_the_files_of_the_outcome_are_the_same_byte_for_byte(held, server):
    room, data = held
    code = code_of(bring(server, data))
    there = server.test_client()

    assert code == room.code
    for suffix in FORMATS:
        before, after = (client.get(room.at(f"/outcome.{suffix}")) for client in (room.desk, there))
        assert (after.status_code, after.data == before.data) == (200, True), suffix


def test_what_was_brought_in_can_be_taken_along_again_unchanged(held, server):
    _, data = held
    desk = server.test_client()
    code = code_of(bring(server, data, desk))

    assert desk.get(f"/session/{code}/desk/file").data == data


def test_its_pages_say_where_it_is_from_and_that_it_has_ended(held, server):
    room, data = held
    desk = server.test_client()
    code = code_of(bring(server, data, desk))

    page = server.test_client().get(f"/session/{code}/outcome").text

    assert "This session was brought here from another computer" in page
    assert f"Its first code was {codes.shown(room.code)}." in page
    # Whoever made the file could have written its fingerprint too: only a file from that day can tell.
    assert "Does a file that you took home that day say the same? Then this is the very same result." in page
    assert "Today’s topics" not in desk.get(f"/session/{code}/desk").text
    assert "brought here" not in room.desk.get(room.at("/outcome")).text
    for path in ("/desk", "/screen", "/state?view=desk", "/state?view=screen"):
        assert desk.get(f"/session/{code}{path}").status_code == 200, path
    assert desk.post(f"/session/{code}/desk/open").status_code == 409
    assert server.test_client().post(f"/join/{code}", data={"group": "uses"}).status_code == 404


def test_its_desk_has_new_keys_and_the_old_ones_open_nothing_here(held, server):
    room, data = held
    desk = server.test_client()
    code = code_of(bring(server, data, desk))

    assert "Recovery code" in desk.get(f"/session/{code}/desk").text
    with room.desk.session_transaction() as cookie:
        old = dict(cookie["desks"])[room.code]
    assert server.test_client().post(f"/session/{code}/desk/key", data={"key": old}).status_code == 403


def test_a_taken_code_is_left_alone_and_the_first_one_stays_on_record(held, server):
    room, data = held
    first = code_of(bring(server, data))
    second = code_of(bring(server, data))
    there = server.test_client()

    assert (first, second != first) == (room.code, True)
    assert there.get(f"/session/{second}/outcome.json").data == room.desk.get(room.at("/outcome.json")).data
    assert f"Its first code was {codes.shown(room.code)}." in there.get(f"/session/{second}/outcome").text
    links = re.findall(r'href="/session/(\w{6})/outcome\.', there.get(f"/session/{second}/outcome").text)
    assert set(links) == {second}


def test_no_vote_no_tag_and_no_key_is_in_the_file_or_comes_here(held, server):
    room, data = held
    code_of(bring(server, data))
    there = stored(server)

    for table in ("vote", "participant", "remark", "finished", "proposal"):
        assert f'INSERT INTO "{table}"' not in there
    assert set(json.loads(data)) == {"format", "version", "state", "sha256", "outcome", "since"}
    with room.desk.session_transaction() as cookie:
        for secret in dict(cookie["desks"]).values():
            assert secret not in data.decode()


def test_it_can_join_a_journey_where_it_stands_beside_the_others(held, server):
    _, data = held
    key = begin(open_in(server))

    code_of(bring(server, data, journey_key=key))

    assert "Held on a laptop" in open_journey(server, key).text


def test_a_wrong_key_of_a_journey_brings_nothing(held, server):
    _, data = held

    answer = bring(server, data, journey_key="2" * 24)

    assert answer.status_code == 404
    assert 'INSERT INTO "workshop"' not in stored(server)


def test_its_clocks_go_on_as_they_ran_and_its_words_go_when_theirs_is_over(held, server):
    _, data = held
    code = code_of(bring(server, data))
    with server.app_context():
        kept = keeping_of(require_workshop(code))
    assert json.loads(data)["outcome"]["keeping"]["words_until"] == kept.words_until.isoformat()
    assert "Nobody asked" in server.test_client().get(f"/session/{code}/outcome.csv").text
    with server.app_context():  # the plan is looked at again later, so that the record outlives the words
        db.session.query(Workshop).update({"review_on": kept.record_until + timedelta(days=60)})
        db.session.commit()

    with server.app_context():
        sweep(code, now=now() + timedelta(days=31))

    there = server.test_client()
    assert "Nobody asked" not in there.get(f"/session/{code}/outcome.csv").text
    assert "Nobody asked" not in stored(server)
    file = there.get(f"/session/{code}/outcome.json").json
    assert file["outcome"]["keeping"]["signed"] == json.loads(data)["sha256"] != file["sha256"]
    with server.app_context():
        sweep(code, now=now() + timedelta(days=300))
    assert there.get(f"/session/{code}/outcome").status_code == 404
    assert "Held on a laptop" not in stored(server)


def test_a_session_whose_time_is_over_is_not_taken_in(held, server):
    def long_ago(file):
        file["outcome"]["keeping"].update(words_until="2021-01-01", record_until="2021-01-02")

    answer = bring(server, changed(held[1], long_ago))

    assert (answer.status_code, "may be kept is over" in answer.text) == (422, True)


def test_what_was_said_of_the_plan_since_comes_along_and_can_go_on(open_room, server):
    room = open_room(uses=3, works=3)
    room.must("topic", position=6)
    for what in ("Paint the hall", "Ask the council"):
        room.phones[0].post(room.at("/action"), data={"what": what, "op": what[-4:]})
    room.must("end", sure="yes")
    second = re.findall(r'id="action-(\d+)"', room.desk.get(room.at("/did")).text)[1]
    room.must("did", action=second, going="could_not", said="They never answered", next="Write again")
    desk = server.test_client()

    code = code_of(bring(server, file_of(room), desk))

    before, after = (c.get(f"/session/{code}/outcome.csv").text for c in (room.desk, desk))
    assert "They never answered" in before
    assert after == before
    mine = re.findall(r'id="action-(\d+)"', desk.get(f"/session/{code}/did").text)
    assert len(mine) == 2
    done = desk.post(f"/session/{code}/desk/did", data={"action": mine[0], "going": "done", "said": "In May", "next": ""})
    assert done.status_code == 303
    assert "In May" in server.test_client().get(f"/session/{code}/did").text
    assert "In May" in desk.get(f"/session/{code}/outcome.csv").text
    with server.app_context():
        assert len(log_since_the_end(require_workshop(code))) == 1


def test_a_check_up_day_does_not_become_a_review_of_the_plan_on_the_way(open_room, server):
    room = open_room(uses=3, works=3)
    room.must("topic", position=6)
    check_on = (now().date() + timedelta(days=60)).isoformat()
    room.phones[0].post(room.at("/action"), data={"what": "Paint the hall", "check_on": check_on, "op": "one"})
    room.must("end", sure="yes")

    code = code_of(bring(server, file_of(room)))

    assert "We look at the plan again on" not in server.test_client().get(f"/session/{code}/did").text


# A session that is going on, or has not begun


def test_a_session_that_is_going_on_has_no_file_and_no_link_to_one(open_room):
    room = open_room(uses=3, works=3)
    assert "Take this session to another computer" in room.desk.get(room.at("/desk")).text
    room.must("topic", position=1)

    answer = room.desk.get(room.at("/desk/file"))

    assert (answer.status_code, "would hold votes" in answer.text) == (422, True)
    assert "Take this session to another computer" not in room.desk.get(room.at("/desk")).text


def test_only_a_desk_gets_the_file(held, server):
    room, data = held
    code = code_of(bring(server, data))

    assert room.phones[0].get(room.at("/desk/file")).status_code == 403
    assert server.test_client().get(f"/session/{code}/desk/file").status_code == 403


def test_what_was_set_up_comes_along_and_who_had_joined_does_not(open_room, server):
    room = open_room(uses=2, title="Set up at home", can_change="The menu", name_uses="Members", floor="4")
    room.must("add-topic", topic="check")
    room.must("move-topic", topic="check", position=7, to="up")
    room.must("paper", taken="yes")
    desk = server.test_client()

    code = code_of(bring(server, file_of(room), desk))

    assert code == room.code
    here, there = (client.get(f"/session/{code}/desk").text for client in (room.desk, desk))
    titles = re.compile(r'class="agenda-title">([^<]+)<')
    assert titles.findall(there) == titles.findall(here)
    page = server.test_client().get(f"/join/{code}").text
    assert all(text in page for text in ("Set up at home", "The menu", "Members", "fewer than 4 votes"))
    assert "Votes on paper were allowed." in server.test_client().get(f"/session/{code}/outcome").text
    assert 'INSERT INTO "participant"' not in stored(server)
    desk.post(f"/session/{code}/desk/topic", data={"position": "1"})
    assert desk.get(f"/session/{code}/state?view=desk").status_code == 200


@pytest.mark.parametrize("taken", [True, False])
def test_whether_votes_on_paper_are_taken_comes_along(open_room, server, taken):
    room = open_room()
    if taken:
        room.must("paper", taken="yes")
    code = code_of(bring(server, file_of(room)))
    helper = server.test_client()
    helper.post(f"/join/{code}", data={"group": "uses"})

    answer = helper.post(f"/session/{code}/people", data={"way": "paper"})

    assert answer.status_code == (303 if taken else 409), answer.text


def test_a_second_facilitator_is_said_to_be_invited_anew_and_no_key_of_theirs_travels(open_room, server):
    room = open_room()
    said = "The second facilitator is not in it: invite them anew there."
    assert said not in room.desk.get(room.at("/desk")).text
    room.must("invite")
    key, recovery = invitation(room)
    desk = server.test_client()

    code = code_of(bring(server, file_of(room), desk))

    assert said in room.desk.get(room.at("/desk")).text
    assert "a second facilitator is invited anew" in server.test_client().get("/open/file").text
    assert not [secret for secret in (key, recovery) if secret.encode() in file_of(room)]
    assert server.test_client().post(f"/session/{code}/desk/key", data={"key": key}).status_code == 403
    place = PLACE.search(desk.get(f"/session/{code}/desk").text)[1]
    assert desk.post(f"/session/{code}/desk/invite", data={"place": place}).status_code == 303


# The same session, twice in a journey


THERE_ALREADY = "That session is in this journey already"


def refused_as_a_double(answer):
    """Was it refused with the sentence that says why?"""
    return (answer.status_code, THERE_ALREADY in answer.text) == (422, True)


def test_a_session_is_brought_into_a_journey_once(held, server):
    key = begin(open_in(server))
    code_of(bring(server, held[1], journey_key=key))
    before = stored(server)

    assert refused_as_a_double(bring(server, held[1], journey_key=key))

    assert stored(server) == before
    assert open_journey(server, key).text.count(f"/session/{held[0].code}/outcome") == 1
    code_of(bring(server, held[1]))  # outside the journey it may be here as often as anybody likes
    other = begin(open_in(server), "Another one")
    code_of(bring(server, held[1], journey_key=other))


def test_a_session_that_was_held_here_is_not_brought_in_beside_itself(open_room, app):
    room = open_room(uses=3, works=3)
    key = begin(room)
    room.open_ladder()
    room.vote(*["rung_3"] * 6)
    room.must("show")
    room.must("end", sure="yes")

    assert refused_as_a_double(bring(app, file_of(room), journey_key=key))
    deleted = file_of(room)
    room.must("delete", sure="yes", typed=room.code)

    assert refused_as_a_double(bring(app, deleted, journey_key=key))
    assert code_of(bring(app, deleted)) == room.code


def test_version_two_is_the_same_session_as_version_one(held, server):
    _, data = held
    key = begin(open_in(server))
    first = server.test_client()
    code = code_of(bring(server, data, first))
    with server.app_context():
        db.session.query(Workshop).filter_by(code=code).update({"review_on": (now() + timedelta(days=200)).date()})
        db.session.commit()
        sweep(code, now=now() + timedelta(days=31))
    second = first.get(f"/session/{code}/desk/file").data
    assert json.loads(second)["sha256"] != json.loads(data)["sha256"]
    code_of(bring(server, data, journey_key=key))

    assert refused_as_a_double(bring(server, second, journey_key=key))


def test_who_runs_the_server_is_told_that_it_is_there_already(held, server, tmp_path):
    key, path = begin(open_in(server)), tmp_path / "session.json"
    path.write_bytes(held[1])
    run = server.test_cli_runner().invoke

    first, again = (run(args=["workshop", "import", str(path), "--journey", key]) for _ in range(2))

    assert (first.exit_code, again.exit_code, THERE_ALREADY in again.output) == (0, 1, True)


# A code in a file


@pytest.mark.parametrize("kind", ["lobby", "final"])
def test_a_file_with_the_code_of_a_session_here_takes_nothing_over(held, open_room, server, kind):
    here = open_in(server, uses=3, works=3, title="It goes on here")
    here.open_ladder()
    here.vote(*["rung_3"] * 6)
    before = here.desk.get(here.at("/outcome.json")).data
    part = "outcome" if kind == "final" else "set_up"
    data = held[1] if kind == "final" else file_of(open_room(title="From elsewhere"))
    claimed = changed(data, lambda file: file[part].update(code=here.code))
    stranger = server.test_client()

    code = code_of(bring(server, claimed, stranger))

    assert code != here.code
    assert stranger.get(here.at("/desk")).status_code == 403
    assert stranger.post(here.at("/desk/show")).status_code == 403
    assert (server.test_client().get(here.at("/outcome.json")).data, here.votes()) == (before, 6)
    here.must("show")
    assert here.join("uses").get(here.at()).status_code == 200


def test_a_code_that_only_leads_people_to_a_session_is_taken_too(held, server):
    here = open_in(server, title="It goes on here")
    with server.app_context():
        db.session.query(Workshop).filter_by(code=here.code).update({"join_code": held[0].code})
        db.session.commit()

    assert code_of(bring(server, held[1])) != held[0].code

    assert "It goes on here" in server.test_client().get(f"/join/{held[0].code}").text


# Files that are not what they say


def test_a_file_that_was_changed_since_is_refused(held, server):
    _, data = held
    broken = data.replace(b"Nobody asked", b"Everybody asked", 1)
    assert broken != data

    answer = bring(server, broken)

    assert (answer.status_code, TAKEN in answer.text) == (422, True)
    assert 'INSERT INTO "workshop"' not in stored(server)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"PK\x03\x04",
        b"[" * 100_000,
        b'{"format": "equal-footing-outcome", "version": 1}',
        b'{"format": "equal-footing-session", "format": "equal-footing-session", "version": 1}',
        b'{"format": "equal-footing-session", "version": NaN}',
        b'{"format": "equal-footing-session", "version": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_file_of_ours_is_refused_with_a_sentence(server, data):
    answer = bring(server, data)

    assert answer.status_code == 422
    assert any(said in answer.text for said in (NO_FILE, DAMAGED))


def test_a_file_of_another_version_says_so(held, server):
    answer = bring(server, changed(held[1], lambda file: file.update(version=2)))

    assert "another version of Equal Footing" in answer.text


def test_no_file_at_all_is_refused_with_a_sentence(server):
    assert NO_FILE in server.test_client().post("/open/file", data={}).text


@pytest.mark.parametrize("size", [1_000_001, 1_003_000, 3_000_000])
def test_a_file_of_more_than_a_megabyte_is_refused_with_a_sentence(server, size):
    answer = bring(server, b" " * size)

    assert answer.status_code in (413, 422)
    assert "too large" in answer.text or "too much" in answer.text


def test_other_forms_still_take_no_more_than_they_did(server):
    assert server.test_client().post("/open", data={**OPENING, "purpose": "x" * 200_000}).status_code == 413


def question(file, key="ladder_now"):
    """A question in a file."""
    return next(q for topic in file["outcome"]["topics"] for q in topic["questions"] if q["key"] == key)


def more_for_one_group(file):
    tally = question(file)["rounds"][0]["tally"]
    tally["uses"]["counts"][0] += 1


def an_unfounded_finding(file):
    question(file)["rounds"][0]["tally"]["finding"] = "agreed"
    question(file)["rounds"][0]["tally"]["gap"] = 0


def a_plan_without_an_end(file):
    file["outcome"]["actions"] *= 101
    file["since"] *= 101


FORGERIES = {
    "a session that goes on": lambda file: file["outcome"].update(ended=False),
    "a group smaller than the floor": lambda file: file["outcome"].update(floor=40),
    "a floor under three": lambda file: file["outcome"].update(floor=1),
    "a floor that is no number": lambda file: file["outcome"].update(floor="3"),
    "a floor that is a yes": lambda file: file["outcome"].update(floor=True),
    "a code with a path in it": lambda file: file["outcome"].update(code="../../"),
    "a field more": lambda file: file["outcome"].update(votes=[]),
    "a field less": lambda file: file["outcome"].pop("log"),
    "a field more around it": lambda file: file.update(key="x"),
    "a line of an action that there is not": lambda file: file["since"].append([]),
    "another state": lambda file: file.update(state="running"),
    "control characters": lambda file: file["outcome"].update(title="a\x00b"),
    "a text that turns the others round": lambda file: file["outcome"].update(title="a\u202eb"),
    "half a letter": lambda file: file["outcome"].update(title="\ud800"),
    "a text without an end": lambda file: file["outcome"].update(purpose="x" * 20_000),
    "a sentence that fills the memory": lambda file: file["outcome"]["log"][0]["said"].update(text="%(floor)999999999s"),
    "a sentence without its values": lambda file: file["outcome"]["log"][0]["said"].update(values={}),
    "a link that runs": lambda file: file["outcome"]["credits"][0].update(url="javascript:alert(1)"),
    "votes that a finding does not follow from": more_for_one_group,
    "a finding that does not follow from the votes": an_unfounded_finding,
    "fewer than no votes": lambda file: question(file)["rounds"][0]["tally"].update(gap=-1),
    "a key that leaves its place": lambda file: question(file).update(key='"><script>'),
    "two choices in one place": lambda file: question(file)["choices"][1].update(place=1),
    "a number without an end": lambda file: file["outcome"].update(joined=10**30),
    "a revision that no calendar takes": lambda file: file["outcome"].update(revision=2**31),
    "a revision before the first": lambda file: file["outcome"].update(revision=-1),
    "a day that never was": lambda file: file["outcome"].update(opened="2026-02-31"),
    "a review after which there are no days": lambda file: file["outcome"].update(review="9999-12-31"),
    "a check-up after which there are no days": lambda file: file["outcome"]["actions"][0].update(check_on="9999-12-31"),
    "a session of the Romans": lambda file: file["outcome"].update(opened="0001-01-01"),
    "a review later than one may choose": lambda file: file["outcome"].update(review="2099-01-01"),
    "a check-up later than one may choose": lambda file: file["outcome"]["actions"][0].update(check_on="2099-01-01"),
    "a span that nobody could choose": lambda file: file["outcome"]["keeping"].update(days=100_000),
    "words that outlive the record": lambda file: file["outcome"]["keeping"].update(words_until="2099-01-01"),
    "a plan that no room could make": a_plan_without_an_end,
    "a group that there is not": lambda file: file["outcome"]["groups"].pop(),
}


def test_no_file_keeps_other_sessions_from_being_deleted_in_time(held, open_room, app):
    over = open_room()
    over.must("end", sure="yes")

    bring(app, changed(held[1], FORGERIES["a review after which there are no days"]))

    with app.app_context():
        assert over.code in due(now=now() + timedelta(days=400))


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_file_whose_fingerprint_fits_is_refused_too(held, server, forgery):
    data = changed(held[1], FORGERIES[forgery])
    assert json.loads(data) != json.loads(held[1])

    answer = bring(server, data)

    assert (answer.status_code, DAMAGED in answer.text) == (422, True)
    assert 'INSERT INTO "workshop"' not in stored(server)


def held_in_three_days(file):
    file["outcome"]["opened"] = (now() + timedelta(days=3)).date().isoformat()


def ended_in_three_days(file):
    until = (now() + timedelta(days=33)).date().isoformat()
    file["outcome"]["keeping"].update(days=30, words_until=until, record_until=until)


@pytest.mark.parametrize("forgery", [held_in_three_days, ended_in_three_days])
def test_no_file_has_words_kept_for_longer_than_a_session_that_ended_today(held, server, forgery):
    answer = bring(server, changed(held[1], forgery))

    assert (answer.status_code, "Is the clock right on both computers?" in answer.text) == (422, True)
    assert 'INSERT INTO "workshop"' not in stored(server)


@pytest.mark.parametrize(
    "change",
    [
        {"topics": ["why", "no_such_topic"]},
        {"topics": ["why", "why"]},
        {"template": "none"},
        {"ladder": "none"},
        {"floor": 1},
        {"title": " "},
        {"names": {}},
        {"code": "../../"},
    ],
)
def test_a_set_up_that_no_form_would_take_opens_nothing_wrong(open_room, server, change):
    data = changed(file_of(open_room()), lambda file: file["set_up"].update(change))

    answer = bring(server, data)

    if "code" in change:
        assert codes.tidy(code_of(answer)) is not None
    else:
        assert answer.status_code == 422
        assert 'INSERT INTO "workshop"' not in stored(server)


# By whoever runs the server


def test_who_runs_the_server_moves_a_session_by_two_commands(held, server, tmp_path):
    room, data = held
    path = tmp_path / "session.json"

    out = room.app.test_cli_runner().invoke(args=["workshop", "export", room.code, str(path)])
    came = server.test_cli_runner().invoke(args=["workshop", "import", str(path)])

    assert (out.exit_code, path.read_bytes()) == (0, data)
    assert came.exit_code == 0, came.output
    assert f"It is here as {codes.shown(room.code)}." in came.output
    key = re.search(r"#key=(\S+)", came.output)[1]
    opened = server.test_client().post(f"/session/{room.code}/desk/key", data={"key": key})
    assert opened.status_code == 303


def test_the_commands_say_in_a_sentence_what_is_wrong(open_room, tmp_path):
    room = open_room()
    room.must("topic", position=1)
    runner, path = room.app.test_cli_runner(), tmp_path / "none.json"
    path.write_text("{}")

    going_on = runner.invoke(args=["workshop", "export", room.code])
    damaged = runner.invoke(args=["workshop", "import", str(path)])
    mistyped = runner.invoke(args=["workshop", "export", "K7M-4Q"])

    assert (going_on.exit_code, "would hold votes" in going_on.output) == (1, True)
    assert (damaged.exit_code, NO_FILE in damaged.output) == (1, True)
    assert (mistyped.exit_code, "K7M-4Q is no code of a session." in mistyped.output) == (1, True)
