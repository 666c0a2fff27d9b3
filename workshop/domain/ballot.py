"""What a vote must look like when it comes in, by whichever door."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_

_OP = re.compile(r"[A-Za-z0-9_-]{1,64}")
_KEY = re.compile(r"[a-z0-9_]{1,30}")
_NUMBER = re.compile(r"[0-9]{1,9}")
UNREADABLE = N_("Sorry, that did not reach us in one piece. Please choose again.")


@dataclass(frozen=True)
class Ballot:
    """A vote as it was sent. A higher or equal `seq` wins; the same `op` and choice is the same vote again."""

    question: int
    round: int
    choice: str
    op: str
    seq: int


def parse_ballot(sent: Mapping[str, object]) -> Ballot:
    """The vote in the five fields `question, round, choice, op, seq`; raises Refused when any is odd."""
    choice, op = sent.get("choice"), sent.get("op")
    if choice is None or choice == "":
        raise Refused(Reason.INVALID, N_("Please choose one answer first."))
    if not isinstance(choice, str) or not _KEY.fullmatch(choice):
        raise Refused(Reason.INVALID, N_("That is not one of the answers. Please choose again."))
    if not isinstance(op, str) or not _OP.fullmatch(op):
        raise Refused(Reason.INVALID, UNREADABLE)
    return Ballot(number(sent.get("question")), number(sent.get("round")), choice, op, number(sent.get("seq")))


@dataclass(frozen=True)
class Slip:
    """A vote that is taken back, as it was sent: a vote with no higher `seq` is gone then."""

    question: int
    round: int
    op: str
    seq: int


def parse_slip(sent: Mapping[str, object]) -> Slip:
    """The same fields without a choice, which is not read: a form sends it all the same. Raises Refused."""
    return Slip(
        number(sent.get("question")), number(sent.get("round")), parse_op(sent.get("op")), number(sent.get("seq"))
    )


def number(sent: object) -> int:
    """A whole number from 0 to 999,999,999, sent as a number or as digits; raises Refused otherwise."""
    if isinstance(sent, int) and not isinstance(sent, bool) and 0 <= sent < 10**9:
        return sent
    if isinstance(sent, str) and _NUMBER.fullmatch(sent):
        return int(sent)
    raise Refused(Reason.INVALID, UNREADABLE)


def long_number(sent: object) -> int:
    """The key of a row, such as the random one of a remark; 0, which no row has, when it is odd."""
    return int(sent) if isinstance(sent, str) and re.fullmatch(r"[0-9]{1,17}", sent) else 0


def parse_op(sent: object) -> str:
    """The name of one act of one device, which makes a replay the same act; raises Refused when it is odd."""
    if not isinstance(sent, str) or not _OP.fullmatch(sent):
        raise Refused(Reason.INVALID, UNREADABLE)
    return sent
