"""Whom the product thanks, and what the guide it comes from says, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credit:
    """A line that stands on pages, screens and files; for a ladder it is a condition of use."""

    key: str
    text: str
    link: str = ""
    """The words that are linked; empty when there is no address."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to read or use, with its address."""

    key: str
    name: str
    line: str
    url: str


@dataclass(frozen=True, slots=True)
class About:
    """What the About page says of the guide and of what stands on it."""

    guide: Resource
    says: tuple[str, ...]
    """The guide in short plain paragraphs, in the guide's order."""
    credits: tuple[Credit, ...]
    resources: tuple[Resource, ...]
    """Those that the guide names, in its order."""
