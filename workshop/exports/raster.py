"""Pictures as pixels, for programs that take no SVG."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import typst

from workshop.exports.fonts import fonts
from workshop.exports.lettering import Line, lettered
from workshop.exports.letters import missing, named

_PICTURES = Path(__file__).with_name("picture.typ")


def png(svg: str, *, across: int) -> bytes:
    """A picture of ours as PNG, `across` pixels wide; letters that no font has are named in brackets."""
    (drawn,) = pngs([(svg, across)])
    return drawn


def pngs(pictures: Sequence[tuple[str, int]]) -> list[bytes]:
    """The same for many, each with how many pixels it is across: at once they take two thirds of the time."""
    if not pictures:
        return []
    drawn = [lettered(svg) for svg, _ in pictures]
    lacking = missing("".join(part.text for one in drawn for line in one.lines for part in line.parts), fonts())
    pages = [
        asdict(replace(one, lines=tuple(_printable(line, lacking) for line in one.lines))) | {"across": across}
        for one, (_, across) in zip(drawn, pictures, strict=True)
    ]
    made: bytes | list[bytes] = typst.compile(
        _PICTURES,
        font_paths=fonts(),
        format="png",
        ppi=72,  # so that a point of a page is a pixel
        sys_inputs={"pictures": json.dumps(pages)},
    )
    return list(made) if isinstance(made, list) else [made]


def _printable(line: Line, lacking: frozenset[str]) -> Line:
    return replace(line, parts=tuple(replace(part, text=named(part.text, lacking)) for part in line.parts))
