"""Files that take long to make: off the shelf, or made beside the server while the loop serves others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import current_app

from workshop.db import done_reading
from workshop.web.shelf import Key, Shelf

Errand = TypeVar("Errand")


def made(key: Key, run: Callable[[Errand], bytes], errand: Errand) -> bytes:
    """The file of that key; `run` makes it from what the errand says, and from nothing else. May take seconds."""
    done_reading()
    shelf: Shelf = current_app.extensions["shelf"]
    return shelf.take(key, lambda: current_app.config["OFF_LOOP"](run, errand))
