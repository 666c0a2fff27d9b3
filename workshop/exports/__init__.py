"""From an `Outcome` to the bytes of one file; no query, no Flask.

A file format is one module and one entry here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from workshop.domain.outcome import Outcome
from workshop.domain.phrases import N_, Translator
from workshop.exports import csv, did, docx, html, ics, json, pdf, plain, png, svg, xlsx


class Write(Protocol):
    """From an outcome to the whole file, in the language of `translate`, whose code is `lang`."""

    def __call__(self, outcome: Outcome, translate: Translator, /, *, lang: str = "en") -> bytes:
        """Takes tens of milliseconds of one processor core: call it away from the event loop."""
        ...


class Draw(Protocol):
    """The same for one picture out of many; the main one without a key. Raises KeyError for a key that it has not."""

    def __call__(self, outcome: Outcome, translate: Translator, /, *, lang: str = "en", picture: str = "") -> bytes:
        """See `gallery` for the keys."""
        ...


@dataclass(frozen=True)
class Format:
    """A kind of file: the end of its name (no dot), what a browser calls it, and who writes it.

    The end of its name may have two parts, as in "plain.pdf". `name` is for people, where the end says too little;
    `good_for` says to people, in one line, when to choose it. `draw` is set where each picture has a file.
    """

    suffix: str
    media_type: str
    write: Write
    good_for: str
    draw: Draw | None = None
    name: str = ""


FORMATS: dict[str, Format] = {
    one.suffix: one
    for one in (
        Format("pdf", "application/pdf", pdf.write, N_("All of it, to read, print and send on.")),
        Format(
            "plain.pdf",
            "application/pdf",
            plain.write,
            N_("In short sentences and big letters, with pictures, for everybody who took part."),
            name=N_("plain sheet"),
        ),
        Format("html", "text/html; charset=utf-8", html.write, N_("All of it as one page, for any phone or computer.")),
        Format(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            docx.write,
            N_("The same to go on writing in, such as the plan."),
        ),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            xlsx.write,
            N_("A sheet for each part, to sort, filter and make charts of."),
        ),
        Format(
            "did.pdf",
            "application/pdf",
            did.write,
            N_("You said, we did: what came of the plan since, to print and hang up."),
            name=N_("follow-up sheet"),
        ),
        Format(
            "ics", "text/calendar; charset=utf-8", ics.write, N_("The days to look at the plan again, for your calendar.")
        ),
        Format("csv", "text/csv; charset=utf-8", csv.write, N_("Every figure in one table, for any spreadsheet.")),
        Format("png", "image/png", png.write, N_("The picture of the ladder, for slides and messages."), png.write),
        Format("svg", "image/svg+xml", svg.write, N_("The same picture, sharp at any size, for a website."), svg.write),
        Format("json", "application/json", json.write, N_("All of it for other programs, with its fingerprint.")),
    )
}
