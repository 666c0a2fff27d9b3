"""Every setting: its name, variable, default and meaning. Nothing else reads the environment."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from click import ClickException

ROOT = Path(__file__).resolve().parent.parent
KEY_BYTES = 32

Values = Mapping[str, object]


class BadSetting(ClickException):
    """A setting that cannot be used; its sentence is for the person who starts the server. Flask's commands show it."""


def from_environ(environ: Mapping[str, str], overrides: Values | None = None) -> dict[str, object]:
    """Every setting's value, for app.config.

    What `overrides` gives is taken as it is, and the defaults that follow from it do so: a test that brings a
    key makes no key file, and the addresses that serve.py finds are answered as hosts. Raises BadSetting.
    """
    values = dict(overrides or {})
    for setting in SETTINGS:
        if setting.key not in values:
            values[setting.key] = setting.value(environ, values)
    return values


def secret_key(folder: Path) -> bytes:
    """The key that signs cookies: made once in `folder`, for its owner's eyes only, then always the same.

    Raises BadSetting for a key too short to be one that was made here.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "secret_key"
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
    for _ in range(10):
        key = path.read_bytes()
        if len(key) >= KEY_BYTES:
            return key
        time.sleep(0.05)  # another first start may be between making the file and filling it
    raise BadSetting(f"{path} is too short for a secret key. Delete it, and a new one is made.")


def call_directly(function: Callable[..., object], *args: object) -> object:
    """Heavy work where nothing else waits for this thread: tests and the command line."""
    return function(*args)


@dataclass(frozen=True)
class Setting:
    """One setting. Without a variable it is not for operators, only for create_app's overrides."""

    key: str
    meaning: str
    default: object = None
    variable: str = ""
    read: Callable[[str], object] = str
    """From the variable's text; raises ValueError, saying what is wanted, when it cannot be used."""
    follow: Callable[[Values], object] | None = None
    """For a default that follows from the settings above this one."""
    shown: str = ""
    """The default in words, where the value itself says too little."""

    def value(self, environ: Mapping[str, str], values: Values) -> object:
        """The variable's value if it is set and not empty, else the default. Raises BadSetting."""
        text = environ.get(self.variable, "").strip() if self.variable else ""
        if text:
            try:
                return self.read(text)
            except ValueError as wanted:
                raise BadSetting(f"{self.variable} must be {wanted}, not {text!r}.") from wanted
        return self.follow(values) if self.follow else self.default


