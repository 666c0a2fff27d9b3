"""Suggesting: anybody proposes a rule, a change to the list, or an idea, and the group decides by a quick vote."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from workshop.db import db, forget_journal, write
from workshop.domain import texts
from workshop.domain.desk.facilitators import Deed
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import Item, QuestionKind, QuestionPlan, Takes
from workshop.domain.passes import question_about
from workshop.domain.phrases import N_, Phrase
from workshop.domain.planning.proposals import MOST, Change, is_quick
from workshop.domain.stages import ProposalStage, WorkshopStage
from workshop.domain.tags import proposal_tag
from workshop.frameworks import load_quick_votes
from workshop.models import Proposal, Topic, Workshop
from workshop.usecases.desk.acts import Press, desk_act, note
from workshop.usecases.desk.agenda import add_page, choices_of
from workshop.usecases.desk.agreeing import agreed
from workshop.usecases.desk.hiding import may_hide
from workshop.usecases.desk.laddering import LONGEST_NAME, SAME_NAME, STEPS_STAY, is_voted_on
from workshop.usecases.desk.pacing import is_open, open_page, require_topic
from workshop.usecases.desk.settling import item_of, waiting_in
from workshop.usecases.events import Change as Moved
from workshop.usecases.events import ring
from workshop.usecases.lookup import require_voter, topic_in_hand
from workshop.usecases.planning.taking import drafts_of, drafts_on_paper
from workshop.usecases.showing.recording import passages_of

LONGEST = 160
LONGEST_CHANGE = 280  # of the record: it may be a sentence or two
# What alone may be suggested there, and how long it may be; elsewhere see _read.
_ONLY = {Takes.RUNGS: {Change.REWORD}, Takes.IDEAS: {Change.SUPPORT}, Takes.CHANGES: {Change.CORRECT}}
_LONGEST = {Takes.RUNGS: LONGEST_NAME, Takes.CHANGES: LONGEST_CHANGE}
_NOT_NOW = N_("Nothing can be suggested here now. What is on the list goes on.")


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A suggestion as it was sent. `target`: what it would change, or the part that a new item would join."""

    change: str
    target: str = ""
    text: str = ""


def propose(code: str, secret: bytes | None, suggestion: Suggestion) -> None:
    """Keeps a suggestion, with nobody's name; the same one again adds nothing. Raises Refused."""
    with write() as session:
        voter = require_voter(code, secret)
        topic = _require_taking(voter.workshop)
        wanted = _read(topic, suggestion)
        mine = _slots(voter.key, voter.secret, topic)
        if any(_same(row, wanted) for row in mine.values() if row):
            return
        free = next((tag for tag, row in mine.items() if row is None), None)
        if free is None:
            most = MOST[Takes(topic.takes)]
            raise Refused(
                Reason.INVALID,
                Phrase(N_("You have made %(most)s suggestions here. Take one back to make another."), {"most": most}),
            )
        wanted.id, wanted.tag = secrets.randbits(53), free
        session.add(wanted)
        voter.workshop.revision += 1
    ring(code, Moved.VIEW)


def take_back(code: str, secret: bytes | None, proposal_id: int) -> None:
    """Takes back a suggestion of one's own that no vote has begun on. Raises Refused."""
    with write() as session:
        voter = require_voter(code, secret)
        topic = topic_in_hand(voter.workshop)
        mine = _slots(voter.key, voter.secret, topic).values() if topic else ()
        row = next((row for row in mine if row is not None and row.id == proposal_id), None)
        if row is None or row.stage != ProposalStage.WAITING:
            raise Refused(Reason.CLOSED, N_("That suggestion cannot be taken back now."))
        session.delete(row)
        voter.workshop.revision += 1
        forget_journal()
    ring(code, Moved.VIEW)


def own_proposals(workshop: Workshop, secret: bytes | None) -> tuple[Proposal, ...]:
    """A person's own suggestions in the topic in hand that can still be taken back, for their own phone only."""
    topic = topic_in_hand(workshop)
    if workshop.key is None or secret is None or topic is None or not topic.takes:
        return ()
    return tuple(row for row in suggestions_of(workshop.key, secret, topic) if row.stage == ProposalStage.WAITING)


def suggestions_of(key: bytes, secret: bytes, topic: Topic) -> tuple[Proposal, ...]:
    """All that a person suggested in a topic, whatever became of it; for their own phone only."""
    return tuple(row for row in _slots(key, secret, topic).values() if row is not None)


def decide(code: str, press: Press) -> None:
    """Opens one page with a quick vote on every suggestion that waits. Raises Refused when none does."""
    with desk_act(code, press) as workshop:
        topic = require_topic(workshop)
        if topic.takes == Takes.RUNGS and is_voted_on(workshop):
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


def count_waiting(workshop: Workshop, topic: Topic) -> int:
    """How many suggestions, or drafts of the plan, no vote has begun on; also those that may not be read yet."""
    return len(drafts_of(workshop) if topic.takes == Takes.ACTIONS else waiting_in(topic))


