"""A journey in reading order, as blocks that a file can lay out: what to know first, then the votes, then the plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from workshop.domain.groups import Side
from workshop.domain.journey.course import gap, nothing, where
from workshop.domain.journey.stops import Entry, Line, Stop
from workshop.domain.phrases import N_, Phrase
from workshop.domain.pictures.course import course_layout
from workshop.domain.planning.last_time import CarriedOutcome
from workshop.exports.blocks import Block, Heading, Link, Picture, Points, Table, Text
from workshop.exports.journey.telling import CourseTelling
from workshop.exports.picture import environment, picture_of
from workshop.exports.telling import DASH, plain

_PATCHES = {
    Side.USES: N_("%(who)s: plain, at the left of each column."),
    Side.WORKS: N_("%(who)s: striped, at the right of each column."),
    Side.ROOM: N_("%(who)s: in the middle of each column."),
}


def story(telling: CourseTelling) -> Iterator[Block]:
    """Every block of a readable file, title and foot apart."""
    course = telling.course
    yield Heading(2, telling._("The sessions"))
    yield from _sessions(telling)
    if course.stops:
        yield Heading(2, telling._("Before you compare"))
        yield Points(tuple(telling.warnings))
    for number, line in enumerate(course.ladders, 1):
        yield from _ladder(telling, line, number)
    for asked, lines in groupby(course.activities, key=lambda line: line.plan.line):
        yield Heading(2, telling._(asked))
        yield _activities(telling, list(lines))
    yield from _plans(telling)
    if course.credits:
        yield Heading(2, telling._("Sources and thanks"))
        yield from (Link(telling._(credit.text), credit.url) for credit in course.credits)


def _sessions(telling: CourseTelling) -> Iterator[Block]:
    course = telling.course
    if course.stops:
        yield Points(tuple(_session(telling, day, stop) for day, stop in zip(telling.days, course.stops, strict=True)))
    else:
        yield Text(telling._("No session of this journey has ended yet."))
    if course.waiting:
        yield Text(telling._("Sessions that have not ended, and are not counted yet: %(count)s.", count=course.waiting))


def _session(telling: CourseTelling, day: str, stop: Stop) -> str:
    joined = telling._("People who joined: %(joined)s", joined=stop.joined)
    return f"{day}: {telling.title_of(stop)}. {joined}"


def _ladder(telling: CourseTelling, line: Line, number: int) -> Iterator[Block]:
    """By group: where they were, and how far apart, each in a table of its own under the picture of both."""
    yield Heading(2, telling._(line.plan.wording))
    names = telling.names
    yield Text(" ".join(telling._(_PATCHES[side], who=names[side]) for side in line.sides), soft=True)
    yield _picture(telling, line, number)
    if course_layout(line, fit="wide").earlier:
        yield Text(telling._("The newest sessions are in the picture. The table has all of them."), soft=True)
    yield Heading(3, telling._("The same in words"))
    yield _middles(telling, line)
    if any(entry.gap is not None for entry in line.entries):
        yield Heading(3, telling._("How far apart"))
        yield _gaps(telling, line)


def _picture(telling: CourseTelling, line: Line, number: int) -> Picture:
    said = {"telling": telling, "gap": gap, "where": where, "nothing": nothing}
    macros = environment().get_template("macros/journey.html").make_module(said)
    draw = getattr(macros, "ladder_over_time")  # noqa: B009  a macro
    layout = course_layout(line, fit="wide")
    return picture_of(str(draw(line, layout, telling.short_days, telling.names, f"picture-{number}")))


def _middles(telling: CourseTelling, line: Line) -> Table:
    head = (telling._("Session"), telling._("Who"), telling._("How many voted"), telling._("Their middle"))
    rows: list[tuple[str, ...]] = []
    spans = []
    for session, entry in _by_session(telling, line):
        of_session = [
            (session, telling.names[seen.side], str(seen.size), telling.said(where(seen))) for seen in entry.seen
        ] or [(session, telling.said(nothing(entry)), DASH, DASH)]
        rows += of_session
        spans.append(len(of_session))
    return Table(head, tuple(rows), spans=tuple(spans))


def _gaps(telling: CourseTelling, line: Line) -> Table:
    head = (telling._("Session"), telling._("How far apart"))
    return Table(head, tuple((session, _or_dash(telling, gap(entry))) for session, entry in _by_session(telling, line)))


def _activities(telling: CourseTelling, lines: Iterable[Line]) -> Table:
    """An activity and its sessions under one another, so that any number of years has room; a column for each side."""
    of_all = list(lines)
    sides = [side for side in Side if any(side in line.sides for line in of_all)]
    head = (telling._("What"), telling._("Session"), *(telling.names[side] for side in sides))
    rows: list[tuple[str, ...]] = []
    spans = []
    for line in of_all:
        shown = [(session, entry) for session, entry in _by_session(telling, line) if entry.seen or entry.aside]
        rows += [(telling._(line.plan.wording), session, *_of_sides(telling, sides, entry)) for session, entry in shown]
        spans.append(len(shown))
    return Table(head, tuple(rows), spans=tuple(spans))


def _of_sides(telling: CourseTelling, sides: Iterable[Side], entry: Entry) -> Iterator[str]:
    seen = {one.side: telling.said(where(one)) for one in entry.seen}
    left_out = telling.said(nothing(entry)) if entry.aside else DASH
    return (seen.get(side, left_out) for side in sides)


def _by_session(telling: CourseTelling, line: Line) -> Iterator[tuple[str, Entry]]:
    """Each by its day."""
    return zip(telling.days, line.entries, strict=True)


def _plans(telling: CourseTelling) -> Iterator[Block]:
    course = telling.course
    if course.went or course.newest_plan:
        yield Heading(2, telling._("Our plans, and what came of them"))
    for went, day in zip(course.went, telling.days_of_plans, strict=True):
        yield Heading(3, telling._("What was said on %(day)s of the plan before", day=day))
        yield Points(tuple(_came_of(telling, action) for action in went.actions))
    if course.newest_plan:
        yield Heading(3, telling._("What we said we will do"))
        yield Points(tuple(map(plain, course.newest_plan)))


def _came_of(telling: CourseTelling, action: CarriedOutcome) -> str:
    when = f" ({plain(action.when)})" if action.when else ""
    return f"{plain(action.what)}{when}: {telling.said(action.said)}"


def _or_dash(telling: CourseTelling, phrase: Phrase | None) -> str:
    return telling.said(phrase) if phrase else DASH
