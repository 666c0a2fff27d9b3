"""The files of the publication copy: the same kinds as of the outcome, made from what may leave the room.

Each is written from a `Publication` and from nothing else: the outcome that comes along gives its title, day and credits.
Pictures and whatever is not named in `PUBLISHED` have no publication copy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time

from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.domain.planning.going import FollowUp
from workshop.domain.record.publication import Publication, PublishedTopic, publication_of
from workshop.domain.record.suppression import SMALL, STEP
from workshop.exports.blocks import Heading
from workshop.exports.docx import document_of
from workshop.exports.html import page
from workshop.exports.pdf import printed
from workshop.exports.published import STAR, about, copy, cover, done, figure, who, wording
from workshop.exports.sheets import Book, Cell
from workshop.exports.table import table
from workshop.exports.telling import Telling, in_order, plain
from workshop.frameworks import known_texts

FORMAT = "equal-footing-publication"
VERSION = 1
COLUMNS = (
    "copy", "title", "opened", "joined", "topic", "question", "asks", "round", "shown_for", "choice", "term", "place",
    "votes", "all_votes", "middle", "gap", "sha256",
)  # fmt: skip

Row = dict[str, Cell]


def publish(suffix: str, outcome: Outcome, translate: Translator, *, lang: str = "en") -> bytes:
    """The publication copy of an outcome as one file. Raises KeyError for a kind that has none."""
    write = PUBLISHED[suffix]
    publication = publication_of(outcome, known_texts())
    return write(Telling(_bare(outcome), translate, lang), publication)


def _bare(outcome: Outcome) -> Outcome:
    """What the makers of files need to know of the session; a test holds that nothing else is left in it."""
    return replace(
        outcome, code="", purpose="", organisation="", invited="", can_change="", cannot_change="", offered="",
        revision=0, floor=0, joined=0,
        sides=(), ladder_changes=(), topics=(), actions=(), log=(), ways=(), words=(), last_time=(),
        since=FollowUp(), review=None, ended=True,
    )  # fmt: skip


def _pdf(telling: Telling, publication: Publication) -> bytes:
    return printed(telling, copy(telling, publication), size=12, cover=cover(telling, publication))


def _plain_pdf(telling: Telling, publication: Publication) -> bytes:
    return printed(telling, copy(telling, publication), size=16, cover=cover(telling, publication))


def _html(telling: Telling, publication: Publication) -> bytes:
    return page(telling, copy(telling, publication), cover(telling, publication))


def _docx(telling: Telling, publication: Publication) -> bytes:
    return document_of(telling, copy(telling, publication), cover(telling, publication))


def _xlsx(telling: Telling, publication: Publication) -> bytes:
    book = Book(plain(publication.title), datetime.combine(publication.opened, time()))
    sheet = book.sheet(telling._("Publication copy"))
    sheet.title(plain(publication.title))
    for block in (Heading(2, cover(telling, publication).line), *copy(telling, publication)):
        sheet.block(block)
    sheet.done(frozen=False)
    figures = book.sheet(telling._("All figures"))
    figures.rows(COLUMNS, [[row.get(column) for column in COLUMNS] for row in _rows(telling, publication)])
    figures.done()
    return book.whole()


def _csv(telling: Telling, publication: Publication) -> bytes:
    return table(COLUMNS, _rows(telling, publication))


def _json(telling: Telling, publication: Publication) -> bytes:
    file = {
        "format": FORMAT,
        "version": VERSION,
        "suppressed_from_1_to": SMALL,
        "rounded_to": STEP,
        "what_was_done": list(done(telling)),
        "sha256": publication.sha256,
        "publication": publication.plain(),
    }
    return (json.dumps(file, ensure_ascii=False, indent=1) + "\n").encode()


def _rows(telling: Telling, publication: Publication) -> Iterator[Row]:
    """A row for each figure; `votes` is a number or *. What was done to the copy stands in the first rows."""
    same: Row = {
        "copy": telling._("Publication copy"),
        "title": plain(publication.title),
        "opened": publication.opened.isoformat(),
        "joined": figure(publication.joined),
        "sha256": publication.sha256,
    }
    for sentence in done(telling):
        yield same | {"question": sentence}
    for label, said in about(telling, publication):
        yield same | {"question": label, "votes": said}
    for topic in publication.topics:
        for row in _of_topic(telling, publication, topic):
            yield same | row


def _of_topic(telling: Telling, publication: Publication, topic: PublishedTopic) -> Iterator[Row]:
    for question in topic.questions:
        asked: Row = {
            "topic": telling._(topic.title),
            "question": wording(telling, question),
            "asks": telling._(question.line) if question.is_item else "",
        }
        for round_ in question.rounds:
            for spread in round_.spreads:
                of_spread: Row = {
                    "round": round_.number,
                    "shown_for": who(telling, publication, spread),
                    "all_votes": spread.size,
                    "middle": spread.middle,
                    "gap": round_.gap,
                }
                for choice, shown in zip(in_order(question.choices), spread.figures, strict=True):
                    name: Row = {"choice": telling._(choice.name), "term": telling._(choice.term), "place": choice.place}
                    yield asked | of_spread | name | {"votes": STAR if shown is None else shown}
            if not round_.spreads:
                yield asked | {"round": round_.number, "votes": telling._("Too few votes to publish.")}


PUBLISHED: dict[str, Callable[[Telling, Publication], bytes]] = {
    "pdf": _pdf,
    "plain.pdf": _plain_pdf,
    "html": _html,
    "docx": _docx,
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
}
