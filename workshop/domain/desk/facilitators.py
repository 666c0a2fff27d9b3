"""Two facilitators with equal keys: who is here, and what one of them may not do alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from workshop.domain.groups import GroupKind
from workshop.domain.phrases import N_, Phrase

FIRST, SECOND = 1, 2
MOST = 2
SIDES = (GroupKind.USES, GroupKind.WORKS)
AWAY_AFTER = timedelta(minutes=2)
# Written down no more often than this: "away" needs no more, and the writer's lock is for votes.
SEEN_EVERY = timedelta(seconds=20)

_WHO = {
    FIRST: N_("First facilitator: %(did)s"),
    SECOND: N_("Second facilitator: %(did)s"),
}
_RUN_BY = {
    (): N_("Two people, with equal keys."),
    (GroupKind.USES,): N_("Two people, with equal keys. One of them uses the service."),
    (GroupKind.WORKS,): N_("Two people, with equal keys. One of them works or volunteers here."),
    (GroupKind.USES, GroupKind.USES): N_("Two people, with equal keys. Both use the service."),
    (GroupKind.USES, GroupKind.WORKS): N_(
        "Two people, with equal keys. One uses the service, one works or volunteers here."
    ),
    (GroupKind.WORKS, GroupKind.WORKS): N_("Two people, with equal keys. Both work or volunteer here."),
}


class Deed(StrEnum):
    """What two facilitators do together or not at all. The value is the last word of its address at the desk."""

    END = "end"
    AGAIN = "again"
    PARK = "park"
    TAKE_OFF = "remove"
    DELETE = "delete"
    HIDE_REMARK = "hide"
    HIDE_PROPOSAL = "hide-proposal"
    HIDE_ACTION = "hide-action"
    HIDE_WORD = "hide-word"


# What these are about names a person: the desks may read it, the log must not.
UNNAMED = frozenset({Deed.HIDE_REMARK, Deed.HIDE_PROPOSAL, Deed.HIDE_ACTION, Deed.HIDE_WORD})


class Consent(StrEnum):
    """May one facilitator do such a deed now, and why?"""

    SINGLE = "single"  # there is nobody else to ask
    BOTH = "both"  # the other has asked for the same
    ALONE = "alone"  # the other has been away
    MISSING = "missing"  # the other is here and has not said yes


_DEEDS = {
    Deed.END: N_("End the session"),
    Deed.AGAIN: N_("Vote a second time on “%(about)s”"),
    Deed.PARK: N_("Park “%(about)s”"),
    Deed.TAKE_OFF: N_("Take “%(about)s” off the plan"),
    Deed.DELETE: N_("Delete this session now, for everybody"),
    Deed.HIDE_REMARK: N_("Hide a remark that names a person"),
    Deed.HIDE_PROPOSAL: N_("Hide a suggestion that names a person"),
    Deed.HIDE_ACTION: N_("Hide an action that names a person"),
    Deed.HIDE_WORD: N_("Take out a word that names a person"),
}
_ASKED = {
    Deed.END: N_("The other facilitator asks to end the session."),
    Deed.AGAIN: N_("The other facilitator asks for a second vote on “%(about)s”."),
    Deed.PARK: N_("The other facilitator asks to park “%(about)s”."),
    Deed.TAKE_OFF: N_("The other facilitator asks to take “%(about)s” off the plan."),
    Deed.DELETE: N_("The other facilitator asks to delete this session now, for everybody."),
    Deed.HIDE_REMARK: N_("The other facilitator asks to hide a remark, as it names a person: “%(about)s”."),
    Deed.HIDE_PROPOSAL: N_("The other facilitator asks to hide a suggestion, as it names a person: “%(about)s”."),
    Deed.HIDE_ACTION: N_("The other facilitator asks to hide an action, as it names a person: “%(about)s”."),
    Deed.HIDE_WORD: N_("The other facilitator asks to take out a word, as it names a person: “%(about)s”."),
}


def other_of(number: int) -> int:
    """The number of the other facilitator."""
    return SECOND if number == FIRST else FIRST


def is_away(seen_at: datetime | None, now: datetime) -> bool:
    """Has a facilitator who was last heard of at `seen_at` (None: never) been away for two minutes?"""
    return seen_at is None or now - seen_at >= AWAY_AFTER


def is_due(seen_at: datetime | None, now: datetime) -> bool:
    """Is it time to write down again that a facilitator is here?"""
    return seen_at is None or now - seen_at >= SEEN_EVERY


def consent(*, single: bool, asked_by_other: bool, other_is_away: bool) -> Consent:
    """A yes goes before an absence: who asked and then went away has agreed."""
    if single:
        return Consent.SINGLE
    if asked_by_other:
        return Consent.BOTH
    return Consent.ALONE if other_is_away else Consent.MISSING


def in_log(deed: Deed, about: str) -> str:
    """What the log says a deed was about: nothing of what is hidden."""
    return "" if deed in UNNAMED else about


def named(deed: Deed, about: str) -> Phrase:
    """The deed, as the button says it."""
    return Phrase(_DEEDS[deed], {"about": about})


def asked(deed: Deed, about: str) -> Phrase:
    """What the other facilitator is told."""
    return Phrase(_ASKED[deed], {"about": about})


def done_by(number: int | None, did: Phrase) -> Phrase:
    """An entry of the log with the one whose act it was; None where nobody else could have done it."""
    return Phrase(_WHO[number], {"did": did}) if number else did


def run_by(sides: Iterable[GroupKind | None]) -> Phrase | None:
    """Who runs the session, from what each facilitator says of themselves; None while it is one person."""
    said = list(sides)
    if len(said) < MOST:
        return None
    return Phrase(_RUN_BY[tuple(side for side in SIDES for own in said if own is side)])
