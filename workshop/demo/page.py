"""A page as a tree: just enough of HTML to find what a person would look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

# HTML Living Standard, 13.1.2: elements that have no end tag.
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))


@dataclass
class Element:
    """One element; `inside` holds its elements and texts in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """Every element in it, in the order of the page."""
        for child in self.inside:
            if isinstance(child, Element):
                yield child
                yield from child

    def __getitem__(self, name: str) -> str:
        """An attribute; "" for one that is not there."""
        return self.attributes.get(name, "")

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    @property
    def text(self) -> str:
        """What it says, with single blanks."""
        parts = [child if isinstance(child, str) else child.text for child in self.inside]
        return " ".join(" ".join(parts).split())

    def all(self, tag: str = "", cls: str = "") -> list[Element]:
        """Its elements with that tag and that class, as far as given."""
        return [e for e in self if tag in ("", e.tag) and (not cls or cls in e["class"].split())]

    def first(self, tag: str = "", cls: str = "") -> Element:
        """The first of those; an empty element when there is none."""
        return next(iter(self.all(tag, cls)), Element(""))

    def region(self, name: str) -> Element:
        """The element with that id; an empty one when there is none."""
        return next((e for e in self if e["id"] == name), Element(""))


@lru_cache(maxsize=8)
def read(html: str) -> Element:
    """The tree of a page, or of the fragments that stand for one. A push is read once for everybody who gets it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in _VOID:
            newest = self.open[-1].inside[-1]
            assert isinstance(newest, Element)
            self.open.append(newest)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        deepest = max((depth for depth, element in enumerate(self.open) if element.tag == tag), default=0)
        if deepest:
            del self.open[deepest:]

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)
