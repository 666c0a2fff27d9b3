"""The table: its figures are the outcome's, and no cell of it can do anything."""

import csv
import io
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outcomes import FORMULAS, LADDER_AGAIN, LADDER_NOW, a_session, a_small_group, hostile, said

from workshop.domain.groups import Bloc
from workshop.domain.visibility import Why
from workshop.exports import FORMATS
from workshop.exports.csv import COLUMNS
from workshop.exports.table import safe

DANGEROUS = tuple("=+-@|%＝＋－＠\t\r\n")


def rows_of(outcome, **wanted):
    """The rows of the table, read back as a spreadsheet would; only those that hold the wanted values."""
    body = FORMATS["csv"].write(outcome, said).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(body, newline=""))
    return [row for row in rows if all(row[column] == value for column, value in wanted.items())]


def test_the_figures_of_both_groups_and_both_votes_are_those_of_the_outcome():
    outcome = a_session()

    rows = rows_of(outcome, question_key="ladder_now", kind="vote")

    for number, ballots in (("1", LADDER_NOW), ("2", LADDER_AGAIN)):
        for bloc in (Bloc.USES, Bloc.WORKS):
            counted = Counter(
                {r["choice_key"]: int(r["votes"]) for r in rows if (r["round"], r["group"]) == (number, bloc.value)}
            )
            assert +counted == Counter(ballots[bloc])


def test_middles_and_gap_are_in_the_table():
    (row,) = rows_of(a_session(), question_key="ladder_now", round="1", group="uses", choice_key="rung_3")

    assert (row["middle"], row["gap"], row["balanced_middle"]) == ("3", "2", "4")
    assert (row["choice"], row["term"], row["votes"]) == ("Told", "Informing", "4")
    assert (row["voted"], row["joined"], row["shown_for"]) == ("17", "17", "People who use the service")


def test_what_is_not_shown_has_no_row_with_a_choice():
    rows = rows_of(a_session(shown=False, ended=False))

    assert {row["kind"] for row in rows} == {"about", "hidden", "action", "log", "word"}
    assert {row["why"] for row in rows if row["kind"] == "hidden"} == {Why.HIDDEN.value}
    assert not any(row[column] for row in rows for column in ("choice_key", "votes", "group", "middle", "gap")
                   if row["kind"] == "hidden")  # fmt: skip
    assert {row["state"] for row in rows} == {"draft"}


def test_a_small_group_is_shown_as_the_whole_room_only():
    rows = rows_of(a_small_group(), kind="vote")

    assert {(row["group"], row["why"], row["gap"]) for row in rows} == {("room", "small_group", "")}


def test_actions_remarks_and_log_are_rows_too():
    outcome = a_session()

    (action, *_), (entry, *_) = rows_of(outcome, kind="action"), rows_of(outcome, kind="log")
    (remark, *_) = rows_of(outcome, kind="remark")

    assert (action["text"], action["who"], action["when"]) == (
        "Ask two service users to join the board",
        "Ann (uses the service); Ben (works or volunteers here)",
        "By 1 March",
    )
    assert (action["lead_uses"], action["lead_works"], action["risks"], action["check_on"]) == (
        "Ann",
        "Ben",
        "Papers are long. Ben reads them out first.",
        "2027-03-01",
    )
    assert (action["source"], action["source_said"]) == ("question:ladder_wanted", "Where should we be for this work?")
    assert entry["when"] == "2026-11-22T13:58:00Z"
    assert (remark["text"], remark["group"]) == ("We hear about changes when the poster goes up.", "uses")


def test_excel_reads_it_as_it_was_written():
    body = FORMATS["csv"].write(a_session(), said)

    assert body.startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n")
    assert body.count(b"\r\n") == body.count(b"\n")


@pytest.mark.parametrize("typed", FORMULAS)
def test_no_cell_is_a_formula(typed):
    rows = rows_of(hostile(typed))

    assert not [cell for row in rows for cell in row.values() if cell.startswith(DANGEROUS)]
    assert any(cell.startswith("'") for row in rows for cell in row.values())


@settings(max_examples=300, deadline=None)
@given(st.text() | st.builds(str.__add__, st.sampled_from([*FORMULAS, "\u00ad", "\ufeff", " \u3000"]), st.text()))
def test_a_text_is_never_a_formula_and_never_leaves_its_line(typed):
    cell = safe(typed)

    assert isinstance(cell, str)
    assert not cell.lstrip("\u00ad\ufeff\u200b\u200c\u200d\u2060 ").startswith(DANGEROUS)
    assert cell.isprintable() or not any(ord(letter) < 32 or ord(letter) == 127 for letter in cell)


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.none())
def test_numbers_stay_numbers(number):
    assert safe(number) == number
