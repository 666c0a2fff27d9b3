"""Whoever reads the database's own bytes links no vote with a person, a remark, a device or an order.

The reader has the files, journal included, as they were at one moment, but no device's secret. What they cannot be
kept from while a vote is open stands in docs/privacy.md.
"""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from seeing import rows
from test_promises import SPLIT, cookie

from workshop.domain.tags import participant_tag, remark_tag, vote_tag

WORDS = "Nobody asked us at all"


def files(app):
    """The bytes of the database and of what lies beside it: its journal and its index."""
    path = app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    return {end: read(path + end) for end in ("", "-wal", "-shm", "-journal")}


def read(path):
    file = Path(path)
    return file.read_bytes() if file.exists() else b""


def secrets_of(room):
    return [bytes.fromhex(cookie(phone)["device"]) for phone in room.phones]


def key_of(room):
    return rows(room.app, "select key from workshop")[0][0]


@pytest.fixture
def room(open_room):
    """Eight people, each of whom writes a remark before they vote; in which order, their tags do not tell."""
    room = open_room(uses=4, works=4)
    room.open_ladder()
    return room


@pytest.fixture
def votes(room):
    """The tags of the votes in the order in which they are cast, which is that of neither tags nor devices."""
    question, key = int(room.ballot(room.phones[0])["question"]), key_of(room)

    def tag_of(phone):
        return vote_tag(key, bytes.fromhex(cookie(phone)["device"]), question=question, round_number=1)

    phones = sorted(room.phones, key=tag_of)
    room.phones[:] = [*phones[1::2], *phones[::2]]
    for number, phone in enumerate(room.phones):
        phone.post(room.at("/remark"), data={"question": question, "text": f"{WORDS} {number}"})
        room.send(phone, {**room.ballot(phone), "op": f"operation-{number}"}, f"rung_{number % 7 + 1}")
    return list(map(tag_of, room.phones))


def places(stored, wanted):
    """In which order these bytes lie in the file."""
    found = {each: stored.rfind(each) for each in wanted}
    assert -1 not in found.values()
    return sorted(wanted, key=found.__getitem__)


def lies_by(key, order):
    """Is that the order of the keys, one way or the other?"""
    by_key = sorted(order, key=key)
    return order in (by_key, by_key[::-1])


# Once it is shown


def test_votes_that_were_shown_lie_by_their_tags_and_not_in_the_order_in_which_they_came(room, votes):
    assert not lies_by(bytes, votes)

    room.must("show")

    assert lies_by(bytes, places(files(room.app)[""], votes))


def test_remarks_that_were_shown_lie_by_their_random_keys_and_not_in_the_order_in_which_they_came(room, votes):
    room.must("show")

    texts = {text.encode(): number for number, text in rows(room.app, "select id, text from remark")}
    assert len(texts) == 8
    assert lies_by(texts.__getitem__, places(files(room.app)[""], list(texts)))


def test_the_journal_keeps_no_page_from_while_people_voted(room, votes):
    during = files(room.app)["-wal"]
    assert b"operation-0" in during

    room.must("show")

    after = b"".join(files(room.app).values())
    assert [number for number in range(8) if f"operation-{number}".encode() in after] == []
    assert all(after.count(tag) == 1 for tag in votes)


def test_a_reader_of_the_database_holds_up_neither_the_results_nor_for_good_what_is_forgotten(room, votes):
    path = room.app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from vote").fetchall()
        room.must("show")
        assert b"operation-0" in files(room.app)["-wal"]

    room.must("lock", locked="yes")

    assert b"operation-0" not in b"".join(files(room.app).values())


# A copy from before the end, without a device


def test_no_two_tables_share_a_tag(room, votes):
    room.must("show")
    room.must("again")
    room.vote(*[f"rung_{number}" for number in (1, 2, 3, 4, 5, 6, 7, 1)])

    tags = [tag for table in ("vote", "participant", "remark") for tag in rows(room.app, f"select tag from {table}")]  # noqa: S608

    assert len(tags) == len(set(tags)) == 4 * 8


def test_nothing_in_the_database_takes_the_place_of_a_devices_secret(room, votes):
    tables = [name for (name,) in rows(room.app, "select name from sqlite_master where type = 'table'")]
    held = {value for name in tables for row in rows(room.app, f'select * from "{name}"') for value in row}  # noqa: S608
    known = {value if isinstance(value, bytes) else str(value).encode() for value in held if value is not None}
    key = key_of(room)

    made = {vote_tag(key, guess, question=q, round_number=1) for guess, q in itertools.product(known, range(1, 30))}

    assert len(known) > 100
    assert made.isdisjoint(votes)


def test_the_tag_of_a_vote_is_that_of_no_remark_and_no_person_even_for_who_holds_the_key(room, votes):
    key = key_of(room)
    tags = {*votes}
    for secret in secrets_of(room):
        tags |= {participant_tag(key, secret), *(remark_tag(key, secret, question=q, prompt="why") for q in range(1, 9))}
    assert len(tags) == 8 + 8 + 8 * 8


# After the end


def test_after_the_end_no_byte_of_key_tag_act_or_secret_is_left(room, votes):
    key, secrets = key_of(room), secrets_of(room)
    before = b"".join(files(room.app).values())
    assert key in before
    assert all(tag in before for tag in votes)

    room.must("show")
    room.must("end", sure="yes")

    after = b"".join(files(room.app).values())
    gone = [key, *votes, *secrets, *(secret.hex().encode() for secret in secrets)]
    gone += [f"operation-{number}".encode() for number in range(8)]
    assert [each for each in gone if each in after] == []


def test_after_the_end_people_have_no_order_no_side_and_lie_by_their_tags(open_room):
    room = open_room(uses=3, works=3)
    room.join("either", "works")
    tags = [participant_tag(key_of(room), secret) for secret in secrets_of(room)]
    room.open_ladder()
    room.vote(*SPLIT, "rung_1")
    room.must("show")

    room.must("end", sure="yes")

    assert rows(room.app, "select distinct since, side from participant") == [(0, "")]
    assert lies_by(bytes, places(files(room.app)[""], tags))


def test_after_the_end_a_remark_says_no_more_of_its_side_than_everybody_reads(open_room):
    room = open_room(uses=4, works=4)
    room.join("either", "works")
    room.open_ladder()
    question = room.ballot(room.phones[0])["question"]
    room.phones[8].post(room.at("/remark"), data={"question": question, "text": "From the middle"})
    room.phones[0].post(room.at("/remark"), data={"question": question, "text": "From the side"})
    room.vote(*["rung_2"] * 9)
    room.must("show")

    room.must("end", sure="yes")

    assert dict(rows(room.app, "select text, bloc from remark")) == {"From the middle": "works", "From the side": "uses"}


def test_a_copy_from_before_and_one_from_after_share_no_tag_of_a_vote(room, votes):
    room.must("show")
    before = b"".join(files(room.app).values())
    room.must("end", sure="yes")
    after = b"".join(files(room.app).values())

    assert all(tag in before for tag in votes)
    assert not any(tag in after for tag in votes)
