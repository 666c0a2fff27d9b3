"""Every picture of an outcome, each as a file of its own that says what it shows and where it is from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from workshop.domain import codes
from workshop.domain.framework import QuestionKind, TopicKind
from workshop.domain.outcome import Outcome, QuestionOutcome, TopicOutcome
from workshop.domain.pictures.hanging import drawings_of
from workshop.domain.pictures.sketch import Drawing
from workshop.exports.framing import WIDTH, Hung, content_of, on_ladder
from workshop.exports.picture import environment
from workshop.exports.standing import contested, version
from workshop.exports.telling import Telling, plain

_MARGIN = 40.0
_LETTER = 0.53  # width of a letter, as a part of its size, on the safe side
_TITLE, _SAYS, _LEGEND, _FOOT = 34.0, 24.0, 21.0, 17.0
_LINES = 5  # of one text; what is longer ends in "…"
_INK, _SOFT = "#1d1b20", "#57534e"


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


def gallery(outcome: Outcome) -> tuple[Hung | Drawing, ...]:
    """All pictures in the order of the session.

    In each topic those that tell of several votes come first; then each vote's own, the newest on a question first,
    under the question's key.
    """
    return tuple(hung for topic in outcome.topics for hung in _in(outcome, topic))


def main_picture(outcome: Outcome) -> Hung | None:
    """The first ladder that was shown, or else the first picture after the welcome; None while there is none."""
    practice = {q.key for topic in outcome.topics if topic.kind is TopicKind.WELCOME for q in topic.questions}
    votes = [hung for question in outcome.questions() for hung in _of(question)]
    pictures = [hung for hung in votes if hung.question.key not in practice]
    ladders = (hung for hung in pictures if hung.question.kind is QuestionKind.LADDER)
    return next(ladders, pictures[0] if pictures else None)


def find(outcome: Outcome, key: str) -> Hung | Drawing:
    """The picture of that key. Raises KeyError."""
    return {hung.key: hung for hung in gallery(outcome)}[key]


def framed(telling: Telling, hung: Hung | Drawing | None) -> str:
    """The picture as a whole SVG file. Without one, the file says that nothing has been shown yet."""
    drawn = content_of(telling, hung)
    paper = _Paper()
    paper.write(drawn.title, _TITLE, weight=700, after=8)
    paper.write(drawn.says, _SAYS)
    paper.write(drawn.why, _LEGEND, fill=_SOFT, after=20)
    for name, fill in drawn.legend:
        paper.name(name, fill)
    picture_y, scale = round(paper.y, 1), round(WIDTH / drawn.width, 4)
    paper.y += drawn.height * scale + 16
    for text in _foot(telling, hung):
        paper.write(text, _FOOT, fill=_SOFT)
    frame = Frame(
        width=WIDTH + 2 * _MARGIN,
        height=round(paper.y + _MARGIN * 0.8, 1),
        margin=_MARGIN,
        picture_y=picture_y,
        scale=scale,
        lines=tuple(paper.lines),
        swatches=tuple(paper.swatches),
    )
    template = environment().get_template("files/picture.svg")
    return template.render(telling=telling, frame=frame, drawn=drawn, lang=telling.lang)


class _Paper:
    """Lines under one another, from the top of a frame."""

    def __init__(self) -> None:
        self.y = _MARGIN * 0.6
        self.lines: list[Written] = []
        self.swatches: list[Swatch] = []

    def write(self, text: str, size: float, *, weight: int = 400, fill: str = _INK, after: float = 0.0) -> None:
        for line in wrap(text, int(WIDTH / size / _LETTER), max_lines=_LINES, placeholder="…"):
            self.y += size * 1.33
            self.lines.append(Written(line, _MARGIN, round(self.y, 1), size, weight, fill))
        self.y += after

    def name(self, name: str, fill: str) -> None:
        self.swatches.append(Swatch(round(self.y, 1), fill))
        self.lines.append(Written(name, _MARGIN + 30, round(self.y + 17, 1), _LEGEND, 700, _INK))
        self.y += 32


def _in(outcome: Outcome, topic: TopicOutcome) -> Iterator[Hung | Drawing]:
    yield from drawings_of(outcome, topic)
    for question in topic.questions:
        yield from _of(question)


def _of(question: QuestionOutcome) -> Iterator[Hung]:
    shown = [round_ for round_ in question.rounds if round_.tally.shown]
    for round_ in reversed(shown):
        key = question.key if round_ is shown[-1] else f"{question.key}-{round_.number}"
        yield Hung(key, question, round_)


def _foot(telling: Telling, hung: Hung | Drawing | None) -> Iterator[str]:
    outcome = telling.outcome
    session = f"{telling._('Session')} {codes.shown(outcome.code)}"
    yield " · ".join(filter(None, (plain(outcome.title), session, telling.day(outcome.opened), version(telling))))
    yield from filter(None, (contested(telling),))
    if hung is not None and on_ladder(hung) and outcome.credits:
        yield telling._(outcome.credits[0].text)  # its makers ask for it wherever their ladder stands
    yield f"{telling._('Fingerprint')} {outcome.sha256}"