def _number(wanted: str, lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not lowest <= int(text) <= highest:
            raise ValueError(f"{wanted} from {lowest} to {highest}")
        return int(text)

    return read


def _days(text: str) -> timedelta:
    return timedelta(days=_number("a number of days", 1, 400)(text))


def _url(text: str) -> str:
    """An address without the slash at its end, so that a path can follow."""
    scheme, separator, rest = text.partition("://")
    host = rest.removesuffix("/")
    if scheme not in ("http", "https") or not separator or not host or set(host) & set("/?#@ "):
        raise ValueError("an address such as https://workshop.example.org, with no path")
    return f"{scheme}://{host}"


def _database_url(text: str) -> str:
    if not all(text.partition("://")[:2]):
        raise ValueError("an address such as sqlite:////folder/file.sqlite3")
    return text


def _folder(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _language(text: str) -> str:
    try:
        return str(Locale.parse(text.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        raise ValueError("a language such as cy, bn or pt_BR") from None


def _database(values: Values) -> str:
    return f"sqlite:///{values['INSTANCE_FOLDER']}/equal_footing.sqlite3"


def _addresses(values: Values) -> list[str]:
    return [str(values["PUBLIC_URL"]) or f"http://localhost:{values['PORT']}"]


def _trusted_hosts(values: Values) -> list[str]:
    addresses, extra = values["ADDRESSES"], values["EXTRA_HOSTS"]
    assert isinstance(addresses, list | tuple)
    assert isinstance(extra, list | tuple)
    named = {urlsplit(address).hostname for address in (*addresses, values["PUBLIC_URL"])}
    return sorted({"localhost", "127.0.0.1", *extra, *filter(None, named)})


def _is_https(values: Values) -> bool:
    return str(values["PUBLIC_URL"]).startswith("https://")


# In this order, since some defaults follow from what stands above them.
SETTINGS = (
    Setting(
        "INSTANCE_FOLDER",
        "The folder that holds the database and the secret key. Back it up; let nobody else read it.",
        default=ROOT / "instance",
        variable="EQUAL_FOOTING_INSTANCE",
        read=_folder,
        shown="instance, beside ./run",
    ),
    Setting(
        "SQLALCHEMY_DATABASE_URI",
        "Where the database is, as SQLAlchemy writes it. SQLite only, so far.",
        follow=_database,
        variable="EQUAL_FOOTING_DATABASE",
        read=_database_url,
        shown="equal_footing.sqlite3 in that folder",
    ),
    Setting(
        "SECRET_KEY",
        "Signs the cookies. It has no variable, since other programs may read a process's environment.",
        follow=lambda values: secret_key(Path(str(values["INSTANCE_FOLDER"]))),
    ),
    Setting(
        "PUBLIC_URL",
        "The address people type, when it is not this computer's own: behind a proxy, or with a name.",
        default="",
        variable="PUBLIC_URL",
        read=_url,
        shown="this computer's addresses",
    ),
    Setting(
        "PORT",
        "The port to listen on.",
        default=8000,  # not 5000, which AirPlay takes on a Mac
        variable="PORT",
        read=_number("a port", 1, 65535),
    ),
    Setting(
        "ADDRESSES",
        "The addresses that phones can use, the likeliest first; serve.py finds them.",
        follow=_addresses,
    ),
    Setting(
        "EXTRA_HOSTS",
        "More host names under which people may come, with commas between them.",
        default=(),
        variable="EQUAL_FOOTING_HOSTS",
        read=_names,
        shown="none",
    ),
    Setting(
        "TRUSTED_HOSTS",
        "Every host that is answered; Flask refuses others, so no other name can be bent to this server.",
        follow=_trusted_hosts,
    ),
    Setting(
        "PROXY_HOPS",
        "How many proxies stand in front. With one too many, anybody can pretend to any address.",
        default=0,
        variable="EQUAL_FOOTING_PROXY_HOPS",
        read=_number("a number", 0, 9),
    ),
    Setting(
        "BROADCASTS_PER_SECOND",
        "How often at most a session's views are drawn anew.",
        default=8,
        variable="EQUAL_FOOTING_BROADCASTS_PER_SECOND",
        read=_number("a number", 1, 60),
    ),
    Setting(
        "DEFAULT_LOCALE",
        "The language of the pages; translations/ must have it.",
        default="en",
        variable="EQUAL_FOOTING_LOCALE",
        read=_language,
    ),
    Setting(
        "PERMANENT_SESSION_LIFETIME",
        "For how many days a phone is known again, and a desk stays open on its device.",
        default=timedelta(days=30),
        variable="EQUAL_FOOTING_COOKIE_DAYS",
        read=_days,
        shown="30",
    ),
    Setting("SESSION_COOKIE_NAME", "Not Flask's own: cookies do not tell ports apart.", default="equal_footing"),
    Setting("SESSION_COOKIE_HTTPONLY", "No script can read the cookie.", default=True),
    Setting("SESSION_COOKIE_SAMESITE", "Another site's form does not carry the cookie.", default="Lax"),
    Setting(
        "SESSION_COOKIE_SECURE",
        "Only over https, where there is https: a laptop on its own Wi-Fi has none.",
        follow=_is_https,
    ),
    Setting(
        "PREFERRED_URL_SCHEME",
        "The scheme of an address made where there is no request.",
        follow=lambda values: "https" if _is_https(values) else "http",
    ),
    Setting("MAX_CONTENT_LENGTH", "Bytes in a request; the longest form has a few thousand.", default=64 * 1024),
    Setting(
        "SQLALCHEMY_ENGINE_OPTIONS",
        "When the database fails, its error goes into the log: without what was being stored, which may be a vote.",
        follow=lambda _values: {"hide_parameters": True},
    ),
    Setting("MIGRATIONS_DIR", "Where the database's migrations are.", default=str(ROOT / "migrations")),
    Setting(
        "BABEL_TRANSLATION_DIRECTORIES",
        "Where the gettext catalogues are.",
        default=str(ROOT / "translations"),
    ),
    Setting(
        "SOCKETIO_ASYNC_MODE",
        "Who waits for sockets, always named: left to guess, Flask-SocketIO takes eventlet first.",
        default="threading",
    ),
    Setting(
        "OFF_LOOP",
        "Calls heavy work and gives its result; serve.py has a process for it. What is passed can be pickled.",
        default=call_directly,
    ),
)