def may_suggest(workshop: Workshop, topic: Topic) -> bool:
    """Is it still time to suggest? A ladder and a list are fixed by their first vote; ideas by the vote on them."""
    if topic.takes == Takes.RUNGS:
        return not is_voted_on(workshop)
    if topic.takes == Takes.ITEMS:
        return not any(q.rounds for q in topic.questions if not is_quick(q.asks))
    if topic.takes == Takes.IDEAS:
        return not any(is_quick(q.asks) for q in topic.questions)
    return topic.takes in (Takes.RULES, Takes.CHANGES)


def _on_paper(topic: Topic) -> list[QuestionPlan]:
    """A quick vote for each suggestion that waits, which is in the vote from now on."""
    quick, waiting = load_quick_votes(), waiting_in(topic)
    title = quick.titles[Takes(topic.takes)]
    for row in waiting:
        row.stage = ProposalStage.OPEN
    items = [(row, Item(item_of(row), _asked(row), title)) for row in waiting]
    return [question_about(item, quick.asks[row.change], page=1, title=title) for row, item in items]


def _require_taking(workshop: Workshop) -> Topic:
    topic = topic_in_hand(workshop)
    if topic is None or workshop.stage != WorkshopStage.RUNNING or not may_suggest(workshop, topic):
        raise Refused(Reason.CLOSED, _NOT_NOW)
    return topic


def _slots(key: bytes, secret: bytes, topic: Topic) -> dict[bytes, Proposal | None]:
    """The tags under which one person may suggest in a topic, and what stands under each."""
    most = MOST.get(Takes(topic.takes), 0)
    tags = [proposal_tag(key, secret, topic=topic.id, number=number) for number in range(most)]
    found = select(Proposal).where(Proposal.topic_id == topic.id, Proposal.tag.in_(tags))
    rows = {row.tag: row for row in db.session.scalars(found)}
    return {tag: rows.get(tag) for tag in tags}


def _read(topic: Topic, suggestion: Suggestion) -> Proposal:
    """The suggestion that was meant, without its key and tag; raises Refused when it makes no sense here."""
    change = _change(topic, suggestion)
    must_say = change is not Change.REMOVE
    longest = _LONGEST.get(Takes(topic.takes), LONGEST)
    text = texts.required(suggestion.text, longest=longest, notice=N_("Write your suggestion first.")) if must_say else ""
    target, was = _target(topic, change, suggestion.target)
    if topic.takes == Takes.RUNGS and text.casefold() in map(str.casefold, targets(topic).values()):
        raise Refused(Reason.INVALID, SAME_NAME)
    return Proposal(
        topic_id=topic.id, change=change, target=target, was=was, text=text, stage=ProposalStage.WAITING, reason=""
    )


def _change(topic: Topic, suggestion: Suggestion) -> Change:
    allowed = _ONLY.get(Takes(topic.takes), {Change.ADD, Change.REWORD, Change.REMOVE})
    # Empty new words mean: take it off, where that may be suggested.
    is_empty = suggestion.change == Change.REWORD and not suggestion.text.strip() and Change.REMOVE in allowed
    sent = Change.REMOVE if is_empty else suggestion.change
    if sent not in allowed:
        raise Refused(Reason.INVALID, N_("That cannot be suggested here."))
    return Change(sent)


def _target(topic: Topic, change: Change, sent: str) -> tuple[str, str]:
    """What is to be changed, and its words now; for a new item the part of the list that it joins."""
    if topic.takes == Takes.IDEAS or (topic.takes == Takes.RULES and change is Change.ADD):
        return "", ""
    known = part_titles(topic) if change is Change.ADD else targets(topic)
    if sent not in known:
        raise Refused(Reason.INVALID, N_("Choose from the list what you mean."))
    return sent, known[sent]


def targets(topic: Topic) -> dict[str, str]:
    """What may be changed: its key, and its words now; in a record, which part of it."""
    if topic.takes == Takes.RULES:
        return {f"rule_{number}": text for number, text in enumerate(topic.texts, 1)}
    if topic.takes == Takes.RUNGS:
        ladder = next((q for q in topic.questions if q.kind == QuestionKind.LADDER), None)
        return {c.key: c.name for c in reversed(choices_of(ladder)) if c.place is not None} if ladder else {}
    if topic.takes == Takes.ITEMS:
        return {q.item: q.wording for q in topic.questions if not is_quick(q.asks)}
    return passages_of(topic) if topic.takes == Takes.CHANGES else {}


def part_titles(topic: Topic) -> dict[str, str]:
    """The parts of the list that a new item may join."""
    if topic.takes != Takes.ITEMS:
        return {}
    return {q.part_title: "" for q in topic.questions if not is_quick(q.asks)}


def _same(row: Proposal, wanted: Proposal) -> bool:
    return (row.change, row.target, row.was, row.text) == (wanted.change, wanted.target, wanted.was, wanted.text)


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
