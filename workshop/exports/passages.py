"""A text by the languages that its letters give away, for those who have it read to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_URDU = re.compile("[ٹڈڑںےۓہھگچپک]")  # letters that Arabic has not
_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
_BENGALI = "\u0980-\u09ff"
# As in words.typ: what ends an Arabic sentence belongs to it.
_PASSAGE = re.compile(
    rf"(?P<bn>[{_BENGALI}](?:[{_BENGALI}\u200c\u200d।॥ ]*[{_BENGALI}।॥])?)"
    rf"|(?P<ar>[{_ARABIC}](?:[{_ARABIC} !?.]*[{_ARABIC}!?.])?)"
)


@dataclass(frozen=True)
class Passage:
    """A piece of a text; `lang` is "" where it is that of the file."""

    text: str
    lang: str = ""

    @property
    def right_to_left(self) -> bool:
        """Is it read from right to left?"""
        return self.lang in ("ar", "ur")


def passages(text: str) -> Iterator[Passage]:
    """The pieces of the text in their order; together they are all of it."""
    at = 0
    for found in _PASSAGE.finditer(text):
        if found.start() > at:
            yield Passage(text[at : found.start()])
        yield Passage(found[0], "bn" if found["bn"] else "ur" if _URDU.search(found[0]) else "ar")
        at = found.end()
    if at < len(text):
        yield Passage(text[at:])
