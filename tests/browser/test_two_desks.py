"""Two facilitators in real browsers: each sees the other's asking without a reload."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.devices import Devices
from tests.browser.room import Room, ask_to_end
from tests.browser.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(180)]


@pytest.fixture
def faye(devices: Devices, server: Server) -> Room:
    return Room(devices, server)


@pytest.fixture
def sam(faye: Room) -> Page:
    """The second facilitator's desk, opened on a phone with the link that Faye was shown."""
    return faye.second_desk()


def test_who_opens_the_invitation_is_at_once_seen_to_be_here(faye: Room, sam: Page) -> None:
    expect(faye.desk.locator("#pair")).to_contain_text("The other facilitator is here.")


def test_the_way_on_stays_in_sight_while_the_keys_of_the_second_facilitator_are_shown(faye: Room) -> None:
    faye.desk.set_viewport_size({"width": 1366, "height": 860})
    faye.desk.get_by_text("Invite a second facilitator").click()
    faye.desk.get_by_role("button", name="Make a link for the second facilitator").click()

    expect(faye.desk.locator("#invitation")).to_be_in_viewport()
    expect(faye.desk.get_by_role("button", name="Start: Why are we here?")).to_be_in_viewport()


def test_an_ending_is_turned_down_and_then_agreed_to_while_both_desks_look_on(faye: Room, sam: Page) -> None:
    ask_to_end(faye.desk)
    expect(sam.locator("#pending")).to_contain_text("The other facilitator asks to end the session.")
    expect(faye.desk.locator("#pending")).to_contain_text("You asked: End the session")

    sam.get_by_role("button", name="Not now").click()
    expect(faye.desk.locator("#pending")).to_have_text("")

    ask_to_end(sam)
    faye.desk.get_by_role("button", name="Agree").click()

    for desk in (faye.desk, sam):
        expect(desk.locator("#heading")).to_contain_text("The session has ended")
        expect(desk.locator("#pending")).to_have_text("")
