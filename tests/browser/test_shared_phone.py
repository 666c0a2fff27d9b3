"""One phone for two people in two tabs: a tab that was left open never acts for whoever has the phone by now."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.devices import Devices
from tests.browser.room import SHOWS, Room, tap, vote
from tests.browser.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(180)]

DEAF = "delete window.BroadcastChannel"
"""A browser too old to hear what another window of it says."""
NO_SOCKET = "Object.defineProperty(window, 'io', { get: () => undefined, set: () => {} })"


@pytest.fixture
def room(devices: Devices, server: Server) -> Room:
    return Room(devices, server)


def deaf(phone: Page, link: str = "up") -> Page:
    """The same phone with such a browser, linked again."""
    phone.context.add_init_script(DEAF)
    phone.reload()
    expect(phone.locator("body")).to_have_attribute("data-link-now", link)
    return phone


def pass_on(left_open: Page, room: Room) -> Page:
    """Ben gets the phone, and joins in a tab of his own."""
    tab = left_open.context.new_page()
    tab.goto(room.at("/people"))
    tab.get_by_role("button", name="One more person shares this phone").click()
    tab.get_by_role("link", name="I am Person 2").click()
    tab.locator("input[name=group][value=uses]").check()
    tab.get_by_role("button", name="Join the session").click()
    expect(tab.locator("#hand")).to_contain_text("You are Person 2 on this phone.")
    return tab


@pytest.mark.parametrize("socket", [True, False])
def test_a_tap_in_the_tab_of_the_person_before_is_not_saved_and_then_the_tab_is_bens(room: Room, socket: bool) -> None:
    ann = room.phone("uses")
    if not socket:
        ann.context.add_init_script(NO_SOCKET)
    deaf(ann, link="up" if socket else "poll")
    room.open_ladder()
    vote(ann, 3)
    ann.fill("#remark_box textarea", "because nobody")
    # The tab asks for nothing by itself: only what it sends may tell it.
    ann.route("**/state?*", lambda route: route.abort())
    room.devices.may_be_cut = True
    ben = pass_on(ann, room)

    ann.unroute("**/state?*")
    tap(ann, 6)

    expect(ann.locator("#notice")).to_contain_text("This was not saved.")
    expect(ann.locator("#notice")).to_be_in_viewport()
    expect(ann.locator("#hand")).to_contain_text("You are Person 2 on this phone.")
    expect(ann.locator("#ballots input:checked")).to_have_count(0)
    expect(ann.locator("#remark_box textarea")).to_have_value("")
    expect(room.desk.locator("#progress")).to_contain_text("1 of 2 voted")

    vote(ann, 5)
    expect(room.desk.locator("#progress")).to_contain_text("2 of 2 voted")
    ben.reload()
    expect(ben.locator("input[value=rung_5]")).to_be_checked()


def test_a_ballot_that_was_pushed_to_everybody_is_sent_as_the_page_on_which_it_lies(room: Room) -> None:
    ann = deaf(room.phone("uses"))
    room.open_ladder()
    expect(ann.locator("#ballots form.ballot")).to_be_visible()
    expect(ann.locator("#ballots input[name=hand]")).to_have_count(0)
    pass_on(ann, room)

    tap(ann, 6)

    expect(ann.locator("#notice")).to_contain_text("This was not saved.")
    expect(room.desk.locator("#progress")).to_contain_text("0 of 2 voted")


def test_a_window_beside_it_shows_whose_phone_it_is_as_soon_as_it_is_passed_on(room: Room) -> None:
    ann = room.phone("uses")
    room.open_ladder()
    vote(ann, 3)

    pass_on(ann, room)

    expect(ann.locator("#notice")).to_contain_text("Person 2 has this phone now, and this is their page.")
    expect(ann.locator("#ballots input:checked")).to_have_count(0)


def test_ones_own_answers_and_receipts_that_were_left_open_close_when_the_phone_is_passed_on(room: Room) -> None:
    ann = room.phone("uses")
    room.open_ladder()
    vote(ann, 3)
    room.press(SHOWS)
    answers, receipts = ann.context.new_page(), ann.context.new_page()
    answers.goto(room.at("/mine"))
    answers.get_by_text("Show my answers").click()
    expect(answers.get_by_text("Told")).to_be_visible()
    receipts.goto(room.at("/receipts"))
    expect(receipts.get_by_text("is counted.")).to_be_visible()

    pass_on(ann, room)

    expect(answers.get_by_text("Told")).to_have_count(0)
    expect(receipts.get_by_text("is counted.")).to_have_count(0)


def test_a_tab_that_is_looked_at_again_shows_whose_phone_it_is_now(room: Room) -> None:
    ann = deaf(room.phone("uses"))
    room.open_ladder()
    vote(ann, 3)
    pass_on(ann, room)
    expect(ann.locator("input[value=rung_3]")).to_be_checked()

    ann.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(ann.locator("#notice")).to_contain_text("Person 2 has this phone now, and this is their page.")
    expect(ann.locator("#ballots input:checked")).to_have_count(0)
