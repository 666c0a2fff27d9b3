"""A file of a journey to be made, said in plain values, so that another process can make it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workshop.domain.journey.course import Course
from workshop.exports.errand import translator_of
from workshop.exports.journey import FORMATS


@dataclass(frozen=True, kw_only=True)
class CourseErrand:
    """One kind of file (`suffix`) of a journey, in the reader's language; see `exports.errand.Errand`."""

    course: Course
    suffix: str
    lang: str
    catalogues: Path


def run(errand: CourseErrand) -> bytes:
    """The whole file. Raises KeyError when there is no such kind of file."""
    translate = translator_of(errand.catalogues, errand.lang)
    return FORMATS[errand.suffix].write(errand.course, translate, lang=errand.lang)
