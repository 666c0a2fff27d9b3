"""What a person may be refused, said to that person. Anything else that is raised is a bug."""

from __future__ import annotations

from enum import StrEnum

from workshop.domain.phrases import Phrase


class Reason(StrEnum):
    """Why something was refused, for programs; the sentence beside it is for people."""

    INVALID = "invalid"  # what was sent cannot be understood or is out of range
    NOT_FOUND = "not_found"  # no such session or question here
    NOT_JOINED = "not_joined"  # this device has not joined this session
    NOT_FACILITATOR = "not_facilitator"  # this device does not hold the desk's key
    CLOSED = "closed"  # voting on this is not open (any more)
    SUPERSEDED = "superseded"  # a newer choice of the same person is kept
    LOCKED = "locked"  # the session takes no newcomers, or no changes
    MOVED_ON = "moved_on"  # somebody else moved the session in the meantime
    HANDED_ON = "handed_on"  # the page was drawn for somebody else than who has the phone now
    SHARED = "shared"  # several people vote with this phone
    UNSURE = "unsure"  # allowed, but asked once more first
    TOO_MANY = "too_many"  # too many tries in a short time
    FOREIGN = "foreign"  # the request came from another site


# In the place of a reason when something broke here: nothing is wrong with what was sent, so it may be sent again.
RETRY = "retry"


class Refused(Exception):
    """A thing a person asked for that the rules do not allow. Nothing is stored then.

    `notice` is for the person; `reason` is for the doors, which choose the status code by it.
    """

    def __init__(self, reason: Reason, notice: Phrase | str) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.notice = notice if isinstance(notice, Phrase) else Phrase(notice)


class WorkFailed(Exception):
    """Heavy work beside the server, such as making a file, came to nothing. The session goes on."""


class WrongCode(Refused):
    """No session that is open to this person has that code. It may be a guess, so the doors count it."""

    def __init__(self, notice: str) -> None:
        super().__init__(Reason.NOT_FOUND, notice)
