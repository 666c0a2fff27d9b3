"""What holds for every file: the same outcome, nothing before it is shown, no small group."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pytest
from outcomes import HOSTILE, a_round, a_session, a_small_group, hostile, plan_of, said
from pypdf import PdfReader

from workshop.domain.groups import Bloc
from workshop.domain.outcome import Outcome
from workshop.exports import FORMATS

SUFFIXES = sorted(FORMATS)


def text_of(suffix: str, outcome: Outcome) -> str:
    """Everything that can be read in the file, in one line; descriptions of pictures included."""
    body = FORMATS[suffix].write(outcome, said)
    if suffix != "pdf":
        return " ".join(body.decode("utf-8-sig").split())
    reader = PdfReader(BytesIO(body))
    texts = [*(page.extract_text() for page in reader.pages), *descriptions(reader)]
    return " ".join(" ".join(texts).split())


def descriptions(reader: PdfReader) -> Iterator[str]:
    """What the pictures of a PDF say to those who do not see them."""
    objects = (reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"]))))
    return (str(item["/Alt"]) for item in objects if isinstance(item, dict) and "/Alt" in item)


def test_there_is_a_pdf_and_a_csv():
    assert {suffix: each.media_type for suffix, each in FORMATS.items()} == {
        "csv": "text/csv; charset=utf-8",
        "pdf": "application/pdf",
    }
    assert all(suffix == each.suffix for suffix, each in FORMATS.items())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_before_anything_is_shown_a_file_tells_only_how_many_voted(suffix):
    text = text_of(suffix, a_session(shown=False, ended=False))

    assert ("Not shown yet. 17 of 17 people voted." if suffix == "pdf" else ",17,17,") in text
    assert not [name for name in ("Told", "Heard", "Plan together", "We tried it once", "Tea") if name in text]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_small_group_is_in_no_file(suffix):
    outcome = a_small_group()

    text = text_of(suffix, outcome)

    assert text == text_of(suffix, with_votes_swapped(outcome))
    assert "too small to show on its own" in text


def with_votes_swapped(outcome: Outcome) -> Outcome:
    """As many votes of each kind, cast by other people: a file must not tell the difference."""
    uses, works = {"rung_5": 2, "rung_6": 2}, {"rung_2": 1, "rung_3": 3, "rung_4": 3, "rung_5": 2}
    plan = plan_of("ladder_now")
    swapped = a_round(plan, {Bloc.USES: uses, Bloc.WORKS: works}, joined=13)
    (topic,) = outcome.topics
    (question,) = topic.questions
    return replace(outcome, topics=(replace(topic, questions=(replace(question, rounds=(swapped,)),)),))


@pytest.mark.parametrize("suffix", SUFFIXES)
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
    text = text_of(suffix, hostile(typed))

    assert "We do not all say the same." in text if suffix == "pdf" else "right_for_us" in text


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_files_can_be_written_in_many_threads_at_once_each_in_its_language(suffix):
    outcome = a_session(template="ladder")

    def in_language(number: int) -> bytes:
        return FORMATS[suffix].write(outcome, lambda text: f"{text} [{number}]" if text == "Told" else text)

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(in_language, range(8)))

    assert together == [in_language(number) for number in range(8)]
    assert len(set(together)) == 8


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_hidden_remark_is_counted_and_not_told(suffix):
    outcome = a_session(template="ladder")

    assert "A remark was hidden, as it named a person." in text_of(suffix, outcome)
