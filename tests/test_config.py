"""Every setting has one name, one default and one place where it is read."""

import ast
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from workshop.config import SETTINGS, BadSetting, call_directly, from_environ, secret_key

WORKSHOP = Path(__file__).parent.parent / "workshop"
NO_KEY = {"SECRET_KEY": b"x" * 32}  # brings a key, so that no test makes a file in the real instance folder


def test_without_variables_every_setting_has_its_default():
    settings = from_environ({}, NO_KEY)

    instance = WORKSHOP.parent / "instance"
    assert settings == {
        "INSTANCE_FOLDER": instance,
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{instance}/equal_footing.sqlite3",
        "SECRET_KEY": b"x" * 32,
        "PUBLIC_URL": "",
        "PORT": 8000,
        "ADDRESSES": ["http://localhost:8000"],
        "EXTRA_HOSTS": (),
        "TRUSTED_HOSTS": ["127.0.0.1", "localhost"],
        "PROXY_HOPS": 0,
        "BROADCASTS_PER_SECOND": 8,
        "DEFAULT_LOCALE": "en",
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        "SESSION_COOKIE_NAME": "equal_footing",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": False,
        "PREFERRED_URL_SCHEME": "http",
        "MAX_CONTENT_LENGTH": 65536,
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "MIGRATIONS_DIR": str(WORKSHOP.parent / "migrations"),
        "BABEL_TRANSLATION_DIRECTORIES": str(WORKSHOP.parent / "translations"),
        "SOCKETIO_ASYNC_MODE": "threading",
        "OFF_LOOP": call_directly,
    }


@pytest.mark.parametrize(
    ("variable", "text", "key", "value"),
    [
        ("EQUAL_FOOTING_DATABASE", "postgresql://db/ef", "SQLALCHEMY_DATABASE_URI", "postgresql://db/ef"),
        ("EQUAL_FOOTING_INSTANCE", "/srv/ef", "INSTANCE_FOLDER", Path("/srv/ef")),
        ("EQUAL_FOOTING_HOSTS", "room.test, box.local", "EXTRA_HOSTS", ("room.test", "box.local")),
        ("EQUAL_FOOTING_PROXY_HOPS", "1", "PROXY_HOPS", 1),
        ("EQUAL_FOOTING_BROADCASTS_PER_SECOND", "4", "BROADCASTS_PER_SECOND", 4),
        ("EQUAL_FOOTING_LOCALE", "cy", "DEFAULT_LOCALE", "cy"),
        ("EQUAL_FOOTING_LOCALE", "pt-br", "DEFAULT_LOCALE", "pt_BR"),
        ("EQUAL_FOOTING_COOKIE_DAYS", "7", "PERMANENT_SESSION_LIFETIME", timedelta(days=7)),
        ("PUBLIC_URL", "https://ef.example.org/", "PUBLIC_URL", "https://ef.example.org"),
        ("PORT", "9000", "PORT", 9000),
        ("PORT", " ", "PORT", 8000),
    ],
)
def test_a_variable_changes_its_setting(variable, text, key, value):
    settings = from_environ({variable: text}, NO_KEY)

    assert settings[key] == value


@pytest.mark.parametrize(
    ("variable", "text", "wanted"),
    [
        ("PORT", "http", "a port from 1 to 65535"),
        ("PORT", "0", "a port from 1 to 65535"),
        ("EQUAL_FOOTING_PROXY_HOPS", "-1", "a number from 0 to 9"),
        ("EQUAL_FOOTING_COOKIE_DAYS", "long", "a number of days from 1 to 400"),
        ("EQUAL_FOOTING_DATABASE", "ef.db", "an address such as sqlite:////folder/file.sqlite3"),
        ("EQUAL_FOOTING_LOCALE", "Welsh", "a language such as cy, bn or pt_BR"),
        ("PUBLIC_URL", "ef.org", "an address such as https://workshop.example.org, with no path"),
    ],
)
def test_a_variable_that_cannot_be_used_is_refused_in_one_line(variable, text, wanted):
    with pytest.raises(BadSetting) as refused:
        from_environ({variable: text}, NO_KEY)

    assert str(refused.value) == f"{variable} must be {wanted}, not {text!r}."


