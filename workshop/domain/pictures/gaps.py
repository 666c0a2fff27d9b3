"""Where the two groups differ most: two dots on one line for each answer, the widest line first."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.findings.ranking import Line, Share, lists_of
from workshop.domain.groups import Side
from workshop.domain.outcome import TopicOutcome
from workshop.domain.phrases import N_, Phrase
from workshop.domain.pictures.board import LEADING, Board, flow
from workshop.domain.pictures.lettering import fold, width_of
from workshop.domain.pictures.shapes import Fit
from workshop.domain.pictures.sketch import Say, Sketch, Table, Tone
from workshop.domain.pictures.words import Names

_SIDES = (Side.USES, Side.WORKS)
NOBODY, EVERYBODY = N_("nobody"), N_("everybody")


@dataclass(frozen=True)
class _Frame:
    """The measures: `name` and `note` are letters, `label` the column of words (0: above), `dot` half of a dot."""

    width: float
    label: float
    name: float
    note: float
    dot: float
    gap: float


_WIDE = _Frame(width=1000, label=430, name=24, note=23.5, dot=13, gap=16)
_NARROW = _Frame(width=354, label=0, name=15, note=14, dot=9, gap=14)


def gaps(topic: TopicOutcome, names: Names) -> Gaps | None:
    """The picture of a form's list; None where nothing differs much, or the groups are nowhere shown apart."""
    lines = lists_of(topic).differ
    return Gaps(topic, lines, names) if lines else None


@dataclass(frozen=True)
class Gaps:
    """See `gaps`."""

    topic: TopicOutcome
    lines: tuple[Line, ...]
    names: Names
    wall = "gaps"
    on_ladder = False

    @property
    def key(self) -> str:
        """See `Drawing`."""
        return f"{self.topic.key}-gaps"

    @property
    def title(self) -> Phrase:
        """See `Drawing`."""
        return Phrase(N_("Where we see it most differently"))

    def says(self) -> tuple[Phrase, ...]:
        """See `Drawing`."""
        return tuple(self._said(line) for line in self.lines)

    def table(self) -> Table:
        """See `Drawing`."""
        rows = tuple((_about(line), *(_share(share) for _, share in shares(line))) for line in self.lines)
        return Table((Phrase(N_("Answer")), *(Phrase(self.names[side]) for side in _SIDES)), rows)

    def draw(self, fit: Fit, say: Say) -> Sketch:
        """See `Drawing`."""
        return _Plan(self, _WIDE if fit is Fit.WIDE else _NARROW, say).sketch()

    def _said(self, line: Line) -> Phrase:
        uses, works = (_share(share) for _, share in shares(line))
        return Phrase(
            N_("%(what)s: %(first)s %(one)s, %(second)s %(other)s."),
            {
                "what": _about(line), "one": uses, "other": works,
                "first": Phrase(self.names[Side.USES]), "second": Phrase(self.names[Side.WORKS]),
            },
        )  # fmt: skip


def shares(line: Line) -> list[tuple[Side, Share]]:
    """What share of each group gave the answer, people who use the service first."""
    return [(side, share) for side, share in zip(_SIDES, (line.uses, line.works), strict=True) if share is not None]


def _about(line: Line) -> Phrase:
    about = {"name": Phrase(line.name), "question": Phrase(line.question), "answer": Phrase(line.answer)}
    return Phrase(N_("%(name)s. %(question)s “%(answer)s”"), about)


def _asked(line: Line) -> Phrase:
    about = {"question": Phrase(line.question), "answer": Phrase(line.answer)}
    return Phrase(N_("%(question)s “%(answer)s”"), about)


def _share(share: Share) -> Phrase:
    return Phrase(N_("%(votes)s of %(size)s"), {"votes": share.votes, "size": share.size})


