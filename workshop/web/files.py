"""Scripts, styles and fonts: a phone fetches them once, by an address that changes as soon as any of them does."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

FOLDER = Path(__file__).parents[2] / "static"


def init_app(app: Flask) -> None:
    """Answers for static files before Flask is asked: while a hall joins, most requests are for these."""
    files = WhiteNoise(app.wsgi_app, allow_all_origins=False, immutable_file_test=lambda *_file: True)
    files.add_files(FOLDER, address_of(FOLDER))
    app.wsgi_app = files  # type: ignore[method-assign]


@cache
def address_of(folder: Path) -> str:
    """Under which all of a folder stands, with a fingerprint of everything: a style finds its fonts beside it."""
    everything = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        everything.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return f"/static/{everything.hexdigest()[:12]}"
