"""A device of a pretend person's own: its cookies, and the HTTP door."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPException
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import (
    HTTPCookieProcessor,
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from workshop.demo.errors import Away
from workshop.demo.page import Element, read

PATIENCE = 15.0  # seconds for one answer
FRAGMENT = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}

Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What came back; `address` is where it came from in the end, with its fragment."""

    status: int
    text: str
    address: str

    @property
    def refused(self) -> bool:
        """Was it refused?"""
        return self.status >= 400

    @property
    def page(self) -> Element:
        """The page that came back."""
        return read(self.text)

    @property
    def data(self) -> dict[str, Any]:
        """The JSON that came back; empty when it is none."""
        try:
            found = json.loads(self.text)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class Device:
    """What asks and sends. Raises Away when nobody answers, or a server says that it is broken."""

    def __init__(self, server: str) -> None:
        self.server = server
        # With PUBLIC_URL on https the cookie is for https only; who comes by the laptop's own address still needs it.
        self.jar = CookieJar(DefaultCookiePolicy(secure_protocols=("http", "https")))
        self._follows = build_opener(ProxyHandler({}), HTTPCookieProcessor(self.jar))
        self._stays = build_opener(ProxyHandler({}), HTTPCookieProcessor(self.jar), _Stay)

    def get(self, path: str, patience: float = PATIENCE) -> Answer:
        """Asks for a page."""
        return self._ask(self._follows, self._request(path), patience)

    def post(self, path: str, fields: Fields = (), headers: dict[str, str] | None = None) -> Answer:
        """Sends a form, and follows where it leads."""
        return self._ask(self._follows, self._request(path, fields, headers))

    def drop(self, path: str, fields: Fields = ()) -> Answer:
        """Sends a form, and stays: the page it leads to is not looked at, so nobody needs to make it."""
        return self._ask(self._stays, self._request(path, fields))

    @property
    def cookies(self) -> str:
        """The cookies, as a header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)

    def _request(self, path: str, fields: Fields | None = None, headers: dict[str, str] | None = None) -> Request:
        body = None if fields is None else urlencode(list(fields)).encode()
        return Request(self.server + path, body, headers or {})  # noqa: S310  http or https, as the option demands

    def _ask(self, opener: OpenerDirector, request: Request, patience: float = PATIENCE) -> Answer:
        try:
            with opener.open(request, timeout=patience) as answer:
                return Answer(answer.status, answer.read().decode(errors="replace"), answer.url)
        except HTTPError as error:
            with error:
                if error.code >= 500:
                    raise Away(f"{request.full_url}: {error.code}") from error
                return Answer(error.code, error.read().decode(errors="replace"), error.url or request.full_url)
        except (OSError, HTTPException) as error:
            raise Away(f"{request.full_url}: {error}") from error


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """A redirect is an answer like any other."""
