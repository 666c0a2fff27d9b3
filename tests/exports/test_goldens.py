"""What the files of two whole sessions say, and that no file says a figure which the outcome does not hold."""

import json
import re

import pytest
from goldens import GOLDEN, KEPT, SESSIONS, readable
from reading import text_of

HOW = "to renew it: PYTHONPATH=. python tests/exports/goldens.py"


@pytest.mark.parametrize(("session", "kind"), KEPT)
def test_the_files_say_what_they_said(session, kind):
    kept = (GOLDEN / f"{session}.{kind}.txt").read_text()

    assert readable(text_of(kind, SESSIONS[session]())) == kept, HOW


def test_nothing_is_kept_that_no_test_reads():
    assert {path.name for path in GOLDEN.iterdir()} == {f"{s}.{kind}.txt" for s, kind in KEPT}


def numbers_in(value):
    """Every whole number that an outcome holds, those inside its texts too."""
    return {int(digits) for digits in re.findall(r"(?<![\w.])\d{1,4}(?![\w.]*\d)", json.dumps(value, ensure_ascii=False))}


@pytest.mark.parametrize("kind", ["pdf", "plain.pdf", "docx", "html", "svg", "xlsx"])
@pytest.mark.parametrize("session", SESSIONS)
def test_no_file_says_a_figure_that_the_outcome_does_not_hold(session, kind):
    outcome = SESSIONS[session]()
    tallies = [r.tally for q in outcome.questions() for r in q.rounds]
    sizes = {s.size for tally in tallies for s in (tally.uses, tally.works, tally.room) if s}
    text = re.sub(r"Page \d+ of \d+", "", readable(text_of(kind, outcome)))

    said_there = {int(digits) for digits in re.findall(r"(?<= )\d{1,4}(?= |$)", text, re.MULTILINE)}

    assert said_there - numbers_in(outcome.plain()) - sizes == set()
