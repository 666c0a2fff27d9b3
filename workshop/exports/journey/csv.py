"""A journey as one tidy table (CSV): what is said of one side in one session, a row each.

Columns are always these: `journey`; `session` and `opened` (its code, empty when it was deleted, and its date);
`question_key, question, item`; `group` (`uses`, `works` or `room`); `voted` (how many of that group); `from` and
`to` (the choices that the middle lies between, often the same); `rough` (`yes` where these only say about where);
`done` (`many`, `some` or `few` say that it was done); `gap` (between both middles, in steps); `note` (why there is
nothing, or in a row of its own what to know before comparing). There is no count by choice: each session's own
outcome has those.
"""

from __future__ import annotations

from collections.abc import Iterator

from workshop.domain.journey.course import Course, cautions_of, nothing
from workshop.domain.journey.stops import Entry, Line, Seen, Stop
from workshop.domain.phrases import Translator
from workshop.exports.journey.telling import CourseTelling
from workshop.exports.table import Row, table

COLUMNS = (
    "journey", "session", "opened", "question_key", "question", "item", "group", "voted", "from", "to", "rough",
    "done", "gap", "note",
)  # fmt: skip


def write(course: Course, translate: Translator, *, lang: str = "en") -> bytes:
    """The whole table."""
    telling = CourseTelling(course, translate, lang)
    same: Row = {"journey": course.name}
    return table(COLUMNS, (same | row for row in _rows(telling)))


def _rows(telling: CourseTelling) -> Iterator[Row]:
    for warning in telling.warnings:
        yield {"note": warning}
    for line in (*telling.course.ladders, *telling.course.activities):
        for caution in cautions_of([line]):
            yield {"question_key": line.plan.key, "note": telling.said(caution)}
        for stop, entry in zip(telling.course.stops, line.entries, strict=True):
            yield from _of_entry(telling, line, stop, entry)


def _of_entry(telling: CourseTelling, line: Line, stop: Stop, entry: Entry) -> Iterator[Row]:
    plan = line.plan
    asked: Row = {
        "session": stop.code,
        "opened": stop.opened.isoformat(),
        "question_key": plan.key,
        "question": telling._(plan.line if plan.item else plan.wording),
        "item": telling._(plan.wording) if plan.item else "",
    }
    if not entry.seen:
        yield asked | {"note": telling.said(nothing(entry))}
    for seen in entry.seen:
        yield asked | _of_side(telling, seen) | {"gap": entry.gap}


def _of_side(telling: CourseTelling, seen: Seen) -> Row:
    return {
        "group": seen.side.value,
        "voted": seen.size,
        "from": telling._(seen.low.name) if seen.low else "",
        "to": telling._(seen.high.name) if seen.high else "",
        "rough": "yes" if seen.rough else "",
        "done": seen.share.value if seen.share else "",
    }
