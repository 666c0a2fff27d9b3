"""What a journey says of its sessions side by side: then and now, and no more than each session itself said."""

from __future__ import annotations

import csv
import io
import re

import pytest
from conftest import apps, open_in
from justhtml import JustHTML
from test_journey import begin, open_journey

from workshop.clock import now
from workshop.usecases.journey import courses

LOW, HIGH = ["rung_2"] * 9, ["rung_5"] * 5
PATHS = ("/journey", "/journey.pdf", "/journey.html", "/journey.csv", "/journey.svg")


def hold(app, key, votes_of_users, votes_of_staff, **changes):
    """A session of the journey: its vote on the ladder, and its end. Without a key it begins one; answers the key."""
    room = open_in(app, len(votes_of_users), len(votes_of_staff), **{"floor": "5", "journey_key": key, **changes})
    key = key or begin(room)
    room.open_ladder()
    room.vote(*votes_of_users, *votes_of_staff)
    room.must("show")
    room.must("end", sure="yes")
    return key


def device_of(app, key):
    """A device on which the journey is open."""
    device = app.test_client()
    device.post("/journey", data={"journey_key": key})
    return device


def rows(device):
    """The table of a journey, without what is only to be read."""
    table = csv.DictReader(io.StringIO(device.get("/journey.csv").text.lstrip("\ufeff")))
    return [row for row in table if row["question_key"] and row["opened"]]


def read(device, path="/journey"):
    """The words of a page."""
    return " ".join(JustHTML(device.get(path).text, sanitize=False).query("body")[0].to_text().split())


def test_the_ladder_by_group_stands_session_beside_session_with_the_gap(app):
    key = hold(app, "", LOW, HIGH)
    hold(app, key, ["rung_3"] * 6, ["rung_5"] * 8)

    told = [
        (row["group"], row["voted"], row["from"], row["to"], row["rough"], row["gap"])
        for row in rows(device_of(app, key))
    ]

    assert told == [
        ("uses", "9", "Taught", "Taught", "", "3"),
        ("works", "5", "Heard", "Heard", "", "3"),
        ("uses", "6", "Told", "Told", "", "2"),
        ("works", "8", "Heard", "Heard", "", "2"),
    ]


def heads(page, fit):
    """What stands over each column of a page's picture."""
    picture = re.search(rf'<div class="if-{fit}">(.*?)</svg>', page, re.DOTALL)[1]
    texts = re.findall(r'<text class="ink"[^>]*text-anchor="middle"[^>]*>(.*?)</text>', picture, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", text).split()) for text in texts]


def test_a_picture_says_the_year_of_each_session_whole_on_a_phone_too(app):
    key = hold(app, "", LOW, HIGH)
    for _ in range(5):
        hold(app, key, ["rung_3"] * 6, ["rung_5"] * 8)
    page = device_of(app, key).get("/journey").text

    for fit, columns in (("wide", 6), ("narrow", 3)):
        told = heads(page, fit)
        assert len(told) == columns
        assert all(f"{now():%Y}" in head and "…" not in head for head in told), told


def test_sessions_of_one_day_are_told_apart_by_which_one_of_the_day_it_was(app):
    key = hold(app, "", LOW, HIGH)
    hold(app, key, ["rung_3"] * 6, ["rung_5"] * 8)
    device = device_of(app, key)

    for path in ("/journey", "/journey.html"):
        days = re.findall(r"\d+ \w+ \d{4}(?: \(\d\))?", read(device, path))
        assert {day[-3:] for day in days} == {"(1)", "(2)"}, path


def test_a_session_that_has_not_ended_stands_nowhere_but_in_the_count_of_those(app):
    key = hold(app, "", LOW, HIGH)
    open_in(app, journey_key=key, title="Not yet")

    page = read(device_of(app, key))

    assert "Not yet" not in page
    assert "1 session is still going on." in page


def test_nothing_is_an_average_a_score_or_a_trend(app):
    key = hold(app, "", LOW, HIGH)
    hold(app, key, ["rung_4"] * 6, ["rung_5"] * 8)
    device = device_of(app, key)

    for path in ("/journey", "/journey.html"):
        said = read(device, path)
        assert not re.search(r"\d\s*%|average|score|improve|progress|better than|→|↑|↓|▲|▼", said), path
        assert "A higher step is not a better mark" in said
    svg = device.get("/journey.svg").text
    assert "marker" not in svg
    assert "polyline" not in svg


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"subject": "the choir"}, "did not all look at the same thing"),
        ({"ladder": "wilcox"}, "did not all use the same ladder"),
    ],
)
def test_a_comparison_that_would_mislead_is_warned_of(app, changes, said):
    key = hold(app, "", LOW, HIGH)
    assert said not in read(device_of(app, key))

    hold(app, key, ["rung_2"] * 6, ["rung_4"] * 8, **changes)

    device = device_of(app, key)
    assert said in read(device)
    assert said in read(device, "/journey.html")
    assert said in device.get("/journey.csv").text


