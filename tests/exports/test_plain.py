"""The plain-words sheet: short, large, and true to what was shown."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import takewhile

import pytest
from goldens import SESSIONS
from outcomes import a_question, a_round, a_session, a_small_group, ballots, plan_of, said, votes_on, with_only
from pypdf import PdfReader

from workshop.domain.framework import TopicKind
from workshop.domain.planning.going import Followed, FollowUp, Going, Line
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
    assert len(read(a_session()).pages) <= 8
    assert len(read(a_session(template="short")).pages) <= 7  # the last one says what hard words mean


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


def test_it_names_what_the_groups_see_differently_in_a_picture_or_a_short_list():
    blocks = list(sheet(Telling(a_session(), said)))

    lists = [block.points for block in blocks if isinstance(block, Points)]
    assert any("We ask what people are good at, not just what they need." in points for points in lists)
    assert max(map(len, lists)) <= 6
    assert [alt for alt in alts(a_session()) if "Focus groups (a small group talks about one topic)" in alt]


def alts(outcome):
    """What each picture of the sheet says to those who do not see it."""
    return [block.alt for block in sheet(Telling(outcome, said)) if isinstance(block, Picture)]


def test_before_and_after_the_gaps_and_the_climb_are_pictures_each_once():
    both, differ, climb = alts(a_session())

    assert both.startswith("Which step of the ladder are we on today? · First and second vote")
    assert differ.startswith("Where we see it most differently")
    assert "A lift to the meetings" in climb
    assert "Where should we be for this work?" in {
        b.text for b in sheet(Telling(a_session(), said)) if isinstance(b, Heading)
    }


def test_the_words_in_its_pictures_are_as_big_as_its_text():
    """A picture for a phone is 354 units wide and its names 15 high: on this sheet that must be 15 points or more."""
    pictures = [block for block in sheet(Telling(a_session(), said)) if isinstance(block, Picture)]

    widths = {float(re.search(r'viewBox="0 0 ([\d.]+) ', picture.svg)[1]) for picture in pictures}
    assert widths == {354.0}
    assert {15 / 354 * 170 / 25.4 * 72 * picture.width / 100 >= 15 for picture in pictures} == {True}


def test_two_votes_that_may_not_be_in_one_picture_are_not():
    (picture,) = alts(a_small_group())

    assert "First and second vote" not in picture


def followed(*lines):
    """A session of which these things were said later, each of one action."""
    said_of = tuple(Followed(action=at, lines=(line,)) for at, line in enumerate(lines, 1))
    return replace(a_session(), since=FollowUp(actions=said_of))


def test_what_was_said_since_is_on_it_and_said_to_be_later():
    outcome = followed(
        Line(on=date(2027, 1, 5), going=Going.GOING_ON, said="Two of us come", next="Ask the board"),
        Line(on=date(2027, 1, 6), going=Going.COULD_NOT, said="The hall is let", next=""),
    )

    text = " ".join(" ".join(page.extract_text() for page in read(outcome).pages).split())

    assert "You said, we did This was written later. It is not part of what we agreed on that day." in text
    assert (
        "You said: Ask two service users to join the board We did (Going on): Two of us come Next: Ask the board" in text
    )
    assert "You said: Move one meeting a month to a Saturday We could not: The hall is let" in text
    assert "You said: Write down what happened with each idea We did: Not begun" in text


def test_before_anything_was_said_since_it_has_no_such_part():
    assert "You said, we did" not in {b.text for b in sheet(Telling(a_session(), said)) if isinstance(b, Heading)}


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


def test_why_the_whole_room_is_shown_is_said_once():
    whys = [block.why for block in sheet(Telling(SESSIONS["six"](), said)) if isinstance(block, Finding) and block.why]

    assert len(whys) == len(set(whys)) > 0


def test_ideas_stand_together_under_what_they_are_an_answer_to():
    plan = plan_of("right_for_us")
    ideas = [replace(plan, wording=text, item=text, part_title="What would help us most?") for text in ("A lift", "Pay")]
    asked = tuple(a_question(idea, a_round(idea, votes_on(plan, 0))) for idea in ideas)
    whole = with_only(a_session(), next(q for q in a_session().questions() if q.key == "right_for_us"))
    blocks = list(sheet(Telling(replace(whole, topics=(replace(whole.topics[0], questions=asked),)), said)))

    at = [block.text for block in blocks if isinstance(block, Heading)].count("What would help us most?")
    (ideas_said,) = [block.points for block in blocks if isinstance(block, Points) and block.points[0].startswith("“A")]
    assert at == 1
    assert [point.split(": ")[0] for point in ideas_said] == ["“A lift”", "“Pay”"]


ALIKE, ELSEWHERE = "Our groups say much the same here.", "What we said is in the other files."
CHANGE, TRY = "What we want to change, most wanted first", "What we want to try, most wanted first"


def voted(asks, uses, works):
    """A line of Appendix 1 with these votes on what is asked of it; each answer as often as it is written."""
    question = next(q for q in a_session(template="short").questions() if q.asks == asks)
    return replace(question, rounds=(a_round(question, ballots(uses, works)),))


def on_a_form(*questions):
    """What the sheet says of a form with these questions; the ladder before it shows both groups."""
    whole = a_session(template="short")
    topics = [replace(t, questions=questions) if t.kind is TopicKind.FORM else t for t in whole.topics]
    blocks = list(sheet(Telling(replace(whole, topics=tuple(topics)), said)))
    after = blocks[blocks.index(Heading(2, "What have we tried?")) + 1 :]
    return list(takewhile(lambda block: not (isinstance(block, Heading) and block.level == 2), after))


SAME = ("have", "yes " * 8, "yes " * 9)


def test_groups_that_give_the_same_answers_on_a_form_are_said_to():
    assert on_a_form(voted(*SAME)) == [Text(ALIKE), Text(ELSEWHERE)]


def test_what_people_want_to_change_and_to_try_stands_in_two_lists():
    both = voted("next", "change " * 6 + "try " * 2, "change " * 6 + "try " * 3)

    assert on_a_form(both) == [
        Text(ALIKE),
        *(Heading(3, CHANGE), Points((both.wording,))),
        *(Heading(3, TRY), Points((both.wording,))),
    ]


def test_a_form_that_shows_the_whole_room_says_what_it_wants_and_nothing_of_groups():
    room = voted("next", "change " * 4, "change " * 9)

    assert on_a_form(room) == [Heading(3, CHANGE), Points((room.wording,))]


@pytest.mark.parametrize(
    "questions",
    [
        pytest.param([("have", "yes " * 4, "yes " * 9)], id="only the whole room is shown"),
        pytest.param([SAME, ("next", "keep " * 4, "keep " * 9)], id="the groups are shown on one line of two"),
        pytest.param([("have", "yes " * 6 + "dont_know " * 2, "yes " * 9)], id="some did not know that it was done"),
        pytest.param([("have", "yes yes no no tried", "yes yes yes no tried")], id="a tie in one group"),
        pytest.param([("have", "pass " * 8, "pass " * 9)], id="nobody gave an answer"),
    ],
)
def test_where_it_is_not_known_that_groups_say_the_same_nothing_is_said_of_it(questions):
    assert on_a_form(*(voted(*question) for question in questions)) == [Text(ELSEWHERE)]


def test_groups_that_differ_in_an_answer_beside_the_others_do_not_say_the_same():
    """Both say yes most often, and many in one group do not know."""
    apart = voted("have", "yes " * 5 + "dont_know " * 4, "yes " * 9)

    lead, drawn = on_a_form(apart)

    assert lead == Text("Our groups do not say the same about these. The longer the line, the further apart we are.")
    assert drawn.alt.startswith(f"Where we see it most differently {apart.wording}.")


def test_a_form_of_six_people_says_where_their_answers_are():
    blocks = list(sheet(Telling(SESSIONS["six"](), said)))

    assert blocks[blocks.index(Heading(2, "What have we tried?")) + 1] == Text(ELSEWHERE)


@pytest.mark.parametrize("session", [a_session, SESSIONS["sixty"]])
def test_no_page_begins_with_how_to_read_the_picture_of_the_page_before(session):
    pages = [" ".join(page.extract_text().split()) for page in read(session()).pages]

    assert any("A longer bar means" in page for page in pages)
    begins = ("A longer bar means", "The longer the line", "There are more.")
    assert [page[:40] for page in pages if page.startswith(begins)] == []
