"""Words that need a plain meaning, and which of them stand in what a session asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workshop.domain.outcome import Outcome, QuestionOutcome


@dataclass(frozen=True)
class Word:
    """A word, what it means, and the forms in which it stands in a text, in small letters."""

    name: str
    meaning: str
    forms: tuple[str, ...]
    own: int = 0
    """The id of a word that the group explained itself; 0 for one that we know."""


def words_of(outcome: Outcome, known: Sequence[Word]) -> tuple[Word, ...]:
    """Those of the known words that stand in the session's topics and questions, and all of the group's own.

    By the alphabet; where the group explains a word that we know, its own meaning stands.
    """
    own = [Word(word.word, word.meaning, (word.word.casefold(),), word.id) for word in outcome.words]
    taken = {form for word in own for form in word.forms}
    others = (word for word in words_in(texts_of(outcome), known) if not taken.intersection(word.forms))
    return tuple(sorted((*others, *own), key=lambda word: word.name.casefold()))


def words_in(texts: Iterable[str], known: Sequence[Word]) -> tuple[Word, ...]:
    """Those of the known words that stand in a text, in their order; "peer" does not stand in "peerless"."""
    said = "\n".join(texts).casefold()
    return tuple(word for word in known if any(_stands(form, said) for form in word.forms))


def texts_of(outcome: Outcome) -> Iterator[str]:
    """What a session says to people: why it is held, its topics, and what these ask."""
    yield from (outcome.purpose, outcome.can_change, outcome.cannot_change, outcome.subject)
    for topic in outcome.topics:
        yield topic.title
        yield from topic.texts
        for question in topic.questions:
            yield from _asked(question)


def _asked(question: QuestionOutcome) -> Iterator[str]:
    yield from (question.wording, question.line, question.talk, question.part_title)
    for choice in question.choices:
        yield from (choice.name, choice.term, choice.line)


def _stands(form: str, said: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", said) is not None
