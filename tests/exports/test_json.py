"""The JSON file: what its schema says of it, and that anybody can check its fingerprint."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from outcomes import HOSTILE, a_session, a_small_group, hostile, said

from workshop.domain.outcome import WordOutcome
from workshop.exports import FORMATS
from workshop.exports.schema import schema

SCHEMA = Path(__file__).parents[2] / "docs" / "outcome-schema.json"


def read(outcome):
    return json.loads(FORMATS["json"].write(outcome, said))


def unknown(value, known, at="file"):
    """Where the value has a field that the schema does not name."""
    known = SCHEMA_NOW["$defs"][known["$ref"].rpartition("/")[2]] if "$ref" in known else known
    if isinstance(value, dict) and "properties" in known:
        for name, inner in value.items():
            if name in known["properties"]:
                yield from unknown(inner, known["properties"][name], f"{at}.{name}")
            else:
                yield f"{at}.{name}"
    elif isinstance(value, list):
        for inner in value:
            yield from unknown(inner, known["items"], at)


SCHEMA_NOW = schema()


def test_the_schema_in_docs_is_the_one_of_this_release():
    assert json.loads(SCHEMA.read_text()) == SCHEMA_NOW, "python -m workshop.exports.schema > docs/outcome-schema.json"


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA_NOW)


@pytest.mark.parametrize(
    "outcome",
    [a_session(), a_session(shown=False, ended=False), a_small_group(), *map(hostile, HOSTILE)],
    ids=lambda outcome: outcome.title[:12] or "empty",
)
def test_every_file_keeps_to_the_schema(outcome):
    file = read(outcome)

    Draft202012Validator(SCHEMA_NOW, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(file)
    assert list(unknown(file, SCHEMA_NOW)) == []


def test_anybody_can_work_out_the_fingerprint_from_the_file():
    outcome = a_session()
    file = read(outcome)

    canonical = json.dumps(file["outcome"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(canonical.encode()).hexdigest() == file["sha256"] == outcome.sha256


def test_its_head_says_which_session_when_and_whether_it_is_a_draft():
    file, draft = read(a_session()), read(a_session(ended=False))

    assert (file["format"], file["version"]) == ("equal-footing-outcome", 2)
    assert (file["session"], file["opened"], file["state"]) == ("K7M-4QX", "2026-11-22", "final")
    assert draft["state"] == "draft"


def test_numbers_are_written_as_every_language_writes_them():
    question = next(q for t in read(a_session())["outcome"]["topics"] for q in t["questions"] if q["key"] == "ladder_now")

    assert repr(question["rounds"][0]["tally"]["gap"]) == "2"
    assert question["rounds"][0]["tally"]["uses"]["middle"] == 3


def test_an_outcome_from_before_a_field_came_keeps_its_fingerprint():
    later = {"organisation": "Ours", "invited": "By post", "words": (WordOutcome(id=1, word="SLA", meaning="A promise"),)}
    newer = replace(a_session(), **later)
    older = replace(newer, organisation="", invited="", words=())

    assert set(newer.plain()) - set(older.plain()) == set(later)
