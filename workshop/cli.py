"""What the person who runs the server types: `flask --app wsgi workshop …`."""

from __future__ import annotations

import random
import re
import time
from http.cookiejar import CookieJar
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import click
import socketio
from flask import Flask
from flask.cli import AppGroup

group = AppGroup("workshop", help="Work with the sessions on this server.")

_FORM = re.compile(r'<form id="ballot-.*?</form>', re.DOTALL)
_FIELD = re.compile(r'name="(question|round|op|seq)" value="([^"]*)"')
_CHOICE = re.compile(r'name="choice"[^>]*?value="([a-z0-9_]+)"', re.DOTALL)
_LEANING = {"uses": 3.0, "works": 5.0}  # rungs of _RUNGS: so that a newcomer sees a gap
_RUNGS = 7


def init_app(app: Flask) -> None:
    """Adds the commands."""
    app.cli.add_command(group)


class Pretender:
    """A pretend participant: a device of its own, through the same doors as a phone."""

    def __init__(self, server: str, code: str, side: str, chance: random.Random) -> None:
        self.address, self.side, self.chance = f"{server}/session/{code}", side, chance
        self.jar = CookieJar()
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.jar))
        self.done: set[tuple[str, str]] = set()
        self._post(f"{server}/join/{code}", group=side)
        self.socket = socketio.Client()
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)
        seat = {"code": code, "view": "phone", "since": 0}
        self.socket.connect(server, headers={"Cookie": cookies}, auth=seat, transports=["websocket"])

    def vote(self) -> str:
        """Votes on whatever is open; answers with the page as it was."""
        page = self._get(f"{self.address}/state?view=phone")
        for form in _FORM.findall(page):
            fields = dict(_FIELD.findall(form))
            if (fields["question"], fields["round"]) not in self.done:
                choice = self._choose(_CHOICE.findall(form))
                if self.socket.call("vote", {**fields, "choice": choice})["ok"]:
                    self.done.add((fields["question"], fields["round"]))
        if ">I have finished<" in page:
            self._post(f"{self.address}/finish")
        return page

    def _choose(self, choices: list[str]) -> str:
        rungs = sorted(choice for choice in choices if choice.startswith("rung_"))
        if not rungs:
            return self.chance.choice(choices)
        place = round(self.chance.gauss(_LEANING[self.side], 1) * len(rungs) / _RUNGS)
        return rungs[min(len(rungs), max(1, place)) - 1]

    def _get(self, address: str) -> str:
        with self.opener.open(address, timeout=10) as answer:
            return str(answer.read().decode())

    def _post(self, address: str, **fields: str) -> None:
        self.opener.open(address, urlencode(fields).encode(), timeout=10).close()


@group.command()
@click.option("--join", "code", required=True, help="The code of a session that is open, as on the big screen.")
@click.option("--uses", default=8, show_default=True, help="Pretend people who use the service.")
@click.option("--works", default=9, show_default=True, help="Pretend staff and volunteers.")
@click.option("--server", default="http://127.0.0.1:8000", show_default=True, help="Where the session runs.")
@click.option("--seed", default=1, show_default=True, help="The same seed makes the same votes.")
def demo(code: str, uses: int, works: int, server: str, seed: int) -> None:
    """Pretend participants join an open session and vote until it ends. Ctrl-C stops them."""
    chance = random.Random(seed)  # noqa: S311  pretend votes are no secret
    first_code = code.replace("-", "").upper()
    try:
        people = [Pretender(server, first_code, "uses", chance) for _ in range(uses)]
        people += [Pretender(server, first_code, "works", chance) for _ in range(works)]
    except (URLError, socketio.exceptions.ConnectionError) as trouble:
        raise click.ClickException(f"No open session {code} answers at {server}. Start one with ./run.") from trouble
    click.echo(f"{len(people)} pretend people have joined. They vote as soon as you open a vote.")
    while not any("The session has ended" in person.vote() for person in people):
        time.sleep(1)
    for person in people:
        person.socket.disconnect()
    click.echo("The session has ended.")
