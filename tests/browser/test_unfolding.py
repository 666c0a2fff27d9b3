"""What comes to a phone while somebody is using it neither folds up what they have unfolded, nor takes them back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.devices import Devices
from tests.browser.room import Room
from tests.browser.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(180)]

NO_SOCKET = "Object.defineProperty(window, 'io', { get: () => undefined, set: () => {} })"
HERE = "#progress"


@pytest.fixture
def room(devices: Devices, server: Server) -> Room:
    room = Room(devices, server)
    room.press("Start:")
    return room


def comes_in(room: Room, seen_by: Page) -> Page:
    """One more person joins, and the phone has heard of it."""
    before = seen_by.locator(HERE).get_attribute("data-tick") or ""
    newcomer = room.phone("works")
    expect(seen_by.locator(HERE)).not_to_have_attribute("data-tick", before)
    return newcomer


@pytest.mark.parametrize("socket", [True, False])
def test_a_form_that_was_just_unfolded_stays_so_and_keeps_its_place(room: Room, socket: bool) -> None:
    ann = room.phone("uses")
    if not socket:
        ann.context.add_init_script(NO_SOCKET)
        ann.reload()
    rules = ann.locator("#proposal_form details")
    rules.locator("summary").click()
    expect(rules).to_have_attribute("open", "")
    expect(rules.locator("summary")).to_be_focused()

    ben = comes_in(room, ann)
    expect(rules).to_have_attribute("open", "")
    expect(rules.locator("summary")).to_be_focused()

    ann.get_by_label("A new rule").focus()
    ben.locator("#proposal_form summary").click()
    ben.get_by_label("A new rule").fill("Tea first")
    ben.get_by_role("button", name="Suggest it").click()
    expect(ann.locator("#proposals")).to_contain_text("Tea first")
    expect(rules).to_have_attribute("open", "")
    expect(ann.get_by_label("A new rule")).to_be_focused()

    rules.locator("summary").click()
    comes_in(room, ann)
    expect(rules).not_to_have_attribute("open", "")


def test_a_form_of_the_next_topic_comes_folded_as_it_is_meant(room: Room) -> None:
    ann = room.phone("uses")
    ann.locator("#proposal_form summary").click()

    room.press("Skip this topic")
    room.press("Skip this topic")

    expect(ann.locator("#heading")).to_contain_text("Topic 3")
    expect(ann.locator("#proposal_form details")).to_have_count(1)
    expect(ann.locator("#proposal_form details[open]")).to_have_count(0)


def test_an_answer_that_a_push_has_overtaken_does_not_take_the_page_back(devices: Devices, server: Server) -> None:
    room = Room(devices, server)
    ann = room.phone("uses")
    old = ann.evaluate("fetch(document.body.dataset.state).then((answer) => answer.text())")
    held: list[Route] = []
    ann.route("**/state?*", lambda route: route.continue_() if held else held.append(route))
    with ann.expect_request("**/state?*"):
        ann.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    room.press("Start:")
    expect(ann.locator("#heading")).to_contain_text("Topic 1 of 7")

    with ann.expect_response("**/state?*"):
        held[0].fulfill(status=200, body=old, content_type="text/html")
    ann.wait_for_timeout(1_000)

    expect(ann.locator("#heading")).to_contain_text("Topic 1 of 7")


def test_a_server_that_has_gone_back_to_a_copy_takes_the_page_along_and_is_not_asked_without_end(
    devices: Devices, server: Server
) -> None:
    room = Room(devices, server)
    ann = room.phone("uses")
    old = ann.evaluate("fetch(document.body.dataset.state).then((answer) => answer.text())")
    room.press("Start:")
    expect(ann.locator("#heading")).to_contain_text("Topic 1 of 7")
    asked: list[Route] = []
    ann.route("**/state?*", lambda route: (asked.append(route), route.fulfill(body=old, content_type="text/html")))

    ann.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(ann.locator("#heading")).not_to_contain_text("Topic 1 of 7")
    assert len(asked) == 2
