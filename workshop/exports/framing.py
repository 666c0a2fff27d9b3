"""What stands in the frame of a picture that goes out alone: the picture, what it is about, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from workshop.domain.findings.figures import sides
from workshop.domain.framework import QuestionKind
from workshop.domain.groups import Side
from workshop.domain.outcome import QuestionOutcome, RoundOutcome
from workshop.domain.pictures.before_after import BeforeAfter
from workshop.domain.pictures.climb import Climb
from workshop.domain.pictures.colours import FILLS
from workshop.domain.pictures.sketch import Drawing
from workshop.exports.blocks import Picture
from workshop.exports.figures import finding
from workshop.exports.picture import drawn, picture
from workshop.exports.telling import Telling, plain

WIDTH = 1000.0  # of a frame's inside
_INNER = re.compile(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_SAID = re.compile(r"<(title|desc)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True)
class Hung:
    """The picture of one vote that can be taken home alone: `key` is its name in an address."""

    key: str
    question: QuestionOutcome
    round: RoundOutcome


@dataclass(frozen=True, kw_only=True)
class Content:
    """What goes into a frame; `legend`: names of sides, each with its fill."""

    title: str
    says: str
    shows: str
    why: str = ""
    inner: str = ""
    width: float = WIDTH
    height: float = 0.0
    legend: tuple[tuple[str, str], ...] = ()


def content_of(telling: Telling, hung: Hung | Drawing | None) -> Content:
    """Without a picture it says that nothing has been shown yet."""
    if hung is None:
        nothing = telling._("Nothing has been shown yet.")
        return Content(title=plain(telling.outcome.title), says=nothing, shows=nothing)
    return _of_vote(telling, hung) if isinstance(hung, Hung) else _of_several(telling, hung)


def title_of(telling: Telling, hung: Hung | Drawing) -> str:
    """What a picture is about, in one line."""
    if not isinstance(hung, Hung):
        return telling.said(hung.title)
    question = hung.question
    asked = telling._(question.wording)
    if question.item:
        asked = f"{asked.rstrip('.')}: {telling._(question.line)}"
    if len(question.rounds) == 1:
        return asked
    return f"{asked} · {telling._('First vote') if hung.round.number == 1 else telling._('Second vote')}"


def on_ladder(hung: Hung | Drawing) -> bool:
    """Does it show the ladder?"""
    return hung.question.kind is QuestionKind.LADDER if isinstance(hung, Hung) else hung.on_ladder


def _of_vote(telling: Telling, hung: Hung) -> Content:
    found = finding(telling, hung.question, hung.round)
    says = " ".join((found.headline, *found.sentences))
    legend = _legend(telling, hung) if hung.question.item else ()
    shown = picture(telling, hung.question, hung.round)
    return _content(shown, title_of(telling, hung), says, why=found.why, legend=legend)


def _of_several(telling: Telling, drawing: Drawing) -> Content:
    """Its sentences are for those who do not see it; only where a side was, or wants to be, is said twice."""
    said = drawing.moves() if isinstance(drawing, BeforeAfter | Climb) else ()
    says = " ".join(telling.said(phrase) for phrase in said)
    return _content(drawn(telling, drawing), title_of(telling, drawing), says)


def _content(
    shown: Picture, title: str, says: str, *, why: str = "", legend: tuple[tuple[str, str], ...] = ()
) -> Content:
    whole = _INNER.search(shown.svg)
    size = _SIZE.search(whole[1]) if whole else None
    if whole is None or size is None:
        raise ValueError("the picture's template holds no <svg> with a viewBox")
    return Content(
        title=title,
        says=says,
        why=why,
        shows=shown.alt,
        inner=Markup(_SAID.sub("", whole[2])),  # noqa: S704  escaped when it was drawn
        width=float(size[1]),
        height=float(size[2]),
        legend=legend,
    )


def _legend(telling: Telling, hung: Hung) -> tuple[tuple[str, str], ...]:
    """Who is who, for a picture that does not say so itself: a name with its votes, and a fill."""
    stripes = f"url(#picture-{hung.question.id}-{hung.round.number}-stripes)"
    names = {key: name for key, name, _ in telling.shown_for(hung.round)}
    return tuple(
        (f"{names[side.value]} · {spread.size}", stripes if side is Side.WORKS else FILLS[side])
        for side, spread in sides(hung.round.tally)
    )
