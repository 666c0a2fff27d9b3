"""The whole short session: a desk, a screen and three phones among seventeen people, on plain http.

Ann has a phone as most have. Femi's goes through everything that may go wrong: no socket, no network, a reload in the
middle, no script. Ben works there.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.devices import Devices
from tests.browser.room import Room, pretend_people, saved, tap, vote
from tests.browser.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(600)]


@pytest.fixture
def room(devices: Devices, server: Server) -> Room:
    return Room(devices, server)


def test_seventeen_people_go_through_the_whole_short_session_and_take_the_same_files_home(
    room: Room, tmp_path: Path
) -> None:
    screen = room.screen()
    ann, ben, femi = room.phone_by_code("uses"), room.phone_by_code("works"), room.phone_by_code("uses")
    with pretend_people(room, uses=6, works=8):
        expect(screen.locator("#progress")).to_contain_text("17 here")
        _practice(room, [ann, ben, femi])
        femi = _ladder(room, screen, ann, ben, femi)
        _appendix(room, screen, [ann, ben, femi])
        _right_for_us(room, screen, [ann, ben, femi])
        _climb(room, screen, [ann, ben, femi])
        _plan(room, screen, ann)
        _record(room, [ann, ben, femi])
        room.end()
    for page in (ann, ben, screen):
        expect(page.locator("#heading")).to_contain_text("The session has ended")

    visitor = room.devices.page()
    visitor.goto(room.at("/outcome"))
    ann.get_by_role("link", name="See what we found").click()
    for suffix, starts in (("pdf", b"%PDF-"), ("csv", b"\xef\xbb\xbf")):
        by_ann = _download(ann, suffix, tmp_path / f"ann.{suffix}")
        assert by_ann.startswith(starts)
        assert by_ann == _download(visitor, suffix, tmp_path / f"visitor.{suffix}")


def _practice(room: Room, phones: list[Page]) -> None:
    """A rule that was suggested is voted on; then a vote that shows as people go."""
    room.press("Start: Why are we here?")
    expect(room.desk.locator("#proposals")).to_contain_text("Say what came of an idea")
    room.press("Vote on what was suggested")
    room.everybody(phones)
    room.press("Show results to everyone")
    room.press("Open the vote: What would you like to drink right now?")
    expect(phones[0].locator("#proposals")).to_contain_text("It stays on record.")
    room.everybody(phones)
    expect(phones[0].locator("#results")).to_contain_text("Tea")
    room.press("Show results to everyone")
    room.press("Next: Where are we now?")


def _ladder(room: Room, screen: Page, ann: Page, ben: Page, femi: Page) -> Page:
    """Gives Femi's phone as it is then: the same cookies, in a browser without scripts."""
    room.press("Open the vote")
    vote(ann, 2)
    ann.get_by_label("What makes you say that?").fill("Nobody asks us")
    ann.get_by_role("button", name="Save my words").click()
    expect(ann.locator("#remark_box")).to_contain_text("Saved. You can change it.")
    ben.get_by_label("What makes you say that?").fill("half a thou")
    vote(ben, 6)
    femi = _without_a_socket(room, femi)
    _without_a_network(room, femi)
    femi.reload()
    expect(femi.get_by_role("radio", name="Asked")).to_be_checked()
    expect(femi.locator(".ballot-status.saved")).to_be_visible()

    room.wait_for_all()
    expect(screen.locator("#results")).to_have_text("")
    room.press("Show results to everyone")
    for page in (screen, room.desk, ann, femi):
        expect(page.locator("#results .finding-headline")).to_contain_text("steps apart")
    expect(ben.get_by_label("What makes you say that?")).to_have_value("half a thou")

    femi = room.devices.again(femi, script=False)
    femi.goto(room.at())
    room.press("Vote a second time")
    room.everybody([ann, ben, femi], choice=4)
    room.press("Show results to everyone")
    expect(screen.locator("#results")).to_contain_text("First vote")
    expect(screen.locator("#results")).to_contain_text("Second vote")
    room.press("Next: What have we tried?")
    return femi


def _without_a_socket(room: Room, phone: Page) -> Page:
    """The same phone behind something that lets no websocket through: it votes by post, and asks for what is new."""
    phone = room.devices.again(phone)
    phone.route_web_socket(re.compile("/socket.io/"), lambda socket: socket.close())
    phone.goto(room.at())
    vote(phone, 3)
    expect(phone.locator("body")).to_have_attribute("data-link-now", "poll")
    return phone


def _without_a_network(room: Room, phone: Page) -> None:
    room.devices.may_be_cut = True
    phone.context.set_offline(True)
    tap(phone, 4)
    expect(phone.get_by_text("Not sent yet.")).to_be_visible()
    phone.context.set_offline(False)
    saved(phone)
    room.devices.may_be_cut = False


def _appendix(room: Room, screen: Page, phones: list[Page]) -> None:
    """All of the list; then those that the group keeps, each asked about twice; then some are talked about."""
    pages = room.vote_on_all(phones)
    assert len(pages) >= 8
    expect(screen.locator("#results")).to_contain_text("Talk about it:")
    room.press(re.compile("^(Next|Go on to): Is it right for us?"))


def _right_for_us(room: Room, screen: Page, phones: list[Page]) -> None:
    room.vote_on_all(phones)
    expect(screen.locator("#results")).to_contain_text("Yes, for some of it")
    room.press("Next: How do we climb?")


def _climb(room: Room, screen: Page, phones: list[Page]) -> None:
    """Ideas are written before the vote; the three that help most are picked."""
    phones[0].get_by_label("Your idea").fill("Lunch together on Fridays")
    phones[0].get_by_role("button", name="Suggest it").click()
    expect(phones[0].locator("#proposal_form")).to_contain_text("Lunch together on Fridays")
    room.vote_on_all(phones)
    expect(room.desk.locator("#proposals")).to_contain_text("Lunch together on Fridays")
    room.press("Next: What will we do?")


def _plan(room: Room, screen: Page, phone: Page) -> None:
    phone.get_by_label("What will we do?").fill("Ask everybody about the menu")
    phone.get_by_role("button", name="Add it").click()
    for page in (phone, room.desk, screen):
        expect(page.locator("#plan")).to_contain_text("Ask everybody about the menu")
    room.press("Next: Is this a fair record?")


def _record(room: Room, phones: list[Page]) -> None:
    room.vote_on_all(phones)
    expect(phones[0].locator("#results")).to_contain_text("Yes")


def _download(page: Page, suffix: str, to: Path) -> bytes:
    link = page.get_by_role("link", name=re.compile(rf"^Download.* {suffix}$", re.IGNORECASE)).first
    if not link.is_visible():
        page.get_by_text("Other kinds of files").click()
    with page.expect_download() as started:
        link.click()
    started.value.save_as(to)
    return to.read_bytes()
