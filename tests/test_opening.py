"""What a facilitator chooses when a session is opened, and how it shows from then on."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from conftest import OPENING
from pypdf import PdfReader
from sqlalchemy import func, select

from workshop import frameworks
from workshop.db import db
from workshop.models import Workshop

LADDERS = frameworks.ladder_keys()


def plain(page):
    """What can be read on a page, in one line; the addresses of its links stay."""
    text = re.sub(r'<a [^>]*href="([^"]*)"[^>]*>', r"\1 ", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def everywhere(room):
    """Every page of a session that has people in it, as text."""
    newcomer, zoe = room.app.test_client(), room.app.test_client()
    pages = {view: room.desk.get(room.at(f"/{view}")) for view in ("desk", "screen", "outcome")}
    pages["phone"] = room.phones[0].get(room.at())
    pages["join"] = newcomer.get(f"/join/{room.code}")
    pages["door"] = zoe.get(room.at("/desk"))
    return {name: plain(page.text) for name, page in pages.items()}


def pdf_of(room, tmp_path):
    """The PDF's words in one line, and where its links lead."""
    path = tmp_path / "outcome.pdf"
    path.write_bytes(room.desk.get(room.at("/outcome.pdf")).data)
    pages = PdfReader(path).pages
    links = {
        str(note.get_object()["/A"]["/URI"])
        for page in pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    }
    return " ".join(" ".join(page.extract_text() for page in pages).split()), links


def about_in_csv(room):
    """What the table says of the session itself."""
    table = csv.DictReader(io.StringIO(room.desk.get(room.at("/outcome.csv")).text.lstrip("\ufeff")))
    return {row["question"]: row["text"] for row in table if row["kind"] == "about"}


def test_every_ladder_is_offered_with_what_it_is_for_and_its_credit(app):
    page = plain(app.test_client().get("/open").text)

    for key in LADDERS:
        ladder = frameworks.load_ladder(key)
        assert f"{ladder.name} {ladder.suits} {ladder.credit}" in page


def test_every_plan_is_offered_with_its_minutes_and_topics(app):
    page = plain(app.test_client().get("/open").text)

    for key in ("short", "ladder", "full", "six_parts"):
        template = frameworks.load_template(key)
        topics = " · ".join(f"{topic.title} {topic.minutes} min" for topic in template.topics if not topic.optional)
        assert f"{template.name}, about {template.minutes} minutes {template.line} {topics}" in page


@pytest.mark.parametrize("template", ["short", "ladder", "full", "six_parts"])
def test_a_session_of_every_plan_runs_from_its_first_topic_to_its_end(open_room, template):
    room = open_room(uses=1, template=template)
    titles = [topic.title for topic in frameworks.load_template(template).topics if not topic.optional]

    for position, title in enumerate(titles, 1):
        room.must("topic", position=position)
        assert title in plain(room.phones[0].get(room.at()).text)
    room.must("end", sure="yes")

    assert "The session has ended" in room.phones[0].get(room.at()).text


@pytest.mark.parametrize("key", LADDERS)
def test_pages_thank_the_makers_of_the_sessions_own_ladder_and_of_no_other(open_room, key):
    room = open_room(uses=1, ladder=key)
    room.open_ladder()
    own = frameworks.load_ladder(key)
    others = [frameworks.load_ladder(other) for other in LADDERS if other != key]

    for name, page in everywhere(room).items():
        said = page.replace(f"{own.credit_url} ", "")
        assert own.credit in said, name
        assert own.credit_url in page, name
        assert [other.key for other in others if other.credit in page or other.credit_url in page] == [], name


@pytest.mark.parametrize("key", LADDERS)
def test_the_ballot_and_the_files_have_the_rungs_of_the_sessions_own_ladder(open_room, tmp_path, key):
    room = open_room(uses=3, ladder=key)
    room.open_ladder()
    own = frameworks.load_ladder(key)
    ballot = plain(room.phones[0].get(room.at()).text)
    room.vote(*["rung_2"] * 3)
    room.must("show")

    assert own.line in ballot
    assert all(f"{rung.name} {rung.term} {rung.line}" in ballot for rung in own.rungs)
    text, links = pdf_of(room, tmp_path)
    assert own.credit in text
    assert own.credit_url in links
    assert f"The ladder we used {own.name}" in text
    assert f"The middle of the whole room is {own.rungs[1].name}." in text
    assert about_in_csv(room)["The ladder we used"] == own.name
    others = {frameworks.load_ladder(other).credit_url for other in LADDERS if other != key}
    assert links & others == set()


def test_who_made_the_ladder_is_said_of_no_session_that_does_not_vote_on_one(open_room, tmp_path):
    room = open_room(uses=1, template="six_parts")

    pages = everywhere(room)
    text, links = pdf_of(room, tmp_path)

    assert [name for name, page in pages.items() if "Ladder" in page] == []
    assert "New Economics Foundation" in pages["phone"]
    assert "The ladder we used" not in text
    assert frameworks.load_ladder("tlap").credit_url not in links


@pytest.mark.parametrize(("field", "sent"), [("ladder", "nef"), ("ladder", "../tlap"), ("ladder", ""), ("template", "x")])
def test_a_choice_that_is_not_offered_is_refused_and_what_was_typed_stays(app, field, sent):
    answer = app.test_client().post("/open", data={**OPENING, "title": "Kept as typed", field: sent})

    assert answer.status_code == 422
    assert 'value="Kept as typed"' in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Workshop)) == 0


def test_the_about_page_thanks_the_makers_of_every_ladder(app):
    page = app.test_client().get("/about").text

    for key in LADDERS:
        ladder = frameworks.load_ladder(key)
        assert f'<a href="{ladder.credit_url}">' in page
        assert ladder.credit in plain(page).replace(f"{ladder.credit_url} ", "")


def test_nothing_is_said_of_ladders_that_we_could_not_read(app):
    """Mind's rungs, NEF's bands and its number of questions were not to be read: no page speaks of them."""
    pages = " ".join(plain(app.test_client().get(path).text) for path in ("/", "/open", "/about")).lower()

    for claim in ("three key principles", "mind's ladder", "ladder of influence", "doing to, doing for", "nef ladder"):
        assert claim not in pages
