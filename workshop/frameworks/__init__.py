"""Ladders, forms and agendas by key, read from the TOML files beside this module.

A new framework is a new file and no code. The wording is English and goes through gettext where
it is shown; `extract` hands it to Babel.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from workshop.domain.credits import About
from workshop.domain.framework import Choice, Form, Ladder, QuickVotes, Template
from workshop.domain.words import Word
from workshop.frameworks import reading
from workshop.frameworks.extraction import extract
from workshop.frameworks.reading import BrokenFramework

__all__ = [
    "BrokenFramework",
    "UnknownFramework",
    "extract",
    "form_keys",
    "known_texts",
    "ladder_keys",
    "load_about",
    "load_form",
    "load_ladder",
    "load_quick_votes",
    "load_template",
    "load_words",
    "template_keys",
]

FOLDER = Path(__file__).parent
Value = TypeVar("Value")


class UnknownFramework(KeyError):
    """No file here holds this key."""


def ladder_keys() -> tuple[str, ...]:
    """The default first, then in the order that the files ask for."""
    return tuple(_paths("ladder"))


def form_keys() -> tuple[str, ...]:
    """In the order of the alphabet."""
    return tuple(_paths("form"))


def template_keys() -> tuple[str, ...]:
    """The default first, then in the order that the files ask for."""
    return tuple(_paths("template"))


@cache
def load_ladder(key: str) -> Ladder:
    """Raises UnknownFramework, a KeyError; BrokenFramework names the file that cannot be read."""
    return _load("ladder", key, reading.ladder)


@cache
def load_form(key: str) -> Form:
    """Raises UnknownFramework, a KeyError; BrokenFramework names the file that cannot be read."""
    return _load("form", key, lambda table: reading.form(table, _answers()))


@cache
def load_template(key: str, ladder: str = "tlap") -> Template:
    """The agenda with every question written out; forms with their first pass only.

    Raises UnknownFramework, a KeyError, for the agenda and for the ladder.
    """
    rungs = load_ladder(ladder)
    topics = reading.read(
        FOLDER / "topics.toml",
        lambda table: reading.topics(table, _answers(), rungs=rungs, form_of=load_form),
    )
    return _load("template", key, lambda table: reading.template(table, topics, ladder_key=ladder))


@cache
def load_quick_votes() -> QuickVotes:
    """How a suggestion of the group is decided."""
    return reading.read(FOLDER / "quick_votes.toml", lambda table: reading.quick_votes(table, _answers()))


@cache
def load_about() -> About:
    """What the guide says, whom we thank, and what to read."""
    return reading.read(FOLDER / "credits.toml", reading.about)


@cache
def known_texts() -> frozenset[str]:
    """Every text for people in these files: whatever else stands in a session, somebody there has written."""
    texts: set[str] = set()
    for path in FOLDER.glob("*.toml"):
        with path.open("rb") as file:
            texts.update(text for _, _, text, _ in extract(file, None, None, None))
    return frozenset(texts)


@cache
def load_words() -> tuple[Word, ...]:
    """Words that need a plain meaning, in the order of the alphabet."""
    return reading.read(FOLDER / "words.toml", reading.words)


@cache
def _answers() -> Mapping[str, Choice]:
    return reading.read(FOLDER / "answers.toml", reading.answers)


@cache
def _paths(holds: str) -> Mapping[str, Path]:
    """The files that hold a ladder, a form or a template, by key and in the order to offer."""
    tables = {path: reading.read(path, dict) for path in sorted(FOLDER.glob("*.toml"))}
    ours = [path for path, table in tables.items() if table.get("holds") == holds]
    ours.sort(key=lambda path: int(tables[path].get("order", 0)))
    return {str(tables[path]["key"]): path for path in ours}


def _load(holds: str, key: str, build: Callable[[reading.Table], Value]) -> Value:
    path = _paths(holds).get(key)
    if path is None:
        raise UnknownFramework(f"no {holds} is called {key!r}")
    return reading.read(path, build)
