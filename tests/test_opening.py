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
    text = re.sub(r"</?(a|span|strong)\b[^>]*>", "", text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


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
    assert all(f"{rung.name} {rung.term} {rung.line}" in ballot for rung in own.rungs if not rung.optional)
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


def test_the_about_page_names_the_guide_and_leads_to_it(app):
    guide = frameworks.load_about().guide

    page = app.test_client().get("/about").text

    assert f'<a href="{guide.url}">{guide.name}</a>: {guide.line}' in page


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


# What people read before they join

SAID = {
    "invited": "Posters and word of mouth.",
    "can_change": "How the lunch club is run.\nWho cooks.",
    "cannot_change": "The budget for this year.",
    "offered": "Lunch & bus fares.",
}


def test_what_can_change_what_cannot_and_what_people_get_is_read_before_joining(open_room):
    room = open_room(**SAID)

    page = plain(room.app.test_client().get(f"/join/{room.code}").text)

    said = "What can change How the lunch club is run. Who cooks. What cannot change The budget for this year."
    assert f"{said} For your time Lunch & bus fares." in page
    assert page.index("For your time") < page.index("Which fits you best today?")


def test_the_welcome_says_it_again_on_phone_and_screen(open_room):
    room = open_room(uses=1, **SAID)
    room.must("topic", position=1)

    for page in (room.phones[0].get(room.at()), room.desk.get(room.at("/screen"))):
        assert "The budget for this year. For your time Lunch & bus fares." in plain(page.text)


def test_page_and_files_keep_what_was_said_before_joining(open_room, tmp_path):
    room = open_room(**SAID)

    page = plain(room.desk.get(room.at("/outcome")).text)
    text, _links = pdf_of(room, tmp_path)
    table = about_in_csv(room)

    for found in (page, text):
        assert "What could change How the lunch club is run. Who cooks." in found
        assert "What could not change The budget for this year." in found
        assert "What people got for their time Lunch & bus fares." in found
    assert table["What could change"] == "How the lunch club is run. Who cooks."
    assert table["What people got for their time"] == "Lunch & bus fares."


def test_page_and_files_say_which_organisation_it_was_and_how_people_were_invited(open_room, tmp_path):
    room = open_room(organisation="Bow & Co", invited="Posters.\nWord of mouth.")

    page = plain(room.desk.get(room.at("/outcome")).text)
    text, _links = pdf_of(room, tmp_path)
    table = about_in_csv(room)

    for found in (page, text):
        assert "Organisation Bow & Co" in found
        assert "How people were invited Posters. Word of mouth." in found
    assert (table["Organisation"], table["How people were invited"]) == ("Bow & Co", "Posters. Word of mouth.")
    assert "How people were invited: Posters. Word of mouth." in text
    assert "Word of mouth" not in plain(room.app.test_client().get(f"/join/{room.code}").text)


def test_nobody_has_to_say_it_and_then_nothing_stands_there_but_in_the_record(open_room):
    room = open_room(uses=1)
    room.must("topic", position=1)

    for path in (room.at(), f"/join/{room.code}", room.at("/screen")):
        page = room.phones[0].get(path, follow_redirects=True).text
        assert "What cannot change" not in page
        assert "For your time" not in page
    assert about_in_csv(room)["What people got for their time"] == "Nothing was said about it."
    assert "What could change" not in about_in_csv(room)


@pytest.mark.parametrize("field", sorted(SAID))
def test_what_is_too_long_for_the_wall_is_refused_and_what_was_typed_stays(app, field):
    answer = app.test_client().post("/open", data={**OPENING, **SAID, field: "x" * 301})

    assert answer.status_code == 422
    assert "That is too long. Use 300 letters or fewer." in answer.text
    assert "x" * 301 in answer.text
    assert all(html.escape(text) in answer.text for name, text in SAID.items() if name != field)


def test_what_was_typed_is_text_and_never_markup(open_room):
    room = open_room(offered="<script>alert(1)</script>", can_change="\x00\u202e<b>all</b>")

    page = room.app.test_client().get(f"/join/{room.code}").text

    assert "<script>alert" not in page
    assert '<dd><p dir="auto">&lt;b&gt;all&lt;/b&gt;</p></dd>' in page


def test_a_group_that_votes_alike_is_warned_before_joining(open_room):
    room = open_room()

    page = plain(room.app.test_client().get(f"/join/{room.code}").text)

    warning = "If all your group vote the same way, people may work it out."
    assert page.index(warning) < page.index("Which fits you best today?")
