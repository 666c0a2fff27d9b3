"""`python -m workshop.serve`: what `./run` starts. One process answers everybody in the room.

gevent patches before anything else is loaded: whoever waits at a lock made before that stops the whole loop.
So `workshop/__init__` loads the rooms only inside create_app.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse
import contextlib
import errno
import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import gevent
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from gevent.event import Event
from gevent.pool import Pool
from gevent.pywsgi import SecureEnviron, WSGIServer
from sqlalchemy.exc import DatabaseError

from workshop import create_app
from workshop.addresses import local_addresses
from workshop.config import BadSetting, from_environ
from workshop.db import db, forget_journal, forget_now
from workshop.upkeep import look_round_now_and_then, retire_now_and_then
from workshop.worker import Worker

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

if sys.platform != "win32":
    import fcntl
    import resource

BACKLOG = 1024  # a whole hall may scan the picture in the same second
STALLED = 30_000  # milliseconds; then a phone that takes nothing more is let go, and comes back by itself
NEW_THINGS_ONLY = (5_000, 20, 1_000)  # thresholds of the three generations; see `settle`

SLEEP = "Keep this computer awake: if it sleeps, the session stops. Phones come back by themselves when it wakes."


class CannotStart(Exception):
    """What stands in the way, in one line for the person at the keyboard."""


def main(argv: Sequence[str] | None = None) -> int:
    """Serves until somebody stops it. Gives the exit code."""
    asked = _parse(argv)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        _serve(asked.port, local=asked.local)
    except (CannotStart, BadSetting) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # before the server listens for it
        return 130
    print("Stopped. Everything that was saved is kept.")
    return 0


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run", description="Start Equal Footing on this computer.")
    parser.add_argument("--local", action="store_true", help="for this computer only; no phone can join")
    parser.add_argument("--port", type=int, metavar="N", help="the port to listen on")
    asked = parser.parse_args(argv)
    if asked.port is not None and not 1 <= asked.port <= 65535:
        parser.error("--port must be from 1 to 65535")
    return asked


def _serve(asked_port: int | None, *, local: bool) -> None:
    os.umask(0o077)  # whatever is made holds votes, or the keys to them: for the eyes of who runs it, in any folder
    worker = Worker()
    overrides: dict[str, object] = {"SOCKETIO_ASYNC_MODE": "gevent", "OFF_LOOP": how_to_work(worker)}
    if asked_port is not None:
        overrides["PORT"] = asked_port
    settings = from_environ(os.environ, overrides)
    port = int(str(settings["PORT"]))
    _allow_many_sockets()
    listener = _listen("127.0.0.1" if local else "0.0.0.0", port)
    overrides["ADDRESSES"] = _for_phones(port, str(settings["PUBLIC_URL"]), local=local)
    app = create_app(overrides)
    upgrade_database(app)
    forget_what_was_left(app)
    settle(app)

    if overrides["OFF_LOOP"] == worker.call:
        worker.start()
    server = make_server(listener, app)
    stopped = Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        gevent.signal_handler(sign, stopped.set)
    server.start()
    gevent.spawn(retire_now_and_then, app)
    gevent.spawn(look_round_now_and_then, app)
    print(_greeting(app, local=local), flush=True)
    stopped.wait()
    server.stop(timeout=1)
    forget_what_was_left(app)
    worker.close()


def forget_what_was_left(app: Flask) -> None:
    """Empties the journal at start and end: somebody who read may have put that off, and then the server was gone."""
    with app.app_context():
        forget_journal()
        forget_now()


class _Discreet(WSGIServer):
    """Names nobody's address beside the trace of an error."""

    secure_environ_class = SecureEnviron


def make_server(listener: socket.socket, app: WSGIApplication) -> WSGIServer:
    """The server on that socket. It tells no log who came, and a pool lets those who are being answered finish."""
    # gevent's own logs would tell people's addresses, and the bytes of a broken request.
    return _Discreet(listener, app, log=None, error_log=None, spawn=Pool())


def settle(app: Flask) -> None:
    """Does now what would stop everybody later: reads all templates, and ends the clean-up of what stays anyway.

    Python looks through all that it holds now and then; with a whole application that took 0.2 seconds, and 0.1 with
    300 phones. From now on it looks at what is new, often and for a millisecond; at all of it see `retire_now_and_then`.
    """
    for name in app.jinja_env.list_templates():
        if name.startswith(("pages/", "partials/", "macros/")):
            app.jinja_env.get_template(name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*NEW_THINGS_ONLY)


def _for_phones(port: int, public_url: str, *, local: bool) -> list[str]:
    """Base addresses, the likeliest first; never none, so that the desk always has one to show."""
    if public_url:
        return [public_url]
    found = [] if local else local_addresses()
    return [f"http://{address}:{port}" for address in found or ["localhost"]]


def how_to_work(worker: Worker, platform: str = sys.platform) -> Callable[..., object]:
    """How heavy work is done beside the loop. On Windows on a thread, since gevent's pipes are slow there."""
    return off_loop if platform == "win32" else worker.call


def off_loop(function: Callable[..., object], *args: object) -> object:
    """Calls `function` on a real thread while the loop goes on; gives its result or raises its error."""
    result: object = gevent.get_hub().threadpool.apply(function, args)
    return result


def _allow_many_sockets() -> None:
    """Each phone takes up to two file descriptors, and many systems allow 256 or 1,024 at first."""
    if sys.platform == "win32":
        return
    _, highest = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):  # a Mac names a limit that it may not grant
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest, highest))


def _listen(host: str, port: int) -> socket.socket:
    """Raises CannotStart. Every connection takes over the options of the listener."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else an answer may wait 40 ms for company
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STALLED)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        why = "is taken, perhaps by Equal Footing itself" if error.errno == errno.EADDRINUSE else "cannot be used"
        other = port + 1 if 1024 <= port < 65535 else 8000
        raise CannotStart(f"Port {port} {why}. Choose another: ./run --port {other}") from error
    return listener


def upgrade_database(app: Flask) -> None:
    """Brings the database to this version. Raises CannotStart when it cannot, with nothing changed."""
    folder = Path(app.config["INSTANCE_FOLDER"])
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _one_at_a_time(folder / "upgrade.lock"), app.app_context():
        ours = ScriptDirectory(app.config["MIGRATIONS_DIR"])
        try:
            with db.engine.connect() as connection:
                theirs = set(MigrationContext.configure(connection).get_current_heads())
        except DatabaseError as error:
            raise CannotStart(f"The database does not open: {error.orig}.") from error
        if theirs - {revision.revision for revision in ours.walk_revisions()}:
            raise CannotStart("The database is from a newer version. Update Equal Footing, then start it again.")
        if theirs != set(ours.get_heads()):
            upgrade()


@contextlib.contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Two starts at once must not both make the tables."""
    with path.open("w") as file:
        if sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _greeting(app: Flask, *, local: bool) -> str:
    here = f"http://localhost:{app.config['PORT']}"
    phones = [address for address in app.config["ADDRESSES"] if address != here]
    lines = ["Equal Footing is running.", "", f"  On this computer:  {here}"]
    lines += [f"  On phones:         {address}" for address in phones]
    if local:
        lines.append("  No phone can join: it was started with --local.")
    elif not phones:
        lines.append("  No phone can join yet: join a Wi-Fi or start a hotspot, then start this again.")
    elif not app.config["PUBLIC_URL"]:
        lines.append("                     (phones must be on the same Wi-Fi as this computer)")
    return "\n".join([*lines, "", SLEEP, "To stop it: Ctrl-C."])


if __name__ == "__main__":
    sys.exit(main())
