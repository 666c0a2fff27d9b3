"""Results as everybody sees them: those of a topic, and the newest page of it."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.findings.asking import runs_on
from workshop.domain.findings.sentences import Meaning, meaning
from workshop.domain.groups import GroupKind
from workshop.domain.outcome import Outcome, QuestionOutcome, RoundOutcome, TopicOutcome
from workshop.domain.stages import Stage
from workshop.models import Workshop


@dataclass(frozen=True)
class Shown:
    """One result as everybody sees it. `earlier`: the first vote, where this is the second."""

    question: QuestionOutcome
    round: RoundOutcome
    meaning: Meaning
    earlier: RoundOutcome | None = None


def results_of(outcome: Outcome, topic: TopicOutcome) -> tuple[Shown, ...]:
    """All results of a topic that may be seen, each at its newest round."""
    names = {group.kind: group.name for group in outcome.groups}
    return tuple(shown for q in topic.questions if (shown := _result(q, names)) is not None)


def newest_results(workshop: Workshop, outcome: Outcome, topic: TopicOutcome | None) -> tuple[Shown, ...]:
    """The newest page with results: the one in hand, or while that is being voted on the one before in its form.

    Beside another question than its own a result would seem to be about that.
    """
    if topic is None:
        return ()
    results = [r for r in results_of(outcome, topic) if r.question.part <= workshop.part]
    newest = max((r.question.part for r in results), default=0)
    page = tuple(r for r in results if r.question.part == newest)
    in_hand = [q for q in topic.questions if q.part == workshop.part]
    elsewhere = newest != workshop.part and any(q.stage is Stage.OPEN for q in in_hand)
    return () if elsewhere and not runs_on([r.question for r in page], in_hand) else page


def _result(question: QuestionOutcome, names: dict[GroupKind, str]) -> Shown | None:
    if not question.rounds:
        return None
    newest = next((r for r in reversed(question.rounds) if r.why != "hidden"), None)
    if newest is None:
        return None
    says = meaning(newest.tally, newest.why, choices=question.choices, names=names)
    earlier = question.rounds[0] if newest.number > 1 else None
    return Shown(question, newest, says, earlier)
