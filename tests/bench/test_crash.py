"""The process is killed in the middle of a burst of votes: what was acknowledged is there afterwards, and once."""

import asyncio
import os
import random
import signal
import sqlite3
from pathlib import Path

import pytest

from bench.crash import Stream, count_streams, vote_until_it_breaks
from bench.ledger import Count, Vote, count
from bench.measure import LADDER
from bench.room import Room
from bench.server import Server, equal_footing

PHONES = 20
ENOUGH = 100  # votes acknowledged, five of each phone, before the server is killed


async def kill_in_the_middle(server: Server, streams: list[Stream]) -> None:
    while sum(stream.acknowledged for stream in streams) < ENOUGH:
        await asyncio.sleep(0.001)
    os.kill(server.pid, signal.SIGKILL)


async def vote_through_a_crash(folder: Path) -> tuple[Count, Count]:
    """The votes of the burst, counted after the server was started anew; and those that follow on the same phones."""
    streams, database = [Stream() for _ in range(PHONES)], folder / "equal_footing.sqlite3"
    with equal_footing(folder) as server:
        room = await Room.open(server, random.Random(1), None)
        await room.join(PHONES)
        await room.act("topic", position=LADDER)
        await room.act("open")
        await asyncio.gather(vote_until_it_breaks(room, streams), kill_in_the_middle(server, streams))
    with equal_footing(folder) as server:
        await room.come_back(server)
        burst = count_streams(database, streams)
        after = count(database, await room.vote(0.1))
        await room.aclose()
    return burst, after


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="the driver reads /proc")
def test_no_acknowledged_vote_is_lost_or_doubled_when_the_process_is_killed_and_phones_go_on(tmp_path):
    burst, after = asyncio.run(vote_through_a_crash(tmp_path))

    assert (burst.lost, burst.doubled) == (0, 0)
    assert burst.acknowledged >= ENOUGH
    assert after == Count(sent=PHONES, acknowledged=PHONES, lost=0, doubled=0)


def stored(path: Path, *rows: tuple[str, str]) -> Path:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE vote (question_id, round, op, choice)")
        connection.executemany("INSERT INTO vote VALUES (1, 1, ?, ?)", rows)
    connection.close()
    return path


def stream(*ops: str, unanswered: str = "") -> Stream:
    answered = [Vote(1, 1, op, "rung_1", sent=1.0, acked=2.0) for op in ops]
    return Stream([*answered, *([Vote(1, 1, unanswered, "rung_1", sent=1.0)] if unanswered else [])])


def test_the_last_acknowledged_vote_or_the_unanswered_one_after_it_is_no_loss(tmp_path):
    both = [stream("a", "b"), stream("c", "d", unanswered="e"), stream("f", unanswered="g"), stream(unanswered="h")]

    rows = [("b", "rung_1"), ("e", "rung_1"), ("f", "rung_1")]

    assert count_streams(stored(tmp_path / "db", *rows), both) == Count(sent=8, acknowledged=5, lost=0, doubled=0)


def test_an_older_vote_or_another_choice_in_the_place_of_the_last_is_a_loss(tmp_path):
    both = [stream("a", "b"), stream("c", "d")]

    rows = [("a", "rung_1"), ("d", "rung_7")]

    assert count_streams(stored(tmp_path / "db", *rows), both) == Count(sent=4, acknowledged=4, lost=2, doubled=0)


def test_two_rows_of_one_phone_are_a_doubled_vote(tmp_path):
    rows = [("b", "rung_1"), ("b", "rung_1")]

    found = count_streams(stored(tmp_path / "db", *rows), [stream("a", "b")])

    assert found == Count(sent=2, acknowledged=2, lost=0, doubled=1)
