"""Pictures as files of their own: they say what they show and where they are from."""

import struct
from xml.etree import ElementTree as Xml

import pytest
from goldens import small
from outcomes import HOSTILE, a_round, a_session, a_small_group, hostile, plan_of, said

from workshop.exports import png, svg
from workshop.exports.framing import Hung
from workshop.exports.gallery import gallery, main_picture

SVG = "{http://www.w3.org/2000/svg}"


def texts_of(outcome, picture=""):
    root = Xml.fromstring(svg.write(outcome, said, picture=picture))
    return [" ".join("".join(text.itertext()).split()) for text in root.iter(f"{SVG}text")]


def test_every_vote_that_was_shown_has_a_picture_and_no_other():
    outcome = a_session()

    hung = gallery(outcome)

    shown = [q.key for q in outcome.questions() if q.last_shown]
    assert [one.key for one in hung if isinstance(one, Hung) and one.key != "ladder_now-1"] == shown
    assert len({one.key for one in hung}) == len(hung)
    assert gallery(a_session(shown=False, ended=False)) == ()


def test_the_first_vote_keeps_a_picture_beside_the_second():
    first, second = (texts_of(a_session(), key) for key in ("ladder_now-1", "ladder_now"))

    assert first[0] == "Which step of the ladder are we on today? · First vote"
    assert second[0] == "Which step of the ladder are we on today? · Second vote"


def test_the_main_picture_is_the_ladder_and_never_the_practice_vote():
    assert main_picture(a_session()).key == "ladder_now"
    assert main_picture(a_session(template="six_parts")).question.item
    assert main_picture(a_session(shown=False, ended=False)) is None


def test_a_picture_says_what_it_means_and_where_it_is_from():
    outcome = a_session(ended=False)

    texts = texts_of(outcome, "ladder_now-1")

    assert texts[1].startswith("We see this differently: two steps apart.")
    assert "Riverside Advice: who decides? · Session K7M-4QX · 22 November 2026 · Draft 41" in texts
    assert f"Fingerprint {outcome.sha256}" in texts
    assert any(text.startswith("Ladder steps based on the Ladder of Co-production") for text in texts)


def test_the_picture_of_one_activity_says_which_bar_is_whose():
    texts = texts_of(a_session(), "have_surveys")

    assert texts[0] == "Surveys and feedback forms: Have we done this?"
    assert {"People who use the service · 8", "Staff and volunteers · 9"} <= set(texts)


def test_a_small_group_has_no_bar_of_its_own():
    texts = texts_of(a_small_group())

    assert "Whole room · 13" in texts
    assert not [text for text in texts if text.startswith("People who use the service ·")]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_words_that_people_type_become_part_of_the_file(typed):
    root = Xml.fromstring(svg.write(hostile(typed), said))

    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "text", "tspan", "g", "defs", "pattern", "line", "polygon",
    }  # fmt: skip
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]


def test_it_needs_nothing_from_elsewhere():
    assert "http" not in svg.write(a_session(), said).decode().replace("http://www.w3.org/2000/svg", "")


def test_the_pixels_are_as_wide_as_a_projector_wants():
    body = png.write(a_session(), said)

    width, height = struct.unpack(">II", body[16:24])
    assert (body[:8], width) == (b"\x89PNG\r\n\x1a\n", 2160)
    assert 1000 < height < 2500


def test_letters_that_cannot_be_printed_are_named_in_the_pixels_too():
    named = hostile("[Chinese text]")
    body = png.write(hostile("我们想要"), said)

    assert len(body) > 0.9 * len(png.write(named, said))


def test_a_key_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        svg.write(a_session(), said, picture="right")


def test_a_live_vote_is_the_whole_room():
    assert a_round(plan_of("practice"), {}).tally.uses is None
    assert "Whole room · 10" in texts_of(a_session(), "practice")


SEVERAL = [
    "ladder_now-both", "tried-gaps", *(f"tried-page-{page}" for page in range(1, 6)),
    *(f"check-page-{part}" for part in range(1, 7)), "climb",
]  # fmt: skip


def test_pictures_of_several_votes_hang_there_too():
    assert [one.key for one in gallery(a_session()) if not isinstance(one, Hung)] == SEVERAL


@pytest.mark.parametrize("key", SEVERAL)
def test_each_of_them_is_a_file_with_its_title_and_where_it_is_from(key):
    outcome = a_session()
    title = said_of(next(one for one in gallery(outcome) if one.key == key).title)

    texts = texts_of(outcome, key)

    assert " ".join(texts).startswith(title)
    assert f"Fingerprint {outcome.sha256}" in texts
    assert any(text.startswith("Staff and") for text in texts)
    assert any(text.startswith("People who use") for text in texts)


def said_of(phrase):
    return phrase.said(said)


@pytest.mark.parametrize("key", ["ladder_now-both", "climb"])
def test_whoever_made_the_ladder_is_thanked_wherever_it_stands(key):
    assert any(
        text.startswith("Ladder steps based on the Ladder of Co-production") for text in texts_of(a_session(), key)
    )


def test_a_room_that_may_not_be_shown_apart_has_its_pictures_of_the_whole_room():
    outcome = small()

    keys = [one.key for one in gallery(outcome) if not isinstance(one, Hung)]

    assert "ladder_now-both" in keys
    assert not any(key.endswith("gaps") for key in keys)
    for key in keys:
        texts = texts_of(outcome, key)
        assert any(text.startswith("Whole room") for text in texts)
        assert not any(text.startswith(("People who use", "Staff and")) for text in texts)
