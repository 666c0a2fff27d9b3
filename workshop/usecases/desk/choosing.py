"""Which items of a form the group looks at more closely, and which it talks about."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import Form
from workshop.domain.phrases import N_
from workshop.domain.stages import Stage
from workshop.models import Question, Topic
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act
from workshop.usecases.agenda import add_second_pass, add_talk
from workshop.usecases.desk.pacing import require_topic
from workshop.usecases.framework import form_in_use

_CHOOSE = N_("Choose at least one activity from the list.")
_SHOW_FIRST = N_("Show the results of all pages first.")
_BEGUN = N_("This has begun. It cannot be changed now.")


def look_closer(code: str, press: Press, items: Sequence[str]) -> None:
    """Takes the chosen items of a form into its second pass. Raises Refused when none, or it has begun."""
    with desk_act(code, press) as workshop:
        topic, form = _require_form(require_topic(workshop))
        first = _asked(topic, {ask.key for ask in form.first})
        names = _require_chosen(items, first)
        if _asked(topic, {ask.key for ask in form.second}):
            raise Refused(Reason.INVALID, _BEGUN)
        add_second_pass(workshop, topic, items)
        note(workshop, Act.KEPT, press, items=", ".join(names))


def talk_about(code: str, press: Press, items: Sequence[str]) -> None:
    """Makes a page of its own for each item that the group talks about, and the closing pages after them.

    Raises Refused when none is chosen, the second pass is not shown yet, or it has begun.
    """
    with desk_act(code, press) as workshop:
        topic, form = _require_form(require_topic(workshop))
        second = _asked(topic, {ask.key for ask in form.second})
        names = _require_chosen(items, second)
        if _asked(topic, {ask.key for ask in form.talk}):
            raise Refused(Reason.INVALID, _BEGUN)
        add_talk(workshop, topic, items, kept={q.item for q in second})
        note(workshop, Act.TALKED, press, items=", ".join(names))


def _require_form(topic: Topic) -> tuple[Topic, Form]:
    if not topic.form:
        raise Refused(Reason.INVALID, _CHOOSE)
    return topic, form_in_use(topic)


def _asked(topic: Topic, asks: set[str]) -> list[Question]:
    return [q for q in topic.questions if q.asks in asks]


def _require_chosen(items: Sequence[str], asked: Sequence[Question]) -> list[str]:
    """The names of the chosen items, all of which were asked about and shown. Raises Refused."""
    names = dict.fromkeys(q.wording for q in asked if q.item in items)
    if not names or len(names) != len(set(items)):
        raise Refused(Reason.INVALID, _CHOOSE)
    if any(q.stage != Stage.SHOWN for q in asked):
        raise Refused(Reason.INVALID, _SHOW_FIRST)
    return list(names)
