"""Takes the pictures of docs/walkthrough.md and README from the running tool: `python -m tests.browser.walkthrough`.

One phone, a desk and a screen beside sixteen pretend people. It takes two minutes, and writes to docs/img.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import chromium
from tests.browser.devices import Devices
from tests.browser.room import NEXT, Room, pretend_people, tap
from tests.browser.serving import ROOT, Server

FOLDER = ROOT / "docs" / "img"
SHOWN_ADDRESS = "http://192.168.1.20:8000"  # what stands under the picture to scan, so that it looks like a real one
SEED = 140  # with it the pretend people agree to what one of them suggests


PAGES = {"open": "list-phone", "shown": "list-screen"}
"""What is taken of a page of the list, by where it is."""


class Camera:
    """Takes pictures of three views, each in the size in which a page of text holds it."""

    def __init__(self, desk: Page, screen: Page, phone: Page) -> None:
        self.views = {"desk": desk, "screen": screen, "phone": phone}

    def take(self, name: str, *, at: str = "body") -> None:
        """The view that the name ends with, such as "ladder-phone", scrolled to what `at` selects."""
        page = self.views[name.rpartition("-")[2]]
        page.evaluate("(key) => (document.querySelector(key) ?? document.body).scrollIntoView()", at)
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(400)  # what moves little by little has come to rest
        keep(name, page.screenshot(caret="initial"))


def keep(name: str, picture: bytes) -> None:
    """Writes the picture in the 256 colours that it has most of: less than half as heavy, and no eye sees it."""
    with Image.open(BytesIO(picture)) as image:
        few = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    """Plays the full session once."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        server = Server(Path(folder))
        server.environment["PUBLIC_URL"] = SHOWN_ADDRESS
        server.start()
        devices = Devices(browser)
        try:
            play(devices, server)
        finally:
            devices.close()
            server.stop()


def play(devices: Devices, server: Server) -> None:
    """From the form that opens a session to the file that everybody takes home."""
    form = devices.page(width=1100, height=760)
    form.goto(f"{server.address}/open")
    keep("open-desk", form.screenshot(caret="initial"))
    room = Room(devices, server, plan="full")
    room.desk.set_viewport_size({"width": 1180, "height": 664})
    screen, phone = room.screen(width=1024, height=576), devices.page(width=360, height=640)
    camera = Camera(room.desk, screen, phone)
    phone.goto(f"{server.address}/join/{room.code}")
    phone.get_by_role("radio", name="People who use the service").first.check()
    camera.take("join-phone", at="form h2")
    phone.get_by_role("button", name="Join the session").click()
    phone.get_by_role("link", name="Somebody here has no phone").click()
    expect(phone.get_by_role("heading", name="Who votes with this phone?")).to_be_visible()
    camera.take("people-phone")
    phone.get_by_role("link", name="Back to the vote").click()
    with pretend_people(room, uses=7, works=9, seed=SEED):
        expect(screen.locator("#progress")).to_contain_text("17 here")
        for take in TOPICS:
            room.press("Start" if take is TOPICS[0] else NEXT)
            take(room, phone, camera)
        room.end()
        expect(phone.locator("#heading")).to_contain_text("The session has ended")
    camera.take("ended-phone")
    phone.get_by_role("link", name="See what we found").click()
    expect(phone.get_by_role("heading", name="Take it home")).to_be_visible()
    camera.take("outcome-phone", at="#take-home")
    _copy_to_publish(phone, f"/session/{room.code}/outcome.pdf?copy=publication")
    room.desk.goto(f"{server.address}/session/{room.code}/did")
    _say_what_was_done(room.desk)
    phone.goto(f"{server.address}/session/{room.code}/did")
    camera.take("did-phone", at=".did")


