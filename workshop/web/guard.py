"""What stands in front of every request: which hosts are answered, which sites may send, what browsers may do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.datastructures import Headers
from werkzeug.wrappers import Response
from werkzeug.wsgi import get_host

from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_SOCKET = "/socket.io"
_OWN_SITE = frozenset({"same-origin", "none"})
_WRONG_HOST = "This is not the address of the workshop. Look at the big screen, or ask the person who runs the session.\n"
FOREIGN = N_("That came from another website, so it was not counted. Please use the page itself.")


def init_app(app: Flask) -> None:
    """Refuses what other sites send in somebody's name."""
    app.before_request(refuse_foreign)


def refuse_foreign() -> None:
    """Raises Refused for an act that another site started. Browsers say so themselves, in one of two headers."""
    if request.method not in _SAFE_METHODS and is_foreign(request.environ):
        raise Refused(Reason.FOREIGN, FOREIGN)


def is_foreign(environ: WSGIEnvironment) -> bool:
    """Does another website ask? With neither header it is not a browser."""
    if environ.get("HTTP_SEC_FETCH_SITE", "none") not in _OWN_SITE:
        return True
    origin = environ.get("HTTP_ORIGIN")
    return origin is not None and _netloc(origin) != get_host(environ)


class Guard:
    """Answers known hosts only, and gives every response its security headers, the socket's too."""

    def __init__(self, application: WSGIApplication, config: Mapping[str, Any]) -> None:
        self.application = application
        self.hosts = frozenset(config["TRUSTED_HOSTS"])
        self.secure = bool(config["SESSION_COOKIE_SECURE"])

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        host = environ.get("HTTP_HOST", "")
        if _name_of(host) not in self.hosts:
            refusal = Response(_WRONG_HOST, status=400, mimetype="text/plain")
            return refusal(environ, start_response)
        # A socket is opened by GET, and Flask never sees it: what guards the forms does not guard it.
        if environ.get("PATH_INFO", "").startswith(_SOCKET) and is_foreign(environ):
            return Response(f"{FOREIGN}\n", status=403, mimetype="text/plain")(environ, start_response)
        return self.application(environ, self._with_headers(start_response, host))

    def _with_headers(self, start_response: StartResponse, host: str) -> StartResponse:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Callable[[bytes], object]:
            kept = Headers(headers)
            for name, value in self._headers(host).items():
                kept.setdefault(name, value)
            return start_response(status, list(kept), *rest)

        return start

    def _headers(self, host: str) -> dict[str, str]:
        headers = {
            "Content-Security-Policy": (
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                # Older Safari does not take 'self' for websockets.
                f"connect-src 'self' ws://{host} wss://{host}; "
                "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
            ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            # What a page holds is for the one who asked; what may be kept says so itself.
            "Cache-Control": "no-store",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if self.secure:
            # On plain http browsers ignore it, and complain of it on every page.
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Strict-Transport-Security"] = "max-age=31536000"
        return headers


def _netloc(origin: str) -> str:
    """The host and port of an Origin header; nothing for "null" and anything odd."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _name_of(host: str) -> str:
    """A Host header without its port: `[::1]:8000` -> `::1`. Anything odd gives a name that is never trusted."""
    try:
        return (urlsplit(f"//{host}").hostname or "") if "@" not in host and "/" not in host else ""
    except ValueError:
        return ""
