"""Every text can be translated: the catalogue has them all, and a page in another language shows no English."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.dates import get_month_names
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from conftest import open_in
from walking import walk

from workshop.domain import codes
from workshop.exports import FORMATS

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "translations" / "messages.pot"
LANGUAGE = "eo"  # with two plural forms, as English has; no catalogue of its own here
OPEN, CLOSE = "⟦⟧"
SPOKEN = ("aria-label", "alt", "placeholder", "title")  # what a page says beside its text
# What people typed, and what is the same in every language.
MONTHS = "|".join(get_month_names("wide", locale=LANGUAGE).values())
KINDS = "|".join(FORMATS).upper()
OWN = re.compile(
    rf"{MONTHS}|\b(?:{KINDS})\b|"
    r"Who decides\?|To talk\.|the lunch club|Nobody asked|Meet again|\bAnn\b|\bMay\b|Not today|We listen first|A choir|"
    r"The bus was late|Paint the (?:big )?hall|The landlord says no|\bBen\b|"
    r"A lift to the meetings|https?://\S+|localhost\S*|\b[0-9a-f]{64}\b|\b[A-Z0-9]{3,5}-[A-Z0-9]{3,5}\b"
)


def catalogue():
    with CATALOGUE.open("rb") as file:
        return read_po(file)


def ids(catalogue):
    return {message.id for message in catalogue if message.id}


def outside(text):
    """What stands in no brackets, however deep."""
    depth, kept = 0, []
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        kept.append(letter if depth == 0 and letter != CLOSE else " ")
    return "".join(kept)


class Spoken(HTMLParser):
    """All that a page says, to eyes and ears. From the standard library, as it is fast: there are many pages."""

    def __init__(self, html):
        super().__init__()
        self.said, self.is_hidden = [], False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.is_hidden = tag in ("script", "style")
        self.said += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_endtag(self, _tag):
        self.is_hidden = False

    def handle_data(self, data):
        if not self.is_hidden:
            self.said.append(data)


def english(html):
    """The words of a page or fragment that came from no catalogue, and are nobody's own."""
    said = OWN.sub(" ", outside(" ".join(Spoken(html).said)))
    return re.findall(r"[A-Za-z]{2,}", said)


@pytest.fixture
def foreign_app(make_app, tmp_path):
    """The application in a language that is English in brackets."""
    made = Catalog(locale=LANGUAGE)
    for message in catalogue():
        if isinstance(message.id, tuple):
            made.add(message.id, tuple(f"{OPEN}{text}{CLOSE}" for text in message.id))
        elif message.id:
            made.add(message.id, f"{OPEN}{message.id}{CLOSE}")
    folder = tmp_path / "translations" / LANGUAGE / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, made)
    return make_app(DEFAULT_LOCALE=LANGUAGE, BABEL_TRANSLATION_DIRECTORIES=str(folder.parent.parent))


def test_the_catalogue_has_every_text_of_the_sources_and_no_other(tmp_path, monkeypatch):
    """When this fails: ./run texts"""
    from babel.messages.frontend import CommandLineInterface

    monkeypatch.chdir(ROOT)
    fresh = tmp_path / "messages.pot"
    CommandLineInterface().run(["pybabel", "-q", "extract", "-F", "pyproject.toml", "-o", str(fresh), "."])

    with fresh.open("rb") as file:
        wanted = ids(read_po(file))
    have = ids(catalogue())

    assert len(have) > 500
    assert (sorted(map(str, wanted - have)), sorted(map(str, have - wanted))) == ([], [])


def test_no_text_has_a_percent_sign_or_a_gap_that_would_break_it():
    for message in catalogue():
        for text in message.id if isinstance(message.id, tuple) else [message.id]:
            gaps = set(re.findall(r"%\((\w+)\)s", text))
            assert text % dict.fromkeys(gaps, "x") if gaps else True, text


@pytest.mark.parametrize("path", ["/", "/about", "/open", "/no/such/page", "/join?code=222222", "/join/222222"])
def test_a_page_that_anybody_finds_is_in_the_language_of_the_server(foreign_app, path):
    answer = foreign_app.test_client().get(path)

    assert f'lang="{LANGUAGE}"' in answer.text
    assert english(answer.text) == []


@pytest.mark.timeout(600)  # a whole session, with each of its pages read at every step
def test_no_page_of_a_session_shows_a_word_that_was_not_translated(foreign_app):
    room = open_in(foreign_app, uses=2, works=1)
    newcomer = foreign_app.test_client()
    pages = {
        "": room.phones[0],
        "/desk": room.desk,
        "/screen": newcomer,
        "/outcome": newcomer,
        "/did": newcomer,
        "/state?view=phone": room.phones[1],
    }

    left = {
        (path, " ".join(words))
        for _ in walk(room)
        for path, client in pages.items()
        if (words := english(client.get(room.at(path)).text))
    }

    assert left == set()
    files = (name for name, kind in FORMATS.items() if kind.media_type.split(";")[0] in ("text/html", "image/svg+xml"))
    for suffix in ("", *(f".{name}" for name in files)):
        assert english(newcomer.get(room.at(f"/outcome{suffix}")).text) == [], suffix


def test_joining_and_the_door_of_the_desk_are_translated(foreign_app):
    room = open_in(foreign_app)
    zoe = foreign_app.test_client()

    pages = [
        zoe.get(f"/join/{room.code}"),
        zoe.post(f"/join/{room.code}", data={}),
        zoe.get(room.at("/desk")),
        zoe.post(room.at("/desk/recover"), data={"recovery_code": "x"}),
        zoe.post(room.at("/desk/open")),
        zoe.post("/open", data={"title": "x" * 1000}),
    ]

    for page in pages:
        assert english(page.text) == []
        assert codes.shown(room.code) not in english(page.text)


def test_refusals_are_translated_through_both_doors(foreign_app):
    room = open_in(foreign_app, uses=1)
    socket = foreign_app.extensions["socketio"].test_client(
        foreign_app, flask_test_client=room.phones[0], auth={"code": room.code, "view": "phone"}
    )

    by_socket = socket.emit("vote", {}, callback=True)["notice"]
    by_post = room.phones[0].post(room.at("/vote"), headers={"Accept": "application/json"}).json["notice"]
    socket.disconnect()

    assert by_socket == by_post == "⟦Please choose one answer first.⟧"
