"""The life of a session and of a question in it: which step may follow which."""

from __future__ import annotations

from enum import StrEnum

from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_

LAST_ROUND = 2  # one second vote, never a third: voting again until it fits wears people down.


class WorkshopStage(StrEnum):
    """Where a session is: people gather, topics run, or it has ended and is locked."""

    LOBBY = "lobby"
    RUNNING = "running"
    ENDED = "ended"


class Stage(StrEnum):
    """Where a question is in its present round."""

    WAITING = "waiting"
    OPEN = "open"
    SHOWN = "shown"


class ProposalStage(StrEnum):
    """Where a suggestion is. Nothing that was suggested ever goes away."""

    WAITING = "waiting"  # made, and not voted on yet
    OPEN = "open"  # in a quick vote
    AGREED = "agreed"
    NOTED = "noted"  # a change to the record that is kept as a note beside it
    PARKED = "parked"  # not taken, on record with the reason


def require_running(stage: WorkshopStage) -> None:
    """Raises Refused when the session has ended."""
    if stage is WorkshopStage.ENDED:
        raise Refused(Reason.LOCKED, N_("This session has ended. Nothing can be changed now."))


def require_open(stage: Stage, *, voting_in: int, open_round: int) -> None:
    """Raises Refused unless the round that the vote was made for is the one that is open."""
    if stage is Stage.OPEN and voting_in == open_round:
        return
    if stage is Stage.WAITING:
        raise Refused(Reason.CLOSED, N_("This vote is not open yet. Look at the big screen."))
    raise Refused(Reason.CLOSED, N_("This vote has closed. What you chose just now was not counted."))


def require_unshown(stage: Stage, *, voted_in: int, newest_round: int) -> None:
    """Raises Refused once the round in which a vote was cast has been shown: until then it can be taken back."""
    if stage is Stage.SHOWN or voted_in != newest_round:
        raise Refused(Reason.CLOSED, N_("The results have been shown. A vote cannot be taken back now."))


def may_open(stage: Stage) -> bool:
    """A first vote opens once; one that was put aside unseen may go on."""
    return stage is Stage.WAITING


def may_vote_again(stage: Stage, round_number: int, *, decided: bool = False) -> bool:
    """A second vote comes after the first was shown, and only once; none on what was `decided` and done."""
    return stage is Stage.SHOWN and round_number < LAST_ROUND and not decided
