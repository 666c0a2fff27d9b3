"""What a server said to the first of everybody, so that the bare server can say the same bytes again."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path


def _lists() -> defaultdict[str, list[str]]:
    return defaultdict(list)


@dataclass
class Tape:
    """`answers` by method and path, `pushes` by deed and view, each in order; one `ack` and one `progress`."""

    answers: defaultdict[str, list[str]] = field(default_factory=_lists)
    pushes: defaultdict[str, list[str]] = field(default_factory=_lists)
    ack: str = ""
    progress: str = ""

    def answered(self, method: str, path: str, response: bytes) -> None:
        """Keeps a whole response."""
        self.answers[f"{method} {path}"].append(response.decode("latin-1"))

    def save(self, path: Path) -> None:
        """Writes it down."""
        path.write_text(json.dumps([self.answers, self.pushes, self.ack, self.progress]))

    @classmethod
    def load(cls, path: Path) -> Tape:
        """Reads what `save` wrote."""
        answers, pushes, ack, progress = json.loads(path.read_text())
        return cls(defaultdict(list, answers), defaultdict(list, pushes), ack, progress)


def play(kept: list[str]) -> str:
    """The next of what was kept; the last one again and again."""
    return kept.pop(0) if len(kept) > 1 else kept[0] if kept else ""
