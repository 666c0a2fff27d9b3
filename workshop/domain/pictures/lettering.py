"""How wide words are, near enough to keep them inside a picture: whoever draws a file cannot ask a browser."""

from __future__ import annotations

import re
import unicodedata

# Widths as parts of the letter size, measured in the bold of our own typeface, which is the wider one.
_NARROW = dict.fromkeys("',.:;!|`ijl·’ \N{NO-BREAK SPACE}", 0.29)
_SLIM = dict.fromkeys('()[]{}-_"/\\frtI1', 0.41)
_BROAD = dict.fromkeys("&#ADGHNOQUXw", 0.73)
_BROADEST = dict.fromkeys("@MWm%…", 0.88)
_WIDTHS = _NARROW | _SLIM | _BROAD | _BROADEST
_COMMON = 0.61  # every other letter of the typeface, at most
_IDEOGRAPH = 1.05

ELLIPSIS = "…"


def width_of(text: str, size: float) -> float:
    """How wide a line of text is, in the units of its letters' `size`; rather too much than too little."""
    return size * sum(map(_width, text))


def reads_from_right(text: str) -> bool:
    """Do these words begin at the right, as Arabic does? Their first letter tells."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), False)


def fold(text: str, room: float, size: float, most: int) -> list[str]:
    """The text on `most` lines at most, each within `room`; what has no place there is cut, and ends in "…".

    Lines break at spaces, not at those that say they bind.
    """
    lines: list[str] = []
    rest = re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
    while rest and len(lines) < most:
        end = _end_of_line(rest, room, size)
        if end < len(rest) and len(lines) == most - 1:
            end = _end_of_line(rest, room - width_of(ELLIPSIS, size), size)
            return [*lines, rest[:end].rstrip() + ELLIPSIS]
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return lines or [""]


def _end_of_line(text: str, room: float, size: float) -> int:
    """Where the first line of `text` ends: after whole words if one fits, else within the word."""
    if width_of(text, size) <= room:
        return len(text)
    end = next((n for n in range(1, len(text)) if width_of(text[: n + 1], size) > room), len(text))
    at_a_word = text.rfind(" ", 0, end + 1)
    return at_a_word if at_a_word > 0 else end


def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return _IDEOGRAPH
    return _WIDTHS.get(letter, _COMMON)
