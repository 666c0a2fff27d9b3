"""The outcome as a tagged PDF (PDF/UA-1), laid out by Typst in `report.typ`.

People's words reach Typst as data and are never read as its language. The only fonts are those that we ship
and those inside Typst, so a file looks alike wherever it is made; what none of them has is named in brackets.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import typst

from workshop.domain import codes
from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.exports.letters import breakable, foreign, missing, named
from workshop.exports.story import story
from workshop.exports.telling import Telling, plain

FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
_REPORT = Path(__file__).with_name("report.typ")
_LANG = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_NEVER_BROKEN = frozenset({"is", "svg", "alt", "url", "sha256", "lang"})

Data = dict[str, object]


def write(outcome: Outcome, translate: Translator, *, lang: str = "en") -> bytes:
    """The whole file; the same, byte for byte, for the same outcome and language."""
    data = _data(Telling(outcome, translate, lang))
    text = json.dumps(data, ensure_ascii=False)
    lacking = missing(text, _fonts())
    data["lacking"] = bool(lacking)
    opened = datetime.combine(outcome.opened, time(), tzinfo=UTC)
    # In a picture even letters that a font has can fail, where one name holds several scripts.
    for in_pictures in (lacking, lacking | foreign(text)):
        try:
            return _compile(_printable(data, lacking, in_pictures), opened, "ua-1")
        except typst.TypstError as error:
            if "could not be displayed" not in error.message:
                raise
    # A letter slipped through: people still get their file, with an empty box and not by the standard.
    return _compile(_printable(data, lacking, lacking), opened, "1.7")


@cache
def _fonts() -> typst.Fonts:
    # The fonts of the machine are left out: a file must not depend on where it is made.
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _compile(data: object, opened: datetime, standard: typst.PDFStandard) -> bytes:
    return typst.compile(
        _REPORT,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=standard,
        timestamp=opened,
    )


def _data(telling: Telling) -> Data:
    outcome = telling.outcome
    lang = _LANG.match(telling.lang)
    return {
        "title": plain(outcome.title) or codes.shown(outcome.code),
        "code": codes.shown(outcome.code),
        "day": telling.day(outcome.opened),
        "date": [outcome.opened.year, outcome.opened.month, outcome.opened.day],
        "lang": lang[0] if lang else "en",
        "draft": "" if outcome.ended else telling._("Draft"),
        "draft_line": "" if outcome.ended else telling._("This is a draft: the session has not ended yet."),
        "session": telling._("Session"),
        "page_of": telling._("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        "fingerprint": telling._("Fingerprint"),
        "sha256": outcome.sha256,
        "fingerprint_line": telling._("Fingerprint of this result (SHA-256):"),
        "lacking_line": telling._(
            "Some letters could not be printed here. They are named in [brackets]."
            " The table of this session (CSV) has them as they were written."
        ),
        "blocks": [{"is": type(block).__name__.lower(), **asdict(block)} for block in story(telling)],
    }


def _printable(value: object, lacking: frozenset[str], in_pictures: frozenset[str], field: str = "") -> object:
    """The data with a name for every letter that cannot be printed, and places to break very long words."""
    if isinstance(value, str):
        text = named(value, in_pictures if field == "svg" else lacking)
        return text if field in _NEVER_BROKEN else breakable(text)
    if isinstance(value, dict):
        return {key: _printable(one, lacking, in_pictures, key) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one, lacking, in_pictures, field) for one in value]
    return value
