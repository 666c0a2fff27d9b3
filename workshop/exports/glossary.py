"""What the words mean, for those that stand in this session: a part of every file to read."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.domain.words import words_of
from workshop.exports.blocks import Block, Heading, Table
from workshop.exports.telling import Telling
from workshop.frameworks import load_words


def meanings(telling: Telling) -> tuple[tuple[str, str], ...]:
    """Each word with its meaning."""
    return tuple((telling._(word.name), telling._(word.meaning)) for word in words_of(telling.outcome, load_words()))


def glossary(telling: Telling) -> Iterator[Block]:
    """The words under a heading of their own; nothing where no word needs it."""
    rows = meanings(telling)
    if rows:
        yield Heading(2, telling._("What the words mean"))
        yield Table((telling._("Word"), telling._("What it means")), rows)
