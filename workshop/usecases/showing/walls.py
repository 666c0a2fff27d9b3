"""Which pictures of several votes may stand on the big screen, in place of results."""

from __future__ import annotations

from workshop.domain.framework import QuestionKind, Takes
from workshop.domain.outcome import Outcome
from workshop.domain.pictures.hanging import drawings_of
from workshop.domain.pictures.sketch import Drawing
from workshop.domain.stages import Stage
from workshop.models import Workshop
from workshop.usecases.lookup import topic_in_hand
from workshop.usecases.outcomes import outcome_of


def drawings_in_hand(workshop: Workshop, here: Outcome) -> tuple[Drawing, ...]:
    """The pictures of the topic in hand; none while a vote is open. `here`: the outcome of that topic."""
    topic = here.topics[0] if here.topics else None
    if topic is None or any(question.stage is Stage.OPEN for question in topic.questions):
        return ()
    if topic.takes is Takes.IDEAS and any(q.kind is QuestionKind.LADDER and q.last_shown for q in topic.questions):
        here = _with_all_ladders(workshop)  # the climb begins where another topic said that we are
    return tuple(drawing for drawing in drawings_of(here, topic) if drawing.wall)


def picture_for_wall(workshop: Workshop, what: str) -> Drawing | None:
    """The picture of that name in the topic in hand, if it has one now."""
    row = topic_in_hand(workshop)
    here = outcome_of(workshop, topics=[row] if row else [])
    return next((drawing for drawing in drawings_in_hand(workshop, here) if drawing.wall == what), None)


def _with_all_ladders(workshop: Workshop) -> Outcome:
    ladders = [topic for topic in workshop.topics if any(q.kind == QuestionKind.LADDER for q in topic.questions)]
    return outcome_of(workshop, topics=ladders)
