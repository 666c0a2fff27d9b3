"""The picture of a ladder over the years as a file of its own (SVG)."""

from __future__ import annotations

from workshop.domain.journey.course import Course, gap, nothing, where
from workshop.domain.phrases import N_, Translator
from workshop.domain.pictures.colours import FILLS
from workshop.domain.pictures.course import course_layout
from workshop.exports.journey.telling import CourseTelling
from workshop.exports.picture import environment
from workshop.exports.telling import plain

_JOURNEY = N_("Our journey")
_NOTHING = N_("Nothing has been shown yet.")
_NO_MARK = N_("Then and now, side by side. A higher step is not a better mark.")


def write(course: Course, translate: Translator, *, lang: str = "en", picture: str = "") -> bytes:
    """The picture of the question with that key, or the first; one that says so where there is none. Raises KeyError."""
    telling = CourseTelling(course, translate, lang)
    lines = {line.plan.key: line for line in reversed(course.ladders)}
    line = lines[picture] if picture else next(iter(course.ladders), None)
    drawn = (
        environment()
        .get_template("files/journey.svg")
        .render(
            telling=telling,
            course=course,
            line=line,
            title=telling._(line.plan.wording if line else _NOTHING),
            foot=_foot(telling),
            sides=[(telling.names[side], FILLS[side]) for side in line.sides] if line else [],
            gap=gap,
            where=where,
            nothing=nothing,
            layout=course_layout(line, fit="wide") if line else None,
        )
    )
    return drawn.encode()


def _foot(telling: CourseTelling) -> tuple[str, ...]:
    """What stands below: whose journey it is, how to read it, and the makers of the ladder, who ask for it."""
    course = telling.course
    makers = (telling._(credit.text) for credit in course.credits[:1])
    return (f"{telling._(_JOURNEY)}: {plain(course.name)}", telling._(_NO_MARK), *makers)
