"""How the server and its worker speak: each message is its length, in 8 bytes, and then itself."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct("!Q")


def send(pipe: IO[bytes], message: bytes) -> None:
    """Sends a message whole. Raises OSError when nobody listens any more."""
    pipe.write(_LENGTH.pack(len(message)) + message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """The next message. Raises EOFError when the other end is gone, in the middle of one too."""
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    found = pipe.read(size)
    if len(found) < size:
        raise EOFError
    return found
