"""A session in real browsers: what a facilitator and people with phones do, by what they read."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.browser.devices import Devices
from tests.browser.serving import ROOT, Server

PLANS = {
    "short": "Short session",
    "ladder": "Ladder only",
    "full": "Full session",
    "six_parts": "Six-part check",
}

# What the desk's buttons say: what goes on, opens a vote, takes items into the next one, and shows results.
NEXT = re.compile(r"^(Next|Go on to):")
OPENS = re.compile(r"^(Open the vote|Vote on (what was suggested|the plan)|Show the ideas and vote)")
TAKES = re.compile(r"^(Take these into a closer look|Talk about these, one by one)")
SHOWS = re.compile(r"^(Show results|Only show the results)")
SHOWS_AND_OPENS = re.compile(r"^Show results and open")

COUNT_SWAPS = """
  window.swaps = 0;
  document.addEventListener("htmx:before:swap", () => { window.swaps += 1; });
  document.addEventListener("htmx:finally:swap", () => { window.swaps -= 1; });
"""
"""Tells when all regions of a desk are as new as its first: until then an old button may still be there."""


class Room:
    """A desk, and who comes, on one server."""

    def __init__(self, devices: Devices, server: Server, *, plan: str = "short", floor: int = 5) -> None:
        self.devices, self.server = devices, server
        self.desk = devices.page(width=1366, height=860)
        self.desk.add_init_script(COUNT_SWAPS)
        self.desk.goto(f"{server.address}/open")
        self.desk.get_by_role("textbox", name="Title").fill("Bow lunch club")
        self.desk.get_by_role("textbox", name="Why are we here?").fill("To see where we are.")
        self.desk.get_by_role("radio", name=PLANS[plan]).check()
        self.desk.get_by_text("Names of the groups").click()
        self.desk.get_by_label("Smallest group shown on its own").fill(str(floor))
        self.desk.get_by_role("button", name="Open the session").click()
        expect(self.desk.locator("#agenda")).to_be_visible()
        expect(self.desk).to_have_url(re.compile(r"/desk$"))  # the key has left the address bar
        self.code = self.desk.url.split("/")[4]
        self.leanings: dict[Page, int] = {}  # who answers otherwise than the others, and with which choice
        self.answered = "nothing"  # the key of the page that everybody answered last

    def at(self, path: str = "") -> str:
        """An address in this session."""
        return f"{self.server.address}/session/{self.code}{path}"

    def second_desk(self, *, width: int = 390, height: int = 844) -> Page:
        """A second facilitator, who opens a desk of their own with the link that this one was shown."""
        self.desk.get_by_text("Invite a second facilitator").click()
        self.desk.get_by_role("button", name="Make a link for the second facilitator").click()
        link = self.desk.get_by_label("Link for the second facilitator").input_value()
        desk = self.devices.page(width=width, height=height)
        desk.goto(re.sub(r"^http://[^/]+", self.server.address, link))
        expect(desk.locator("#pair")).to_contain_text("You are the second facilitator.")
        expect(desk).to_have_url(re.compile(r"/desk$"))  # the key has left the address bar
        expect(desk.locator("body")).to_have_attribute("data-link-now", "up")
        return desk

    def screen(self, *, width: int = 1920, height: int = 1080) -> Page:
        """The projector."""
        page = self.devices.page(width=width, height=height)
        page.goto(self.at("/screen"))
        return page

    def phone(self, group: str, *, script: bool = True) -> Page:
        """Somebody comes in by the picture: `group` as in the form, such as "uses"."""
        page = self.devices.page(script=script)
        page.goto(f"{self.server.address}/join/{self.code}")
        return self._join(page, group, script=script)

    def phone_by_code(self, group: str) -> Page:
        """Somebody who types the code, and not as tidily as it stands on the screen."""
        page = self.devices.page()
        page.goto(self.server.address)
        page.get_by_label("Join with a code").fill(f" {self.code[:3].lower()} {self.code[3:]}")
        page.get_by_role("button", name="Join").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Bow lunch club")
        return self._join(page, group)

    def _join(self, page: Page, group: str, *, script: bool = True) -> Page:
        page.locator(f"input[name=group][value={group}]").check()
        page.get_by_role("button", name="Join the session").click()
        if script:
            expect(page.locator("body")).to_have_attribute("data-link-now", "up")
        return page

    def press(self, label: str | re.Pattern[str]) -> None:
        """A button of the desk, until the session has moved by it."""
        revision = self.desk.locator("#revision").get_attribute("data-revision") or ""
        self.desk.get_by_role("button", name=label).first.click()
        expect(self.desk.locator("#revision")).not_to_have_attribute("data-revision", revision)
        self.desk.wait_for_function("() => window.swaps === 0")

    def move_on(self, label: str | re.Pattern[str]) -> None:
        """The same, until another page, stage or round is in hand: what people write moves the revision as well.

        A push that comes in the same moment takes the button away under the finger: then it is pressed again.
        """
        controls = self.desk.locator("#controls")
        key = controls.get_attribute("data-key") or ""
        for _ in range(3):
            self.desk.get_by_role("button", name=label).first.click()
            with contextlib.suppress(AssertionError):
                expect(controls).not_to_have_attribute("data-key", key, timeout=6_000)
                break
        expect(controls).not_to_have_attribute("data-key", key)
        self.desk.wait_for_function("() => window.swaps === 0")

    def offers(self, label: re.Pattern[str]) -> bool:
        """Is there such a button among what can be done now?"""
        return self.desk.locator("#controls").get_by_role("button", name=label).count() > 0

    def everybody(self, phones: list[Page], choice: int = 0, *, most: int | None = None) -> None:
        """The phones answer the open page, or so many of its ballots, and the desk hears of all."""
        controls = self.desk.locator("#controls")
        expect(controls).not_to_have_attribute("data-key", self.answered)
        expect(controls).to_have_attribute("data-key", re.compile(r"\.open\."))
        key = self.answered = controls.get_attribute("data-key") or ""
        for phone in phones:
            if has_script(phone):
                expect(phone.locator("#ballots")).to_have_attribute("data-key", key)
                answer(phone, self.leanings.get(phone, choice), most=most)
            else:
                answer_without_script(phone, choice)
        self.wait_for_all()

    def wait_for_all(self) -> None:
        """Until the desk reads "17 of 17"."""
        expect(self.desk.locator("#progress")).to_contain_text(re.compile(r"\b(\d+)\s+of\s+\1\b"), timeout=30_000)

    def vote_on_all(
        self,
        phones: list[Page],
        choice: int = 0,
        *,
        most: int | None = None,
        take: int = 3,
        look: Callable[[str], object] = str,
    ) -> list[str]:
        """Everything that this topic puts to the vote, page by page; gives what the desk said of each page.

        `most`: ballots that each phone answers on a page; `take`: activities that are taken into a closer look;
        `look`: is told when a page is open, when it was shown, and when something is to be picked.
        """
        pages: list[str] = []
        while True:
            if self.offers(SHOWS):
                pages.append(self.desk.locator("#heading").inner_text())
                look("open")
                self.everybody(phones, choice, most=most)
                shows = SHOWS_AND_OPENS if self.offers(SHOWS_AND_OPENS) else SHOWS
                self.move_on(shows)
                if shows is SHOWS:
                    look("shown")
            elif self.offers(OPENS):
                self.move_on(OPENS)
            elif self.offers(TAKES):
                look("picking")
                self.take_only(take)
            else:
                return pages

    def take_only(self, most: int) -> None:
        """Of the activities that are offered, ticks the first few, and takes these."""
        boxes = self.desk.locator("#controls").get_by_role("checkbox")
        for number, box in enumerate(boxes.all()):
            box.set_checked(number < most)
        self.press(TAKES)

    def put_on_wall(self, what: str) -> None:
        """Shows something else than the last results on the big screen, by its name."""
        button = self.desk.get_by_role("button", name=f"Show on the big screen: {what}")
        if not button.is_visible():
            self.desk.locator("#controls .wall-choice > summary").click()
        self.press(f"Show on the big screen: {what}")

    def end(self) -> None:
        """Says that the session is over, as one is asked twice."""
        ask_to_end(self.desk)
        expect(self.desk.locator("#heading")).to_contain_text("The session has ended")

    def open_ladder(self) -> None:
        """Goes to the ladder and opens its vote."""
        self.press("Start:")
        expect(self.desk.locator("#heading")).to_contain_text("Topic 1 of 7")
        self.press("Skip this topic")
        expect(self.desk.locator("#heading")).to_contain_text("Topic 2 of 7")
        self.press("Open the vote")


def ask_to_end(desk: Page) -> None:
    """Presses for the end; where there are two facilitators the other one is asked."""
    sure = desk.get_by_label("Yes, the session is over")
    if not sure.is_visible():
        desk.locator("#desk_session summary").get_by_text("End the session").click()
    sure.check()
    desk.locator("#desk_session").get_by_role("button", name="End the session").click()


def tap(phone: Page, rung: int) -> None:
    """Touches a step of the ladder."""
    phone.locator(f"label:has(input[value=rung_{rung}])").click()


def vote(phone: Page, rung: int) -> None:
    """Votes for a step, and waits until it is saved."""
    tap(phone, rung)
    expect(phone.locator(".ballot-status.saved").first).to_be_visible()


def saved(phone: Page) -> None:
    """Waits until the phone says that the vote is kept."""
    expect(phone.locator(".ballot-status.saved").first).to_be_visible()


def has_script(phone: Page) -> bool:
    """Do scripts run in this browser?"""
    return not phone.get_by_role("link", name="See what is new").is_visible()


def how_many(phone: Page) -> int | None:
    """How many of a page's ballots may be answered alike; None for all."""
    return 3 if phone.get_by_text("ick up to 3").count() else None


