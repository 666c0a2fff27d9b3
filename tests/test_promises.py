"""The promises of the first page, each proved from outside: by what pages, files, pushes and the database hold.

One part for each promise, in the order in which the design makes them. What is tried further stands in test_races
(two taps, and a vote that races the results), test_refusals (what makes no sense), test_live_results,
test_wrong_codes, test_proposing, test_rest, and for the rules alone in domain/test_visibility.
"""

from __future__ import annotations

import csv
import io
import re

import pytest
from conftest import BALLOT
from flask.sessions import SecureCookieSessionInterface
from justhtml import JustHTML
from seeing import rows

PUBLIC = ("/screen", "/outcome", "/outcome.csv", "/outcome.json", "/state?view=screen", "/state?view=desk")
SPLIT = ("rung_2", "rung_2", "rung_3", "rung_5", "rung_6", "rung_6")
OTHER = ("rung_7", "pass", "rung_1", "rung_1", "rung_4", "not_sure")
ALIKE = ("rung_3",) * 6


def texts(page, selector):
    """What stands in the elements of a page, blanks made single."""
    found = JustHTML(page.text, sanitize=False).query(selector)
    return [" ".join(element.to_text().split()) for element in found]


def without_ops(text):
    """A page without the numbers that are new each time it is made."""
    return re.sub(r'name="(op|place)" value="[^"]*"', r'name="\1"', text)


def told(room, bystander):
    """All that anybody but the voters is told."""
    pages = {path: room.desk.get(room.at(path)) for path in ("/desk", *PUBLIC)}
    pages["phone"] = bystander.get(room.at())
    assert {page.status_code for page in pages.values()} == {200}
    return {name: without_ops(page.text) for name, page in pages.items()}


def figures(room):
    """The votes of the table, by group, round and choice."""
    table = csv.DictReader(io.StringIO(room.desk.get(room.at("/outcome.csv")).text.lstrip("\ufeff")))
    wanted = ("question_key", "round", "group", "choice_key", "votes")
    return [{column: row[column] for column in wanted} for row in table if row["choice_key"]]


def groups_shown(room):
    """Whose votes stand in the table."""
    return {row["group"] for row in figures(room)}


def headline(room):
    """What the result means, as everybody reads it."""
    return texts(room.desk.get(room.at("/screen")), ".finding-headline")[0]


def cookie(client):
    """What a device's cookie says."""
    signer = SecureCookieSessionInterface().get_signing_serializer(client.application)
    return signer.loads(client.get_cookie(client.application.config["SESSION_COOKIE_NAME"]).value)


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    return room


# One person, one vote


def test_double_tap_replay_and_second_tab_make_one_vote(room):
    phone = room.phones[0]
    first_tab, second_tab = room.ballot(phone), room.ballot(phone)

    for fields in (first_tab, first_tab, second_tab, first_tab):
        assert room.send(phone, fields, "rung_3").status_code == 200

    assert rows(room.app, "select count(*) from vote") == [(1,)]


def test_joining_twice_makes_one_participant(room):
    answer = room.phones[0].post(f"/join/{room.code}", data={"group": "works"})

    assert answer.status_code == 303
    assert rows(room.app, "select count(*) from participant") == [(6,)]


# Nothing acknowledged is lost


def test_what_was_saved_is_still_there_for_another_process(room, make_app):
    room.vote(*SPLIT)
    restarted = make_app()

    page = restarted.test_client()
    name = room.app.config["SESSION_COOKIE_NAME"]
    page.set_cookie(name, room.phones[3].get_cookie(name).value)

    assert re.search(r'value="rung_5"\s+checked', page.get(room.at()).text)


def test_a_replay_gets_the_same_answer_and_changes_nothing(room):
    phone = room.phones[0]
    fields = room.ballot(phone)
    first = room.send(phone, fields, "rung_3")
    before = rows(room.app, "select * from vote")

    again = room.send(phone, fields, "rung_3")

    assert without_ops(again.text) == without_ops(first.text)
    assert rows(room.app, "select * from vote") == before


