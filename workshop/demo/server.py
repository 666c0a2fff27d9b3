"""Where the session runs: a server that answers already, or one of the demo's own, gone with it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NoReturn
from urllib.parse import urlsplit

from workshop.demo.device import Device
from workshop.demo.errors import Away, Trouble

ROOT = Path(__file__).resolve().parents[2]
STARTS_IN = 60.0  # seconds; the first start of a slow computer makes the database too
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def is_answering(server: str) -> bool:
    """Does Equal Footing answer there? Raises Trouble when something else does."""
    port = _port(server)
    try:
        socket.create_connection((urlsplit(server).hostname or "", port), timeout=5).close()
    except OSError:
        return False
    try:
        if Device(server).get("/healthz", patience=5).data.get("ok") is True:
            return True
    except Away:
        pass
    other = port + 1 if 1024 <= port < 65535 else 8000
    raise Trouble(f"Port {port} is taken by another program. Choose another: ./run demo --port {other}")


@contextmanager
def own_server(server: str, *, local: bool) -> Iterator[subprocess.Popen[bytes]]:
    """Starts what `./run` starts, on a database of its own that is deleted afterwards. Raises Trouble.

    The instance folder stays the usual one: with another key, a browser's cookie would lose the desks it holds.
    """
    if urlsplit(server).hostname not in LOOPBACK:
        raise Trouble(f"Nothing answers at {server}.")
    command = [sys.executable, "-m", "workshop.serve", "--port", str(_port(server)), *(["--local"] if local else [])]
    with TemporaryDirectory(prefix="equal-footing-demo-", ignore_cleanup_errors=True) as folder, _ending_in_order():
        environment = {**os.environ, "EQUAL_FOOTING_DATABASE": f"sqlite:///{folder}/demo.sqlite3"}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603  our own words
        try:
            _wait_until_it_answers(process, server)
            yield process
        finally:
            _stop(process)


def _wait_until_it_answers(process: subprocess.Popen[bytes], server: str) -> None:
    until = time.monotonic() + STARTS_IN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise Trouble("The server did not start: see above.")
        try:
            if Device(server).get("/readyz").data.get("ok") is True:
                return
        except Away:
            time.sleep(0.1)
    raise Trouble(f"The server did not answer at {server}.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Whoever ends this program otherwise than by Ctrl-C must not leave the server behind."""
    signs = [sign for name in ("SIGTERM", "SIGHUP") if (sign := getattr(signal, name, None)) is not None]
    before = {sign: signal.signal(sign, _leave) for sign in signs}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _leave(sign: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + sign)


def _port(server: str) -> int:
    parts = urlsplit(server)
    return parts.port or (443 if parts.scheme == "https" else 80)
