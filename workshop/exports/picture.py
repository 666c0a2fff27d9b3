"""The pictures of the page, for files: the very same SVG, made from the very same macros."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from workshop.domain.framework import QuestionKind
from workshop.domain.outcome import QuestionOutcome, RoundOutcome
from workshop.domain.phrases import Phrase
from workshop.domain.pictures import vote
from workshop.domain.pictures.shapes import Fit
from workshop.domain.pictures.sketch import Drawing, Sketch
from workshop.exports.blocks import Picture
from workshop.exports.telling import Telling, plain

TEMPLATES = Path(__file__).parents[2] / "templates"
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_PATTERN = re.compile(r"<pattern\b.*?</pattern>", re.DOTALL)
_HEIGHT = re.compile(r' height="[0-9.]+"')
_SAID = re.compile(r"<(title|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)


def picture(telling: Telling, question: QuestionOutcome, round_: RoundOutcome, *, fit: Fit = Fit.WIDE) -> Picture:
    """A ladder for a vote on a ladder, bars for any other; its title and description become the alt text.

    `fit`: narrow has bigger letters at the same width.
    """
    is_ladder = question.kind is QuestionKind.LADDER
    # The macros are shared by files that are written side by side in threads; the language is not.
    macros = environment().get_template("macros/pictures.html").make_module({"telling": telling})
    draw = getattr(macros, "ladder_picture" if is_ladder else "bars_picture")
    svg = str(draw(question, round_, telling.names, f"picture-{question.id}-{round_.number}", fit.value))
    return picture_of(svg, width=100 if is_ladder else 85)


def drawn(telling: Telling, drawing_: Drawing, *, width: int = 100, fit: Fit = Fit.WIDE) -> Picture:
    """A picture that tells more than one vote."""
    macros = environment().get_template("macros/drawings.html").make_module({"telling": telling})
    svg = str(getattr(macros, "drawing_picture")(drawing_, f"picture-{drawing_.key}", fit.value))  # noqa: B009
    return picture_of(svg, width)


def picture_of(drawn_: str, width: int = 100) -> Picture:
    """What a macro drew, with its title and description as the alt text."""
    svg = _SVG.search(drawn_)
    if svg is None:
        raise ValueError("the picture's template holds no <svg>")
    alt = " ".join(html.unescape(said) for _, said in _SAID.findall(svg[0]))
    return Picture(_seamless(plain(svg[0])), " ".join(alt.split()), width=width)


def _seamless(svg: str) -> str:
    """The picture with stripes in one long piece each."""
    # Where tiles of a pattern meet, PDF viewers leave a hairline: stripes became a grid.
    return _PATTERN.sub(lambda pattern: _HEIGHT.sub(' height="2000"', pattern[0]), svg)


@cache
def environment() -> Environment:
    """The templates as files use them: in a Telling's language, which each call brings as `telling`."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.globals |= {"_": _gettext, "sketched": _sketched, **vote.LAYOUTS}
    environment.filters["say"] = _say
    return environment


@pass_context
def _gettext(context: Context, text: str, **values: object) -> Markup:
    # As on the page: what fills the gaps is escaped, unless it is a piece of the picture already.
    telling: Telling = context["telling"]
    return Markup(telling._(text)) % values  # noqa: S704  the text is ours, from the template


@pass_context
def _sketched(context: Context, drawing_: Drawing, fit: str) -> Sketch:
    telling: Telling = context["telling"]
    return drawing_.draw(Fit(fit), telling.say)


@pass_context
def _say(context: Context, text: Phrase | str) -> str:
    telling: Telling = context["telling"]
    return telling.say(text)