def test_an_older_choice_is_superseded_and_never_said_to_be_saved(room):
    phone = room.phones[0]
    older = room.ballot(phone)
    room.send(phone, {**older, "op": "newer", "seq": "9"}, "rung_5")

    answer = room.send(phone, older, "rung_3")

    assert answer.status_code == 409
    assert "We kept your newer choice." in answer.text
    assert "Saved" not in answer.text
    assert re.search(r'value="rung_5"\s+checked', answer.text)
    assert rows(room.app, "select choice from vote") == [("rung_5",)]


def test_a_vote_that_came_too_late_is_never_said_to_be_saved(room):
    fields = room.ballot(room.phones[0])
    room.vote(*SPLIT)
    room.must("show")

    late = room.send(room.phones[0], {**fields, "op": "late", "seq": "9"}, "rung_7")

    assert late.status_code == 409
    assert "Saved" not in late.text
    assert ("rung_7",) not in rows(room.app, "select choice from vote")


# Nobody sees votes early


def test_hidden_votes_change_nothing_that_anybody_else_is_told(room):
    bystander = room.app.test_client()
    bystander.post(f"/join/{room.code}", data={"group": "uses"})
    room.vote(*SPLIT)
    before = told(room, bystander)

    room.vote(*OTHER)

    assert told(room, bystander) == before


def test_a_second_vote_is_hidden_again(room):
    room.vote(*SPLIT)
    room.must("show")
    bystander = room.app.test_client()
    bystander.post(f"/join/{room.code}", data={"group": "uses"})
    room.must("again")
    room.vote(*SPLIT)
    before = told(room, bystander)

    room.vote(*OTHER)

    assert told(room, bystander) == before


def test_a_vote_that_is_put_aside_stays_hidden(room):
    room.vote(*SPLIT)
    room.must("aside")
    room.must("open")
    room.vote(*OTHER)
    room.must("aside")

    assert figures(room) == []
    assert not any('class="finding' in page for page in told(room, room.phones[1]).values())


def test_remarks_are_hidden_until_their_votes_are_shown(room):
    room.vote(*SPLIT)
    question = room.ballot(room.phones[0])["question"]
    room.phones[0].post(room.at("/remark"), data={"question": question, "text": "Nobody asked me"})
    assert not any("Nobody asked me" in page for page in told(room, room.phones[1]).values())
    assert "Nobody asked me" in room.phones[0].get(room.at()).text

    room.must("show")

    assert "Nobody asked me" in told(room, room.phones[1])["phone"]


# Nobody sees who voted what


def test_the_database_holds_no_secret_of_any_device(room, tmp_path):
    room.vote(*SPLIT)
    stored = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("test.sqlite3*")))
    assert b"rung_6" in stored

    for phone in room.phones:
        secret = cookie(phone)["device"]
        assert secret.encode() not in stored
        assert bytes.fromhex(secret) not in stored


def test_nothing_in_a_vote_joins_it_to_a_participant_or_another_vote(room):
    room.vote(*SPLIT)
    room.must("show")
    room.must("again")
    room.vote(*SPLIT)

    tags = rows(room.app, "select tag from vote union all select tag from participant")

    assert len(tags) == len(set(tags)) == 18


def test_showing_wipes_what_tells_a_change_of_mind(room):
    room.vote(*SPLIT)
    room.vote(*OTHER)
    room.must("show")

    assert set(rows(room.app, "select seq, op from vote")) == {(0, None)}


def test_an_ended_session_keeps_its_figures_but_no_vote_and_no_key(room):
    room.vote(*SPLIT)
    room.must("show")
    before = figures(room)

    room.must("end", sure="yes")

    assert rows(room.app, "select count(*) from vote") == [(0,)]
    assert rows(room.app, "select key from workshop") == [(None,)]
    assert before
    assert figures(room) == before


# The groups count the same


def test_both_groups_stand_side_by_side_and_people_who_use_the_service_come_first(room):
    room.vote(*SPLIT)
    room.must("show")

    columns = texts(room.desk.get(room.at("/screen")), "table.figures thead th")

    assert columns[:3] == ["Step", "People who use the service", "Staff and volunteers"]


