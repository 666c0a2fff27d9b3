"""What stays in a journey of a session that was deleted: counts that everybody could see, and not one word."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from conftest import open_in
from seeing import file_bytes, path_of
from test_journey_course import HIGH, LOW, device_of, hold, read, rows
from test_keeping import every_tag, say
from walking import walk

WORDS = ("The minibus never came", "Held in the church hall", "To talk about the minibus", "Members", "The bus club")


def held_and_deleted(app, key):
    """A session of the journey with words of all kinds in it, deleted when it had ended; the figures shown before."""
    room = open_in(
        app,
        9,
        5,
        floor="5",
        journey_key=key,
        title=WORDS[1],
        purpose=WORDS[2],
        name_uses=WORDS[3],
        subject=WORDS[4],
    )
    room.must("topic", position=2)
    room.must("rename", rung=3, name="Our own step")
    room.must("open")
    room.vote(*["rung_3"] * 9, *["rung_6"] * 5)
    say(room, 0, WORDS[0])
    room.must("show")
    room.must("end", sure="yes")
    before = rows(device_of(app, key))
    assert all(word.encode() in file_bytes(room) for word in WORDS)
    room.must("delete", sure="yes", typed=room.code)
    return room, before


def test_its_counts_stay_side_by_side_with_the_others(app):
    key = hold(app, "", LOW, HIGH)

    _, before = held_and_deleted(app, key)

    after = rows(device_of(app, key))
    assert [row | {"session": ""} for row in before] == [row | {"session": ""} for row in after]
    page = read(device_of(app, key))
    assert "A session that was deleted: only its counts are kept" in page
    assert "14 people" in page


def test_no_word_no_tag_and_no_code_of_it_stays_anywhere_on_the_disk(app):
    key = hold(app, "", LOW, HIGH)
    others = every_tag(open_in(app))

    room, _ = held_and_deleted(app, key)

    left = file_bytes(room)
    assert [word for word in (*WORDS, "Our own step", room.code) if word.encode() in left] == []
    assert every_tag(room) == others


def test_what_is_kept_is_counts_that_everybody_could_see(app):
    key = hold(app, "", LOW, HIGH)
    room = open_in(app, 6, 2, floor="5", journey_key=key)
    room.open_ladder()
    room.vote(*["rung_3"] * 6, *["rung_6"] * 2)
    room.must("show")
    room.must("end", sure="yes")
    room.must("delete", sure="yes", typed=room.code)

    (kept,) = stored_counts(app)

    assert set(kept) == {"opened", "ladder", "subject", "floor", "joined", "readings", "title", "code"}
    assert (kept["title"], kept["code"]) == ("", "")
    (reading,) = kept["readings"]
    assert (reading["apart"], reading["whole"]) == (None, {"rung_3": 6, "rung_6": 2})
    assert set(reading) == {"key", "round", "asked", "named", "offered", "apart", "whole"}


def test_a_whole_session_leaves_nothing_that_anybody_wrote(app):
    room = open_in(app, 3, 3)
    room.must("begin-journey", journey_name="Us")
    for _ in walk(room):
        pass
    room.must("delete", sure="yes", typed=room.code)

    (kept,) = stored_counts(app)

    keys = {reading["key"] for reading in kept["readings"]}
    assert "ladder_now" in keys
    assert any(key.startswith("have_") for key in keys)
    assert not [key for key in keys if "own_" in key]
    said = json.dumps(kept)
    assert [word for word in ("Nobody asked", "A choir", "A lift", "Meet again", "We listen") if word in said] == []


def test_of_a_session_in_no_journey_nothing_stays(app):
    room = open_in(app, 3, 3)
    room.must("end", sure="yes")

    room.must("delete", sure="yes", typed=room.code)

    assert stored_counts(app) == []


def stored_counts(app):
    """What stays of deleted sessions, past the application."""
    with closing(sqlite3.connect(path_of(app))) as connection:
        return [json.loads(counts) for (counts,) in connection.execute("select counts from kept_stop")]