@pytest.mark.parametrize("url", ["https://", "ftp://a.org", "https://a.org/path", "https://a@b.org", "//a.org"])
def test_a_public_address_is_a_scheme_and_a_host_and_nothing_else(url):
    with pytest.raises(BadSetting):
        from_environ({"PUBLIC_URL": url}, NO_KEY)


def test_cookies_need_https_exactly_where_the_public_address_has_it():
    secure = {
        url: from_environ({"PUBLIC_URL": url}, NO_KEY)["SESSION_COOKIE_SECURE"]
        for url in ("http://ef.example.org", "https://ef.example.org")
    }

    assert secure == {"http://ef.example.org": False, "https://ef.example.org": True}


@pytest.mark.parametrize(
    ("environ", "address"),
    [
        ({}, "http://localhost:8000"),
        ({"PORT": "9000"}, "http://localhost:9000"),
        ({"PORT": "9000", "PUBLIC_URL": "https://ef.example.org"}, "https://ef.example.org"),
    ],
)
def test_without_a_search_for_addresses_there_is_one_on_the_port_that_is_listened_on(environ, address):
    assert from_environ(environ, NO_KEY)["ADDRESSES"] == [address]


def test_every_address_that_is_shown_is_a_host_that_is_answered():
    environ = {"PUBLIC_URL": "https://ef.example.org:8443", "EQUAL_FOOTING_HOSTS": "room.test"}

    settings = from_environ(environ, {**NO_KEY, "ADDRESSES": ["http://192.168.1.20:8000"]})

    assert settings["TRUSTED_HOSTS"] == [
        "127.0.0.1",
        "192.168.1.20",
        "ef.example.org",
        "localhost",
        "room.test",
    ]


def test_what_is_overridden_is_read_from_nowhere_else(tmp_path):
    settings = from_environ({"PORT": "wrong"}, {**NO_KEY, "PORT": 1, "INSTANCE_FOLDER": tmp_path / "instance"})

    assert settings["PORT"] == 1
    assert not (tmp_path / "instance").exists()


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path):
    folder = tmp_path / "instance"

    keys = [from_environ({"EQUAL_FOOTING_INSTANCE": str(folder)})["SECRET_KEY"] for _ in range(2)]

    assert keys == [(folder / "secret_key").read_bytes()] * 2
    assert len(keys[0]) == 32
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_two_places_never_get_the_same_secret_key(tmp_path):
    assert secret_key(tmp_path / "here") != secret_key(tmp_path / "there")


def test_first_starts_at_the_same_moment_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(8) as starts:
        keys = list(starts.map(secret_key, [tmp_path / "instance"] * 8))

    assert len(set(keys)) == 1


def test_a_secret_key_that_is_too_short_is_refused_and_left_alone(tmp_path):
    (tmp_path / "secret_key").write_bytes(b"changeme")

    with pytest.raises(BadSetting) as refused:
        secret_key(tmp_path)

    path = tmp_path / "secret_key"
    assert str(refused.value) == f"{path} is too short for a secret key. Delete it, and a new one is made."
    assert path.read_bytes() == b"changeme"


def test_each_variable_is_listed_once_with_its_default_and_a_meaning():
    variables, defaults, meanings = zip(*settings(), strict=True)

    assert len(set(variables)) == len(variables)
    assert all(defaults)
    assert all(meaning.endswith(".") for meaning in meanings)


def test_the_readme_tells_operators_of_each_setting_with_its_default_and_meaning():
    told = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*) \|$", (WORKSHOP.parent / "README.md").read_text(), re.MULTILINE)

    assert told == settings()


def test_the_environment_is_handed_over_where_a_process_starts_and_read_by_config_alone():
    readers = {path.relative_to(WORKSHOP).as_posix() for path in WORKSHOP.rglob("*.py") if _names_environ(path)}

    assert readers == {"__init__.py", "demo/server.py", "serve.py", "worker/__init__.py"}


def settings():
    """Variable, default in words, meaning: one row for each setting that an operator can make."""
    return [(one.variable, one.shown or str(one.default), one.meaning) for one in SETTINGS if one.variable]


def _names_environ(path: Path) -> bool:
    attributes = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute))
    return any(ast.unparse(node) in ("os.environ", "os.getenv") for node in attributes)
