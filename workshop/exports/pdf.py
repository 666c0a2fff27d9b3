"""The outcome as a tagged PDF, to read, print and send on."""

from __future__ import annotations

from collections.abc import Iterable

from workshop.domain import codes
from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.exports.blocks import Block
from workshop.exports.cover import Cover, cover_of
from workshop.exports.story import story
from workshop.exports.telling import Telling, plain
from workshop.exports.typeset import Front, typeset


def write(outcome: Outcome, translate: Translator, *, lang: str = "en") -> bytes:
    """The whole file; the same, byte for byte, for the same outcome and language."""
    telling = Telling(outcome, translate, lang)
    return printed(telling, story(telling), size=12)


def printed(telling: Telling, blocks: Iterable[Block], *, size: float, cover: Cover | None = None) -> bytes:
    """These blocks as a tagged PDF, its text `size` points high; `cover`: another than the usual."""
    return typeset(telling, _front(telling, cover or cover_of(telling)), blocks, size=size)


def _front(telling: Telling, cover: Cover) -> Front:
    outcome = telling.outcome
    return Front(
        title=plain(outcome.title) or codes.shown(outcome.code),
        under=cover.under(telling.day(outcome.opened)),
        on=outcome.opened,
        mark=cover.mark,
        mark_line=cover.line,
        sha256=cover.sha256,
        lacking=telling._(
            "Some letters could not be printed here. They are named in [brackets]."
            " The table of this session (CSV) has them as they were written."
        ),
    )
