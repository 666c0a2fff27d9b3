"""The way in on the wall: whatever the code, all of it stands on its card."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.devices import Devices
from tests.browser.room import Room, vote
from tests.browser.serving import Server
from workshop.domain.codes import ALPHABET, LENGTH, shown

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(180)]

SIZES = ((1920, 1080), (1366, 768), (1024, 768), (3840, 2160), (800, 600))

WIDTH_OF = """(text) => {
  const code = document.querySelector(".join-card .code");
  code.textContent = text;
  const words = document.createRange();
  words.selectNodeContents(code);
  return words.getBoundingClientRect().width;
}"""

ROOM_LEFT = """() => {
  const card = document.querySelector(".join-card");
  const words = document.createRange();
  words.selectNodeContents(card.querySelector(".code"));
  const [around, inner] = [card.getBoundingClientRect(), words.getBoundingClientRect()];
  const beside = Math.min(inner.left - around.left, around.right - inner.right);
  return Math.min(beside - parseFloat(getComputedStyle(card).paddingLeft), around.bottom - inner.bottom);
}"""
"""In pixels, between the code and what is kept free around it; below 0 it runs over."""


def show_the_widest_code(screen: Page) -> None:
    """No code that a session could have is wider."""
    widest = max(ALPHABET, key=lambda letter: screen.evaluate(WIDTH_OF, letter * LENGTH))
    screen.evaluate(WIDTH_OF, shown(widest * LENGTH))


def try_all_sizes(screen: Page) -> list[tuple[int, int]]:
    """At which sizes it runs over."""
    over = []
    for width, height in SIZES:
        screen.set_viewport_size({"width": width, "height": height})
        show_the_widest_code(screen)
        if screen.evaluate(ROOM_LEFT) < 0:
            over.append((width, height))
    return over


def test_the_widest_code_fits_its_card_on_every_wall(devices: Devices, server: Server) -> None:
    room = Room(devices, server, floor=3)
    screen = room.screen()
    assert try_all_sizes(screen) == []

    phones = [room.phone(group) for group in ("uses", "uses", "uses", "works", "works", "works")]
    room.open_ladder()
    expect(screen.locator("#asked")).to_contain_text("All together")
    assert try_all_sizes(screen) == []

    for number, phone in enumerate(phones):
        vote(phone, number + 1)
    phones[0].fill("#remark_box textarea", "Nobody asked us")
    phones[0].get_by_role("button", name="Save my words").click()
    expect(phones[0].locator("#remark_box .saved")).to_be_visible()
    room.press("Show results to everyone")
    expect(screen.locator(".finding").first).to_be_visible()
    assert try_all_sizes(screen) == []

    room.desk.locator("#remarks button").first.click()
    expect(screen.locator(".remark")).to_have_count(1)
    assert try_all_sizes(screen) == []
