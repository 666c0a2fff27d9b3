"""The style sheets name nothing that no page has."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
MAKERS = [("templates", "*.html"), ("workshop", "*.py"), ("static/js", "*.js")]
APART = re.compile(r"/\*.*?\*/|url\([^)]*\)|\"[^\"]*\"", re.DOTALL)  # what looks like a class and is none
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")


def words() -> set[str]:
    """Every word in what makes pages; of a class that is put together its first half, with its hyphen."""
    texts = [path.read_text() for folder, name in MAKERS for path in (ROOT / folder).rglob(name)]
    return {word for text in texts for word in re.findall(r"[\w-]+", text)}


def test_every_class_that_is_styled_stands_in_a_page() -> None:
    written = words() - {"-"}
    styled = {name for sheet in SHEETS for name in CLASS.findall(APART.sub("", sheet.read_text()))}

    assert len(styled) > 100
    assert {name for name in styled if not written & {name, name.rpartition("-")[0] + "-"}} == set()
