"""Letters that no font of a file has, what stands in for them, and where very long words may break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import typst

_FIRST_UNUSUAL = 0x180  # Latin up to here is in every font that we ship
_PROBE = b'#set document(title: "Letters")\n#sys.inputs.letters'
_COMPLAINT = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")
_LONG_WORD = re.compile(r"[^\s\u200b]{22,}")
_BREAK_EVERY = 5
_MAY_BREAK = "\u200b"  # report.typ knows it
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_ONLY_CHANGES_ANOTHER = ("Sk", "Cf")  # such as the skin tone of a hand
_SCRIPTS = {"Cjk": "Chinese", "Hangul": "Korean", "Hiragana": "Japanese", "Katakana": "Japanese"}
_NAMES_AT_MOST = 3


def missing(text: str, fonts: typst.Fonts) -> frozenset[str]:
    """The letters of `text` that none of these fonts can print."""
    unusual = sorted({letter for letter in text if ord(letter) >= _FIRST_UNUSUAL})
    if not unusual:
        return frozenset()
    try:
        typst.compile(
            _PROBE,
            font_paths=fonts,
            sys_inputs={"letters": " ".join(unusual)},
            pdf_standards="ua-1",  # the only kind that complains instead of printing empty boxes
        )
    except typst.TypstError as complaints:
        return frozenset(letter for letter in _complained_of(complaints.diagnostic) if letter in unusual)
    return frozenset()


def _complained_of(complaints: str) -> Iterator[str]:
    for text in _COMPLAINT.findall(complaints):
        yield from _CODE_POINT.sub(lambda code: chr(int(code[1], 16)), text)


def named(text: str, lacking: frozenset[str]) -> str:
    """The text with a name in brackets for what cannot be printed: [Bengali text], [thumbs up sign]."""
    if lacking.isdisjoint(text):
        return text
    letter = f"[{re.escape(''.join(sorted(lacking)))}]"
    run = re.compile(rf"{letter}(?:[\s{_JOINERS}]*{letter})*")
    return run.sub(lambda found: _in_brackets(found[0], lacking), text)


def _in_brackets(run: str, lacking: frozenset[str]) -> str:
    names = list(dict.fromkeys(filter(None, (_name(letter) for letter in run if letter in lacking))))
    more = ", …" if len(names) > _NAMES_AT_MOST else ""
    return f"[{', '.join(names[:_NAMES_AT_MOST]) or 'sign'}{more}]"


def _name(letter: str) -> str:
    name, category = unicodedata.name(letter, "sign"), unicodedata.category(letter)
    if category in _ONLY_CHANGES_ANOTHER:
        return ""
    if category[0] in "LMN":
        script = re.split("[ -]", name)[0].capitalize()
        return f"{_SCRIPTS.get(script, script)} text"
    return "flag" if name.startswith("REGIONAL INDICATOR") else name.lower()


def breakable(text: str) -> str:
    """The text with unseen places in its very long words at which a line may end."""
    return _LONG_WORD.sub(lambda word: _MAY_BREAK.join(_pieces(word[0])), text)


def _pieces(word: str) -> list[str]:
    return [word[at : at + _BREAK_EVERY] for at in range(0, len(word), _BREAK_EVERY)]
