"""What a readable file is made of, in reading order: plain values that any kind of file can lay out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """`level` 2 starts a section; 3 is a question or a group of activities, 4 one of two votes."""

    level: int
    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph; `soft` for what explains and could be skipped."""

    text: str
    soft: bool = False


@dataclass(frozen=True)
class Finding:
    """The result in one plain sentence, what stands behind it, and why it is shown in this way."""

    headline: str
    sentences: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Picture:
    """The same SVG as on the page; `alt` says what it shows; `width` is a part of the page's, in %."""

    svg: str
    alt: str
    width: int = 100


@dataclass(frozen=True)
class Table:
    """`head` and every row are of one length.

    `figures`: so many columns at the right hold figures. `spans`: how many rows belong together, from the
    top; they share their first cell, which is the same in each of them. Empty when every row stands alone.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: int = 0
    spans: tuple[int, ...] = ()


@dataclass(frozen=True)
class Points:
    """A list; its order carries no meaning."""

    points: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A line of text with an address."""

    text: str
    url: str


@dataclass(frozen=True)
class NewPage:
    """What follows starts on a new page."""


Block = Heading | Text | Finding | Picture | Table | Points | Link | NewPage
