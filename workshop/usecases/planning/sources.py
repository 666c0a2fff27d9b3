"""The results that an action may come from: questions that were shown, and ideas that all can read. Counts nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from workshop.db import db
from workshop.domain.framework import Takes, TopicKind
from workshop.domain.planning.plan import Source
from workshop.domain.planning.proposals import is_quick
from workshop.domain.stages import ProposalStage
from workshop.models import Proposal, Question, Topic, Workshop
from workshop.usecases.lookup import whole_agenda

_ASKS_LITTLE = (TopicKind.WELCOME, TopicKind.RECORD)  # the practice vote and the sign-off lead to no action
_LOOKED_CLOSER = "how"  # of a form's activities only those that the group looked at more closely


def sources_of(workshop: Workshop) -> tuple[Source, ...]:
    """What the form offers: the ideas that were picked, then what was voted on, then the other ideas."""
    topics = whole_agenda(workshop)
    picked, others = _ideas(topics)
    voted = (Source(f"question:{q.key}", q.wording) for topic in topics for q in _shown(topic))
    return (*picked, *voted, *others)


def _shown(topic: Topic) -> Iterator[Question]:
    for question in topic.questions:
        shown = any(round_.shown_at is not None for round_ in question.rounds)
        wanted = not is_quick(question.asks) and (not question.item or question.asks == _LOOKED_CLOSER)
        if shown and wanted and topic.kind not in _ASKS_LITTLE:
            yield question


def _ideas(agenda: Sequence[Topic]) -> tuple[list[Source], list[Source]]:
    """Those in the group's top 3, and the rest, in random order; the unseen and the hidden are left out."""
    topics = [topic.id for topic in agenda if topic.takes == Takes.IDEAS]
    read = (Proposal.stage.in_((ProposalStage.AGREED, ProposalStage.PARKED)), Proposal.hidden.is_(False))
    found = select(Proposal).where(Proposal.topic_id.in_(topics), *read).order_by(Proposal.id)
    picked: list[Source] = []
    others: list[Source] = []
    for idea in db.session.scalars(found):
        is_picked = idea.stage == ProposalStage.AGREED
        (picked if is_picked else others).append(Source(f"idea:{idea.id}", idea.text, is_picked))
    return picked, others
