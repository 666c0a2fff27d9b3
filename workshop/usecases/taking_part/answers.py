"""What one person has said in a session, for their own phone and nobody else. Reads only.

Whoever asks brings the device's own secret: without it, or when the session's key is gone, there is nothing to find.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from workshop.db import db
from workshop.domain.groups import GroupKind
from workshop.domain.hands import Hand
from workshop.domain.phrases import N_, Phrase
from workshop.domain.planning.proposals import Change
from workshop.domain.tags import remark_tag, vote_tag
from workshop.models import Proposal, Question, Remark, Topic, Vote, Workshop
from workshop.usecases.framework import choices_of
from workshop.usecases.lookup import find_participant
from workshop.usecases.planning.proposing import suggestions_of
from workshop.usecases.taking_part.sharing import secret_for_own_eyes

_SUGGESTED = {
    Change.ADD: N_("“%(new)s”"),
    Change.REWORD: N_("“%(was)s” → “%(new)s”"),
    Change.REMOVE: N_("Take off: “%(was)s”"),
    Change.SUPPORT: N_("“%(new)s”"),
    Change.CORRECT: N_("To change in the record: “%(new)s”"),
}
_HIDDEN = N_("Something that you suggested was hidden, as it named a person.")


@dataclass(frozen=True)
class OwnAnswer:
    """What a person said to one question: the names of their choices by round, first vote first, and their words.

    A round in which they have no vote is left out of `votes`. `words`: what was asked, and what they wrote.
    """

    question: str
    asks: str
    votes: tuple[tuple[int, str], ...]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OwnTopic:
    """What a person said in one topic; topics in which they said nothing are left out."""

    number: int
    title: str
    answers: tuple[OwnAnswer, ...]
    suggestions: tuple[Phrase, ...]


@dataclass(frozen=True)
class OwnAnswers:
    """All that a person said; `group` is the name that the session has for theirs."""

    group: str
    topics: tuple[OwnTopic, ...]


def own_answers(workshop: Workshop, device: bytes | None, hand: Hand) -> OwnAnswers | None:
    """Everything that this person said; None when they never joined, or when the session's key is gone.

    Raises Refused on a phone that people share.
    """
    secret = secret_for_own_eyes(workshop, device, hand)
    participant = find_participant(workshop, secret)
    if participant is None or workshop.key is None or secret is None:
        return None
    names = {GroupKind(group.kind): group.name for group in workshop.groups}
    own = _Own(workshop.key, secret)
    topics = (own.topic(topic) for topic in workshop.topics)
    said = tuple(topic for topic in topics if topic.answers or topic.suggestions)
    return OwnAnswers(names[GroupKind(participant.group)], said)


class _Own:
    """The person's own rows, found by the tags that only their secret makes."""

    def __init__(self, key: bytes, secret: bytes) -> None:
        self.key, self.secret = key, secret

    def topic(self, topic: Topic) -> OwnTopic:
        votes, words = self._votes(topic.questions), self._words(topic.questions)
        answers = (self._answer(question, votes, words) for question in topic.questions)
        return OwnTopic(
            number=topic.position,
            title=topic.title,
            answers=tuple(answer for answer in answers if answer.votes or answer.words),
            suggestions=tuple(map(_said, suggestions_of(self.key, self.secret, topic))),
        )

    def _answer(self, question: Question, votes: Mapping[bytes, str], words: Mapping[bytes, str]) -> OwnAnswer:
        names = {choice.key: choice.name for choice in choices_of(question)}
        chosen = ((round_.number, votes.get(self._vote_tag(question, round_.number))) for round_ in question.rounds)
        wrote = ((prompt["name"], words.get(self._remark_tag(question, prompt["key"]))) for prompt in question.prompts)
        return OwnAnswer(
            question=question.wording,
            asks=question.line if question.item else "",
            votes=tuple((number, names[choice]) for number, choice in chosen if choice is not None),
            words=tuple((asked, text) for asked, text in wrote if text),
        )

    def _votes(self, questions: Sequence[Question]) -> Mapping[bytes, str]:
        tags = [self._vote_tag(q, round_.number) for q in questions for round_ in q.rounds]
        rows = select(Vote.tag, Vote.choice).where(_among(Vote, questions), Vote.tag.in_(tags))
        return dict(db.session.execute(rows).all())

    def _words(self, questions: Sequence[Question]) -> Mapping[bytes, str]:
        tags = [self._remark_tag(q, prompt["key"]) for q in questions for prompt in q.prompts]
        rows = select(Remark.tag, Remark.text).where(_among(Remark, questions), Remark.tag.in_(tags))
        return dict(db.session.execute(rows).all())

    def _vote_tag(self, question: Question, round_number: int) -> bytes:
        return vote_tag(self.key, self.secret, question=question.id, round_number=round_number)

    def _remark_tag(self, question: Question, prompt: str) -> bytes:
        return remark_tag(self.key, self.secret, question=question.id, prompt=prompt)


def _said(row: Proposal) -> Phrase:
    if row.hidden:
        return Phrase(_HIDDEN)
    return Phrase(_SUGGESTED[Change(row.change)], {"new": row.text, "was": Phrase(row.was)})


def _among(rows: type[Vote | Remark], questions: Sequence[Question]) -> ColumnElement[bool]:
    return rows.question_id.in_([question.id for question in questions])