class _Plan:
    """The picture on the drawing board."""

    def __init__(self, picture: Gaps, frame: _Frame, say: Say) -> None:
        self.picture, self.frame, self.say = picture, frame, say
        self.board = Board(frame.width)
        said = [self.of(share) for line in picture.lines for _, share in shares(line)]
        # The axis leaves room at both ends for what stands beside a dot there.
        beside = max(width_of(text, frame.note) for text in said) - frame.dot
        # Where there is a column of words, the names of the ends stand in the middle of them.
        above = max(width_of(say(word), frame.note) for word in (NOBODY, EVERYBODY)) / 2 if frame.label else 0.0
        room = max(beside, above, frame.dot * 1.3)
        self.start, self.end = frame.label + room, frame.width - room

    def of(self, share: Share) -> str:
        return self.say(_share(share))

    def sketch(self) -> Sketch:
        frame = self.frame
        y = self.who(0)
        y = self.ends(y + frame.note * 0.4)
        for line in self.picture.lines:
            y = self.row(line, y)
        return self.board.done(y)

    def who(self, y: float) -> float:
        """Which dot is whose; answers where that ends."""
        size, lead = self.frame.name, self.frame.dot * 2.6 + self.frame.name * 0.3
        names = [self.say(self.picture.names[side]) for side in _SIDES]
        places = flow(names, self.frame.width, size, lead=lead, gap=size * 1.4)
        placed = [(x, number, name) for number, row in enumerate(places) for x, name in row]
        for side, (x, number, name) in zip(_SIDES, placed, strict=True):
            top = y + number * size * 1.3
            self.dot(side, x + self.frame.dot * 1.25, top + size * 0.62)
            self.board.lines([name], x + lead, top, size, ink=f"ink-{side}", bold=True)
        return y + len(places) * size * 1.3

    def ends(self, y: float) -> float:
        """What the ends of the axis mean."""
        size, anchors = self.frame.note, ("middle", "middle") if self.frame.label else ("start", "end")
        places = (self.start, self.end) if self.frame.label else (0.0, self.frame.width)
        for word, x, anchor in zip((NOBODY, EVERYBODY), places, anchors, strict=True):
            self.board.lines([self.say(word)], x, y, size, anchor=anchor, ink="soft")
        return y + size * 1.5

    def row(self, line: Line, y: float) -> float:
        """The words, and the line with its two dots; answers where the next row begins."""
        frame = self.frame
        y += frame.gap / 2
        room = (frame.label or frame.width) - frame.note
        end = self.board.lines(fold(self.say(line.name), room, frame.name, 2), 0, y, frame.name, bold=True)
        end = self.board.lines(fold(self.say(_asked(line)), room, frame.note, 2), 0, end, frame.note, ink="soft")
        high = frame.note * LEADING + frame.dot * 2.8
        middle = (max(y + high, (y + end + high) / 2) if frame.label else end + high) - frame.dot * 1.4
        self.dots(line, middle)
        end = max(end, middle + frame.dot * 1.4) + frame.gap / 2
        self.board.stroke((0, end), (frame.width, end))
        return end

    def dots(self, line: Line, y: float) -> None:
        """Both dots on the axis, what each stands for above it."""
        frame, shown = self.frame, shares(line)
        at = {side: self.start + float(share.of_one) * (self.end - self.start) for side, share in shown}
        low, high = min(at.values()), max(at.values())
        self.board.stroke((self.start, y), (self.end, y))
        for x in (self.start, self.end):
            self.board.stroke((x, y - frame.dot), (x, y + frame.dot))
        self.board.plate("bond", low, y - frame.dot * 0.22, high - low, frame.dot * 0.44)
        for side, share in shown:
            self.dot(side, at[side], y)
            # The words of the two grow away from each other.
            x, anchor = (at[side] + frame.dot, "end") if at[side] == low else (at[side] - frame.dot, "start")
            self.board.write(
                self.of(share), x, y - frame.dot * 1.5, frame.note, anchor=anchor, ink=f"ink-{side}", bold=True
            )

    def dot(self, side: Side, x: float, y: float) -> None:
        """A round dot for people who use the service, one that stands on its corner for staff."""
        half = self.frame.dot
        if side is Side.USES:
            self.board.area(side, Tone.FULL, (x - half, y - half, half * 2, half * 2), corner=half)
            return
        corner = half * 1.25
        self.board.shape(side, Tone.PLAIN, [(x, y - corner), (x + corner, y), (x, y + corner), (x - corner, y)])
