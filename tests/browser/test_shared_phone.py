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
SEEN_AGAIN = [
    "document.dispatchEvent(new Event('visibilitychange'))",
    "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
]
"""Somebody comes back to a window: from another one, or to a page that the browser had put aside."""
LISTEN = """() => {
  window.heard = new Promise((resolve) => {
    new BroadcastChannel("passed-on").addEventListener("message", () => resolve(true));
  });
}"""
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


def own_pages(ann: Page, room: Room) -> tuple[Page, Page]:
    """Ann votes and sees what came of it: her answers, unfolded, and her receipts, each in a window of its own."""
    room.open_ladder()
    vote(ann, 3)
    room.press(SHOWS)
    answers, receipts = ann.context.new_page(), ann.context.new_page()
    answers.goto(room.at("/mine"))
    answers.get_by_text("Show my answers").click()
    expect(answers.get_by_text("Told")).to_be_visible()
    receipts.goto(room.at("/receipts"))
    expect(receipts.get_by_text("is counted.")).to_be_visible()
    return answers, receipts


def count_requests(window: Page) -> list[str]:
    """The addresses that it asks for from now on."""
    asked: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    return asked


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
    answers, receipts = own_pages(ann, room)

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


@pytest.mark.parametrize("seen_again", SEEN_AGAIN)
def test_ones_own_answers_and_receipts_close_in_an_old_browser_when_they_are_looked_at_again(
    room: Room, seen_again: str
) -> None:
    ann = deaf(room.phone("uses"))
    answers, receipts = own_pages(ann, room)
    pass_on(ann, room)
    expect(answers.get_by_text("Told")).to_be_visible()

    answers.evaluate(seen_again)
    receipts.evaluate(seen_again)

    expect(answers.get_by_text("Told")).to_have_count(0)
    expect(receipts.get_by_text("is counted.")).to_have_count(0)


def test_ones_own_answers_stay_unfolded_when_somebody_only_looked_at_something_else(room: Room) -> None:
    ann = room.phone("uses")
    answers, _ = own_pages(ann, room)

    with answers.expect_response(room.at("/mine")):
        answers.evaluate(SEEN_AGAIN[0])

    answers.wait_for_load_state("networkidle")
    expect(answers.get_by_text("Told")).to_be_visible()


def test_ones_own_answers_close_when_the_server_cannot_say_whose_phone_it_is(room: Room) -> None:
    ann = room.phone("uses")
    answers, _ = own_pages(ann, room)
    room.devices.may_be_cut = True
    answers.route("**/mine", lambda route: route.abort())

    answers.evaluate(SEEN_AGAIN[0])

    expect(answers.get_by_text("Told")).to_have_count(0)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_no_window_asks_anew_when_a_page_of_the_same_person_or_of_another_session_is_loaded(
    room: Room, server: Server, elsewhere: bool
) -> None:
    ann = room.phone("uses")
    ben = pass_on(ann, room)
    expect(ann.locator("#hand")).to_contain_text("You are Person 2 on this phone.")
    expect(ann.locator("body")).to_have_attribute("data-link-now", "up")
    if elsewhere:
        other = Room(room.devices, server)
        ben.goto(other.at())
        ben.locator("input[name=group][value=uses]").check()
        ben.get_by_role("button", name="Join the session").click()
        ben = pass_on(ben, other)
        ben.goto(other.at("/people"))
        ben.get_by_role("button", name="Person 2").click()
    receipts = ann.context.new_page()
    receipts.goto(room.at("/receipts"))
    for window in (ann, receipts):
        window.evaluate(LISTEN)
    asked = [count_requests(ann), count_requests(receipts)]

    ben.reload()

    for window in (ann, receipts):
        window.evaluate("window.heard")
        window.wait_for_load_state("networkidle")
    assert asked == [[], []]
