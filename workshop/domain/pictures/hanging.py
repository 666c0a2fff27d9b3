"""Which of these pictures an outcome has, in the order of its session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workshop.domain.framework import Takes, TopicKind
from workshop.domain.outcome import Outcome, TopicOutcome
from workshop.domain.pictures.before_after import before_after
from workshop.domain.pictures.climb import climb
from workshop.domain.pictures.gaps import gaps
from workshop.domain.pictures.rated import rated
from workshop.domain.pictures.sketch import Drawing
from workshop.domain.pictures.words import Names, names_of


def drawings(outcome: Outcome) -> tuple[Drawing, ...]:
    """All of them; none before something was shown."""
    return tuple(drawing for topic in outcome.topics for drawing in drawings_of(outcome, topic))


def drawings_of(outcome: Outcome, topic: TopicOutcome) -> tuple[Drawing, ...]:
    """Those that stand in one topic of it. The climb stands where its ideas do, and needs the other ladder too."""
    return tuple(_of(topic, outcome.topics, names_of(outcome)))


def _of(topic: TopicOutcome, topics: Sequence[TopicOutcome], names: Names) -> Iterator[Drawing]:
    for question in topic.questions:
        if (both := before_after(question, names)) is not None:
            yield both
    if topic.kind is TopicKind.FORM:
        if (differ := gaps(topic, names)) is not None:
            yield differ
        yield from rated(topic, names)
    if topic.takes is Takes.IDEAS and (climbed := climb(topics, names)) is not None:
        yield climbed
