"""The page of an outcome on a phone: a few screens long, unfolded by a tap without any script, and whole on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.devices import Devices
from tests.browser.room import Room
from tests.browser.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(180)]

LONGEST = 4500  # pixels of a page 390 wide, before anything is unfolded: five screens


def test_it_is_short_on_a_phone_unfolds_without_a_script_and_is_whole_on_paper(devices: Devices, server: Server) -> None:
    room = Room(devices, server, plan="full")
    visitor = devices.page(width=390, height=844, script=False)
    visitor.goto(room.at("/outcome"))
    first = visitor.locator("details.fold").first
    inside = first.locator("> p").first

    size = visitor.locator("html").bounding_box()
    assert size is not None
    assert size["height"] < LONGEST
    expect(inside).not_to_be_visible()

    visitor.get_by_role("link", name="1. Why are we here?").click()
    expect(first).to_be_in_viewport()
    first.locator("summary").first.click()
    expect(inside).to_be_visible()

    first.locator("summary").first.click()
    visitor.emulate_media(media="print")
    expect(inside).to_be_visible()
