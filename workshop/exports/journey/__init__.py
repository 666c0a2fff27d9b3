"""From the course of a journey to the bytes of one file; no query, no Flask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from workshop.domain.journey.course import Course
from workshop.domain.phrases import N_, Translator
from workshop.exports.journey import csv, html, pdf, svg


class Write(Protocol):
    """From a course to the whole file, in the language of `translate`, whose code is `lang`."""

    def __call__(self, course: Course, translate: Translator, /, *, lang: str = "en") -> bytes:
        """Takes up to tens of milliseconds of one processor core: call it away from the event loop."""
        ...


@dataclass(frozen=True)
class Format:
    """A kind of file of a journey; `good_for` says to people, in one line, when to choose it."""

    suffix: str
    media_type: str
    write: Write
    good_for: str


FORMATS: dict[str, Format] = {
    one.suffix: one
    for one in (
        Format("pdf", "application/pdf", pdf.write, N_("All of it, to read, print and send on.")),
        Format("html", "text/html; charset=utf-8", html.write, N_("All of it as one page, for any phone or computer.")),
        Format("csv", "text/csv; charset=utf-8", csv.write, N_("All of it in one table, for any spreadsheet.")),
        Format("svg", "image/svg+xml", svg.write, N_("The picture of the ladder, for slides and a website.")),
    )
}
