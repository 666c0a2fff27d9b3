"""The workbook, read back by another library than the one that writes it."""

from collections import Counter
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from outcomes import FORMULAS, HOSTILE, LADDER_AGAIN, a_session, a_small_group, hostile, said

from workshop.domain.groups import Bloc
from workshop.exports import FORMATS


def read(outcome):
    return load_workbook(BytesIO(FORMATS["xlsx"].write(outcome, said)))


def cells_of(book):
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def records(sheet):
    """The rows of a table that fills its sheet, by the names of its columns."""
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_there_is_a_sheet_for_each_part():
    names = read(a_session()).sheetnames

    assert names[0] == "Summary"
    assert names[-1] == "All figures"
    assert {"2. Where are we now", "3. What have we tried", "7. What will we do", "What was done at the desk",
            "Sources and thanks", "Figures of topic 3"} <= set(names)  # fmt: skip


@pytest.mark.parametrize("typed", [*FORMULAS, *HOSTILE])
def test_no_cell_is_a_formula_whatever_people_type(typed):
    book = read(hostile(typed))

    assert {cell.data_type for cell in cells_of(book)} <= {"s", "n"}
    assert [cell.hyperlink for cell in cells_of(book) if cell.hyperlink] == []
    assert not book.defined_names


def test_words_are_in_it_as_they_were_written():
    book = read(hostile("=1+1"))

    assert [row["What"] for row in records(book["What will we do"])] == ["=1+1"] * 4


def test_the_plan_is_a_table_with_its_head_in_sight():
    sheet = read(a_session())["7. What will we do"]
    (table,) = sheet.tables.values()

    assert (table.ref, sheet.freeze_panes) == ("A1:N4", "A2")
    first, second, _ = records(sheet)
    assert None not in first.values()
    assert (first["Leads, uses the service"], first["Check-up day"]) == ("Ann", "2027-03-01")
    assert {name: text for name, text in second.items() if text} == {
        "What": "Move one meeting a month to a Saturday", "Leads, works here": "Rosa",
        "By when": "January", "State": "agreed",
    }  # fmt: skip
    assert 20 < sheet.column_dimensions["A"].width <= 62


def test_figures_are_numbers_and_those_of_the_outcome():
    rows = records(read(a_session())["All figures"])

    uses = [r for r in rows if (r["question_key"], r["round"], r["group"]) == ("ladder_now", 2, "uses")]
    assert +Counter({r["choice_key"]: r["votes"] for r in uses}) == Counter(LADDER_AGAIN[Bloc.USES])
    assert {type(r["votes"]) for r in rows} == {int}


def test_a_form_has_a_line_for_each_group_and_a_column_for_each_answer():
    (first, second, room, *_) = records(read(a_session())["Figures of topic 3"])

    assert first["Who"] == "People who use the service"
    assert [first[f"Have we done this? {answer}"] for answer in ("Yes", "We tried it once", "No")] == [4, 1, 1]
    assert [row["Have we done this? Yes"] for row in (second, room)] == [8, 12]


def test_before_anything_is_shown_there_is_no_figure():
    book = read(a_session(shown=False, ended=False))

    assert [name for name in book.sheetnames if name.startswith("Figures of")] == []
    assert records(book["All figures"]) == []


def test_a_small_group_is_in_no_cell():
    assert {row["group"] for row in records(read(a_small_group())["All figures"])} == {"room"}


def test_it_says_which_session_when_and_which_version():
    outcome = a_session(ended=False)
    summary = read(outcome)["Summary"]

    told = {row[0].value: row[1].value for row in summary.iter_rows(max_row=8)}
    assert (told["Session"], told["Date"], told["Version"]) == ("K7M-4QX", "2026-11-22", "Draft 41")
    assert told["Fingerprint"] == outcome.sha256


def test_the_picture_of_the_ladder_is_on_the_first_sheet_and_says_what_it_shows():
    file = ZipFile(BytesIO(FORMATS["xlsx"].write(a_session(template="ladder"), said)))

    drawing = file.read("xl/drawings/drawing1.xml").decode()
    assert [name for name in file.namelist() if "media" in name] == ["xl/media/image1.png"]
    assert 'descr="Which step of the ladder are we on today?' in drawing


def test_titles_that_look_alike_make_sheets_of_their_own():
    outcome = a_session()
    topics = tuple(replace(topic, title="[Is] it: *right*? / a long title for us'") for topic in outcome.topics)
    numbered = tuple(replace(topic, number=1) for topic in topics)

    names = read(replace(outcome, topics=numbered)).sheetnames

    assert "1. Is it right a long title for" in names
    assert "1. Is it right a long title f 2" in names
    assert max(map(len, names)) <= 31


def test_groups_of_one_name_do_not_break_a_table():
    outcome = a_session()
    groups = tuple(replace(group, name="People") for group in outcome.groups)

    (_, first, *_) = read(replace(outcome, groups=groups))["2. Where are we now"].tables.values()

    assert [column.name for column in first.tableColumns] == ["Step", "People", "People (2)", "Whole room"]


def test_no_name_of_a_sheet_of_ours_is_cut_off():
    names = load_workbook(BytesIO(FORMATS["xlsx"].write(a_session(), said))).sheetnames

    assert "Who held it, and what was said" in names
    assert [name for name in names if len(name) == 31] == []
