"""Scripts and styles that a phone fetches once: their address changes when they do, so they may be kept for a year."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

YEAR = 365 * 24 * 3600  # seconds
_MARK = "v"


def init_app(app: Flask) -> None:
    """Marks the addresses of static files, and lets browsers keep what they fetched by such an address."""
    app.url_defaults(mark)
    app.after_request(let_keep)


def mark(endpoint: str, values: dict[str, Any]) -> None:
    """Adds a file's fingerprint to its address; an address without one still works."""
    if endpoint == "static" and current_app.static_folder:
        path = Path(current_app.static_folder, values["filename"])
        if path.is_file():
            values[_MARK] = _fingerprint(path, path.stat().st_mtime_ns)


def let_keep(response: Response) -> Response:
    """Without the mark, a file is asked for again at each use: fonts, which styles name, and whatever was typed."""
    if request.endpoint == "static" and _MARK in request.args and response.status_code in (200, 304):
        response.cache_control.no_cache = None
        response.cache_control.public = response.cache_control.immutable = True
        response.cache_control.max_age = YEAR
    return response


@lru_cache(maxsize=256)
def _fingerprint(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
