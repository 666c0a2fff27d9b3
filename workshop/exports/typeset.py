"""From blocks to a tagged PDF (PDF/UA-1), laid out by Typst in `report.typ`.

People's words reach Typst as data and are never read as its language. The only fonts are those that we ship
and those inside Typst, so a file looks alike wherever it is made; what none of them has is named in brackets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

from workshop.exports.blocks import Block, Picture
from workshop.exports.fonts import fonts
from workshop.exports.lettering import lettered
from workshop.exports.letters import breakable, missing, named
from workshop.exports.telling import Voice

_REPORT = Path(__file__).with_name("report.typ")
_LANG = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_NEVER_BROKEN = frozenset({"is", "drawn", "alt", "url", "sha256", "lang"})

Data = dict[str, object]


@dataclass(frozen=True, kw_only=True)
class Front:
    """What stands around the blocks. `under`: under the title and at the foot of each page; `on`: the file's own day.

    `mark`: a word at the head of each page, and `mark_line` what it means; `sha256`: a fingerprint of what is told; ""
    for none. `lacking`: what is said when some letters could not be printed.
    """

    title: str
    under: str
    on: date
    lacking: str
    mark: str = ""
    mark_line: str = ""
    sha256: str = ""


def typeset(voice: Voice, front: Front, blocks: Iterable[Block], *, size: float) -> bytes:
    """The whole file, its text `size` points high; the same, byte for byte, for the same blocks."""
    data = _data(voice, front) | {"size": size, "blocks": [_laid_out(block) for block in blocks]}
    lacking = missing(json.dumps(data, ensure_ascii=False), fonts())
    printable = _printable(data | {"lacking": bool(lacking)}, lacking)
    stamp = datetime.combine(front.on, time(), tzinfo=UTC)
    try:
        return _compile(printable, stamp, "ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
    # A letter slipped through: people still get their file, with an empty box and not by the standard.
    return _compile(printable, stamp, "1.7")


def _compile(data: object, stamp: datetime, standard: typst.PDFStandard) -> bytes:
    return typst.compile(
        _REPORT,
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=standard,
        timestamp=stamp,
    )


def _data(voice: Voice, front: Front) -> Data:
    lang = _LANG.match(voice.lang)
    return {
        "title": front.title,
        "under": front.under,
        "date": [front.on.year, front.on.month, front.on.day],
        "lang": lang[0] if lang else "en",
        "mark": front.mark,
        "mark_line": front.mark_line,
        "page_of": voice._("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        "fingerprint": voice._("Fingerprint"),
        "sha256": front.sha256,
        "fingerprint_line": voice._("Fingerprint of this result (SHA-256):"),
        "lacking_line": front.lacking,
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
