"""Where everything stands in the picture of two votes: two bars for each choice, the first vote's above the second's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from workshop.domain.findings.figures import kept_apart, votes
from workshop.domain.framework import Choice
from workshop.domain.groups import Side
from workshop.domain.phrases import N_, Phrase
from workshop.domain.pictures.board import LEADING, Board, height_of
from workshop.domain.pictures.lettering import fold, width_of
from workshop.domain.pictures.shapes import Fit
from workshop.domain.pictures.sketch import Say, Sketch, Tone
from workshop.domain.pictures.words import Names
from workshop.domain.tally import Spread, halves

_TONES = (Tone.OPEN, Tone.FULL)  # of the first vote and of the second
_DIGIT = 0.62  # width of a digit, as a part of its size
_FOOT = 0.36  # from the middle of a digit down to its foot, likewise


class _TwoVotes(Protocol):
    """What is drawn of two votes; see `before_after.BeforeAfter`."""

    @property
    def who(self) -> list[Side]: ...

    @property
    def names(self) -> Names: ...

    @property
    def choices(self) -> tuple[Choice, ...]: ...

    @property
    def placed(self) -> list[Choice]: ...

    @property
    def on_ladder(self) -> bool: ...

    def both(self, side: Side) -> tuple[Spread, Spread]: ...


@dataclass(frozen=True)
class _Frame:
    """The measures of the picture: `bar` is the height of one of two bars, `pitch` from one choice to the next."""

    width: float
    column: float
    pitch: float
    bar: float
    post: float
    arrow: float
    name: float
    count: float
    head: float


_WIDE = _Frame(width=1000, column=284, pitch=56, bar=22, post=8, arrow=12, name=24, count=23.5, head=25)
_NARROW = _Frame(width=354, column=128, pitch=45, bar=17, post=5, arrow=9, name=15, count=14, head=15)


def draw(picture: _TwoVotes, fit: Fit, say: Say) -> Sketch:
    """The sketch of both votes."""
    return _Plan(picture, _WIDE if fit is Fit.WIDE else _NARROW, say).sketch()


class _Plan:
    """The picture on the drawing board."""

    def __init__(self, picture: _TwoVotes, frame: _Frame, say: Say) -> None:
        self.picture, self.frame, self.say = picture, frame, say
        self.board = Board(frame.width)
        self.alone = len(picture.who) == 1
        self.left = frame.post / 2 if self.alone else (frame.width - frame.column) / 2
        self.right = self.left + frame.column
        most = max((max(spread.counts, default=0) for side in picture.who for spread in picture.both(side)), default=0)
        self.label = (len(str(most)) * _DIGIT + 0.7) * frame.count
        # One scale for both groups and both votes: the same number of people is the same length.
        self.unit = (frame.width - self.right - self.label - frame.arrow * 3.2) / max(most, 1)
        self.heads = {side: self.head_lines(side) for side in picture.who}
        self.top = max(height_of(lines, frame.head) for lines in self.heads.values()) + frame.head * 0.4

    def sketch(self) -> Sketch:
        picture, frame = self.picture, self.frame
        for side, lines in self.heads.items():
            self.head(side, lines)
        middles = [self.top + (index + 0.5) * frame.pitch for index in range(len(picture.placed))]
        for choice, middle in zip(picture.placed, middles, strict=True):
            self.row(choice, middle)
        for choice, middle in zip(picture.placed, middles, strict=True):
            for side in picture.who:
                for number, spread in enumerate(picture.both(side)):
                    self.bar(side, number, votes(spread, choice, picture.choices), middle)
        below = self.top + len(picture.placed) * frame.pitch
        if picture.on_ladder:
            for x in (self.left, self.right):
                self.board.plate("rail", x - frame.post / 2, self.top, frame.post, below - self.top)
        marked = [self.marks(side) for side in picture.who]
        below = self.apart(below + frame.count * 0.4)
        return self.board.done(self.key(below + frame.count * 0.5, marks=any(marked)))

    def head_lines(self, side: Side) -> list[str]:
        """The name of a side and its votes cast, of both votes where they differ."""
        frame, (first, second) = self.frame, self.picture.both(side)
        size = (
            f"{first.size}"
            if first.size == second.size
            else self.say(Phrase(N_("%(first)s, then %(second)s"), {"first": first.size, "second": second.size}))
        )
        size = "\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}" + size.replace(" ", "\N{NO-BREAK SPACE}")
        room = frame.width if self.alone else frame.width / 2 - frame.head * 0.5
        lines = fold(self.say(self.picture.names[side]), room - width_of(size, frame.head), frame.head, 3)
        lines[-1] += size
        return lines

    def head(self, side: Side, lines: list[str]) -> None:
        start = self.top - self.frame.head * 0.4 - height_of(lines, self.frame.head)
        x, anchor = (self.frame.width, "end") if side is Side.WORKS else (0.0, "start")
        self.board.lines(lines, x, start, self.frame.head, anchor=anchor, ink=f"ink-{side}", bold=True)

    def row(self, choice: Choice, middle: float) -> None:
        frame = self.frame
        number_room = frame.name * 1.7 if self.picture.on_ladder else 0.0
        if self.picture.on_ladder:
            plate = frame.pitch * 0.86
            self.board.plate("rung", self.left, middle - plate / 2, frame.column, plate)
            x = self.left + frame.name * 0.95
            self.board.amid([str(choice.printed)], x, middle, frame.name, anchor="middle", ink="soft", bold=True)
        lines = fold(self.say(choice.name), frame.column - number_room - frame.name * 0.6, frame.name, 2)
        if self.picture.on_ladder:
            self.board.amid(lines, self.left + number_room, middle, frame.name, bold=True)
        elif self.alone:
            self.board.amid(lines, self.right - frame.name * 0.5, middle, frame.name, anchor="end", bold=True)
        else:
            self.board.amid(lines, (self.left + self.right) / 2, middle, frame.name, anchor="middle", bold=True)

    def bar(self, side: Side, number: int, count: int, middle: float) -> None:
        """One of two bars; its count stands beside it."""
        if not count:
            return
        frame, (away, edge) = self.frame, self.direction(side)
        length, y = count * self.unit, self.line(middle, number)
        self.board.area(side, _TONES[number], (min(edge, edge + away * length), y - frame.bar / 2, length, frame.bar))
        x = edge + away * (length + frame.count * 0.35)
        foot = y + frame.count * _FOOT
        anchor = "start" if away > 0 else "end"
        self.board.write(str(count), x, foot, frame.count, anchor=anchor, ink=f"ink-{side}", bold=number == 1)

    def line(self, middle: float, number: int) -> float:
        """The height of the first vote's bar, or of the second's below it."""
        return middle + (self.frame.bar / 2 + 1) * (1 if number else -1)

    def direction(self, side: Side) -> tuple[int, float]:
        """Which way the bars of a side grow, and from where."""
        post = self.frame.post / 2 if self.picture.on_ladder else 0.0
        return (-1, self.left - post) if side is Side.USES else (1, self.right + post)

    def marks(self, side: Side) -> bool:
        """An arrow at the middle of each vote, the second's further out where both have one height; False without any."""
        places = [place for number in (0, 1) if (place := self.place(side, number)) is not None]
        frame, (away, edge) = self.frame, self.direction(side)
        close = len(places) > 1 and abs(places[0][1] - places[1][1]) < frame.arrow * 1.4
        furthest = max((reach for _, _, reach in places), default=0.0)
        for number, y, reach in places:
            tip = edge + away * ((furthest + number * frame.arrow * 1.4 if close else reach) + 2)
            if reach == 0:
                self.board.stroke((edge, y), (tip, y), side=side, dashed=True)
            self.arrow(side, number, tip, y, away)
        return bool(places)

    def place(self, side: Side, number: int) -> tuple[int, float, float] | None:
        """Which vote, the height of its middle, and how far the bars there reach; None without a middle."""
        spread = self.picture.both(side)[number]
        if spread.middle is None:
            return None
        near = [(at, c) for at, c in enumerate(self.picture.placed) if c.place in halves(spread.middle)]
        y = self.line(self.top + self.frame.pitch * (sum(at for at, _ in near) / len(near) + 0.5), number)
        counts = [votes(both, c, self.picture.choices) for _, c in near for both in self.picture.both(side)]
        return number, y, max((count * self.unit + self.label if count else 0.0 for count in counts), default=0.0)

    def arrow(self, side: Side, number: int, tip: float, y: float, away: int) -> None:
        back, half = tip + away * self.frame.arrow, self.frame.arrow * 0.6
        tone = Tone.PLAIN if number else Tone.OPEN
        self.board.shape(side, tone, [(tip, y), (back, y - half), (back, y + half)])

    def apart(self, y: float) -> float:
        """The answers kept apart, each on a line with its votes on both sides; answers where they end."""
        frame, picture = self.frame, self.picture
        for choice in kept_apart(picture.choices):
            pairs = {side: [votes(s, choice, picture.choices) for s in picture.both(side)] for side in picture.who}
            if not any(map(any, pairs.values())):
                continue
            lines = fold(self.say(choice.name), frame.column - frame.count * 0.5, frame.count, 2)
            height = height_of(lines, frame.count) + frame.count * 0.25
            center = (self.left + self.right) / 2
            self.board.amid(lines, center, y + height / 2, frame.count, anchor="middle", ink="soft")
            for side, (first, second) in pairs.items():
                away, edge = self.direction(side)
                said = self.say(Phrase(N_("%(first)s, then %(second)s"), {"first": first, "second": second}))
                anchor = "start" if away > 0 else "end"
                x = edge + away * frame.count * 0.35
                self.board.amid([said], x, y + height / 2, frame.count, anchor=anchor, ink=f"ink-{side}", bold=True)
            y += height
        return y

    def key(self, y: float, *, marks: bool) -> float:
        """What the two fills and the arrows mean; answers where it ends."""
        frame, size = self.frame, self.frame.count
        side = self.picture.who[0]
        labels = [self.say(N_("First vote")), self.say(N_("Second vote"))]
        labels += [self.say(N_("middle"))] if marks else []
        leads = [size * 1.35, size * 1.35, size * 2.1]
        widths = [lead + width_of(label, size) for lead, label in zip(leads, labels, strict=False)]
        gap = size * 1.2
        x = max((frame.width - sum(widths) - gap * (len(widths) - 1)) / 2, 0.0)
        for number, (label, lead, width) in enumerate(zip(labels, leads, widths, strict=False)):
            if number < len(_TONES):
                self.board.area(side, _TONES[number], (x, y + size * 0.1, size, size))
            else:
                self.arrow(side, 0, x, y + size * 0.6, 1)
                self.arrow(side, 1, x + frame.arrow * 1.3, y + size * 0.6, 1)
            self.board.lines([label], x + lead, y, size, ink="soft")
            x += width + gap
        return y + size * LEADING + size * 0.15
