"""A journey as a tagged PDF, to read, print and send on."""

from __future__ import annotations

from workshop.domain.journey.course import Course
from workshop.domain.phrases import Translator
from workshop.exports.journey.story import story
from workshop.exports.journey.telling import CourseTelling
from workshop.exports.telling import plain
from workshop.exports.typeset import Front, typeset


def write(course: Course, translate: Translator, *, lang: str = "en") -> bytes:
    """The whole file; the same, byte for byte, for the same course and language."""
    telling = CourseTelling(course, translate, lang)
    newest = course.stops[-1].opened if course.stops else course.begun
    sessions = telling._("Sessions: %(count)s", count=len(course.stops))
    front = Front(
        title=plain(course.name),
        under=" · ".join((telling._("Our journey"), sessions, telling.day(newest))),
        on=newest,
        lacking=telling._(
            "Some letters could not be printed here. They are named in [brackets]."
            " The table of this journey (CSV) has them as they were written."
        ),
    )
    return typeset(telling, front, story(telling), size=12)
