"""What stands around the blocks of a file: what it is, whether it is a draft, its fingerprint."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain import codes
from workshop.exports.standing import mark, mark_line, version
from workshop.exports.telling import Telling


@dataclass(frozen=True)
class Cover:
    """`name`: what the file is: "Session K7M-4QX". `mark`: a word at the head of each page; `line`: what it means.

    `version`: which one of the outcome it is, in words; "" for none.
    """

    name: str
    mark: str
    line: str
    version: str
    sha256: str

    def under(self, day: str) -> str:
        """What stands under the title, and at the foot of each page."""
        return " · ".join(filter(None, (self.name, day, self.version)))


def cover_of(telling: Telling) -> Cover:
    """That of the outcome's own files."""
    outcome = telling.outcome
    return Cover(
        name=f"{telling._('Session')} {codes.shown(outcome.code)}",
        mark=mark(telling),
        line=mark_line(telling),
        version=version(telling),
        sha256=outcome.sha256,
    )
