"""The PDF: what it says, and that everybody can read it."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from goldens import SESSIONS
from outcomes import (
    a_question,
    a_round,
    a_session,
    a_small_group,
    hostile,
    plan_of,
    said,
    votes_on,
    with_only,
)
from pypdf import PdfReader
from tagged import tags_of

from workshop.domain.stages import Stage
from workshop.exports import FORMATS, letters
from workshop.exports.blocks import Heading, Points, Text
from workshop.exports.fonts import fonts
from workshop.exports.pdf import printed
from workshop.exports.telling import Telling


def read(outcome, lang="en"):
    return PdfReader(BytesIO(FORMATS["pdf"].write(outcome, said, lang=lang)))


def text_of(outcome):
    """All pages in one line."""
    return " ".join(" ".join(page.extract_text() for page in read(outcome).pages).split())


def test_it_is_tagged_has_a_title_and_a_language():
    reader = read(a_session(template="short"))
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"].value is True
    assert str(root["/Lang"]).startswith("en")
    assert reader.metadata.title == "Riverside Advice: who decides?"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_its_language_is_the_one_it_is_written_in():
    assert str(read(a_session(template="ladder"), lang="cy").trailer["/Root"]["/Lang"]).startswith("cy")


def test_each_picture_says_what_it_shows():
    pictures = [alt for tag, alt in tags_of(read(a_session(template="ladder"))) if tag == "/Figure"]

    both = "Which step of the ladder are we on today? · First and second vote"
    assert any(
        alt.startswith(f"{both} People who use the service: the middle was Told in the first vote.") for alt in pictures
    )
    first = next(alt for alt in pictures if "Told 3" in alt and not alt.startswith(both))
    assert first == (
        "Which step of the ladder are we on today?"
        " · Second vote"
        " People who use the service, 8 votes: Heard 1, Asked 3, Told 3, Not sure 1. Middle: Asked."
        " Staff and volunteers, 9 votes: Heard 5, Asked 3, Pass 1. Middle: Heard."
    )
    assert all(re.search(r"\? .*, [0-9]+ votes: |now .*, wanted ", alt) for alt in pictures)


def test_headings_and_table_heads_are_tagged():
    tags = [tag for tag, _ in tags_of(read(a_session(template="short")))]

    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI"} <= set(tags)
    assert tags.count("/H1") == 1


def test_both_groups_and_both_middles_are_told():
    text = text_of(a_session(template="ladder"))

    assert "We see this differently: two steps apart." in text
    assert "People who use the service: half or more say Told, or lower." in text
    assert "Staff and volunteers: half or more say Heard, or higher." in text
    assert "Middle Told Heard" in text
    assert "Told (Informing) 4 1" in text
    assert "Gap between the two middles: 2. Halfway: Asked." in text


def test_both_votes_are_kept():
    text = text_of(a_session(template="ladder"))

    assert text.index("First vote 17 of 17") < text.index("Second vote 17 of 17")


def test_it_says_how_it_was_made_fair_with_the_smallest_group():
    text = text_of(a_session(floor=6))

    assert "A group is shown on its own only if 6 or more of both groups voted." in text


@pytest.mark.parametrize("session", [a_session, SESSIONS["six"]])
def test_what_is_in_short_takes_one_page_and_the_page_for_a_bid_is_the_next(session):
    first, second = (read(session()).pages[at].extract_text() for at in (0, 1))

    assert "In short" in first
    assert second.startswith("For a bid")


def test_the_first_page_has_it_all_in_short():
    first = " ".join(read(a_session()).pages[0].extract_text().split())

    for part in (
        "Riverside Advice: who decides?",
        "Session K7M-4QX · 22 November 2026",
        "The advice drop-in",
        "In short",
        "Our groups are close, but not all of us.",
        "First vote: We see this differently: two steps apart.",
        "Ask two service users to join the board. Who leads: Ann, Ben.",
        "Move one meeting a month to a Saturday.",
    ):
        assert part in first
    assert "How it was made fair" not in first


def test_appendix_1_tells_what_both_groups_said_of_each_activity():
    text = text_of(a_session())

    assert "What we see differently" in text
    assert "People who use the service Yes 4 · We tried it once 1 · No 1 · I do not know 2" in text
    assert "Middle: It worked a bit." in text


def test_before_the_reveal_there_is_no_figure():
    text = text_of(a_session(shown=False, ended=False))

    assert "Not shown yet. 17 of 17 people voted." in text
    assert "All votes" not in text
    assert not [alt for tag, alt in tags_of(read(a_session(shown=False, ended=False))) if tag == "/Figure"]


def test_a_second_vote_that_is_still_hidden_leaves_the_first_as_it_was_shown():
    plan = plan_of("ladder_now")
    rounds = a_round(plan, votes_on(plan, 0)), a_round(plan, votes_on(plan, 0), number=2, stage=Stage.OPEN)
    text = text_of(with_only(a_session(ended=False), a_question(plan, *rounds, stage=Stage.OPEN)))

    assert "Second vote Not shown yet. 17 of 17 people voted." in text
    assert text.count("All votes") == 1


def test_a_small_group_is_shown_as_the_whole_room_only():
    text = text_of(a_small_group())

    assert "The middle of the whole room is Asked." in text
    assert "People who use the service: fewer than 5 · Staff and volunteers: 5 or more" in text
    assert "Step Whole room All together (Co-production) 0 Plan together" in text  # a table of one column
    assert "All votes 13 Middle Asked" in text


DRAFT = re.compile(r"\bDraft(?!, not voted on|s: not voted on)")  # the file, and not an action that was not agreed


@pytest.mark.parametrize(("ended", "says"), [(False, True), (True, False)])
def test_it_is_a_draft_until_the_session_has_ended(ended, says):
    pages = read(a_session(template="ladder", ended=ended)).pages

    assert [bool(DRAFT.search(page.extract_text())) for page in pages] == [says] * len(pages)


def test_each_foot_says_code_date_version_and_page():
    outcome = a_session(template="ladder")
    pages = read(outcome).pages

    for number, page in enumerate(pages, 1):
        text = " ".join(page.extract_text().split())
        foot = f"Session K7M-4QX · 22 November 2026 · Version 1 · Fingerprint {outcome.sha256[:12]}"
        assert foot in text
        assert f"Page {number} of {len(pages)}" in text
    assert outcome.sha256 in " ".join(pages[-1].extract_text().split())


def test_log_and_sources_close_it():
    text = text_of(a_session(template="short"))

    assert "14:27 The results were shown to everyone: “Which step of the ladder are we on today?”." in text
    assert "Ladder steps based on the Ladder of Co-production" in text
    assert "We could not see the first form." in text


def test_words_are_never_read_as_commands():
    text = text_of(hostile("#strong[x] *not markup* <b>&amp;</b>"))

    assert "#strong[x] *not markup* <b>&amp;</b>" in text


def test_letters_that_cannot_be_printed_are_named():
    text = text_of(hostile("我们想要 ជំរាបសួរ"))

    assert "[Chinese text, Khmer text]" in text
    assert "Some letters could not be printed here." in text


def test_a_file_without_such_letters_does_not_speak_of_them():
    assert "Some letters could not be printed here." not in text_of(a_session(template="ladder"))


@pytest.mark.parametrize(
    "typed", ["ŵŷ ßéñ ơ", "Ελληνικά", "Кириллица", "“…” – ½ → ✓", "আমি চাই।", "شكرا، ہم", "👍🏽 👩‍👩‍👧 🇧🇩 ❤️"]
)
def test_common_letters_are_printed_as_they_are(typed):
    assert letters.missing(typed, fonts()) == frozenset()


@pytest.mark.parametrize(("typed", "lang"), [("আমি রান্নাঘর চাই।", "bn"), ("شكرا جزيلا!", "ar"), ("ہم چاہتے ہیں", "ur")])
def test_each_passage_says_its_language_where_its_letters_do(typed, lang):
    page = read(hostile(f"We want: {typed} Today.")).pages[0].get_contents().get_data()

    assert set(re.findall(rb"/Lang\((\w+)\)", page)) == {b"en", lang.encode()}


def test_a_group_may_have_a_name_in_bengali_in_pictures_too():
    name = "যারা সেবা ব্যবহার করেন"
    outcome = a_session(template="ladder")
    uses, *others = outcome.groups
    reader = read(replace(outcome, groups=(replace(uses, name=name), *others)))

    assert [alt.count(name) for tag, alt in tags_of(reader) if tag == "/Figure"][:4] == [1, 0, 3, 1]
    assert "[Bengali text]" not in " ".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize("typed", ["شكرا", "আমি", "👍🏽", "中文", "\u0301a"])
def test_the_file_keeps_to_the_standard_whatever_is_typed(typed):
    assert b"pdfuaid" in read(hostile(typed)).trailer["/Root"]["/Metadata"].get_object().get_data()


def test_a_very_long_word_stays_on_the_page_and_is_copied_whole():
    pages = [page.extract_text() for page in read(hostile("W" * 500)).pages]

    assert max(len(word) for page in pages for word in page.split()) < 100
    assert "W" * 500 in "".join("".join(pages).split())


def pages_of(*blocks):
    """The words of each page, its foot left out."""
    telling = Telling(a_session(), said)
    body = printed(telling, iter(blocks), size=12)
    return [
        page.extract_text().split("Session K7M")[0 if at else 1].strip()
        for at, page in enumerate(PdfReader(BytesIO(body)).pages)
    ]


FULL = range(30, 42)  # so many lines come near the end of a page


def test_what_leads_to_a_list_never_ends_a_page():
    for lines in FULL:
        filled = Points(("A line of something else",) * lines)
        first, *_ = pages_of(filled, Text("In our own words"), Points(("One", "Two")))

        assert not first.endswith("In our own words"), lines


def test_what_explains_something_stays_with_it_and_not_with_the_heading_that_comes():
    ends = [
        pages_of(Points(("A line",) * lines), Text("The gap is so", soft=True), Heading(2, "Next"), Text("It", soft=True))
        for lines in FULL
    ]

    assert [first for first, *others in ends if others and first.endswith("The gap is so")]
