"""Where everything stands in the climb: the ladder with both sides' marks, and the ideas beside it or under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from workshop.domain.framework import Choice
from workshop.domain.groups import Side
from workshop.domain.phrases import N_, Phrase
from workshop.domain.pictures.board import Board, height_of
from workshop.domain.pictures.lettering import fold, reads_from_right, width_of
from workshop.domain.pictures.shapes import Fit
from workshop.domain.pictures.sketch import Say, Sketch, Tone
from workshop.domain.pictures.words import Names

NOW, WANTED = N_("now"), N_("wanted")
NOTHING = N_("No ideas have been chosen yet.")
_HELP = N_("What would help us get there")
_MOST_IDEAS = 4  # have room; a group picks three, and more only where votes are tied


class _Climb(Protocol):
    """What is drawn of a climb; see `climb.Climb`."""

    @property
    def who(self) -> list[Side]: ...

    @property
    def names(self) -> Names: ...

    @property
    def rungs(self) -> list[Choice]: ...

    @property
    def ideas(self) -> tuple[str, ...]: ...

    def marks(self, side: Side) -> dict[str, float]: ...


@dataclass(frozen=True)
class _Frame:
    """The measures: `pitch` from one rung to the next, `tag` what a side's marks may take, `stair` an idea's indent."""

    width: float
    column: float
    pitch: float
    tag: float
    name: float
    note: float
    stair: float
    idea_lines: int


_EDGE = 1.5  # half of the line around a card, which would else be cut at the end of the picture
_WIDE = _Frame(width=1000, column=236, pitch=58, tag=130, name=24, note=23.5, stair=22, idea_lines=4)
_NARROW = _Frame(width=354, column=166, pitch=42, tag=86, name=15, note=14, stair=10, idea_lines=5)


def draw(picture: _Climb, fit: Fit, say: Say) -> Sketch:
    """The sketch of a climb."""
    return _Plan(picture, _WIDE if fit is Fit.WIDE else _NARROW, say).sketch()


class _Plan:
    """The picture on the drawing board."""

    def __init__(self, picture: _Climb, frame: _Frame, say: Say) -> None:
        self.picture, self.frame, self.say = picture, frame, say
        self.board = Board(frame.width)
        self.wide = frame is _WIDE
        lefts = [side for side in picture.who if side is Side.USES] or picture.who[:1]
        self.columns = dict.fromkeys(lefts, -1)
        self.columns |= {side: 1 for side in picture.who if side not in lefts}
        rights = len(picture.who) - len(lefts)
        # A third column is there only where one vote is seen of the two groups and the other of the whole room.
        self.column = min(frame.column, frame.width - frame.tag * (1 + rights))
        if not self.wide:
            self.column = frame.width - frame.tag * (1 + rights) - 2
        self.left = frame.tag
        self.right = self.left + self.column
        self.end = self.right + frame.tag * rights
        self.heads = {side: fold(say(picture.names[side]), self.head_room(), frame.note, 3) for side in picture.who}
        self.top = max(height_of(lines, frame.note) for lines in self.heads.values()) + frame.note * 0.5

    def sketch(self) -> Sketch:
        frame, rungs = self.frame, self.picture.rungs
        for side, lines in self.heads.items():
            x, anchor = self.head_place(side)
            y = self.top - frame.note * 0.5 - height_of(lines, frame.note)
            self.board.lines(lines, x, y, frame.note, anchor=anchor, ink=f"ink-{side}", bold=True)
        for index, rung in enumerate(rungs):
            self.rung(rung, self.top + index * frame.pitch)
        bottom = self.top + len(rungs) * frame.pitch
        for x in (self.left, self.right):
            self.board.plate("rail", x - 3, self.top, 6, bottom - self.top)
        for side in self.picture.who:
            self.tags(side)
        if self.wide:
            end = self.ideas(self.end + 36, self.top, bottom - self.top)
            return self.board.done(max(bottom, end) + 6)
        return self.board.done(self.ideas(0, bottom + frame.note * 1.2, 0) + 4)

    def head_room(self) -> float:
        """How wide the name of a side may be: half of the ladder, or a third where there are three."""
        if len(self.picture.who) == 1:
            return self.end
        return self.end / len(self.picture.who) - self.frame.note * 0.4

    def head_place(self, side: Side) -> tuple[float, str]:
        """The first at the left edge, the last at the right one, one between them in the middle."""
        at = self.picture.who.index(side)
        if at == 0:
            return 0.0, "start"
        return (self.end, "end") if side is self.picture.who[-1] else (self.end / 2, "middle")

    def rung(self, choice: Choice, y: float) -> None:
        frame, middle, plate = self.frame, y + self.frame.pitch / 2, self.frame.pitch * 0.86
        self.board.plate("rung", self.left, middle - plate / 2, self.column, plate)
        x = self.left + frame.name * 1.0
        self.board.amid([str(choice.printed)], x, middle, frame.name, anchor="middle", ink="soft", bold=True)
        lines = fold(self.say(choice.name), self.column - frame.name * 2.3, frame.name, 2)
        self.board.amid(lines, self.left + frame.name * 1.8, middle, frame.name, bold=True)

    def tags(self, side: Side) -> None:
        """What a side says of now (filled) and of what is wanted (open); beside each other where both are one place."""
        height = self.frame.note * 1.2
        marks = self.picture.marks(side)
        heights = {word: self.height_at(place) for word, place in marks.items()}
        if len(heights) == 2 and abs(heights[NOW] - heights[WANTED]) < height + 2:
            middle = (heights[NOW] + heights[WANTED]) / 2
            above = WANTED if marks[WANTED] >= marks[NOW] else NOW
            heights = {word: middle + (height / 2 + 1) * (-1 if word == above else 1) for word in heights}
        for word, y in heights.items():
            self.tag(side, word, y, height)

    def tag(self, side: Side, word: str, y: float, height: float) -> None:
        size, away = self.frame.note, self.columns[side]
        nose = size * 0.45
        index = [s for s in self.picture.who if self.columns[s] == away].index(side)
        edge = (self.left - 4) if away < 0 else (self.right + 4 + index * self.frame.tag)
        room = self.frame.tag - nose - 8
        [text] = fold(self.say(word), room - size * 0.5, size, 1)
        width = min(width_of(text, size) + size * 0.7, room)
        far, near = edge + away * (nose + width), edge + away * nose
        tone = Tone.PLAIN if word == NOW else Tone.OPEN
        top, bottom = y - height / 2, y + height / 2
        self.board.shape(side, tone, [(edge, y), (near, top), (far, top), (far, bottom), (near, bottom)])
        ink = f"on-{side}" if word == NOW else f"ink-{side}"
        self.board.amid([text], (near + far) / 2, y, size, anchor="middle", ink=ink, bold=True)

    def height_at(self, place: float) -> float:
        """The height of a place on the ladder, which may lie between two rungs."""
        places = [choice.place or 0 for choice in self.picture.rungs]
        return self.top + (max(places) - place + 0.5) * self.frame.pitch

    def ideas(self, x: float, top: float, room: float) -> float:
        """The chosen ideas as stairs between where we are and where we want to be; answers where they end.

        `room`: how high the ladder beside them is; they stand at its middle. 0 where they stand under it.
        """
        frame, size = self.frame, self.frame.note
        shown = self.picture.ideas[:_MOST_IDEAS]
        indent = frame.stair * max(len(shown) - 1, 0)
        wide = frame.width - x
        head = fold(self.say(_HELP), wide, frame.name, 2)
        cards = [fold(self.say(idea), wide - indent - size * 1.2, size, frame.idea_lines) for idea in shown]
        below = fold(self.below(len(shown)), wide, size, 3)
        high = height_of(head, frame.name) + sum(height_of(card, size) + size * 1.15 for card in cards)
        y = top + max(room - high, 0.0) / 2
        y = self.board.lines(head, x, y, frame.name, bold=True) + size * 0.5
        for number, card in enumerate(cards):
            y = self.card(card, x + indent - frame.stair * number + _EDGE, y, wide - indent - 2 * _EDGE) + size * 0.35
        return self.board.lines(below, x, y, size, ink="soft") + size * 0.3 if below != [""] else y

    def below(self, shown: int) -> str:
        """What stands under the ideas: that there are none, or more."""
        more = len(self.picture.ideas) - shown
        if more:
            return self.say(Phrase(N_("There are more, in the list: %(more)s."), {"more": more}))
        return "" if shown else self.say(NOTHING)

    def card(self, lines: list[str], x: float, y: float, width: float) -> float:
        """One idea on its slip; words that are read from the right begin there."""
        size, pad = self.frame.note, self.frame.note * 0.6
        height = height_of(lines, size) + size * 0.8
        self.board.plate("card", x, y, width, height)
        right = reads_from_right(lines[0])
        self.board.lines(
            lines, x + width - pad if right else x + pad, y + size * 0.4, size, anchor="end" if right else "start"
        )
        return y + height
