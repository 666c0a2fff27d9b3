"""What tests look at past the application: a page's words, the log that everybody reads, the rows of the database."""

from __future__ import annotations

import html
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from conftest import Room
from flask import Flask


def plain(page: str) -> str:
    """What can be read on a page, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def log_of(room: Room) -> str:
    """The log, as everybody reads it."""
    page = plain(room.app.test_client().get(room.at("/outcome")).text)
    return page.rpartition("What was done at the desk")[2].partition("Times are UTC.")[0]


def path_of(app: Flask) -> str:
    """Where its database is."""
    return str(app.config["SQLALCHEMY_DATABASE_URI"]).removeprefix("sqlite:///")


def file_bytes(room: Room) -> bytes:
    """The database as it lies on the disk, with the journal and the index of the journal beside it."""
    path = path_of(room.app)
    return b"".join(Path(path + end).read_bytes() for end in ("", "-wal", "-shm"))


def rows(app: Flask, query: str) -> list[Any]:
    """What the database holds, read past the application."""
    with closing(sqlite3.connect(path_of(app))) as connection:
        return connection.execute(query).fetchall()
