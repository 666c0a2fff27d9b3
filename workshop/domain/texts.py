"""What people type: cleaned once, on the way in."""

from __future__ import annotations

import unicodedata

from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_, Phrase

# Marks that turn the reading direction of what stands after them, and letters that have no width.
_UNSEEN = frozenset("\u200b\u2060\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(typed: str, *, longest: int, lines: bool = False) -> str:
    """The text without control characters and hidden marks, its blanks made single. `lines` keeps line ends.

    Raises Refused when more than `longest` characters are left: nothing is cut off behind people's backs.
    """
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    kept = [" ".join(_visible(line).split()) for line in text.split("\n")]
    joined = "\n".join(kept).strip() if lines else " ".join(filter(None, kept))
    if len(joined) > longest:
        raise Refused(
            Reason.INVALID,
            Phrase(N_("That is too long. Use %(longest)s letters or fewer."), {"longest": longest}),
        )
    return joined


def required(typed: str, *, longest: int, notice: str, lines: bool = False) -> str:
    """Like `clean`, and raises Refused with `notice` when nothing is left."""
    text = clean(typed, longest=longest, lines=lines)
    if not text:
        raise Refused(Reason.INVALID, notice)
    return text


def _visible(line: str) -> str:
    return "".join(" " if letter == "\t" else letter for letter in line if letter == "\t" or _is_visible(letter))


def _is_visible(letter: str) -> bool:
    return letter not in _UNSEEN and unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn")
