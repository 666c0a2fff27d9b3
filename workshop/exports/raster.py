"""A picture as pixels, for programs that take no SVG."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import typst

from workshop.exports.fonts import fonts
from workshop.exports.lettering import Line, lettered
from workshop.exports.letters import missing, named

_PICTURE = Path(__file__).with_name("picture.typ")


def png(svg: str, *, across: int) -> bytes:
    """A picture of ours as PNG, `across` pixels wide; letters that no font has are named in brackets."""
    drawn = lettered(svg)
    said = "".join(part.text for line in drawn.lines for part in line.parts)
    lacking = missing(said, fonts())
    if lacking:
        drawn = replace(drawn, lines=tuple(_printable(line, lacking) for line in drawn.lines))
    return typst.compile(
        _PICTURE,
        font_paths=fonts(),
        format="png",
        ppi=72 * across / drawn.width,
        sys_inputs={"picture": json.dumps(asdict(drawn))},
    )


def _printable(line: Line, lacking: frozenset[str]) -> Line:
    return replace(line, parts=tuple(replace(part, text=named(part.text, lacking)) for part in line.parts))
