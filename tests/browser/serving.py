"""The served process of a test: it can be stopped and started again in the middle of a session."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def free_port() -> int:
    """One that nobody has just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Server:
    """What `./run --local` starts, under a name that is not localhost."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.address = f"http://room.test:{self.port}"
        self.environment = {
            **os.environ,
            "EQUAL_FOOTING_INSTANCE": str(folder),
            "EQUAL_FOOTING_HOSTS": "room.test",
        }

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        command = [sys.executable, "-m", "workshop.serve", "--local", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL)
        for _ in range(150):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("the server did not start")

    def stop(self) -> None:
        """As Ctrl-C does."""
        self.process.terminate()
        self.process.wait(15)