def test_a_big_group_does_not_drown_a_small_one(open_room):
    said = []
    for uses, works in ((3, 3), (3, 12)):
        room = open_room(uses=uses, works=works)
        room.open_ladder()
        room.vote(*["rung_2"] * uses, *["rung_5"] * works)
        room.must("show")
        said.append(headline(room))

    assert said == ["We see this differently: three steps apart."] * 2


# Small groups are not exposed


def test_a_small_group_is_shown_apart_nowhere(open_room):
    shown = []
    for choices in (SPLIT, SPLIT[::-1]):  # the same votes, by other groups
        room = open_room(uses=4, works=2)
        room.open_ladder()
        room.vote(*choices)
        room.must("show")
        screens = [results_of(room, view) for view in ("/screen", "/desk", "")]
        shown.append((figures(room), screens))

    assert shown[0] == shown[1]
    assert shown[0][0]
    assert groups_shown(room).isdisjoint({"uses", "works"})
    assert "too small to show on its own" in shown[0][1][0]


def results_of(room, view):
    """The results of a view, without the numbers of its rows."""
    client = room.phones[0] if view == "" else room.desk
    found = re.search(r'<section id="results".*?</section>', client.get(room.at(view)).text, re.DOTALL)
    return re.sub(r"(?<=-)\d+", "", found[0])


def test_fewer_than_three_votes_are_not_shown_at_all(room):
    for phone in room.phones[:2]:
        room.send(phone, room.ballot(phone), "rung_2")
    room.must("show", sure="yes")

    assert figures(room) == []


def test_lobby_and_desk_say_fewer_than_and_never_a_smaller_number(open_room):
    room = open_room(uses=4, works=1)

    here = texts(room.desk.get(room.at("/desk")), "#here strong")

    assert here == ["3 or more", "fewer than 3", "fewer than 3"]


# Nobody is lost between


@pytest.mark.parametrize(("side", "uses"), [("uses", 4), ("neither", 3)])
def test_somebody_of_the_third_group_is_counted_where_they_said_or_in_neither_group(open_room, side, uses):
    room = open_room(uses=3, works=3)
    room.join("either", side)
    room.open_ladder()
    room.vote(*ALIKE, "rung_3")
    room.must("show")

    votes = {row["group"]: row["votes"] for row in figures(room) if row["choice_key"] == "rung_3"}

    assert (votes["uses"], votes["works"]) == (str(uses), "3")
    assert ("room" in votes) == (side == "uses")  # else it could be worked out from the rest


# Disagreement is kept


def test_a_gap_is_said_and_both_sides_keep_their_reasons(room):
    question = room.ballot(room.phones[0])["question"]
    for phone, text in ((room.phones[0], "We are told"), (room.phones[3], "We always ask")):
        phone.post(room.at("/remark"), data={"question": question, "text": text})
    room.vote(*["rung_2"] * 3, *["rung_6"] * 3)
    room.must("show")

    assert headline(room) == "We see this differently: four steps apart."
    assert set(texts(room.phones[1].get(room.at()), "#remarks .remark")) == {
        "We are told People who use the service",
        "We always ask Staff and volunteers",
    }


def test_there_is_one_second_vote_and_both_rounds_stay_on_record(room):
    room.vote(*SPLIT)
    room.must("show")
    room.must("again")
    assert room.act("again").status_code == 422
    room.vote(*OTHER)
    room.must("show")

    assert room.act("again").status_code == 422
    assert {row["round"] for row in figures(room)} == {"1", "2"}


def test_who_comes_after_the_first_vote_was_shown_has_no_second_vote(room):
    room.vote(*SPLIT)
    room.must("show")
    late = room.join("uses")
    room.must("again")
    fields = room.ballot(room.phones[0])

    answer = room.send(late, {**fields, "op": "late"}, "rung_3")

    assert answer.status_code == 409
    assert "for those who were here for the first" in late.get(room.at()).text
    assert rows(room.app, "select count(*) from vote where round = 2") == [(0,)]


# Everybody writes


