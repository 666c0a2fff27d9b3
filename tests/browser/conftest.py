"""The served process and a real Chromium: what people in the room have."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.devices import Devices
from tests.browser.serving import Server

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Plain http under a name that is not localhost: there the browser has no crypto.randomUUID and no clipboard.
    "--host-resolver-rules=MAP room.test 127.0.0.1",
]

expect.set_options(timeout=15_000)  # milliseconds; two cores that run other tests too are slow


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this computer."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None and not os.environ.get("CI"):
        pytest.skip("no Chromium here; `./run test` says how to get it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    served = Server(tmp_path / "instance")
    served.start()
    yield served
    served.stop()


@pytest.fixture
def devices(browser: Browser, server: Server, tmp_path: Path) -> Iterator[Devices]:
    """All devices of a test, switched off before the server is. None of them may have complained."""
    opened = Devices(browser)
    yield opened
    opened.close()
    assert opened.complaints == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Function) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What every device showed when a test failed lies as pictures in the test's own folder."""
    report = yield
    if report.when == "call" and report.failed and "devices" in item.funcargs:
        taken = item.funcargs["devices"].take_pictures(item.funcargs["tmp_path"])
        report.sections.append(("What the devices showed", "\n".join(map(str, taken))))
    return report
