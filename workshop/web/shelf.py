"""The files that were made lately, so that a room that takes its result home has each of them made once.

In memory only: what a session found is on no disk but the database's.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

ROOM = 24 * 1024 * 1024  # bytes; a file has 20 KB to 2 MB
ROOM_FOR_PAGES = 2 * 1024 * 1024  # bytes; the page of an outcome has up to 300 KB

Key = tuple[str, ...]


class Shelf:
    """Holds the newest files, `room` bytes of them at most; whoever asks for one while another is made waits."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self._files: dict[Key, bytes] = {}  # the oldest first
        self._making = Lock()  # gevent's own under serve.py: waiting holds up nobody else

    def take(self, key: Key, make: Callable[[], bytes]) -> bytes:
        """The file of that key; `make` is called when it is not there, and for one file at a time."""
        found = self._files.get(key)
        if found is not None:
            return found
        with self._making:
            found = self._files.get(key)
            return self._put(key, make()) if found is None else found

    def _put(self, key: Key, file: bytes) -> bytes:
        self._files[key] = file
        while len(self._files) > 1 and sum(map(len, self._files.values())) > self.room:
            del self._files[next(iter(self._files))]
        return file