def answer(phone: Page, choice: int = 0, *, most: int | None = None) -> None:
    """Taps the same place of each ballot on a page, or of the first few, then says that it is finished."""
    ballots = phone.locator("#ballots form.ballot")
    asked = ballots.all()[: most or how_many(phone)]
    for ballot in asked:
        ballot.get_by_role("radio").nth(choice).check()
    expect(ballots.locator("> .saved")).to_have_count(len(asked))
    finish(phone)


def answer_without_script(phone: Page, choice: int = 0) -> None:
    """The same where each ballot is sent by a button of its own."""
    with phone.expect_navigation():
        phone.get_by_role("link", name="See what is new").click()
    for number in range(phone.locator("#ballots form.ballot").count())[: how_many(phone)]:
        ballot = phone.locator("#ballots form.ballot").nth(number)
        ballot.get_by_role("radio").nth(choice).check()
        ballot.get_by_role("button", name="Send my vote").click()
        expect(phone.locator("#ballots form.ballot").nth(number).locator("> .saved")).to_be_visible()
    finish(phone)


def finish(phone: Page) -> None:
    """Says "I have finished", where a page asks for it."""
    button = phone.get_by_role("button", name="I have finished")
    if button.count():
        button.click()
        expect(phone.locator(".finish-form")).to_contain_text("You have finished this page.")


@contextmanager
def pretend_people(room: Room, *, uses: int, works: int, seed: int = 1) -> Iterator[None]:
    """`./run demo --join CODE` in a process of its own, until it has sent them home. `seed`: for what they think."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "workshop", "demo"]
    command += ["--join", room.code, "--server", f"http://127.0.0.1:{room.server.port}", "--pace", "0"]
    command += ["--uses", str(uses), "--works", str(works), "--seed", str(seed)]
    with subprocess.Popen(command, cwd=ROOT, env=room.server.environment, stdout=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()
