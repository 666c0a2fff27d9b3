"""The outcome as one page (HTML) that opens anywhere and needs nothing from elsewhere: no script, no font, no net."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup, escape

from workshop.domain import codes
from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.exports.blocks import Block
from workshop.exports.cover import Cover, cover_of
from workshop.exports.passages import Passage, passages
from workshop.exports.picture import environment
from workshop.exports.story import story
from workshop.exports.telling import Telling, plain

_STYLE = Path(__file__).with_name("outcome.css")
_FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
_FACES = (
    ("atkinson-hyperlegible-next-latin-{}-normal.woff2", "U+0000-00FF, U+2000-206F, U+20AC, U+2122, U+2212"),
    ("atkinson-hyperlegible-next-latin-ext-{}-normal.woff2", "U+0100-02FF, U+1E00-1EFF"),
)
_NAMED = re.compile(r'((?:id|aria-labelledby|aria-describedby)="|url\(#)picture-')


def write(outcome: Outcome, translate: Translator, *, lang: str = "en") -> bytes:
    """The whole page; people's words are words in it."""
    telling = Telling(outcome, translate, lang)
    return page(telling, story(telling), cover_of(telling))


def page(telling: Telling, blocks: Iterable[Block], cover: Cover) -> bytes:
    """These blocks as one page."""
    outcome = telling.outcome
    return (
        _template()
        .render(
            telling=telling,
            title=plain(outcome.title) or codes.shown(outcome.code),
            under=cover.under(telling.day(outcome.opened)),
            mark=cover.line,
            sha256=cover.sha256,
            lang=telling.lang,
            direction=telling.direction,
            style=style(),
            blocks=[(type(block).__name__.lower(), block) for block in blocks],
        )
        .encode()
    )


@cache
def _template() -> Template:
    overlaid = environment().overlay()
    overlaid.filters = {**overlaid.filters, "marked": _marked, "once": _once}
    return overlaid.get_template("files/outcome.html")


@cache
def style() -> Markup:
    """Our own typeface comes along: in a wider one the words of pictures would not fit."""
    faces = "".join(
        f'@font-face{{font-family:"Atkinson Hyperlegible Next";font-weight:{weight};'
        f"src:url(data:font/woff2;base64,{b64encode((_FONTS / name.format(weight)).read_bytes()).decode()})"
        f' format("woff2");unicode-range:{letters}}}\n'
        for name, letters in _FACES
        for weight in (400, 700)
    )
    return Markup(faces + _STYLE.read_text())  # noqa: S704  ours


def _marked(text: str) -> Markup:
    """The text with its line ends, and its passages marked with the language that their letters give away."""
    lines = (Markup().join(map(_passage, passages(line))) for line in text.split("\n"))
    return Markup("<br>").join(lines)


def _passage(passage: Passage) -> Markup:
    if not passage.lang:
        return escape(passage.text)
    direction = "rtl" if passage.right_to_left else "ltr"
    return Markup('<span lang="{}" dir="{}">{}</span>').format(passage.lang, direction, passage.text)


def _once(svg: str, number: int) -> Markup:
    """The picture with names of its own: the same one may stand in a page twice."""
    return Markup(_NAMED.sub(rf"\1picture-{number}-", svg))  # noqa: S704  escaped when it was drawn
