"""`python -m workshop.worker`: the worker's own half. It does what it is told until nobody is left to tell it."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import traceback
from typing import IO

from workshop.worker import messages

NICE = 15  # the server goes first; on an idle processor this costs nothing, on one that is full a file takes seconds
MEMORY = 1024 * 1024 * 1024  # bytes; the largest file takes a third of that


def main() -> None:
    """Serves its pipe."""
    asked, answers = _pipes()
    _be_modest()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            messages.send(answers, _done(messages.receive(asked)))


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Where tasks come from and answers go to. What a task prints goes to the server's log, and not between them."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return asked, answers


def _done(task: bytes) -> bytes:
    """The answer: (True, what it gives), or (False, the trace of what it raised)."""
    try:
        function, args = pickle.loads(task)  # noqa: S301  from the server that started this
        return pickle.dumps((True, function(*args)))
    except Exception:  # noqa: BLE001  whatever it is, the server tells
        return pickle.dumps((False, traceback.format_exc()))


def _be_modest() -> None:
    """Takes what the server leaves, and no more memory than a file needs; ends with the server, not by Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        return
    import resource

    os.nice(NICE)
    _, highest = resource.getrlimit(resource.RLIMIT_DATA)
    with contextlib.suppress(ValueError, OSError):  # where a lower limit is set already, that one holds
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, highest))


if __name__ == "__main__":
    main()