def test_anybody_adds_to_the_plan_and_what_is_taken_off_stays_on_record(open_room):
    room = open_room(uses=1, works=1)
    for number, phone in enumerate(room.phones):
        phone.post(room.at("/action"), data={"what": f"Idea {number}", "op": f"op-{number}"})
    room.must("remove", action=rows(room.app, "select id from action")[0][0], reason="We did that")

    outcome = room.phones[1].get(room.at("/outcome")).text

    assert "An action was taken off the plan: “Idea 0”. Why: We did that" in outcome
    assert 'Parked. Why: <span dir="auto">We did that</span>' in outcome


def test_the_screen_shows_remarks_that_were_picked_and_the_log_says_so(room):
    question = room.ballot(room.phones[0])["question"]
    room.phones[0].post(room.at("/remark"), data={"question": question, "text": "Nobody asked me"})
    room.vote(*SPLIT)
    room.must("show")
    assert "Nobody asked me" not in room.desk.get(room.at("/screen")).text

    room.must("pick", remark=rows(room.app, "select id from remark")[0][0], on_screen="yes")

    assert "Nobody asked me" in room.desk.get(room.at("/screen")).text
    assert "A remark was put on the big screen." in room.phones[1].get(room.at("/outcome")).text


# The facilitator serves


def test_the_desk_has_no_ballot_and_no_vote(room):
    assert BALLOT.search(room.desk.get(room.at("/desk")).text) is None
    assert room.send(room.desk, room.ballot(room.phones[0]), "rung_3").status_code == 403


def test_showing_before_all_have_voted_asks_once_more_and_is_logged(room):
    room.send(room.phones[0], room.ballot(room.phones[0]), "rung_3")

    asked = room.act("show")
    assert asked.status_code == 409
    assert "5 people have not voted yet" in asked.text

    room.must("show", sure="yes")
    assert "1 of 6 had voted" in room.phones[1].get(room.at("/outcome")).text


def test_every_act_at_the_desk_is_in_the_log_that_everybody_reads(room):
    room.must("aside")
    room.must("open")
    room.vote(*SPLIT)
    room.must("show")
    room.must("lock", locked="yes")

    log = texts(room.app.test_client().get(room.at("/outcome")), ".log-list li span")

    assert [entry.split(":")[0] for entry in log] == [
        "The session was opened. Smallest group shown on its own",
        "We went to “Where are we now?”.",
        "The vote was opened",
        "The vote was put aside and not shown",
        "The vote was opened",
        "The results were shown to everyone",
        "The session was closed to new people.",
    ]


# Everybody gets the outcome


@pytest.mark.parametrize("path", ["/outcome", "/outcome.json", "/outcome.csv"])
def test_everybody_gets_the_same_outcome_without_a_login(room, path):
    room.vote(*SPLIT)
    room.must("show")
    room.must("end", sure="yes")

    got = {client.get(room.at(path)).data for client in (room.desk, *room.phones, room.app.test_client())}

    assert len(got) == 1
    assert room.app.test_client().get(room.at(path)).status_code == 200


def test_the_outcome_carries_its_fingerprint_in_page_and_file(room):
    page = room.desk.get(room.at("/outcome")).text
    file = room.desk.get(room.at("/outcome.json")).json

    assert re.fullmatch("[0-9a-f]{64}", file["sha256"])
    assert file["sha256"] in page


# Everybody can take part


def test_pass_and_not_sure_stand_on_every_ballot_and_count_as_having_voted(room):
    room.vote("pass", "not_sure", "pass", "not_sure", "pass", "pass")

    assert re.search(r"<strong>6</strong>\s+of 6 voted", room.desk.get(room.at("/screen")).text)


def test_a_phone_without_a_script_votes_with_a_plain_form_and_comes_back_to_it(room):
    phone = room.phones[0]

    answer = room.send(phone, room.ballot(phone), "rung_3", fragment=False)

    assert answer.status_code == 303
    page = phone.get(answer.location).text
    assert re.search(r'value="rung_3"\s+checked', page)
    assert "See what is new" in page
    assert "Send my vote" in page
