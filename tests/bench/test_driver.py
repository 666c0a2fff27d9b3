"""The load driver: that a small run keeps every vote, and that its count would say so if one were not kept."""

import math
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bench.ledger import Count, Vote, count
from bench.measure import at_share, to_screen
from bench.report import ledger

ROOT = Path(__file__).parent.parent.parent
FIGURES = {
    "joining, all at once": ["all are in", "phones a second", "one phone", "CPU a phone", "memory a phone"],
    "voting within 1 s": ["p50", "p95", "p99", "screen p50", "screen p95", "CPU a vote", "longest wait", "last phone"],
    "voting all at once": ["p50", "p95", "p99", "screen p50", "screen p95", "CPU a vote", "longest wait", "last phone"],
}
TWO_NUMBERS = re.compile(r" -?[\d,.]+ +-?[\d,.]+( |$)")


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="the driver reads /proc")
def test_twelve_phones_lose_and_double_nothing_and_every_figure_is_printed():
    command = [sys.executable, "-m", "bench", "--phones", "12", "--spread", "1", "--exports"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=150, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "36 of 36 votes acknowledged; counted in the database: 0 lost, 0 doubled" in done.stdout
    assert re.search(r"the ratio of p95 is (within|OVER) 1\.3; made meanwhile: \d+ docx", done.stdout), done.stdout
    for stretch, figures in FIGURES.items():
        lines = done.stdout.partition(f"\n{stretch}\n")[2].partition("\n\n")[0].splitlines()
        for figure in [*figures, "late by", "share of a core", "waited for a core"]:
            assert any(figure in line and TWO_NUMBERS.search(line) for line in lines), (figure, done.stdout)


@pytest.fixture
def voted(open_room, app, tmp_path):
    """Six votes cast through the page, as the driver remembers them, and a copy of the database."""
    room = open_room(uses=3, works=3)
    room.open_ladder()
    votes = []
    for number, phone in enumerate(room.phones):
        fields = {**room.ballot(phone), "op": f"op-of-phone-{number}"}
        assert room.send(phone, fields, "rung_2").status_code == 200
        votes.append(Vote(int(fields["question"]), int(fields["round"]), fields["op"], "rung_2", sent=1.0, acked=2.0))
    copy = tmp_path / "copy.sqlite3"
    with sqlite3.connect(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")) as live:
        live.execute("VACUUM INTO ?", (str(copy),))
    live.close()
    return votes, copy


def alter(database: Path, statement: str) -> None:
    connection = sqlite3.connect(database)
    assert connection.execute(statement).rowcount == 1
    connection.commit()
    connection.close()


def test_the_count_of_an_honest_database_is_clean(voted):
    votes, database = voted

    assert count(database, votes) == Count(sent=6, acknowledged=6, lost=0, doubled=0)
    assert count(database, votes).is_clean


def test_a_row_that_is_missing_is_a_lost_vote(voted):
    votes, database = voted
    alter(database, "DELETE FROM vote WHERE op = 'op-of-phone-3'")

    assert count(database, votes) == Count(sent=6, acknowledged=6, lost=1, doubled=0)
    assert not count(database, votes).is_clean


def test_a_row_that_holds_another_choice_is_a_lost_vote(voted):
    votes, database = voted
    alter(database, "UPDATE vote SET choice = 'rung_5' WHERE op = 'op-of-phone-3'")

    assert count(database, votes) == Count(sent=6, acknowledged=6, lost=1, doubled=0)


@pytest.mark.parametrize("op", ["op", "'an op that nobody sent'", "NULL"])
def test_a_row_too_many_is_a_doubled_vote(voted, op):
    votes, database = voted
    columns = "question_id, round, tag, bloc, choice, seq, op"
    copied = columns.replace("tag", "randomblob(16)").replace(", op", f", {op}")
    alter(database, f"INSERT INTO vote ({columns}) SELECT {copied} FROM vote WHERE op = 'op-of-phone-3'")  # noqa: S608

    assert count(database, votes) == Count(sent=6, acknowledged=6, lost=0, doubled=1)
    assert not count(database, votes).is_clean


def test_a_vote_without_an_answer_may_be_stored_or_not_but_is_no_clean_run(voted):
    votes, database = voted
    votes[0].acked = votes[1].acked = 0.0
    alter(database, "DELETE FROM vote WHERE op = 'op-of-phone-0'")

    assert count(database, votes) == Count(sent=6, acknowledged=4, lost=0, doubled=0)
    assert not count(database, votes).is_clean


def test_the_last_line_adds_up_all_votes():
    said = ledger([Count(10, 9, 1, 0), Count(10, 10, 0, 2)])

    assert said.strip() == "19 of 20 votes acknowledged; counted in the database: 1 lost, 2 doubled"


def test_a_vote_is_on_the_screen_with_the_first_count_that_holds_it():
    votes = [
        Vote(1, 1, "late", "rung_1", sent=10.0, acked=10.4),
        Vote(1, 1, "early", "rung_1", sent=10.1, acked=10.2),
        Vote(1, 1, "unanswered", "rung_1", sent=10.0),
    ]

    assert to_screen(votes, [(10.3, 1), (10.9, 2)]) == pytest.approx([0.2, 0.9])
    assert to_screen(votes, [(10.3, 1)]) == [pytest.approx(0.2), math.inf]


def test_percentiles_are_values_that_were_measured():
    assert at_share(0.50, [4.0, 1.0, 3.0, 2.0]) == 2.0
    assert at_share(0.99, [float(number) for number in range(1, 301)]) == 297.0
    assert at_share(0.95, []) == math.inf
