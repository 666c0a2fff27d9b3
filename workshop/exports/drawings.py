"""The pictures that tell more than one vote, as a readable file has them: what they say, how they look, their figures."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.domain.outcome import QuestionOutcome, TopicOutcome
from workshop.domain.pictures.before_after import BeforeAfter, before_after
from workshop.domain.pictures.climb import Climb
from workshop.domain.pictures.gaps import Gaps
from workshop.domain.pictures.hanging import drawings_of
from workshop.domain.pictures.rated import Rated
from workshop.domain.pictures.sketch import Cell, Drawing
from workshop.domain.pictures.words import names_of
from workshop.exports.blocks import Block, Heading, Picture, Table, Text
from workshop.exports.picture import drawn
from workshop.exports.telling import Telling


def both_votes(telling: Telling, question: QuestionOutcome) -> BeforeAfter | None:
    """Before and after, where one picture may hold both votes."""
    return before_after(question, names_of(telling.outcome))


def before_and_after(telling: Telling, both: BeforeAfter) -> Iterator[Block]:
    """Both votes side by side; each has its own table elsewhere."""
    yield Heading(4, telling._("Both votes"))
    yield _moves(telling, both)
    yield drawn(telling, both)


def gap_picture(telling: Telling, topic: TopicOutcome) -> Iterator[Picture]:
    """The gaps of a form; its list stands beside it."""
    for drawing in drawings_of(telling.outcome, topic):
        if isinstance(drawing, Gaps):
            yield drawn(telling, drawing)


def rated_pictures(telling: Telling, topic: TopicOutcome, part: str) -> Iterator[Picture]:
    """The pages of one part of a form; the part's table stands beside them."""
    for drawing in drawings_of(telling.outcome, topic):
        if isinstance(drawing, Rated) and drawing.part == part:
            yield drawn(telling, drawing)


def climb_picture(telling: Telling, topic: TopicOutcome) -> Iterator[Block]:
    """The climb, where it stands in this topic."""
    for drawing in drawings_of(telling.outcome, topic):
        if isinstance(drawing, Climb):
            yield Heading(3, telling.said(drawing.title))
            yield _moves(telling, drawing)
            yield drawn(telling, drawing)
            yield table_of(telling, drawing)


def table_of(telling: Telling, drawing: Drawing) -> Table:
    """The figures behind a picture."""
    table = drawing.table()
    head, *rows = (tuple(_cell(telling, cell) for cell in row) for row in (table.head, *table.rows))
    return Table(head, tuple(rows), figures=len(head) - 1)


def _cell(telling: Telling, cell: Cell) -> str:
    return str(cell) if isinstance(cell, int) else telling.say(cell)


def _moves(telling: Telling, drawing: BeforeAfter | Climb) -> Text:
    return Text(" ".join(telling.said(phrase) for phrase in drawing.moves()), soft=True)
