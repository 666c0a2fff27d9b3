"""The outcome as a document to go on writing in (DOCX): real headings, lists and tables, pictures with their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from io import BytesIO

from docx import Document

from workshop.domain import codes
from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.exports.blocks import Block, Finding, Heading, Link, NewPage, Picture, Points, Table, Text
from workshop.exports.cover import Cover, cover_of
from workshop.exports.paper import Paper, undated
from workshop.exports.raster import pngs
from workshop.exports.story import story
from workshop.exports.telling import Telling, plain

_LONGEST = 255  # letters of a property
_ACROSS = 1340  # pixels of a picture as wide as the page: 200 for each inch of the 170 mm between the margins


def write(outcome: Outcome, translate: Translator, *, lang: str = "en") -> bytes:
    """The whole document; the same, byte for byte, for the same outcome and language."""
    telling = Telling(outcome, translate, lang)
    return document_of(telling, story(telling), cover_of(telling))


def document_of(telling: Telling, blocks: Iterable[Block], cover: Cover) -> bytes:
    """These blocks as a document."""
    outcome = telling.outcome
    title = plain(outcome.title) or codes.shown(outcome.code)
    document = Document()
    paper = Paper(document, telling.lang)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:_LONGEST], "", ""
    properties.created = properties.modified = datetime.combine(outcome.opened, time(), tzinfo=UTC)
    properties.language, properties.identifier = telling.lang, cover.sha256
    day = telling.day(outcome.opened)
    paper.head(cover.mark)
    pages = telling._("Page %(page)s of %(pages)s", page="{page}", pages="{pages}")
    paper.foot(f"{cover.under(day)} · {telling._('Fingerprint')} {cover.sha256[:12]} · {pages}")
    paper.title(title)
    paper.text(cover.under(day), soft=True)
    if cover.line:
        paper.text(cover.line, strong=True)
    _fill(paper, list(blocks))
    paper.text(f"{telling._('Fingerprint of this result (SHA-256):')}\n{cover.sha256}", soft=True)
    file = BytesIO()
    document.save(file)
    return undated(file.getvalue())


def _fill(paper: Paper, blocks: Sequence[Block]) -> None:
    """All pictures are made pixels at once, before the first is needed."""
    pictures = [block for block in blocks if isinstance(block, Picture)]
    drawn = iter(pngs([(picture.svg, _ACROSS * picture.width // 100) for picture in pictures]))
    for block, after in zip(blocks, (*blocks[1:], NewPage()), strict=True):
        if isinstance(block, Picture):
            paper.picture(next(drawn), block.alt, block.width)
        elif isinstance(block, Text):
            leads = isinstance(after, Points) or (block.soft and not isinstance(after, Heading))
            paper.text(block.text, soft=block.soft, leads=leads)
        else:
            _add(paper, block)


def _add(paper: Paper, block: Block) -> None:
    match block:
        case Table():
            paper.table(block)
        case NewPage():
            paper.new_page()
        case _:
            _say(paper, block)


def _say(paper: Paper, block: Block) -> None:
    match block:
        case Heading(level, text):
            paper.heading(text, level - 1)
        case Finding(headline, sentences, why):
            paper.finding(headline, sentences, why)
        case Points(points):
            for point in points:
                paper.point(point)
        case Link(text, url):
            paper.text(text)
            paper.link(url)
