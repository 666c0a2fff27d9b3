"""The page to keep: valid, with nothing that runs and nothing from elsewhere."""

import re
from itertools import pairwise

import pytest
from justhtml import JustHTML
from outcomes import HOSTILE, a_session, a_small_group, hostile, said

from workshop.exports import FORMATS


def page_of(outcome, lang="en"):
    return JustHTML(FORMATS["html"].write(outcome, said, lang=lang).decode(), sanitize=False, strict=True)


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_it_is_valid_and_nothing_that_people_type_becomes_part_of_it(typed):
    page = page_of(hostile(typed))

    assert page.query("script, iframe, object, img, link, form") == []
    assert not [name for element in page.query("*") for name in element.attrs if name.startswith("on")]
    assert all(link.attrs["href"].startswith("https://") for link in page.query("a"))


def test_it_needs_nothing_from_elsewhere():
    body = FORMATS["html"].write(a_session(), said).decode()

    assert "content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:\"" in body
    assert re.findall(r"src=|@import|url\((?!#|data:font/woff2;base64,)", body) == []


def test_no_two_parts_have_the_same_name():
    ids = [element.attrs["id"] for element in page_of(a_session()).query("[id]")]

    assert len(ids) > 10
    assert len(set(ids)) == len(ids)


def test_each_picture_is_named_and_described():
    page = page_of(a_session(template="ladder"))

    for picture in page.query("figure > svg"):
        for name in ("aria-labelledby", "aria-describedby"):
            (said_by,) = page.query(f"#{picture.attrs[name]}")
            assert said_by.to_text().strip()


def test_headings_never_skip_a_level():
    levels = [int(heading.name[1]) for heading in page_of(a_session()).query("h1, h2, h3, h4")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_cell_of_a_table_has_its_heads():
    page = page_of(a_session())

    for table in page.query("table"):
        columns = len(table.query("thead th"))
        for body in table.query("tbody"):
            (first,) = body.query("th")
            rows = body.query("tr")
            assert int(first.attrs.get("rowspan", 1)) == len(rows)
            assert {len(row.query("td")) for row in rows} == {columns - 1}


def test_a_table_that_may_be_wider_than_a_phone_moves_in_a_box_that_the_keyboard_reaches():
    page = page_of(a_session())
    boxes = page.query("div.tablewrap")

    assert len([table for table in page.query("table") if table.query("th[scope=rowgroup]")]) == len(boxes) > 3
    assert {(box.attrs["role"], box.attrs["tabindex"]) for box in boxes} == {("region", "0")}
    assert "Asking people what they think" in [box.attrs["aria-label"] for box in boxes]


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("cy", "ltr"), ("ar", "rtl"), ("bn", "ltr")])
def test_it_says_its_language_and_which_way_it_is_read(lang, direction):
    root = page_of(a_session(template="ladder"), lang).query_one("html")

    assert (root.attrs["lang"], root.attrs["dir"]) == (lang, direction)


@pytest.mark.parametrize(("typed", "lang", "direction"), [("আমি চাই।", "bn", "ltr"), ("شكرا جزيلا!", "ar", "rtl")])
def test_a_passage_says_its_language_where_its_letters_do(typed, lang, direction):
    (first, *_) = page_of(hostile(f"We want: {typed}")).query("h1 span")

    assert (first.to_text(), first.attrs["lang"], first.attrs["dir"]) == (typed, lang, direction)


def test_lines_of_people_stay_lines():
    (purpose,) = [row for row in page_of(a_session()).query("tr") if "Why we were here" in row.to_text()]

    assert len(purpose.query("br")) == 1


@pytest.mark.parametrize(("ended", "count"), [(False, 1), (True, 0)])
def test_it_is_a_draft_until_the_session_has_ended(ended, count):
    assert len(page_of(a_session(ended=ended)).query(".draft")) == count


def test_a_small_group_is_shown_as_the_whole_room_only():
    text = page_of(a_small_group()).to_text()

    assert "The middle of the whole room is Asked." in text
