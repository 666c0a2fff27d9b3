"""Every picture of an outcome, each as a file of its own that says what it shows and where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from markupsafe import Markup

from workshop.domain import codes
from workshop.domain.figures import sides
from workshop.domain.framework import QuestionKind, TopicKind
from workshop.domain.outcome import Outcome, QuestionOutcome, RoundOutcome
from workshop.domain.shapes import Side
from workshop.exports.figures import finding
from workshop.exports.picture import environment, picture
from workshop.exports.standing import contested, version
from workshop.exports.telling import Telling, plain

_INNER = re.compile(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_SAID = re.compile(r"<(title|desc)\b.*?</\1>", re.DOTALL)

_MARGIN = 40.0
_WIDTH = 1000.0  # between the margins
_LETTER = 0.53  # width of a letter, as a part of its size, on the safe side
_TITLE, _SAYS, _LEGEND, _FOOT = 34.0, 24.0, 21.0, 17.0
_LINES = 5  # of one text; what is longer ends in "…"
_INK, _SOFT = "#1d1b20", "#57534e"
_FILLS = {Side.USES: "#1f5fa8", Side.WORKS: "#b4480e", Side.ROOM: "#5d5666"}  # as in macros/pictures.html


@dataclass(frozen=True)
class Hung:
    """A picture that can be taken home alone: `key` is its name in an address."""

    key: str
    question: QuestionOutcome
    round: RoundOutcome


@dataclass(frozen=True)
class Written:
    """A line of a frame."""

    text: str
    x: float
    y: float
    size: float
    weight: int
    fill: str


@dataclass(frozen=True)
class Swatch:
    """A patch that shows how the votes of a side are filled; its name stands beside it."""

    y: float
    fill: str


@dataclass(frozen=True)
class Frame:
    """What stands around a picture; `picture_y` is where it begins, `scale` what makes it as wide as the rest."""

    width: float
    height: float
    margin: float
    picture_y: float
    scale: float
    lines: tuple[Written, ...]
    swatches: tuple[Swatch, ...]


def gallery(outcome: Outcome) -> tuple[Hung, ...]:
    """All pictures in the order of the session, the newest vote on a question first, under the question's key."""
    return tuple(hung for question in outcome.questions() for hung in _of(question))


def main_picture(outcome: Outcome) -> Hung | None:
    """The first ladder that was shown, or else the first picture after the welcome; None while there is none."""
    practice = {q.key for topic in outcome.topics if topic.kind is TopicKind.WELCOME for q in topic.questions}
    pictures = [hung for hung in gallery(outcome) if hung.question.key not in practice]
    ladders = (hung for hung in pictures if hung.question.kind is QuestionKind.LADDER)
    return next(ladders, pictures[0] if pictures else None)


def find(outcome: Outcome, key: str) -> Hung:
    """The picture of that key. Raises KeyError."""
    return {hung.key: hung for hung in gallery(outcome)}[key]


def framed(telling: Telling, hung: Hung | None) -> str:
    """The picture as a whole SVG file. Without one, the file says that nothing has been shown yet."""
    drawn = _drawn(telling, hung) if hung else _nothing(telling)
    paper = _Paper()
    paper.write(drawn.title, _TITLE, weight=700, after=8)
    paper.write(drawn.says, _SAYS)
    paper.write(drawn.why, _LEGEND, fill=_SOFT, after=20)
    for name, fill in drawn.legend:
        paper.name(name, fill)
    picture_y, scale = round(paper.y, 1), round(_WIDTH / drawn.width, 4)
    paper.y += drawn.height * scale + 16
    for text in _foot(telling, hung):
        paper.write(text, _FOOT, fill=_SOFT)
    frame = Frame(
        width=_WIDTH + 2 * _MARGIN,
        height=round(paper.y + _MARGIN * 0.8, 1),
        margin=_MARGIN,
        picture_y=picture_y,
        scale=scale,
        lines=tuple(paper.lines),
        swatches=tuple(paper.swatches),
    )
    template = environment().get_template("files/picture.svg")
    return template.render(telling=telling, frame=frame, drawn=drawn, lang=telling.lang)


