"""The plain-words sheet: short, large, and true to what was shown."""

import re
from io import BytesIO

import pytest
from outcomes import a_session, a_small_group, said
from pypdf import PdfReader

from workshop.exports import FORMATS
from workshop.exports.blocks import Finding, Heading, Picture, Points, Text
from workshop.exports.plain import sheet
from workshop.exports.telling import Telling


def read(outcome):
    return PdfReader(BytesIO(FORMATS["plain.pdf"].write(outcome, said)))


def test_its_letters_are_big():
    sizes = []
    page = read(a_session()).pages[0]
    page.extract_text(visitor_text=lambda text, cm, tm, _, size: sizes.append((abs(cm[0] * tm[0] * size), text)))

    assert min(size for size, text in sizes if "We met on" in text) >= 16


def test_it_is_short():
    assert len(read(a_session()).pages) <= 6
    assert len(read(a_session(template="short")).pages) <= 5  # the last one says what hard words mean


def test_its_own_sentences_are_short():
    outcome = a_session(template="short")

    texts = [block.text for block in sheet(Telling(outcome, said)) if isinstance(block, Text)]
    ours = [text for text in texts if text != outcome.purpose]

    sentences = [sentence for text in ours for sentence in text.split(". ")]
    assert max(len(sentence.split()) for sentence in sentences) <= 17


def test_it_has_the_ladder_as_a_picture_and_both_groups():
    blocks = list(sheet(Telling(a_session(template="ladder"), said)))

    assert len([block for block in blocks if isinstance(block, Picture)]) == 2
    assert "Our groups are close, but not all of us." in {b.headline for b in blocks if isinstance(b, Finding)}


def test_it_names_what_the_groups_see_differently_without_figures():
    blocks = list(sheet(Telling(a_session(), said)))

    lists = [block.points for block in blocks if isinstance(block, Points)]
    assert any("Focus groups (a small group talks about one topic)" in points for points in lists)
    assert max(map(len, lists)) <= 6


def test_it_has_the_plan():
    (plan,) = [b for b in sheet(Telling(a_session(), said)) if isinstance(b, Points) and "join the board" in b.points[0]]

    assert plan.points[0] == ("Ask two service users to join the board. Who leads: Ann, Ben. By when: By 1 March.")
    assert plan.points[1].endswith("Who leads: Rosa. Still needed: somebody who uses the service. By when: January.")


def test_it_leaves_out_the_practice_vote():
    assert "Why are we here?" not in [b.text for b in sheet(Telling(a_session(), said)) if isinstance(b, Heading)]


def test_a_small_group_is_shown_as_the_whole_room_only():
    (found,) = [block for block in sheet(Telling(a_small_group(), said)) if isinstance(block, Finding)]

    assert found.headline == "The middle of the whole room is Asked."


DRAFT = re.compile(r"\bDraft(?!, not voted on|s: not voted on)")  # the sheet, and not an action that was not agreed


@pytest.mark.parametrize(("ended", "says"), [(False, True), (True, False)])
def test_it_is_a_draft_until_the_session_has_ended(ended, says):
    assert all(bool(DRAFT.search(page.extract_text())) is says for page in read(a_session(ended=ended)).pages)
