"""Suggesting: anybody proposes a rule, a change to the list, or an idea, and the group decides by a quick vote."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from workshop.db import db, forget_journal, write
from workshop.domain import texts
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import QuestionKind, Takes
from workshop.domain.phrases import N_, Phrase
from workshop.domain.planning.proposals import MOST, Change, is_quick
from workshop.domain.stages import ProposalStage, WorkshopStage
from workshop.domain.tags import proposal_tag
from workshop.models import Proposal, Topic, Workshop
from workshop.usecases.events import Moved, ring
from workshop.usecases.framework import LONGEST_RUNG, SAME_NAME, choices_of, is_ladder_voted_on
from workshop.usecases.lookup import require_voter, topic_in_hand
from workshop.usecases.planning.taking import drafts_of

LONGEST = 160
LONGEST_CHANGE = 280  # of the record: it may be a sentence or two
# What alone may be suggested there, and how long it may be; elsewhere see _read.
_ONLY = {Takes.RUNGS: {Change.REWORD}, Takes.IDEAS: {Change.SUPPORT}, Takes.CHANGES: {Change.CORRECT}}
_LONGEST = {Takes.RUNGS: LONGEST_RUNG, Takes.CHANGES: LONGEST_CHANGE}
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


def waiting_in(topic: Topic) -> Sequence[Proposal]:
    """The suggestions of a topic that no vote has begun on, in random order."""
    mine = (Proposal.topic_id == topic.id, Proposal.stage == ProposalStage.WAITING)
    return db.session.scalars(select(Proposal).where(*mine).order_by(Proposal.id)).all()


def count_waiting(workshop: Workshop, topic: Topic) -> int:
    """How many suggestions, or drafts of the plan, no vote has begun on; also those that may not be read yet."""
    return len(drafts_of(workshop) if topic.takes == Takes.ACTIONS else waiting_in(topic))


def may_suggest(workshop: Workshop, topic: Topic) -> bool:
    """Is it still time to suggest? A ladder and a list are fixed by their first vote; ideas by the vote on them."""
    if topic.takes == Takes.RUNGS:
        return not is_ladder_voted_on(workshop)
    if topic.takes == Takes.ITEMS:
        return not any(q.rounds for q in topic.questions if not is_quick(q.asks))
    if topic.takes == Takes.IDEAS:
        return not any(is_quick(q.asks) for q in topic.questions)
    return topic.takes in (Takes.RULES, Takes.CHANGES)


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
    return _passages_of(topic) if topic.takes == Takes.CHANGES else {}


def _passages_of(record: Topic) -> dict[str, str]:
    """What a change to the record may be about: each topic's key with its title, first "" for all of it."""
    others = select(Topic).where(Topic.workshop_id == record.workshop_id, Topic.id != record.id)
    return {"": "", **{topic.key: topic.title for topic in db.session.scalars(others.order_by(Topic.position))}}


def part_titles(topic: Topic) -> dict[str, str]:
    """The parts of the list that a new item may join."""
    if topic.takes != Takes.ITEMS:
        return {}
    return {q.part_title: "" for q in topic.questions if not is_quick(q.asks)}


def _same(row: Proposal, wanted: Proposal) -> bool:
    return (row.change, row.target, row.was, row.text) == (wanted.change, wanted.target, wanted.was, wanted.text)
