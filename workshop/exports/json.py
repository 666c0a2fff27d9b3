"""The outcome for programs (JSON): all of it, as docs/outcome-schema.json describes.

`outcome` is what was signed off. Beside it stand `since`, what came of the plan after the end, and `words`, what the hard
words in it mean: those that we know and those of the group.

It is the same in every language. Whoever doubts a file can work out its fingerprint: it is the SHA-256 of what
stands under `outcome`, as canonical JSON (RFC 8785).
"""

from __future__ import annotations

import json

from workshop.domain import codes
from workshop.domain.outcome import Outcome, as_json
from workshop.domain.phrases import Translator
from workshop.domain.record.signing import sign_off
from workshop.domain.words import words_of
from workshop.exports.standing import version_key
from workshop.frameworks import load_words

FORMAT = "equal-footing-outcome"
VERSION = 2  # A new field keeps it. It grows when a field goes, or comes to mean something else.


def write(outcome: Outcome, _translate: Translator, *, lang: str = "en") -> bytes:  # noqa: ARG001  it needs no language
    """The whole file, indented for people who look into it."""
    found = sign_off(outcome)
    file = {
        "format": FORMAT,
        "version": VERSION,
        "session": codes.shown(outcome.code),
        "opened": outcome.opened.isoformat(),
        "state": "final" if outcome.ended else "draft",
        "outcome_version": version_key(outcome),
        "agreed": found.agreed,
        "not_agreed_by": [side.value for side in found.against],
        "sha256": outcome.sha256,
        "outcome": outcome.plain(),
        "words": [
            {"word": word.name, "meaning": word.meaning, "own": bool(word.own)}
            for word in words_of(outcome, load_words())
        ],
        "since": as_json(outcome.since),
    }
    return (json.dumps(file, ensure_ascii=False, indent=1) + "\n").encode()
