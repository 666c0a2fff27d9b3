"""The agenda during a session: a topic more, or another order of those that have not begun."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from workshop.db import db
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import TopicKind
from workshop.domain.phrases import N_
from workshop.models import Question, Round, Topic, Workshop
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act
from workshop.usecases.agenda import insert_topic, number_anew, topics_to_add

REARRANGED = N_("Today’s topics have moved in the meantime. This is how they stand now.")
_STEPS = {"up": -1, "down": 1}


def add_topic(code: str, press: Press, key: str) -> None:
    """Takes in a topic that the session does not have: last, but for the record that is still to come. Logged."""
    with desk_act(code, press) as workshop:
        plan = next((plan for plan in topics_to_add(workshop) if plan.key == key), None)
        if plan is None:
            raise Refused(Reason.INVALID, N_("That topic is here already, or there is no such topic."))
        last = workshop.topics[-1]
        comes_before = last.kind == TopicKind.RECORD and last in not_begun(workshop)
        position = last.position if comes_before else last.position + 1
        insert_topic(workshop, plan, position)
        note(workshop, Act.TOPIC_ADDED, press, topic=plan.title, position=position)


def move_topic(code: str, press: Press, key: str, *, position: int, to: str) -> None:
    """Moves a topic by one place. Logged. `position`: where it stood on the page that was pressed.

    Raises Refused for a topic in hand or behind, one that was voted on, and where it would change places
    with such a one.
    """
    with desk_act(code, press) as workshop:
        order = list(workshop.topics)
        topic = next((topic for topic in order if topic.key == key), None)
        if topic is None or to not in _STEPS:
            raise Refused(Reason.INVALID, N_("There is no such topic."))
        if topic.position != position:
            raise Refused(Reason.MOVED_ON, REARRANGED)
        at = order.index(topic)
        other = dict(enumerate(order)).get(at + _STEPS[to])
        if not {topic, other} <= set(not_begun(workshop)):
            raise Refused(Reason.INVALID, N_("Only topics that have not begun can change places."))
        order[at], order[at + _STEPS[to]] = order[at + _STEPS[to]], topic
        number_anew(order)
        note(workshop, Act.TOPIC_MOVED, press, topic=topic.title, position=topic.position)


def arrange_as(workshop: Workshop, keys: Sequence[str]) -> None:
    """Gives a session that is being made these topics, in this order. Called inside a write. Raises Refused."""
    plans = {plan.key: plan for plan in topics_to_add(workshop)}
    missing = [key for key in keys if key not in {topic.key for topic in workshop.topics}]
    if len(set(keys)) != len(keys) or not set(missing) <= plans.keys():
        raise Refused(Reason.INVALID, N_("There is no such topic."))
    for key in missing:
        insert_topic(workshop, plans[key], len(workshop.topics) + 1)
    at = {key: place for place, key in enumerate(keys)}
    number_anew(sorted(workshop.topics, key=lambda topic: at.get(topic.key, len(at))))


def not_begun(workshop: Workshop) -> list[Topic]:
    """The topics that are still to come and that nobody has voted in, in order."""
    opened = select(Question.topic_id).join(Round, Round.question_id == Question.id).distinct()
    voted_in = set(db.session.scalars(opened.where(Question.workshop_id == workshop.id)))
    return [topic for topic in workshop.topics if topic.position > workshop.position and topic.id not in voted_in]
