"""Codes and keys: which letters, how they are shown, how forgiving the reading is, and what is stored of a key."""

from __future__ import annotations

import hashlib
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
RECOVERY_LENGTH = 10
JOURNEY_LENGTH = 24  # 117 bits: it is kept for years, and one plain hash of it is enough
_ON_ONE_LINE = 12  # letters that people still read in two halves; a longer code is read in fours
_IGNORED = " -_.·–—\t\n\r"
# Words that nobody should have to read off a wall; a code that holds one is thrown away.
_RUDE = (
    "SEX",
    "ASS",
    "FAG",
    "KKK",
    "NGR",
    "PAK",
    "FCK",
    "CNT",
    "DCK",
    "RAP",
    "GAY",
    "JEW",
    "FAT",
    "MAD",
    "666",
)


def new_code(length: int = LENGTH) -> str:
    """A random code of `length` characters of `ALPHABET`, free of rude words."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(length))
        if not is_rude(code):
            return code


def is_rude(code: str) -> bool:
    """Does it hold a word that nobody should have to read?"""
    return any(word in code for word in _RUDE)


def tidy(typed: str, length: int = LENGTH) -> str | None:
    """The code that was meant, or None. Case, blanks and dashes do not matter."""
    code = "".join(letter for letter in typed[:64].upper() if letter not in _IGNORED)
    if len(code) != length or any(letter not in ALPHABET for letter in code):
        return None
    return code


def shown(code: str) -> str:
    """The code as people read it: in two halves, `K7M-4QX`; a long one in fours."""
    part = 4 if len(code) > _ON_ONE_LINE else len(code) // 2
    return "-".join(code[start : start + part] for start in range(0, len(code), part)) if part else code


def hash_of(key: str) -> str:
    """What is stored of a key: long and random, so one plain hash is enough."""
    return hashlib.sha256(key.encode()).hexdigest()
