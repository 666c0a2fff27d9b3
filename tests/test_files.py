"""Scripts and styles: kept by the phone that has fetched them, and fetched anew when they have changed."""

import re
import shutil
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent / "static"
FILE = re.compile(r'(?:href|src)="(/static/[^"]+)"')
KEPT = {"public", "max-age=31536000", "immutable"}


@pytest.fixture
def own_static(app, tmp_path):
    """A copy of the static files that a test may change."""
    app.static_folder = shutil.copytree(STATIC, tmp_path / "static")
    return Path(app.static_folder)


def fetch(client, path):
    """A file, read to its end and closed."""
    with client.get(path) as answer:
        answer.get_data()
    return answer


def kept(answer):
    """How long a browser keeps it."""
    return set(re.split(r", *", answer.headers["Cache-Control"]))


def test_every_file_that_a_page_names_may_be_kept_for_a_year(open_room):
    room = open_room(uses=1)
    named = set(FILE.findall(room.phones[0].get(room.at()).text))

    answers = [fetch(room.phones[0], file) for file in named]

    assert len(answers) >= 7
    assert [(answer.status_code, kept(answer)) for answer in answers] == [(200, KEPT)] * len(answers)


def test_a_file_that_has_changed_has_another_address(app, own_static):
    client = app.test_client()

    before = FILE.findall(client.get("/").text)
    with (own_static / "js" / "live.js").open("a") as script:
        script.write("// newer\n")
    after = FILE.findall(client.get("/").text)

    assert [path.partition("?")[0] for path in before] == [path.partition("?")[0] for path in after]
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new and "live.js" not in old] == []
    assert before != after
    assert fetch(client, after[-1]).text.endswith("// newer\n")


@pytest.mark.parametrize(
    "path", ["/static/vendor/fonts/atkinson-hyperlegible-next-latin-400-normal.woff2", "/static/js/live.js"]
)
def test_a_file_without_a_mark_is_asked_for_again(app, path):
    answer = fetch(app.test_client(), path)

    assert (answer.status_code, kept(answer)) == (200, {"no-cache"})


def test_a_file_that_is_not_there_is_not_kept(app):
    answer = app.test_client().get("/static/js/gone.js?v=1")

    assert answer.status_code == 404
    assert "max-age" not in answer.headers.get("Cache-Control", "")


def test_only_files_are_kept_never_a_page(open_room):
    room = open_room(uses=1)
    answer = room.phones[0].get(room.at("?v=1"))

    assert answer.status_code == 200
    assert "max-age" not in answer.headers.get("Cache-Control", "")
