"""A picture taken apart into its shapes and its words, for whoever can set words better than an SVG library.

Typst draws the shapes of an SVG well, but sets its words wrongly where they are Bengali or Arabic, or where one
name holds two scripts. Its own text is right in all of them, so `picture.typ` sets the words itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree as Xml

_SVG = "{http://www.w3.org/2000/svg}"
_WORDS = (f"{_SVG}text", f"{_SVG}title", f"{_SVG}desc")
_MOVED = re.compile(r"translate\(([\d.]+) ([\d.]+)\)(?: scale\(([\d.]+)\))?")
_NORMAL = "400"

Xml.register_namespace("", _SVG.strip("{}"))


@dataclass(frozen=True)
class Part:
    """A piece of a line in one weight and colour."""

    text: str
    weight: int
    fill: str


@dataclass(frozen=True)
class Line:
    """Words on one line, in units of the picture: `anchor` ("start", "middle", "end") of them stands at `x`."""

    x: float
    y: float
    size: float
    anchor: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Lettered:
    """The shapes as an SVG without a word in it, and its words."""

    width: float
    height: float
    shapes: str
    lines: tuple[Line, ...]


def lettered(svg: str) -> Lettered:
    """One of our own pictures taken apart; it knows no more of SVG than `macros/pictures.html` uses."""
    root = Xml.fromstring(svg)  # noqa: S314  the picture is ours, people's words in it are escaped
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    lines = tuple(_words(root, 0.0, 0.0))
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag in _WORDS]:
            parent.remove(child)
    return Lettered(width, height, Xml.tostring(root, encoding="unicode"), lines)


def _words(element: Xml.Element, right: float, down: float, scale: float = 1.0) -> Iterator[Line]:
    """The lines in an element that has been moved that far, and made larger or smaller there."""
    moved = _MOVED.fullmatch(element.attrib.get("transform", ""))
    if moved:
        right, down, scale = float(moved[1]), float(moved[2]), float(moved[3] or 1)
    if element.tag == f"{_SVG}text":
        for line in filter(lambda line: line.parts, _lines(element)):
            yield replace(line, x=line.x * scale + right, y=line.y * scale + down, size=line.size * scale)
        return
    for child in element:
        yield from _words(child, right, down, scale)


def _lines(text: Xml.Element) -> Iterator[Line]:
    """The lines of one `<text>`: a `<tspan>` with a place of its own begins another."""
    size, anchor = float(text.attrib["font-size"]), text.attrib.get("text-anchor", "start")
    x, y = float(text.attrib.get("x", 0)), float(text.attrib.get("y", 0)) + _em(text) * size
    parts = [*_part(text.text, text, text)]
    for span in text.iter(f"{_SVG}tspan"):
        if "x" in span.attrib:
            yield Line(x, y, size, anchor, tuple(parts))
            x, y, parts = float(span.attrib["x"]), float(span.attrib.get("y", y)) + _em(span) * size, []
        parts += [*_part(span.text, span, text), *_part(span.tail, text, text)]
    yield Line(x, y, size, anchor, tuple(parts))


def _em(element: Xml.Element) -> float:
    return float(element.attrib.get("dy", "0").removesuffix("em"))


def _part(said: str | None, element: Xml.Element, text: Xml.Element) -> Iterator[Part]:
    def given(name: str, otherwise: str) -> str:
        return element.attrib.get(name, text.attrib.get(name, otherwise))

    if said:
        yield Part(said, int(given("font-weight", _NORMAL)), given("fill", "#000000"))
