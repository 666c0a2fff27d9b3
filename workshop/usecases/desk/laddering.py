"""The group's own ladder: a rung renamed or left out before anybody votes on it, so that now and wanted compare."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from workshop.domain import texts
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import Rung, TopicKind
from workshop.domain.phrases import N_
from workshop.domain.stages import WorkshopStage
from workshop.models import Workshop
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act
from workshop.usecases.agenda import fit_ladder
from workshop.usecases.framework import LONGEST_RUNG, SAME_NAME, STEPS_STAY, is_ladder_voted_on, ladder_of, ladder_topics
from workshop.usecases.lookup import topic_in_hand

FEWEST_RUNGS = 3  # with fewer there is no middle to speak of


def rename_rung(code: str, press: Press, number: int, *, name: str) -> None:
    """Gives a rung another plain name; the field's term stays. An empty name is the ladder's own again. Logged."""
    typed = texts.clean(name, longest=LONGEST_RUNG)
    with _changing(code, press) as workshop:
        rung = _require_rung(workshop, number)
        own = rung.was or rung.name
        wanted = typed or own
        others = [other.name for other in ladder_of(workshop).rungs if other.number != number]
        if wanted.casefold() in map(str.casefold, others):
            raise Refused(Reason.INVALID, SAME_NAME)
        if wanted != rung.name:
            _keep(workshop, number, name=None if wanted == own else wanted)
            note(workshop, Act.RUNG_RENAMED, press, number=number, was=rung.name, name=wanted)


def hide_rung(code: str, press: Press, number: int, *, hidden: bool) -> None:
    """Leaves a rung out of every vote, or puts it back. Logged. Raises Refused when too few would be left."""
    with _changing(code, press) as workshop:
        rung = _require_rung(workshop, number)
        left = [other for other in ladder_of(workshop).rungs if not other.hidden]
        if hidden and not rung.hidden and len(left) <= FEWEST_RUNGS:
            raise Refused(Reason.INVALID, N_("A ladder needs three steps or more. Put one back first."))
        if hidden is not rung.hidden:
            _keep(workshop, number, hidden=None if hidden is rung.optional else hidden)
            note(workshop, Act.RUNG_HIDDEN if hidden else Act.RUNG_BACK, press, number=number, name=rung.name)


def reword_rung(workshop: Workshop, press: Press, number: int, *, was: str, name: str) -> None:
    """Gives a rung the name that a quick vote agreed on, unless its name is another by now. Called inside a desk act."""
    names = {rung.number: rung.name for rung in ladder_of(workshop).rungs}
    if is_ladder_voted_on(workshop) or names.get(number) != was or name.casefold() in map(str.casefold, names.values()):
        return
    _keep(workshop, number, name=name)
    note(workshop, Act.RUNG_RENAMED, press, number=number, was=was, name=name)
    fit_ladder(workshop, ladder_topics(workshop))


def rungs_to_change(workshop: Workshop) -> tuple[Rung, ...]:
    """The rungs, lowest first, while the group may still change them; nothing otherwise."""
    topic = topic_in_hand(workshop)
    if topic is None or workshop.stage != WorkshopStage.RUNNING or topic.kind != TopicKind.LADDER:
        return ()
    return () if is_ladder_voted_on(workshop) else ladder_of(workshop).rungs


@contextmanager
def _changing(code: str, press: Press) -> Iterator[Workshop]:
    """A change of the ladder, with which every question about it goes. Raises Refused once one was opened."""
    with desk_act(code, press) as workshop:
        topic = topic_in_hand(workshop)
        if topic is None or topic.kind != TopicKind.LADDER:
            raise Refused(Reason.INVALID, N_("Go to a topic with the ladder first."))
        if is_ladder_voted_on(workshop):
            raise Refused(Reason.CLOSED, STEPS_STAY)
        yield workshop
        fit_ladder(workshop, ladder_topics(workshop))


def _require_rung(workshop: Workshop, number: int) -> Rung:
    rung = next((rung for rung in ladder_of(workshop).rungs if rung.number == number), None)
    if rung is None:
        raise Refused(Reason.INVALID, N_("There is no such step on this ladder."))
    return rung


def _keep(workshop: Workshop, number: int, **changed: Any) -> None:
    """Notes what differs from the ladder's own rung; what is as it was before (None) leaves no trace."""
    both = {**workshop.rungs.get(str(number), {}), **changed}
    kept = {what: value for what, value in both.items() if value is not None}
    others = {key: value for key, value in workshop.rungs.items() if key != str(number)}
    workshop.rungs = {**others, str(number): kept} if kept else others
