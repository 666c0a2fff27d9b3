"""The ladder, the forms and the choices of a session, as its group changed them. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workshop.domain.framework import Choice, Form, Item, Ladder, Part, QuestionKind, Rung, TopicKind
from workshop.domain.phrases import N_
from workshop.frameworks import load_form, load_ladder
from workshop.models import Question, Topic, Workshop

LONGEST_RUNG = 24  # letters of its name: what a rung of the picture holds in two lines on a phone
SAME_NAME = N_("Another step has that name. Give each step its own.")
STEPS_STAY = N_("A vote on the ladder was opened. Its steps stay as they are now.")


def ladder_of(workshop: Workshop) -> Ladder:
    """The ladder of a session, as its group changed it."""
    ladder = load_ladder(workshop.ladder)
    return replace(ladder, rungs=tuple(_own(rung, workshop.rungs.get(str(rung.number), {})) for rung in ladder.rungs))


def ladder_topics(workshop: Workshop) -> list[Topic]:
    """The topics that put the ladder to the vote."""
    return [topic for topic in workshop.topics if topic.kind == TopicKind.LADDER]


def is_ladder_voted_on(workshop: Workshop) -> bool:
    """Was a vote on the ladder opened? Then its steps stay, so that now and wanted compare."""
    asked = (q for topic in ladder_topics(workshop) for q in topic.questions if q.kind == QuestionKind.LADDER)
    return any(question.rounds for question in asked)


def form_in_use(topic: Topic) -> Form:
    """The form of a topic as its group changed it: what its first pass asks about.

    Parts that lost their last item are gone; items and parts that the group added have no key in the file.
    """
    form = load_form(topic.form)
    firsts = {ask.key for ask in form.first}
    parts: dict[str, dict[str, Item]] = {}
    for question in topic.questions:
        if question.asks in firsts:
            item = Item(question.item, question.wording, question.part_title)
            parts.setdefault(question.part_title, {})[question.item] = item
    return replace(form, parts=tuple(Part(title, title, tuple(items.values())) for title, items in parts.items()))


def choices_of(question: Question) -> tuple[Choice, ...]:
    """The choices of a question as values, lowest first, then those kept apart."""
    return tuple(Choice(**row) for row in question.choices)


def left_alone_of(question: Question) -> str:
    """What counts where a few are picked out of many and a person left this one alone: the second choice, "not this"."""
    return str(question.choices[1]["key"])


def _own(rung: Rung, changed: Mapping[str, Any]) -> Rung:
    name = changed.get("name")
    named = replace(rung, name=name, was=rung.name) if name else rung
    return replace(named, hidden=changed.get("hidden", rung.hidden))
