"""Dates as people write them: the one rule for pages and files. English is British: the day stands before the month."""

from __future__ import annotations

from datetime import date

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date

_BRITISH = Locale("en", "GB")  # plain "en" writes the month first


def long_date(day: date, lang: str) -> str:
    """A date in the language of that code: 22 November 2026."""
    return format_date(day, format="long", locale=locale_of(lang))


def short_date(day: date, lang: str) -> str:
    """The same where there is little room: 22 Nov 2026."""
    return format_date(day, format="medium", locale=locale_of(lang))


def locale_of(lang: str) -> Locale:
    """What is known of a language by its code, such as "en", "cy" or "pt-BR"; English where it is not known."""
    if lang == "en":
        return _BRITISH
    try:
        return Locale.parse(lang, sep="-")
    except (ValueError, UnknownLocaleError):
        return _BRITISH
