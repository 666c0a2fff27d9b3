"""What may stand on the big screen in place of results, and putting it there."""

from __future__ import annotations

from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import QuestionKind, Takes
from workshop.domain.outcome import Outcome
from workshop.domain.phrases import N_
from workshop.domain.pictures.hanging import drawings_of
from workshop.domain.pictures.sketch import Drawing
from workshop.domain.stages import Stage
from workshop.models import Workshop
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act
from workshop.usecases.desk.pacing import is_open
from workshop.usecases.lookup import topic_in_hand
from workshop.usecases.outcome.outcomes import outcome_of

# What may stand on the big screen in place of results, and the entry of the log for it.
_ON_WALL = {"": Act.RESULTS_ON_WALL, "lists": Act.LISTS_ON_WALL, "plan": Act.PLAN_ON_WALL, "words": Act.WORDS_ON_WALL}
_WHILE_VOTING = ("", "words")  # tell of no vote


def put_on_wall(code: str, press: Press, what: str) -> None:
    """Shows something else than results on the big screen, until the session moves on; "" for the results again."""
    with desk_act(code, press) as workshop:
        picture = None if what in _ON_WALL else picture_for_wall(workshop, what)
        too_early = is_open(workshop) and what not in _WHILE_VOTING
        if too_early or (picture is None and what not in _ON_WALL):
            raise Refused(Reason.INVALID, N_("That cannot be put on the big screen now."))
        if picture is not None and workshop.wall != what:
            note(workshop, Act.PICTURE_ON_WALL, press, what=picture.title.said(str))
        elif workshop.wall != what:
            note(workshop, _ON_WALL[what], press)
        workshop.wall = what


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
