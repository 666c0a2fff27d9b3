"""Scripts and styles: kept by the phone that has fetched them, and fetched anew when they have changed."""

import re
import shutil
from urllib.parse import urljoin

import pytest

from workshop.web.files import FOLDER, address_of

FILE = re.compile(r'(?:href|src)="(/static/[^"]+)"')
IN_A_STYLE = re.compile(r"url\([\"']?(\.[^\"')]+)")
KEPT = {"public", "max-age=315360000", "immutable"}


def fetch(client, path):
    """A file, read to its end and closed."""
    with client.get(path) as answer:
        answer.get_data()
    return answer


def kept(answer):
    """How long a browser keeps it."""
    return set(re.split(r", *", answer.headers["Cache-Control"]))


def test_every_file_that_a_page_names_may_be_kept_for_years(open_room):
    room = open_room(uses=1)
    named = set(FILE.findall(room.phones[0].get(room.at()).text))

    answers = [fetch(room.phones[0], file) for file in named]

    assert len(answers) >= 7
    assert [(answer.status_code, kept(answer)) for answer in answers] == [(200, KEPT)] * len(answers)


def test_every_file_that_a_style_names_is_there_and_may_be_kept_too(app):
    client = app.test_client()
    styles = [file for file in FILE.findall(client.get("/").text) if file.endswith(".css")]
    named = [urljoin(style, name) for style in styles for name in IN_A_STYLE.findall(fetch(client, style).text)]

    answers = [fetch(client, file) for file in named]

    assert len(answers) >= 2
    assert [(answer.status_code, kept(answer)) for answer in answers] == [(200, KEPT)] * len(answers)


@pytest.mark.parametrize("changed", ["js/live.js", "vendor/fonts/atkinson-hyperlegible-next-latin-400-normal.woff2"])
def test_all_files_have_another_address_when_one_has_changed(tmp_path, changed):
    folder = shutil.copytree(FOLDER, tmp_path / "static")
    with (folder / changed).open("ab") as file:
        file.write(b"\n")

    assert address_of(folder) != address_of(FOLDER)
    assert address_of(shutil.copytree(FOLDER, tmp_path / "same")) == address_of(FOLDER)


@pytest.mark.parametrize(
    "path", [f"{address_of(FOLDER)}/js/gone.js", "/static/js/live.js", "/static/000000000000/js/live.js"]
)
def test_a_file_that_is_not_there_is_not_kept(app, path):
    answer = app.test_client().get(path)

    assert answer.status_code == 404
    assert "max-age" not in answer.headers.get("Cache-Control", "")


def test_a_file_has_the_same_guard_as_a_page(app):
    client = app.test_client()
    page, file = client.get("/"), fetch(client, f"{address_of(FOLDER)}/js/live.js")
    guarded = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Resource-Policy")

    assert [file.headers[name] for name in guarded] == [page.headers[name] for name in guarded]
    assert "Access-Control-Allow-Origin" not in file.headers


def test_nobody_gets_a_file_from_beside_the_folder(app):
    for path in ("../wsgi.py", "..%2fwsgi.py", "js/../../wsgi.py"):
        assert app.test_client().get(f"{address_of(FOLDER)}/{path}").status_code in (400, 404)


def test_only_files_are_kept_never_a_page(open_room):
    room = open_room(uses=1)
    answer = room.phones[0].get(room.at())

    assert answer.status_code == 200
    assert "max-age" not in answer.headers.get("Cache-Control", "")
