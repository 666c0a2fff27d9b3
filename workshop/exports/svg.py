"""A picture of the outcome as a file of its own (SVG): sharp at any size, for a website or a poster."""

from __future__ import annotations

from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.exports.gallery import find, framed, main_picture
from workshop.exports.telling import Telling


def write(outcome: Outcome, translate: Translator, *, lang: str = "en", picture: str = "") -> bytes:
    """The picture of that key (see `gallery`), or the main one. Raises KeyError."""
    hung = find(outcome, picture) if picture else main_picture(outcome)
    return framed(Telling(outcome, translate, lang), hung).encode()
