"""What a PDF says to those who have it read out: its tags, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from pypdf import PdfReader


def tags_of(reader: PdfReader) -> list[tuple[str, str]]:
    """Every tag of the file with its description."""
    return list(_walk(reader.trailer["/Root"]["/StructTreeRoot"]))


def _walk(item) -> Iterator[tuple[str, str]]:
    item = item.get_object()
    if not isinstance(item, dict):
        return
    if "/S" in item:
        yield str(item["/S"]), str(item.get("/Alt", ""))
    kids = item.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for kid in kids if isinstance(kids, list) else [kids]:
        if hasattr(kid, "get_object") and not isinstance(kid, int):
            yield from _walk(kid)
