"""The devices of one test, each with its own cookies, and what their browsers complained of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, WebError

CUT = re.compile(r"net::ERR_|WebSocket connection to|Failed to fetch")
"""What a browser says by itself while the network is gone; a page can do nothing about it."""
REFUSED = re.compile(r"^Failed to load resource: .* status of 4(?!04)")
"""What it says of every refusal, though the page tells people kindly. A file that is not there is another matter."""


class Devices:
    """Opens pages, and keeps what a console said that should have said nothing: errors and refused styles or scripts."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.may_be_cut = False

    def page(self, *, width: int = 390, height: int = 844, script: bool = True, **more: Any) -> Page:
        """A device that nobody used before. `more`: as Playwright's new_context takes it."""
        size = {"width": width, "height": height}
        context = self.browser.new_context(viewport=size, java_script_enabled=script, accept_downloads=True, **more)
        context.set_default_timeout(15_000)
        context.on("console", self._heard)
        context.on("weberror", self._failed)
        self.contexts.append(context)
        return context.new_page()

    def again(self, page: Page, **changes: Any) -> Page:
        """The same device with its cookies, as another browser: without scripts, say. The page before is closed."""
        cookies = page.context.storage_state()
        page.context.close()
        return self.page(storage_state=cookies, **changes)

    def take_pictures(self, folder: Path) -> list[Path]:
        """What each of them shows now, whole pages, in the order in which they came."""
        taken = []
        for number, page in enumerate(page for context in self.contexts for page in context.pages):
            taken.append(folder / f"device-{number}.png")
            # A caret hidden for the picture would be an inline style, which our content policy refuses.
            page.screenshot(path=taken[-1], full_page=True, caret="initial")
        return taken

    def close(self) -> None:
        """Switches all of them off."""
        for context in self.contexts:
            context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        is_network = self.may_be_cut and CUT.search(message.text)
        if message.type == "error" and not is_network and not REFUSED.search(message.text):
            self.complaints.append(f"{message.location.get('url')}: {message.text}")

    def _failed(self, failed: WebError) -> None:
        self.complaints.append(str(failed.error))
