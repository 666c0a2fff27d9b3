"""What becomes of suggestions at the desk: put to a quick vote, parked with a reason, or hidden."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.db import db
from workshop.domain import texts
from workshop.domain.desk.facilitators import Deed
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import Item, QuestionPlan, Takes
from workshop.domain.passes import question_about
from workshop.domain.phrases import N_
from workshop.domain.planning.proposals import Change
from workshop.domain.stages import ProposalStage
from workshop.frameworks import load_quick_votes
from workshop.models import Proposal, Topic, Workshop
from workshop.usecases.acts.agreeing import agreed
from workshop.usecases.acts.hiding import may_hide
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act
from workshop.usecases.agenda import add_page
from workshop.usecases.desk.pacing import is_open, open_page, require_topic
from workshop.usecases.desk.settling import item_of
from workshop.usecases.framework import STEPS_STAY, is_ladder_voted_on
from workshop.usecases.planning.proposing import LONGEST, count_waiting, waiting_in
from workshop.usecases.planning.taking import drafts_on_paper


def decide(code: str, press: Press) -> None:
    """Opens one page with a quick vote on every suggestion that waits. Raises Refused when none does."""
    with desk_act(code, press) as workshop:
        topic = require_topic(workshop)
        if topic.takes == Takes.RUNGS and is_ladder_voted_on(workshop):
            raise Refused(Reason.CLOSED, STEPS_STAY)
        if not count_waiting(workshop, topic) or is_open(workshop):
            raise Refused(Reason.INVALID, N_("There is nothing to decide here just now."))
        if any(q.rounds and q.stage == "waiting" for q in topic.questions):
            raise Refused(Reason.INVALID, N_("A vote was put aside. Open it again and show it first."))
        plans = drafts_on_paper(workshop, topic) if topic.takes == Takes.ACTIONS else _on_paper(topic)
        open_page(workshop, add_page(workshop, topic, plans), press)


def park(code: str, press: Press, proposal_id: int, *, reason: str) -> None:
    """Parks a suggestion that waits: it stays on record with the reason, and the log says so. Raises Refused."""
    why = texts.required(reason, longest=LONGEST, notice=N_("Say why. It stays on record with the suggestion."))
    with desk_act(code, press) as workshop:
        row = _require_waiting(workshop, proposal_id)
        sent = {"proposal": str(row.id), "reason": why}
        if not agreed(workshop, press, Deed.PARK, target=str(row.id), about=row.text or row.was, fields=sent):
            return
        row.stage, row.reason = ProposalStage.PARKED, why
        note(workshop, Act.PARKED, press, what=row.text or row.was, reason=why)


def hide(code: str, press: Press, proposal_id: int) -> None:
    """Hides a suggestion that names a person: its words go. The log says only that one was hidden. Raises Refused."""
    with desk_act(code, press) as workshop:
        row = _require_waiting(workshop, proposal_id)
        if not may_hide(workshop, press, Deed.HIDE_PROPOSAL, ("proposal", row.id), row.text or row.was):
            return
        row.hidden, row.stage = True, ProposalStage.PARKED
        row.text = row.was = ""
        note(workshop, Act.PROPOSAL_HIDDEN, press)


def _on_paper(topic: Topic) -> list[QuestionPlan]:
    """A quick vote for each suggestion that waits, which is in the vote from now on."""
    quick, waiting = load_quick_votes(), waiting_in(topic)
    title = quick.titles[Takes(topic.takes)]
    for row in waiting:
        row.stage = ProposalStage.OPEN
    items = [(row, Item(item_of(row), _asked(row), title)) for row in waiting]
    return [question_about(item, quick.asks[row.change], page=1, title=title) for row, item in items]


def _asked(row: Proposal) -> str:
    """What the quick vote shows: the words alone, since what is asked of them stands beside them."""
    if row.change == Change.REWORD:
        return f"{row.was} → {row.text}"
    return row.text or row.was


def _require_waiting(workshop: Workshop, proposal_id: int) -> Proposal:
    row = db.session.get(Proposal, proposal_id)
    ours: Sequence[int] = [topic.id for topic in workshop.topics]
    if row is None or row.topic_id not in ours or row.stage != ProposalStage.WAITING:
        raise Refused(Reason.NOT_FOUND, N_("That suggestion is not waiting any more."))
    return row
