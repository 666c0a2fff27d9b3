"""What holds for every file: the same outcome, nothing before it is shown, no small group."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from outcomes import HOSTILE, a_round, a_session, a_small_group, hostile, plan_of, said
from reading import text_of

from workshop import frameworks
from workshop.domain.groups import Bloc, GroupKind
from workshop.domain.outcome import Outcome
from workshop.exports import FORMATS

SUFFIXES = sorted(FORMATS)
READ = sorted(set(SUFFIXES) - {"png"})  # nobody can read the words in its pixels; those of the SVG are the same
OF_VOTES = sorted(set(READ) - {"did.pdf", "ics"})  # these two are of the plan, and hold no vote
IN_WORDS = sorted(set(OF_VOTES) - {"json"})  # JSON is the same in every language
WHOLE = sorted(suffix for suffix in IN_WORDS if FORMATS[suffix].draw is None and suffix != "plain.pdf")
BEFORE = {
    "csv": ",17,17,",
    "json": '"voted": 17, "joined": 17, "why": "hidden"',
    "svg": "Nothing has been shown yet.",
    "plain.pdf": "No vote has been shown.",
}
BROKEN = {"csv": "right_for_us", "json": "right_for_us", "did.pdf": "You said We did", "ics": "END:VCALENDAR"}


def test_the_kinds_of_file_are_these():
    assert {suffix: each.media_type for suffix, each in FORMATS.items()} == {
        "pdf": "application/pdf",
        "plain.pdf": "application/pdf",
        "html": "text/html; charset=utf-8",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "did.pdf": "application/pdf",
        "ics": "text/calendar; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "png": "image/png",
        "svg": "image/svg+xml",
        "json": "application/json",
    }
    assert all(suffix == each.suffix for suffix, each in FORMATS.items())


@pytest.mark.parametrize("suffix", OF_VOTES)
def test_before_anything_is_shown_a_file_tells_only_how_many_voted(suffix):
    text = text_of(suffix, a_session(shown=False, ended=False))

    assert BEFORE.get(suffix, "Not shown yet. 17 of 17 people voted.") in text
    if suffix != "json":  # its questions carry what could be chosen, as the ballot did
        assert not [name for name in ("Told", "Heard", "Plan together", "We tried it once", "Tea") if name in text]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_small_group_is_in_no_file(suffix):
    outcome, write = a_small_group(), FORMATS[suffix].write

    assert write(outcome, said) == write(with_votes_swapped(outcome), said)


@pytest.mark.parametrize("suffix", OF_VOTES)
def test_every_file_says_why_only_the_whole_room_is_shown(suffix):
    why = '"why": "small_group"' if suffix == "json" else "too small to show on its own"

    assert why in text_of(suffix, a_small_group())


def with_votes_swapped(outcome: Outcome) -> Outcome:
    """As many votes of each kind, cast by other people: a file must not tell the difference."""
    uses, works = {"rung_5": 2, "rung_6": 2}, {"rung_2": 1, "rung_3": 3, "rung_4": 3, "rung_5": 2}
    plan = plan_of("ladder_now")
    swapped = a_round(plan, {Bloc.USES: uses, Bloc.WORKS: works}, joined=13)
    (topic,) = outcome.topics
    (question,) = topic.questions
    return replace(outcome, topics=(replace(topic, questions=(replace(question, rounds=(swapped,)),)),))


@pytest.mark.parametrize("suffix", READ)
def test_every_file_names_the_version_of_the_outcome(suffix):
    outcome = a_session(template="short")

    assert outcome.sha256 in text_of(suffix, outcome)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_outcome_makes_the_same_file(suffix):
    write = FORMATS[suffix].write

    assert write(a_session(template="short"), said) == write(a_session(template="short"), said)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_words_that_people_type_can_break_a_file(suffix, typed):
    if suffix not in READ:
        assert FORMATS[suffix].write(hostile(typed), said)
        return
    assert BROKEN.get(suffix, "We do not all say the same.") in text_of(suffix, hostile(typed))


@pytest.mark.parametrize("suffix", IN_WORDS)
def test_files_can_be_written_in_many_threads_at_once_each_in_its_language(suffix):
    outcome = a_session(template="ladder")

    def in_language(number: int) -> bytes:
        return FORMATS[suffix].write(outcome, lambda text: f"{text} [{number}]" if text == "Told" else text)

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(in_language, range(8)))

    assert together == [in_language(number) for number in range(8)]
    assert len(set(together)) == 8


@pytest.mark.parametrize("suffix", WHOLE)
def test_a_hidden_remark_is_counted_and_not_told(suffix):
    outcome = a_session(template="ladder")

    assert "A remark was hidden, as it named a person." in text_of(suffix, outcome)


@pytest.mark.parametrize("suffix", sorted(set(WHOLE) - {"xlsx"}))
def test_a_file_says_who_ran_a_session_that_two_people_ran(suffix):
    alone, together = (
        text_of(suffix, replace(a_session(), sides=sides)) for sides in [(None,), (GroupKind.WORKS, GroupKind.USES)]
    )

    assert "equal keys" not in alone
    assert "One uses the service, one works or volunteers here." in " ".join(together.split())


@pytest.mark.parametrize("key", ["tlap", "hart"])
@pytest.mark.parametrize("suffix", OF_VOTES)
def test_every_file_thanks_the_makers_of_the_ladder_in_it_and_of_no_other(suffix, key):
    outcome = a_session(template="ladder", ladder=key)

    text = text_of(suffix, outcome).replace("- ", "-")  # a line of the PDF may end within a word

    thanks = {other: frameworks.load_ladder(other).credit for other in frameworks.ladder_keys()}
    assert [other for other, credit in thanks.items() if credit in text] == [key]
