"""A journey, told in one language: the words that its files share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workshop.domain.journey.course import ALWAYS, DELETED, SIDES, Course, cautions, cautions_of
from workshop.domain.journey.stops import Stop
from workshop.domain.phrases import Translator
from workshop.exports.dates import short_date
from workshop.exports.telling import Voice, plain


@dataclass(frozen=True)
class CourseTelling(Voice):
    """The course of a journey and the language to tell it in."""

    course: Course
    translate: Translator
    lang: str = "en"

    @property
    def days(self) -> list[str]:
        """When each session was, and of several on one day which it was: "22 November 2026 (2)"."""
        return [self.day(day) + which for day, which in self._which_of_its_day()]

    @property
    def short_days(self) -> list[str]:
        """The same for a picture: "22 Nov 2026 (2)"."""
        return [short_date(day, self.lang) + which for day, which in self._which_of_its_day()]

    def _which_of_its_day(self) -> Iterator[tuple[date, str]]:
        days = [stop.opened for stop in self.course.stops]
        for place, day in enumerate(days):
            yield day, f" ({days[: place + 1].count(day)})" if days.count(day) > 1 else ""

    @property
    def days_of_plans(self) -> list[str]:
        """When each session said how the plan before had gone."""
        return [self.day(went.on) for went in self.course.went]

    @property
    def names(self) -> dict[str, str]:
        """What each side is called: the same in every session, whatever it was called there."""
        return {side.value: self._(name) for side, name in SIDES.items()}

    @property
    def warnings(self) -> list[str]:
        """What to know before comparing, from what is always true to what is so here."""
        lines = (*self.course.ladders, *self.course.activities)
        return [self._(ALWAYS), *(self.said(phrase) for phrase in (*cautions(self.course), *cautions_of(lines)))]

    def title_of(self, stop: Stop) -> str:
        """What a session is called."""
        return plain(stop.title) or self._(DELETED)
