"""One outcome, told in one language: the words that every file needs, said once."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date

from workshop.domain import texts
from workshop.domain.findings.sentences import Meaning, meaning
from workshop.domain.framework import Choice
from workshop.domain.groups import GroupKind
from workshop.domain.outcome import Outcome, QuestionOutcome, RoundOutcome
from workshop.domain.phrases import N_, Phrase, Translator
from workshop.domain.tally import Spread, halves
from workshop.domain.visibility import Why
from workshop.exports.dates import locale_of, long_date


def plain(text: str) -> str:
    """The text without control characters and hidden marks; line ends are kept."""
    # A file must not break on words that were stored before they were cleaned, or by another way in.
    return texts.clean(text, longest=sys.maxsize, lines=True)


WHOLE_ROOM = "room"
DASH = "–"

_WHY = {
    Why.HIDDEN: N_("not shown yet"),
    Why.TOO_FEW: N_("too few votes to show"),
    Why.SMALL_GROUP: N_("a group is too small to show on its own"),
    Why.LIVE: N_("shown while people voted, for the whole room only"),
    Why.APART: N_("both groups, side by side"),
}


class Voice:
    """The language that a file is told in; `lang` is a code such as "en" or "cy"."""

    translate: Translator
    lang: str

    def _(self, text: str, **values: str | int) -> str:
        """A sentence of ours, its gaps filled."""
        return plain(Phrase(text, values).said(self.translate))

    def said(self, phrase: Phrase) -> str:
        """A sentence that the rules chose."""
        return plain(phrase.said(self.translate))

    def say(self, text: Phrase | str) -> str:
        """The same for whatever the templates of the page hand over: a sentence, or a name."""
        return self.said(text) if isinstance(text, Phrase) else self._(text)

    @property
    def direction(self) -> str:
        """Which way this language is read: "ltr" or "rtl"."""
        return locale_of(self.lang).text_direction

    def day(self, day: date) -> str:
        """A date as people write it in this language: 22 November 2026."""
        return long_date(day, self.lang)


@dataclass(frozen=True)
class Telling(Voice):
    """An outcome and the language to tell it in."""

    outcome: Outcome
    translate: Translator
    lang: str = "en"

    @property
    def names(self) -> dict[GroupKind, str]:
        """What the session calls its groups."""
        return {group.kind: plain(group.name) for group in self.outcome.groups}

    def name_of(self, group: GroupKind) -> str:
        """The name of a group, people who use the service first wherever there are two."""
        return self._(self.names[group])

    def meaning(self, question: QuestionOutcome, round_: RoundOutcome) -> Meaning:
        """What a round says, in the same words as on the page."""
        return meaning(round_.tally, round_.why, choices=question.choices, names=self.names)

    def shown_for(self, round_: RoundOutcome) -> list[tuple[str, str, Spread]]:
        """Whose votes may be seen: key, name and votes; the two groups first, side by side."""
        tally = round_.tally
        spreads = [
            (GroupKind.USES.value, self.name_of(GroupKind.USES), tally.uses),
            (GroupKind.WORKS.value, self.name_of(GroupKind.WORKS), tally.works),
            (WHOLE_ROOM, self._("Whole room"), tally.room),
        ]
        return [(key, name, spread) for key, name, spread in spreads if spread is not None]

    def middle(self, middle: float | None, choices: tuple[Choice, ...]) -> str:
        """A middle by the name of its choice, or of the two that it lies between; a dash without one."""
        if middle is None:
            return DASH
        by_place = {choice.place: choice for choice in choices}
        low, high = halves(middle)
        return self.between(by_place[low], by_place[high])

    def between(self, low: Choice | None, high: Choice | None) -> str:
        """The one choice, or the two that something lies between; a dash without any."""
        if low is None or high is None:
            return DASH
        if low == high:
            return self._(low.name)
        return self._("between %(low)s and %(high)s", low=self._(low.name), high=self._(high.name))

    def why(self, why: Why) -> str:
        """Why a result is shown as it is, in a few words."""
        return self._(_WHY[why])


def in_order(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Placed choices lowest first, then those kept apart."""
    placed = sorted((c for c in choices if c.place is not None), key=lambda c: c.place or 0)
    return (*placed, *(c for c in choices if c.place is None))


def votes(spread: Spread, choices: tuple[Choice, ...]) -> list[tuple[Choice, int]]:
    """Each choice with its votes, in that order."""
    return list(zip(in_order(choices), (*spread.counts, *spread.aside), strict=True))
