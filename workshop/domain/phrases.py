"""Sentences for people that the rules choose and the doors translate.

A rule may decide *what* is said, but never in which language: it returns a `Phrase`, and whoever shows
it passes the translator in. `N_` marks the English text for the translators' catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Translator = Callable[[str], str]


def N_(text: str) -> str:  # noqa: N802  the name that gettext's extractors look for
    """The text itself, marked for translation."""
    return text


@dataclass(frozen=True)
class Phrase:
    """An English sentence with `%(name)s` gaps, and what goes into them (texts, numbers or phrases)."""

    text: str
    values: Mapping[str, str | int | Phrase] = field(default_factory=dict)

    def said(self, translate: Translator) -> str:
        """The sentence in the language of `translate`, its gaps filled; gaps that are phrases too."""
        # gettext answers the empty text with the catalogue's own header.
        text = translate(self.text) if self.text else ""
        if not self.values:
            return text
        return text % {name: _said(value, translate) for name, value in self.values.items()}


def _said(value: str | int | Phrase, translate: Translator) -> str:
    return value.said(translate) if isinstance(value, Phrase) else str(value)
