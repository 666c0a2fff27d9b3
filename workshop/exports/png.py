"""A picture of the outcome as pixels (PNG), for slides, messages and documents."""

from __future__ import annotations

from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.exports import svg
from workshop.exports.raster import png

_ACROSS = 2160  # pixels: sharp on a projector and on paper


def write(outcome: Outcome, translate: Translator, *, lang: str = "en", picture: str = "") -> bytes:
    """The picture of that key (see `gallery`), or the main one. Raises KeyError."""
    return png(svg.write(outcome, translate, lang=lang, picture=picture).decode(), across=_ACROSS)
