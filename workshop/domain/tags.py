"""Tags: what stands in the database in place of a person. Each is an HMAC of the device's own secret.

The device's secret is never stored, so whoever reads the database cannot make a tag, not even with the workshop's
key; and with the key gone nobody can. Each kind of tag has a label of its own, so that no two can be joined.
"""

from __future__ import annotations

import hashlib
import hmac

TAG_BYTES = 16
SECRET_BYTES = 32


def participant_tag(key: bytes, secret: bytes) -> bytes:
    """Stands for a device in one session."""
    return _tag(key, secret, "participant")


def vote_tag(key: bytes, secret: bytes, *, question: int, round_number: int) -> bytes:
    """Stands for a voter on one question and round, and nowhere else."""
    return _tag(key, secret, f"vote {question} {round_number}")


def finished_tag(key: bytes, secret: bytes, *, topic: int, part: int, round_number: int) -> bytes:
    """Stands for somebody who has finished one page of a form."""
    return _tag(key, secret, f"finished {topic} {part} {round_number}")


def remark_tag(key: bytes, secret: bytes, *, question: int, prompt: str) -> bytes:
    """Stands for somebody who wrote under one prompt of one question; does not fit their vote on it."""
    return _tag(key, secret, f"remark {question} {prompt}")


def proposal_tag(key: bytes, secret: bytes, *, topic: int, number: int) -> bytes:
    """Stands for somebody's suggestion number `number` in a topic; two of the same person do not fit together."""
    return _tag(key, secret, f"proposal {topic} {number}")


def need_tag(key: bytes, secret: bytes, *, need: str, place: str) -> bytes:
    """Stands for somebody who needs something where the session is just now, and nowhere else."""
    return _tag(key, secret, f"need {need} {place}")


def _tag(key: bytes, secret: bytes, label: str) -> bytes:
    return hmac.digest(key, secret + label.encode(), hashlib.sha256)[:TAG_BYTES]