@dataclass(frozen=True, kw_only=True)
class _Drawn:
    """What goes into a frame."""

    title: str
    says: str
    shows: str
    why: str = ""
    inner: str = ""
    width: float = _WIDTH
    height: float = 0.0
    legend: tuple[tuple[str, str], ...] = ()


class _Paper:
    """Lines under one another, from the top of a frame."""

    def __init__(self) -> None:
        self.y = _MARGIN * 0.6
        self.lines: list[Written] = []
        self.swatches: list[Swatch] = []

    def write(self, text: str, size: float, *, weight: int = 400, fill: str = _INK, after: float = 0.0) -> None:
        for line in wrap(text, int(_WIDTH / size / _LETTER), max_lines=_LINES, placeholder="…"):
            self.y += size * 1.33
            self.lines.append(Written(line, _MARGIN, round(self.y, 1), size, weight, fill))
        self.y += after

    def name(self, name: str, fill: str) -> None:
        self.swatches.append(Swatch(round(self.y, 1), fill))
        self.lines.append(Written(name, _MARGIN + 30, round(self.y + 17, 1), _LEGEND, 700, _INK))
        self.y += 32


def _of(question: QuestionOutcome) -> Iterator[Hung]:
    shown = [round_ for round_ in question.rounds if round_.tally.shown]
    for round_ in reversed(shown):
        key = question.key if round_ is shown[-1] else f"{question.key}-{round_.number}"
        yield Hung(key, question, round_)


def _nothing(telling: Telling) -> _Drawn:
    nothing = telling._("Nothing has been shown yet.")
    return _Drawn(title=plain(telling.outcome.title), says=nothing, shows=nothing)


def _drawn(telling: Telling, hung: Hung) -> _Drawn:
    drawn = picture(telling, hung.question, hung.round)
    found = finding(telling, hung.question, hung.round)
    whole = _INNER.search(drawn.svg)
    size = _SIZE.search(whole[1]) if whole else None
    if whole is None or size is None:
        raise ValueError("the picture's template holds no <svg> with a viewBox")
    return _Drawn(
        title=title_of(telling, hung),
        says=" ".join((found.headline, *found.sentences)),
        why=found.why,
        shows=drawn.alt,
        inner=Markup(_SAID.sub("", whole[2])),  # noqa: S704  escaped when it was drawn
        width=float(size[1]),
        height=float(size[2]),
        legend=_legend(telling, hung) if hung.question.item else (),
    )


def _legend(telling: Telling, hung: Hung) -> tuple[tuple[str, str], ...]:
    """Who is who, for a picture that does not say so itself: a name with its votes, and a fill."""
    stripes = f"url(#picture-{hung.question.id}-{hung.round.number}-stripes)"
    names = {key: name for key, name, _ in telling.shown_for(hung.round)}
    return tuple(
        (f"{names[side.value]} · {spread.size}", stripes if side is Side.WORKS else _FILLS[side])
        for side, spread in sides(hung.round.tally)
    )


def title_of(telling: Telling, hung: Hung) -> str:
    """What a picture is about, in one line."""
    question = hung.question
    asked = telling._(question.wording)
    if question.item:
        asked = f"{asked.rstrip('.')}: {telling._(question.line)}"
    if len(question.rounds) == 1:
        return asked
    return f"{asked} · {telling._('First vote') if hung.round.number == 1 else telling._('Second vote')}"


def _foot(telling: Telling, hung: Hung | None) -> Iterator[str]:
    outcome = telling.outcome
    session = f"{telling._('Session')} {codes.shown(outcome.code)}"
    yield " · ".join(filter(None, (plain(outcome.title), session, telling.day(outcome.opened), version(telling))))
    yield from filter(None, (contested(telling),))
    if hung is not None and hung.question.kind is QuestionKind.LADDER and outcome.credits:
        yield telling._(outcome.credits[0].text)  # its makers ask for it wherever their ladder stands
    yield f"{telling._('Fingerprint')} {outcome.sha256}"
