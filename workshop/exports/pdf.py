"""The outcome as a tagged PDF (PDF/UA-1), laid out by Typst in `report.typ`.

People's words reach Typst as data and are never read as its language. The only fonts are those that we ship
and those inside Typst, so a file looks alike wherever it is made; what none of them has is named in brackets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from workshop.domain import codes
from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.exports.blocks import Block, Picture
from workshop.exports.cover import Cover, cover_of
from workshop.exports.fonts import fonts
from workshop.exports.lettering import lettered
from workshop.exports.letters import breakable, missing, named
from workshop.exports.story import story
from workshop.exports.telling import Telling, plain

_REPORT = Path(__file__).with_name("report.typ")
_LANG = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_NEVER_BROKEN = frozenset({"is", "drawn", "alt", "url", "sha256", "lang"})

Data = dict[str, object]


def write(outcome: Outcome, translate: Translator, *, lang: str = "en") -> bytes:
    """The whole file; the same, byte for byte, for the same outcome and language."""
    telling = Telling(outcome, translate, lang)
    return printed(telling, story(telling), size=12)


def printed(telling: Telling, blocks: Iterable[Block], *, size: float, cover: Cover | None = None) -> bytes:
    """These blocks as a tagged PDF, its text `size` points high; `cover`: another than the usual."""
    data = _data(telling, cover or cover_of(telling)) | {"size": size, "blocks": [_laid_out(block) for block in blocks]}
    lacking = missing(json.dumps(data, ensure_ascii=False), fonts())
    printable = _printable(data | {"lacking": bool(lacking)}, lacking)
    opened = datetime.combine(telling.outcome.opened, time(), tzinfo=UTC)
    try:
        return _compile(printable, opened, "ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
    # A letter slipped through: people still get their file, with an empty box and not by the standard.
    return _compile(printable, opened, "1.7")


def _compile(data: object, opened: datetime, standard: typst.PDFStandard) -> bytes:
    return typst.compile(
        _REPORT,
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=standard,
        timestamp=opened,
    )


def _data(telling: Telling, cover: Cover) -> Data:
    outcome = telling.outcome
    lang = _LANG.match(telling.lang)
    return {
        "title": plain(outcome.title) or codes.shown(outcome.code),
        "under": cover.under(telling.day(outcome.opened)),
        "date": [outcome.opened.year, outcome.opened.month, outcome.opened.day],
        "lang": lang[0] if lang else "en",
        "mark": cover.mark,
        "mark_line": cover.line,
        "page_of": telling._("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        "fingerprint": telling._("Fingerprint"),
        "sha256": cover.sha256,
        "fingerprint_line": telling._("Fingerprint of this result (SHA-256):"),
        "lacking_line": telling._(
            "Some letters could not be printed here. They are named in [brackets]."
            " The table of this session (CSV) has them as they were written."
        ),
    }


def _laid_out(block: Block) -> Data:
    kind: Data = {"is": type(block).__name__.lower()}
    if isinstance(block, Picture):
        return kind | {"alt": block.alt, "width": block.width, "drawn": asdict(lettered(block.svg))}
    return kind | asdict(block)


def _printable(value: object, lacking: frozenset[str], *, may_break: bool = True) -> object:
    """The data with a name for every letter that cannot be printed, and places to break very long words."""
    if isinstance(value, str):
        text = named(value, lacking)
        return breakable(text) if may_break else text
    if isinstance(value, dict):
        return {
            key: _printable(one, lacking, may_break=may_break and key not in _NEVER_BROKEN) for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [_printable(one, lacking, may_break=may_break) for one in value]
    return value
