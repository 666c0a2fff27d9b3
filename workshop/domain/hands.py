"""Who votes with a device just now: its owner, somebody who shares it, or somebody whose paper slip is typed in.

Each has a secret of their own, made from the device's, so that they are as many participants as they are people.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_, Phrase

MOST_ON_A_PHONE = 4
MOST_SLIPS = 40


class Way(StrEnum):
    """How somebody takes part. It is counted for the whole room only, and never beside a vote or a group."""

    PHONE = "phone"  # their own
    SHARED = "shared"  # somebody else's
    PAPER = "paper"


_MOST = {Way.PHONE: 1, Way.SHARED: MOST_ON_A_PHONE, Way.PAPER: MOST_SLIPS}
_FIRST = {Way.PHONE: 1, Way.SHARED: 2, Way.PAPER: 1}  # the phone's owner is person 1
_SAID = {
    Way.PHONE: N_("Person %(number)s"),
    Way.SHARED: N_("Person %(number)s"),
    Way.PAPER: N_("Slip %(number)s"),
}
_HERE = {
    Way.PHONE: N_("With a phone of their own: %(people)s"),
    Way.SHARED: N_("On somebody else’s phone: %(people)s"),
    Way.PAPER: N_("On paper: %(people)s"),
}


@dataclass(frozen=True)
class Hand:
    """One person at a device: how they take part, and which one they are there, from 1."""

    way: Way = Way.PHONE
    number: int = 1

    @property
    def key(self) -> str:
        """As a form and a cookie hold it: "paper-3"."""
        return f"{self.way}-{self.number}"

    @property
    def said(self) -> Phrase:
        """What this person is called on the device: "Slip 3"."""
        return Phrase(_SAID[self.way], {"number": self.number})


OWNER = Hand()


def all_hands() -> tuple[Hand, ...]:
    """Everybody that one device may vote for, its owner first."""
    return tuple(Hand(way, number) for way in Way for number in range(_FIRST[way], _MOST[way] + 1))


def hand_of(key: object) -> Hand | None:
    """The hand that a form or a cookie names; None for anything else."""
    return next((hand for hand in all_hands() if hand.key == key), None)


def secret_of(device: bytes, hand: Hand) -> bytes:
    """The secret of one person at a device, 32 bytes; its owner's is the device's own."""
    return device if hand == OWNER else hmac.digest(device, hand.key.encode(), hashlib.sha256)


def require_in_hand(drawn_for: object, hand: Hand) -> None:
    """Raises Refused for what comes from a page that was drawn for somebody else than who has the device now.

    `drawn_for`: the key that the page sends; None where it says nothing, and then there is nothing to compare.
    """
    if drawn_for is not None and drawn_for != hand.key:
        text = N_(
            "This was not saved. It came from somebody else’s page, and %(person)s has this phone now."
            " What said “Saved” before is kept. Is it your turn? Press “Next person” first."
        )
        raise Refused(Reason.HANDED_ON, Phrase(text, {"person": hand.said}))


def has_it_now(hand: Hand) -> Phrase:
    """Why a page that was somebody else's shows this person's now."""
    return Phrase(N_("%(person)s has this phone now, and this is their page."), {"person": hand.said})


def way_said(way: Way, people: int) -> Phrase:
    """How many take part in that way, in words."""
    return Phrase(_HERE[way], {"people": people})


def worth_saying(people: Mapping[Way, int]) -> tuple[Way, ...]:
    """The ways in which people take part; none where everybody has a phone of their own."""
    others = any(people.get(way, 0) for way in (Way.SHARED, Way.PAPER))
    return tuple(way for way in Way if people.get(way, 0)) if others else ()
