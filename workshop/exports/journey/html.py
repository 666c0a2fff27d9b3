"""A journey as one page (HTML) to print or send on: it opens anywhere, and needs nothing from elsewhere."""

from __future__ import annotations

from workshop.domain.journey.course import Course, gap, nothing, where
from workshop.domain.phrases import Translator
from workshop.domain.pictures.course import course_layout
from workshop.exports.html import style
from workshop.exports.journey.telling import CourseTelling
from workshop.exports.picture import environment


def write(course: Course, translate: Translator, *, lang: str = "en") -> bytes:
    """The whole page; people's words are words in it."""
    telling = CourseTelling(course, translate, lang)
    page = (
        environment()
        .get_template("files/journey.html")
        .render(
            telling=telling,
            course=course,
            drawn=[(line, course_layout(line, fit="wide")) for line in course.ladders],
            where=where,
            gap=gap,
            nothing=nothing,
            lang=lang,
            style=style(),
        )
    )
    return page.encode()
