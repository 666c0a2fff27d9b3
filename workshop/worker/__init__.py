"""A process beside the server for its heavy work, so that no vote waits for a file. The server's half.

A thread would not do: all threads share one lock with the loop, and a file holds it for half a second at a time. The
process is started when it is first needed, told what to do over a pipe, and steps back when the server wants the
processor. What takes too long, or more memory than any file needs, ends it; for the next task there is a new one.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Timer
from typing import IO

from workshop.config import ROOT
from workshop.domain.errors import WorkFailed
from workshop.worker import messages

PATIENCE = 20.0  # seconds for one task; the longest file takes one or two

Process = subprocess.Popen[bytes]


class Worker:
    """Calls functions in the process, one after the other."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._process: Process | None = None
        self._turn = Lock()  # gevent's own under serve.py, as are pipes and timer: waiting holds up nobody else

    def call(self, function: Callable[..., object], *args: object) -> object:
        """Calls a function that can be imported, with values that can be pickled; gives what it gives.

        Raises WorkFailed when it raises anything, takes too long, or ends the process.
        """
        task = pickle.dumps((function, args))
        with self._turn:
            process = self._running()
            alarm = Timer(self.patience, process.kill)
            alarm.daemon = True
            alarm.start()
            try:
                is_done, value = pickle.loads(_asked(process, task))  # noqa: S301  from a process of our own
            except (EOFError, OSError) as broken:
                self._end()
                raise WorkFailed("the process ended, or was ended") from broken
            except BaseException:
                self._end()  # an answer that nobody read would be taken for that to the next question
                raise
            finally:
                alarm.cancel()
        if not is_done:
            raise WorkFailed(value)
        return value

    def start(self) -> None:
        """Starts the process before anybody waits for it: to part from a server full of people takes longer."""
        with self._turn:
            self._running()

    def close(self) -> None:
        """Ends the process, if there is one."""
        with self._turn:
            self._end()

    def _running(self) -> Process:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = _started()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    _there(pipe).close()
            process.wait()


def _started() -> Process:
    # Typst would take all processors at once.
    environ = {**os.environ, "RAYON_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "workshop.worker"]
    return subprocess.Popen(command, cwd=ROOT, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603


def _asked(process: Process, task: bytes) -> bytes:
    messages.send(_there(process.stdin), task)
    return messages.receive(_there(process.stdout))


def _there(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
