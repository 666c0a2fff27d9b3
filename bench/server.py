"""The process that is measured: started on a port and a folder of its own, watched through /proc, and stopped."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 30.0  # seconds until it must answer


@dataclass(frozen=True)
class Server:
    """A running server. `sockets` is the port of its websockets."""

    pid: int
    port: int
    sockets: int

    def cpu(self) -> float:
        """Seconds of processor time so far, all threads together."""
        return self._scheduled(0)

    def queued(self) -> float:
        """Seconds so far in which it could have run, and the machine had no core for it."""
        return self._scheduled(1)

    def memory(self) -> float:
        """Kilobytes in memory now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return float(status.partition("VmRSS:")[2].split()[0])

    def _scheduled(self, column: int) -> float:
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[column]) for thread in threads) / 1e9


@contextmanager
def equal_footing(folder: Path) -> Iterator[Server]:
    """The real server, as `./run --local` starts it, with nothing stored yet."""
    port = free_port()
    words = ["workshop.serve", "--local", "--port", str(port)]
    with _running(words, port, port, EQUAL_FOOTING_INSTANCE=str(folder)) as server:
        yield server


@contextmanager
def bare(tape: Path) -> Iterator[Server]:
    """The server that does nothing: see reference.py."""
    port, sockets = free_port(), free_port()
    with _running(["bench.reference", str(tape), str(port), str(sockets)], port, sockets) as server:
        yield server


@contextmanager
def _running(words: list[str], port: int, sockets: int, **settings: str) -> Iterator[Server]:
    others = {name: value for name, value in os.environ.items() if not name.startswith(("EQUAL_FOOTING_", "PUBLIC_"))}
    command = [sys.executable, "-m", *words]
    with subprocess.Popen(command, cwd=ROOT, env={**others, **settings}, stdout=subprocess.DEVNULL) as process:
        try:
            for each in {port, sockets}:
                _wait_for(process, each)
            yield Server(process.pid, port, sockets)
        finally:
            process.terminate()
            process.wait(15)


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not start")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
