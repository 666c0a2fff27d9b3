"""Is this a fair record? Whose yes it has, each group for itself, and the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.findings.figures import sides, votes
from workshop.domain.groups import GroupKind, Side
from workshop.domain.outcome import Outcome, QuestionOutcome, RemarkOutcome
from workshop.domain.phrases import N_, Phrase
from workshop.domain.visibility import Why, is_kept_with_record

ASKS = "fair_record"  # the question that signs off
YES = frozenset({"yes", "yes_but"})  # "yes, but change this" is a yes


@dataclass(frozen=True)
class SignOff:
    """What the room said of its record. `said`: in one kind sentence; None while nothing is shown of it.

    `against`: the sides of which not over half say yes, people who use the service first; a side is a group where
    the groups may be shown apart, and the whole room else. `agreed`: do over half of each group say yes? None where
    nobody can say: over half of a room may be all of the larger group, and none of the smaller.
    """

    said: Phrase | None = None
    against: tuple[Side, ...] = ()
    agreed: bool | None = None


def sign_off(outcome: Outcome) -> SignOff:
    """By the newest vote on the record that may be seen."""
    question = question_of(outcome)
    if question is None or question.last_shown is None:
        return _uncounted(outcome, question)
    spreads = sides(question.last_shown.tally)
    against = tuple(side for side, _ in spreads if not _says_yes(question, side))
    if against:
        return SignOff(_not_agreed(against, outcome), against, agreed=False)
    return SignOff(Phrase(_AGREED_BY_EACH), agreed=True) if len(spreads) > 1 else SignOff(Phrase(_FAIR_TO_ROOM))


def question_of(outcome: Outcome) -> QuestionOutcome | None:
    """The question that signs off, where the session has it."""
    return next((question for question in outcome.questions() if question.key == ASKS), None)


def notes(outcome: Outcome) -> tuple[RemarkOutcome, ...]:
    """What people wrote to be kept with the record. It stands there in full, whatever it says."""
    question = question_of(outcome)
    return tuple(r for r in question.remarks if is_kept_with_record(r.prompt)) if question else ()


_AGREED_BY_EACH = N_("Agreed: over half of each group say that this is a fair record.")
_FAIR_TO_ROOM = N_(
    "Over half of the room say that this is a fair record. A group here is too small to say so of each group."
)
_NOT_BY_GROUP = N_("Not agreed by “%(group)s”. Over half of each group must say yes.")
_NOT_BY_BOTH = N_("Not agreed by “%(uses)s”, nor by “%(works)s”. Over half of each group must say yes.")
_NOT_BY_ROOM = N_("Not agreed by the room. Over half of us must say yes.")
_TOO_FEW = N_("Too few people voted on this record to say if we agree on it.")
_NOT_ASKED = N_("We did not vote on whether this is a fair record.")


def _says_yes(question: QuestionOutcome, side: Side) -> bool:
    round_ = question.last_shown
    spread = dict(sides(round_.tally))[side] if round_ else None
    if spread is None:
        return False
    yes = sum(votes(spread, choice, question.choices) for choice in question.choices if choice.key in YES)
    return yes * 2 > spread.placed


def _not_agreed(against: tuple[Side, ...], outcome: Outcome) -> Phrase:
    names = {Side(kind.value): Phrase(outcome.name_of(kind)) for kind in (GroupKind.USES, GroupKind.WORKS)}
    if len(against) > 1:
        return Phrase(_NOT_BY_BOTH, {side.value: names[side] for side in against})
    (side,) = against
    return Phrase(_NOT_BY_GROUP, {"group": names[side]}) if side in names else Phrase(_NOT_BY_ROOM)


def _uncounted(outcome: Outcome, question: QuestionOutcome | None) -> SignOff:
    """Nothing may be seen: for too few votes, or since nobody was asked, which is told once the session has ended."""
    if question is not None and any(round_.why is Why.TOO_FEW for round_ in question.rounds):
        return SignOff(Phrase(_TOO_FEW))
    return SignOff(Phrase(_NOT_ASKED) if outcome.ended else None)
