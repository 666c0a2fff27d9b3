"""The texts for people in a TOML file, handed to Babel so that they can be translated."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import BinaryIO

# The fields that hold text for people. Keys, kinds and addresses are for machines.
TEXT_FIELDS = frozenset(
    {"name", "term", "title", "part_title", "line", "suits", "wording", "say", "says", "talk", "text", "texts"}
    | {"credit", "credit_link", "link", "meaning"}
)

Message = tuple[int, None, str, list[str]]


def extract(fileobj: BinaryIO, keywords: object, comment_tags: object, options: object) -> Iterator[Message]:  # noqa: ARG001
    """Line, no function, text and no comments, for each text in the file, in its order.

    This is what Babel asks of an extraction method, by these names; the last three do not matter here.
    """
    source = fileobj.read().decode("utf-8")
    lines = source.splitlines()
    for text in _texts(tomllib.loads(source)):
        yield _line_of(text, lines), None, text, []


def _texts(node: object, field: str = "") -> Iterator[str]:
    if isinstance(node, str):
        if field in TEXT_FIELDS and node:
            yield node
    elif isinstance(node, Mapping):
        for name, value in node.items():
            yield from _texts(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, field)


def _line_of(text: str, lines: list[str]) -> int:
    """The first line that holds the quoted text, from 1; 1 when the text is written escaped."""
    quoted = f'"{text}"'
    return next((number for number, line in enumerate(lines, 1) if quoted in line), 1)
