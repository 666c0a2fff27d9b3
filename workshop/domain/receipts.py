"""A receipt: a short code that says "this vote is among the counted", and never which vote it is.

It is made from the device's own secret under a label of its own: not from the vote's tag, so that not even the database,
with a receipt read off somebody's phone, leads to the vote. It is the same whatever is chosen, and another one for each
question and round. Eight letters: among 300 votes two alike come up once in ten million rounds.
"""

from __future__ import annotations

import hashlib
import hmac
from itertools import count

from workshop.domain import codes

LENGTH = 8


def receipt_code(key: bytes, secret: bytes, *, question: int, round_number: int) -> str:
    """The code of one device for one question and round, free of rude words."""
    label = f"receipt {question} {round_number} "
    tries = (_letters(hmac.digest(key, secret + f"{label}{number}".encode(), hashlib.sha256)) for number in count())
    return next(code for code in tries if not codes.is_rude(code))


def _letters(digest: bytes) -> str:
    number, letters = int.from_bytes(digest, "big"), []
    for _ in range(LENGTH):
        number, letter = divmod(number, len(codes.ALPHABET))
        letters.append(codes.ALPHABET[letter])
    return "".join(letters)
