"""What the person who runs the server types: `flask --app wsgi workshop …`."""

from __future__ import annotations

import sys
from typing import IO

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from workshop.clock import now
from workshop.demo.errors import Trouble
from workshop.demo.play import Pace, attend, play
from workshop.demo.room import Cast
from workshop.domain import codes
from workshop.domain.errors import Refused
from workshop.domain.moving.transfer import LARGEST
from workshop.usecases.journey.ending import delete_empty_journeys
from workshop.usecases.keeping import deleting
from workshop.usecases.lookup import require_workshop
from workshop.usecases.moving.packing import bring, file_of

group = AppGroup("workshop", help="Work with the sessions on this server.")


def init_app(app: Flask) -> None:
    """Adds the commands."""
    app.cli.add_command(group)


@group.command()
@click.option("--join", "code", metavar="CODE", help="Join the open session with this code, instead of one of its own.")
@click.option("--template", default="short", show_default=True, help="The plan of its own session, such as ladder.")
@click.option("--uses", default=8, show_default=True, type=click.IntRange(0, 100), help="People who use the service.")
@click.option("--works", default=9, show_default=True, type=click.IntRange(0, 100), help="Staff and volunteers.")
@click.option("--pace", default=3.0, show_default=True, type=click.FloatRange(0), help="Seconds from act to act.")
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same votes.")
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="The port on this computer, as with ./run.")
@click.option("--server", metavar="ADDRESS", help="Where the session runs, if not on this computer.")
@click.option("--local", is_flag=True, help="A server that is started is for this computer only.")
@click.option("--once", is_flag=True, help="Do not keep the server up at the end; so it is with --pace 0.")
def demo(
    *,
    code: str | None,
    template: str,
    uses: int,
    works: int,
    pace: float,
    seed: int,
    port: int | None,
    server: str | None,
    local: bool,
    once: bool,
) -> None:
    """Plays a session with pretend people, so that you see it move. Ctrl-C stops it."""
    address = _address(server, port or int(current_app.config["PORT"]))
    cast, at_pace = Cast(uses, works, seed), Pace(pace, once or pace == 0)
    try:
        if not cast.size:
            raise Trouble("Nobody would come. Give --uses or --works.")
        if code is None:
            play(address, template, cast, at_pace, click.echo, local=local)
        else:
            attend(address, _code(code), cast, at_pace, click.echo)
    except Trouble as trouble:
        click.echo(str(trouble), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("\nStopped.", err=True)
        sys.exit(130)


@group.command()
@click.option("--session", "code", metavar="CODE", help="All of this one, now, once it has ended.")
@click.option("--sure", is_flag=True, help="With --session: yes, for everybody and for good.")
def purge(*, code: str | None, sure: bool) -> None:
    """Deletes what is kept no longer. The running server does it by itself every ten minutes."""
    try:
        if code is None:
            codes_due = deleting.due(now=now())
            for each in codes_due:
                deleting.sweep(each, now=now())
            click.echo(f"Sessions of which something was deleted: {len(codes_due)}.")
            click.echo(f"Journeys with nothing in them that were deleted: {delete_empty_journeys(now=now())}.")
        elif sure:
            deleting.delete_ended(_code(code))
            click.echo("It is deleted.")
        else:
            raise Trouble("All of that session would go, for everybody. Add --sure if you mean it.")
    except (Trouble, Refused) as trouble:
        click.echo(trouble.notice.said(str) if isinstance(trouble, Refused) else str(trouble), err=True)
        sys.exit(1)


@group.command("export")
@click.argument("code")
@click.argument("file", type=click.File("wb"), default="-")
def export_session(code: str, file: IO[bytes]) -> None:
    """Writes the session with this CODE into a FILE, to move it to another computer."""
    try:
        file.write(file_of(require_workshop(_code(code))))
    except (Trouble, Refused) as trouble:
        raise click.ClickException(trouble.notice.said(str) if isinstance(trouble, Refused) else str(trouble)) from None


@group.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--journey", "journey_key", default="", metavar="KEY", help="The key of the journey that it belongs to.")
def import_session(file: IO[bytes], journey_key: str) -> None:
    """Brings in a session from its FILE. Nothing here is overwritten."""
    try:
        code, keys = bring(file.read(LARGEST + 1), now=now(), journey_key=journey_key)
    except Refused as refused:
        raise click.ClickException(refused.notice.said(str)) from None
    click.echo(f"It is here as {codes.shown(code)}. Its desk: /session/{code}/desk#key={keys.key}")
    click.echo(f"Recovery code of the desk, shown only now: {codes.shown(keys.recovery_code)}")


def _address(server: str | None, port: int) -> str:
    address = (server or f"http://127.0.0.1:{port}").rstrip("/")
    if not address.startswith(("http://", "https://")):
        raise click.BadParameter("it begins with http:// or https://", param_hint="--server")
    return address


def _code(typed: str) -> str:
    code = codes.tidy(typed)
    if code is None:
        raise Trouble(f"{typed} is no code of a session. It has six letters and numbers, such as K7M-4QX.")
    return code
