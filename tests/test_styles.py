"""The style sheets name nothing that no page has, and every page names the sheets that it needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from walking import walk

ROOT = Path(__file__).parent.parent
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
MAKERS = [("templates", "*.html"), ("workshop", "*.py"), ("static/js", "*.js")]
APART = re.compile(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"", re.DOTALL)  # what looks like a class and is none
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")

NAMED = re.compile(r'href="[^"]*/css/(\w+)\.css"')
WORN = re.compile(r'class="([^"]+)"')
STYLED = {sheet.stem: set(CLASS.findall(APART.sub("", sheet.read_text()))) for sheet in SHEETS}
BESIDE = ("/outcome", "/did", "/mine", "/receipts", "/people", "/slips")
ELSEWHERE = ("/", "/open", "/about", "/journey", "/bring")


def words() -> set[str]:
    """Every word in what makes pages; of a class that is put together its first half, with its hyphen."""
    texts = [path.read_text() for folder, name in MAKERS for path in (ROOT / folder).rglob(name)]
    return {word for text in texts for word in re.findall(r"[\w-]+", text)}


def test_every_class_that_is_styled_stands_in_a_page() -> None:
    written = words() - {"-"}
    styled = {name for sheet in SHEETS for name in CLASS.findall(APART.sub("", sheet.read_text()))}

    assert len(styled) > 100
    assert {name for name in styled if not written & {name, name.rpartition("-")[0] + "-"}} == set()


def missing(page):
    """What a page wears that only a style which it does not name would dress."""
    named = set(NAMED.findall(page))
    worn = {name for names in WORN.findall(page) for name in names.split()}
    dressed = set().union(*(STYLED[name] for name in named))
    beside = [classes for name, classes in STYLED.items() if name != "screen"]  # which dresses nothing off the wall
    return sorted(worn & set().union(*beside) - dressed)


@pytest.fixture
def room(open_room):
    return open_room(uses=2, works=2, template="full")


def test_wherever_a_session_is_its_three_views_name_what_they_wear(room):
    for step in walk(room):
        views = {"phone": (room.phones[0], ""), "screen": (room.desk, "/screen"), "desk": (room.desk, "/desk")}
        pages = {view: client.get(room.at(path)).text for view, (client, path) in views.items()}
        assert {view: missing(page) for view, page in pages.items()} == {view: [] for view in views}, step
        if step.startswith(("topic", "the end")):
            beside = {path: missing(room.phones[0].get(room.at(path)).text) for path in BESIDE}
            assert beside == {path: [] for path in BESIDE}, step


@pytest.mark.parametrize("path", ELSEWHERE)
def test_a_page_outside_a_session_names_what_it_wears(app, path):
    assert missing(app.test_client().get(path, follow_redirects=True).text) == []


def test_a_phone_does_not_fetch_what_is_for_the_wall(open_room):
    room = open_room(uses=1)

    assert "screen" not in NAMED.findall(room.phones[0].get(room.at()).text)
    assert "screen" in NAMED.findall(room.desk.get(room.at("/screen")).text)
