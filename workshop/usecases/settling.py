"""What a quick vote decides: agreed suggestions are done at once, the others stay on record. Called inside a desk act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from workshop.db import db
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import Takes
from workshop.domain.journal import Act
from workshop.domain.phrases import N_
from workshop.domain.proposals import Change, chosen, is_agreed, is_quick
from workshop.domain.stages import ProposalStage, Stage
from workshop.domain.tally import Tally
from workshop.models import Proposal, Question, Topic, Workshop
from workshop.usecases.agenda import add_item
from workshop.usecases.desk import Press, note
from workshop.usecases.outcomes import tally_of
from workshop.usecases.taking import take


def waiting_in(topic: Topic) -> Sequence[Proposal]:
    """The suggestions of a topic that no vote has begun on, in random order."""
    mine = (Proposal.topic_id == topic.id, Proposal.stage == ProposalStage.WAITING)
    return db.session.scalars(select(Proposal).where(*mine).order_by(Proposal.id)).all()


def require_decided(topic: Topic, questions: Sequence[Question]) -> None:
    """Raises Refused while suggestions for a list wait, and its first page would be opened over their heads."""
    if topic.takes != Takes.ITEMS or any(is_quick(q.asks) for q in questions) or not waiting_in(topic):
        return
    raise Refused(Reason.INVALID, N_("Some suggestions for the list wait. Vote on them first, or park them."))


def item_of(proposal: Proposal) -> str:
    """What a suggestion is called in its quick vote."""
    return f"own_{proposal.id}"


def settle(workshop: Workshop, topic: Topic, questions: Sequence[Question], press: Press) -> None:
    """Does what the shown quick votes decided; other questions are left as they are."""
    quick = [q for q in questions if is_quick(q.asks)]
    if not quick:
        return
    db.session.flush()
    if topic.takes == Takes.ACTIONS:
        take(workshop, quick, press)
        return
    tallies = {int(q.item.removeprefix("own_")): tally_of(workshop, q) for q in quick}
    taken = chosen(tallies) if topic.takes == Takes.IDEAS else _agreed(tallies)
    for proposal_id in tallies:
        proposal = db.session.get_one(Proposal, proposal_id)
        proposal.stage = ProposalStage.AGREED if proposal_id in taken else ProposalStage.PARKED
        if proposal_id in taken:
            _do(workshop, topic, proposal)
    note(workshop, Act.DECIDED, press, agreed=len(taken), parked=len(tallies) - len(taken))


def _agreed(tallies: Mapping[int, Tally]) -> frozenset[int]:
    return frozenset(proposal_id for proposal_id, tally in tallies.items() if is_agreed(tally))


def _do(workshop: Workshop, topic: Topic, proposal: Proposal) -> None:
    if topic.takes == Takes.RULES:
        topic.texts = _reworded(topic.texts, proposal)
    elif topic.takes == Takes.ITEMS:
        _change_items(workshop, topic, proposal)


def _reworded(texts: Sequence[str], proposal: Proposal) -> list[str]:
    """The texts with one more, one less, or one in other words; a text that is gone by now stays gone."""
    if proposal.change == Change.ADD:
        return [*texts, proposal.text]
    put = [proposal.text] if proposal.change == Change.REWORD else []
    at = list(texts).index(proposal.was) if proposal.was in texts else len(texts)
    return [*texts[:at], *(put if at < len(texts) else []), *texts[at + 1 :]]


def _change_items(workshop: Workshop, topic: Topic, proposal: Proposal) -> None:
    if proposal.change == Change.ADD:
        add_item(workshop, topic, key=item_of(proposal), name=proposal.text, part_title=proposal.target)
        return
    for question in [q for q in topic.questions if q.item == proposal.target and q.stage == Stage.WAITING]:
        if proposal.change == Change.REWORD:
            question.wording = proposal.text
        else:
            topic.questions.remove(question)