@pytest.mark.parametrize(
    ("users", "staff", "said"),
    [(6, 17, "Far more people voted"), (5, 17, "not mixed in the same way"), (8, 5, "Nearly the same number of people")],
)
def test_sizes_that_would_mislead_are_warned_of(app, users, staff, said):
    key = hold(app, "", LOW, HIGH)

    hold(app, key, ["rung_2"] * users, ["rung_4"] * staff)

    assert said in read(device_of(app, key))


def test_another_ladder_has_a_picture_of_its_own(app):
    key = hold(app, "", LOW, HIGH)
    hold(app, key, ["rung_2"] * 6, ["rung_4"] * 8, ladder="wilcox")

    pictures = JustHTML(device_of(app, key).get("/journey").text, sanitize=False).query("svg.picture-journey")

    assert len(pictures) == 4  # two ladders, for wide pages and for phones


def test_a_session_with_a_small_group_is_left_out_beside_others_and_that_is_said(app):
    key = hold(app, "", LOW, HIGH)
    hold(app, key, ["rung_3"] * 9, ["rung_6"] * 2)
    device = device_of(app, key)

    assert [(row["group"], row["note"]) for row in rows(device)][2:] == [("", "left out here")]
    assert "Plan together" not in [row["from"] for row in rows(device)]
    assert "A session is left out here" in read(device)


def told_to_whoever_has_the_key_and_every_code(app, key):
    """All that a journey says, and each session's own outcome, without what differs from server to server."""
    device = device_of(app, key)
    pages = [str(device.get(path).data, errors="backslashreplace") for path in PATHS]
    codes = re.findall(r"/session/(\w{6})/outcome", pages[0])
    pages += [device.get(f"/session/{code}/outcome{suffix}").text for code in codes for suffix in ("", ".csv", ".json")]
    assert len(codes) == 2
    text = "\n".join(pages)
    for code in codes:
        text = text.replace(code, "CODE").replace(f"{code[:3]}-{code[3:]}", "CODE")
    return re.sub(r"[0-9a-f]{64}|\d\d:\d\d(:\d\d)?(\.\d+)?|name=\"op\" value=\"\w+\"", "", text)


def test_who_holds_the_journey_and_every_outcome_learns_nothing_of_a_hidden_group(tmp_path):
    """Two worlds: in one year a small group voted otherwise, and the room the same. All that is told is alike."""
    worlds = {
        "one": (["rung_3"] * 9, ["rung_7", "rung_1"]),
        "other": ([*["rung_3"] * 7, "rung_7", "rung_1"], ["rung_3"] * 2),
    }
    told = []
    for world, (users, hidden) in worlds.items():
        (tmp_path / world).mkdir()
        with apps(tmp_path / world) as make:
            app = make()
            key = hold(app, "", LOW, HIGH)
            hold(app, key, users, hidden)
            told.append(told_to_whoever_has_the_key_and_every_code(app, key))

    assert "A session is left out here" in told[0]
    assert told[0] == told[1]


