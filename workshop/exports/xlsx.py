"""The outcome as a workbook (XLSX): a sheet for each part of the story, and every figure to sort and filter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from workshop.domain import codes
from workshop.domain.framework import TopicKind
from workshop.domain.outcome import Outcome, QuestionOutcome, TopicOutcome
from workshop.domain.phrases import Translator
from workshop.exports.blocks import Block, Heading, NewPage, Picture, Table
from workshop.exports.csv import rows
from workshop.exports.planned import in_columns
from workshop.exports.raster import png
from workshop.exports.sheets import Book, Cell, Sheet
from workshop.exports.standing import version
from workshop.exports.story import story
from workshop.exports.telling import WHOLE_ROOM, Telling, in_order, plain, votes

_FIGURES = (
    "topic", "question", "item", "round", "shown_for", "choice", "term", "place", "votes", "voted", "joined",
    "middle", "gap", "balanced_middle", "why_said", "question_key", "choice_key", "group",
)  # fmt: skip
_ACROSS = 1400  # pixels of the picture

Section = tuple[str, Sequence[Block]]


def write(outcome: Outcome, translate: Translator, *, lang: str = "en") -> bytes:
    """The whole workbook. People's words are texts in it, whatever they look like."""
    telling = Telling(outcome, translate, lang)
    title = plain(outcome.title) or codes.shown(outcome.code)
    book = Book(title, datetime.combine(outcome.opened, time()))
    (_, short), *sections = _sections(telling)
    _summary(book.sheet(telling._("Summary")), telling, title, short)
    for name, blocks in sections:
        _section(book.sheet(name), in_columns(telling, blocks))
    for topic in outcome.topics:
        if topic.kind is TopicKind.FORM and any(question.last_shown for question in topic.questions):
            _form(book.sheet(telling._("Figures of topic %(number)s", number=topic.number)), telling, topic)
    _figures(book.sheet(telling._("All figures")), telling)
    return book.whole()


def _sections(telling: Telling) -> list[Section]:
    """The story by its parts: what comes first of all, then what follows each heading."""
    sections: list[tuple[str, list[Block]]] = [("", [])]
    in_short = True
    for block in story(telling):
        if isinstance(block, NewPage):
            in_short = False
        elif isinstance(block, Heading) and block.level == 2 and not in_short:
            sections.append((block.text, []))
        else:
            sections[-1][1].append(block)
    return [(name, blocks) for name, blocks in sections]


def _summary(sheet: Sheet, telling: Telling, title: str, blocks: Sequence[Block]) -> None:
    sheet.title(title)
    for block in (*_about(telling), *blocks):
        if isinstance(block, Picture):
            sheet.picture(png(block.svg, across=_ACROSS), block.alt, _ACROSS)
        else:
            sheet.block(block)
    sheet.done()


def _about(telling: Telling) -> Iterator[Block]:
    outcome = telling.outcome
    rows = (
        (telling._("Session"), codes.shown(outcome.code)),
        (telling._("Date"), outcome.opened.isoformat()),
        (telling._("Version"), version(telling)),
        (telling._("Fingerprint"), outcome.sha256),
    )
    yield Table((telling._("File"), telling._("This file")), rows)


def _section(sheet: Sheet, blocks: Sequence[Block]) -> None:
    """One table alone is the sheet; else everything stands under one another."""
    if len(blocks) == 1 and isinstance(blocks[0], Table):
        sheet.table(blocks[0])
        sheet.done()
        return
    for block in blocks:
        sheet.block(block)
    sheet.done(frozen=False)


def _form(sheet: Sheet, telling: Telling, topic: TopicOutcome) -> None:
    """A form with a line for each item and group, and a column for each answer."""
    asks = {question.asks: question for question in topic.questions}
    heads = [telling._("Part"), telling._("What"), telling._("Who")]
    for question in asks.values():
        ask = telling._(question.line)
        heads += [f"{ask} {telling._(choice.name)}" for choice in in_order(question.choices)]
    items: dict[str, dict[str, QuestionOutcome]] = {}
    for question in topic.questions:
        items.setdefault(question.item, {})[question.asks] = question
    sheet.rows(heads, [row for item in items.values() for row in _lines(telling, asks, item)])
    sheet.done()


def _lines(telling: Telling, asks: dict[str, QuestionOutcome], item: dict[str, QuestionOutcome]) -> Iterator[list[Cell]]:
    spreads = {
        ask: {key: (name, spread) for key, name, spread in telling.shown_for(question.last_shown)}
        for ask, question in item.items()
        if question.last_shown
    }
    who = {key: name for of_ask in spreads.values() for key, (name, _) in of_ask.items()}
    first = next(iter(item.values()))
    about = [telling._(first.part_title), telling._(first.wording)]
    if not who:
        yield [*about, telling.why(first.rounds[-1].why) if first.rounds else "", *[None] * _width(asks)]
    for key in sorted(who, key=lambda key: key == WHOLE_ROOM):
        cells: list[Cell] = []
        for ask, question in asks.items():
            _, spread = spreads.get(ask, {}).get(key, ("", None))
            counts = [count for _, count in votes(spread, item[ask].choices)] if spread else []
            cells += counts or [None] * len(question.choices)
        yield [*about, who[key], *cells]


def _width(asks: dict[str, QuestionOutcome]) -> int:
    return sum(len(question.choices) for question in asks.values())


def _figures(sheet: Sheet, telling: Telling) -> None:
    """The rows of the CSV that hold figures."""
    figures = [row for row in rows(telling) if row["kind"] == "vote"]
    sheet.rows(_FIGURES, [[_cell(row.get(column)) for column in _FIGURES] for row in figures])
    sheet.done()


def _cell(cell: Cell) -> Cell:
    return " ".join(plain(cell).split()) if isinstance(cell, str) else cell
