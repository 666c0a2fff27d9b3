"""The server itself, in a process of its own."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from itertools import takewhile
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent


def environ(instance: Path, **more: str) -> dict[str, str]:
    """Everything as it is here, except what would set the server up otherwise."""
    ours = ("EQUAL_FOOTING_", "PORT", "PUBLIC_URL")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    return {**kept, "EQUAL_FOOTING_INSTANCE": str(instance), **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(instance: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A start that is expected to end by itself."""
    command = [sys.executable, "-m", "workshop.serve", *words]
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environ(instance, **more),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@contextlib.contextmanager
def served(instance: Path, port: int, *words: str, **more: str):
    """The running server, once it has said that it is ready; `said` holds what it told until then."""
    command = [sys.executable, "-m", "workshop.serve", "--port", str(port), *words]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environ(instance, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            ready = takewhile(lambda line: line != "To stop it: Ctrl-C.\n", process.stdout)
            process.said = list(ready)
            yield process
        finally:
            process.kill()


def status(address: str, host: str | None = None) -> int:
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def in_server(script: str, instance: Path) -> str:
    """What the script prints in a process in which the server's module was loaded first."""
    command = [sys.executable, "-c", f"import workshop.serve\n{script}"]
    done = subprocess.run(
        command, cwd=ROOT, env=environ(instance), capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.strip()


class Device:
    """A browser without a script: cookies of its own, and forms that are posted plainly."""

    def __init__(self, address: str) -> None:
        self.address, self.jar = address, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), _NoRedirect)

    def get(self, path: str) -> tuple[int, str]:
        """The status and the page."""
        return self._ask(urllib.request.Request(self.address + path))

    def post(self, path: str, **fields: object) -> tuple[int, str]:
        """The status, and the page or where it leads."""
        return self._ask(urllib.request.Request(self.address + path, urlencode(fields).encode()))

    def _ask(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers.get("Location") or error.read().decode()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """A redirect is an answer like any other."""