def _copy_to_publish(phone: Page, address: str) -> None:
    """Its first page, as small as a page of text holds it."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        with phone.expect_download() as download:
            phone.locator(f'a[href="{address}"]').evaluate("link => link.click()")
        download.value.save_as(file.name)
        command = ["pdftoppm", "-png", "-singlefile", "-f", "1", "-r", "60", file.name]
        keep("copy-page", subprocess.run(command, capture_output=True, check=True).stdout)


def _say_what_was_done(desk: Page) -> None:
    board = desk.locator(".did").filter(has_text="notice board")
    board.get_by_text("Say how it goes").click()
    board.get_by_label("Done", exact=True).check()
    board.get_by_label("What did we do?").fill("The board hangs in the hall, and anybody may pin something to it.")
    board.get_by_label("What is next?").fill("In spring we ask whether people use it.")
    board.get_by_role("button", name="Write it down").click()
    expect(board).to_contain_text("hangs in the hall")


def _why(room: Room, phone: Page, camera: Camera) -> None:
    camera.take("welcome-screen")
    room.press("Vote on what was suggested")
    room.everybody([phone])
    room.press("Show results to everyone")
    room.press("Open the vote")
    room.everybody([phone])
    camera.take("practice-screen")
    room.press("Show results to everyone")


def _now(room: Room, phone: Page, camera: Camera) -> None:
    camera.take("steps-screen")
    _explain(room.desk, "CPN", "A nurse who comes to your home.")
    room.press("Open the vote")
    room.put_on_wall("What the words mean")
    camera.take("words-screen")
    room.put_on_wall("What we vote on")
    tap(phone, 3)
    room.wait_for_all()
    camera.take("ladder-phone", at="label:has([value=rung_6])")
    camera.take("voting-desk")
    room.press("Show results to everyone")
    camera.take("revealed-screen")
    room.press("Put on the big screen")
    room.press("Vote a second time")
    room.everybody([phone], choice=4)
    room.press("Show results to everyone")
    camera.take("both-screen")


def _explain(desk: Page, word: str, meaning: str) -> None:
    desk.get_by_text("Explain a word").click()
    desk.get_by_role("textbox", name="The word").fill(word)
    desk.get_by_role("textbox", name="What it means, in plain words").fill(meaning)
    desk.get_by_role("button", name="Add the word").click()
    expect(desk.locator("#words")).to_contain_text(word)


def _tried(room: Room, phone: Page, camera: Camera) -> None:
    taken: set[str] = set()

    def look(where: str) -> None:
        if where in PAGES and where not in taken:
            taken.add(where)
            camera.take(PAGES[where])

    room.vote_on_all([phone], look=look)
    room.put_on_wall("The short lists")
    camera.take("lists-screen")


def _right(room: Room, phone: Page, camera: Camera) -> None:
    room.vote_on_all([phone])


def _climb(room: Room, phone: Page, camera: Camera) -> None:
    camera.take("ideas-phone", at="#heading")
    room.vote_on_all([phone])
    camera.take("climb-screen")


def _do(room: Room, phone: Page, camera: Camera) -> None:
    expect(phone.locator("#plan")).to_contain_text("notice board")
    camera.take("plan-phone", at="#plan")
    room.vote_on_all([phone])
    camera.take("plan-screen")


def _record(room: Room, phone: Page, camera: Camera) -> None:
    room.press("Open the vote")
    expect(phone.get_by_role("button", name="I have finished")).to_be_visible()
    camera.take("record-phone", at="#ballots")
    room.vote_on_all([phone])
    camera.take("record-screen")
    room.desk.locator("#desk_session summary").get_by_text("End the session").click()
    camera.take("end-desk", at="#desk_session")
    phone.get_by_role("link", name="My answers").click()
    phone.get_by_text("Show my answers").click()
    camera.take("mine-phone", at="details")
    phone.go_back()
    phone.get_by_role("link", name="Receipts").click()
    camera.take("receipts-phone", at=".card:has(.saved)")
    phone.go_back()
    expect(phone.locator("#heading")).to_be_visible()


TOPICS: tuple[Callable[[Room, Page, Camera], None], ...] = (_why, _now, _tried, _right, _climb, _do, _record)

if __name__ == "__main__":
    main()