def test_files_are_for_who_has_the_journey_open(app):
    key = hold(app, "", LOW, HIGH)

    for path in PATHS[1:]:
        assert app.test_client().get(path).status_code == 403
        answer = device_of(app, key).get(path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert device_of(app, key).get("/journey.exe").status_code == 404


def test_hostile_names_are_words_in_every_file(app):
    room = open_in(app, 9, 5, floor="5", title="=cmd|' /C calc'!A0")
    key = begin(room, "<script>alert(1)</script>")
    room.open_ladder()
    room.vote(*LOW, *HIGH)
    room.must("show")
    room.must("end", sure="yes")
    device = device_of(app, key)

    for path in ("/journey", "/journey.html", "/journey.svg"):
        assert "<script>alert" not in device.get(path).text, path
    assert {row["journey"] for row in rows(device)} == {"<script>alert(1)</script>"}
    JustHTML(device.get("/journey.html").text, sanitize=False, strict=True)


def test_a_journey_without_a_shown_vote_says_so_and_has_its_files(app, open_room):
    room = open_room()
    key = begin(room)
    assert "No session of this journey has ended yet." in open_journey(app, key).text
    room.must("end", sure="yes")

    assert [device_of(app, key).get(path).status_code for path in PATHS] == [200] * 5
    assert "Nothing has been shown yet." in device_of(app, key).get("/journey.svg").text


def test_what_was_done_stands_activity_by_activity(app):
    room = open_in(app, 6, 6, floor="5")
    key = begin(room)
    room.must("topic", position=3)
    room.must("open")
    form = re.compile(r'<form id="ballot-.*?</form>', re.DOTALL)
    for phone in room.phones:
        for each in form.findall(phone.get(room.at()).text):
            room.send(phone, dict(re.findall(r'name="(question|round|op|seq)" value="([^"]*)"', each)), "yes")
    room.must("show", sure="yes")
    room.must("end", sure="yes")

    told = [(row["item"], row["group"], row["done"]) for row in rows(device_of(app, key))]

    assert ("Surveys and feedback forms", "uses", "many") in told
    assert ("Surveys and feedback forms", "works", "many") in told


def test_a_step_that_only_one_session_voted_on_stands_in_the_picture_and_is_warned_of(app):
    key = hold(app, "", LOW, HIGH)
    room = open_in(app, 6, 8, floor="5", journey_key=key)
    room.must("topic", position=2)
    room.must("hide-rung", rung=8, hidden="no")
    room.must("open")
    room.vote(*["rung_8"] * 14)
    room.must("show")
    room.must("end", sure="yes")

    device = device_of(app, key)

    assert [row["from"] for row in rows(device)] == ["Taught", "Heard", "Led by us", "Led by us"]
    assert "In some sessions steps had other names, or were left out." in read(device)


def test_a_file_is_made_beside_the_server_and_anew_only_when_a_session_has_changed(app):
    key = hold(app, "", LOW, HIGH)
    going_on = open_in(app, 3, 3, journey_key=key)
    device, made = device_of(app, key), []
    app.config["OFF_LOOP"] = lambda function, errand: made.append(errand.suffix) or function(errand)

    def take():
        return [device.get(path).data for path in PATHS]

    first = take()
    going_on.open_ladder()
    going_on.vote(*["rung_3"] * 6)
    assert (take(), made) == (first, ["pdf", "html", "csv", "svg"])

    going_on.must("show")
    going_on.must("end", sure="yes")

    assert [before == after for before, after in zip(first, take(), strict=True)] == [False] * 5
    assert made == ["pdf", "html", "csv", "svg"] * 2


def test_between_one_session_and_the_next_others_have_their_turn(app, monkeypatch):
    key = hold(app, "", LOW, HIGH)
    hold(app, key, ["rung_3"] * 6, ["rung_5"] * 8)
    device, turns = device_of(app, key), []
    monkeypatch.setattr(courses.time, "sleep", turns.append)

    assert device.get("/journey").status_code == 200

    assert turns == [0, 0]
