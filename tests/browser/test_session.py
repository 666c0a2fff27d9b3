"""A session in real browsers, on plain http under a name that is not localhost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.devices import Devices
from tests.browser.room import Room, tap, vote
from tests.browser.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(180)]


@pytest.fixture
def room(devices: Devices, server: Server) -> Room:
    return Room(devices, server)


def test_a_revealed_ladder_reaches_every_view_at_once_without_a_reload(room: Room) -> None:
    screen = room.screen()
    phones = [room.phone("uses") for _ in range(5)] + [room.phone("works") for _ in range(5)]
    room.open_ladder()
    for phone, rung in zip(phones, (2, 3, 3, 4, 3, 5, 5, 6, 4, 5), strict=True):
        vote(phone, rung)
    expect(screen.locator("#progress")).to_contain_text("10 of 10 voted")
    expect(screen.locator(".finding")).to_have_count(0)

    room.press("Show results to everyone")

    for page in (screen, room.desk, phones[0]):
        expect(page.locator(".finding-headline").first).to_have_text("We see this differently: two steps apart.")


def test_a_vote_made_offline_stays_says_so_and_goes_by_itself(room: Room) -> None:
    phone = room.phone("uses")
    room.open_ladder()
    vote(phone, 3)

    room.devices.may_be_cut = True
    phone.context.set_offline(True)
    tap(phone, 5)
    expect(phone.get_by_text("Not sent yet")).to_be_visible()
    phone.context.set_offline(False)

    expect(phone.locator(".ballot-status.saved").first).to_be_visible()
    phone.reload()
    expect(phone.locator("input[value=rung_5]")).to_be_checked()


def test_a_vote_is_taken_back_at_once_or_when_the_phone_is_online_again(room: Room) -> None:
    phone = room.phone("uses")
    room.open_ladder()
    vote(phone, 3)

    phone.get_by_role("button", name="Take my vote back").click()
    expect(phone.get_by_text("You have taken your vote back.")).to_be_visible()
    expect(room.desk.locator("#progress")).to_contain_text("0 of 1 voted")
    expect(phone.locator("#ballots input:checked")).to_have_count(0)

    vote(phone, 5)
    room.devices.may_be_cut = True
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Take my vote back").click()
    expect(phone.get_by_text("Not sent yet")).to_be_visible()
    expect(room.desk.locator("#progress")).to_contain_text("1 of 1 voted")
    phone.context.set_offline(False)
    expect(phone.get_by_text("You have taken your vote back.")).to_be_visible()
    expect(room.desk.locator("#progress")).to_contain_text("0 of 1 voted")

    vote(phone, 2)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Take my vote back").click()
    tap(phone, 6)  # thought better of it, before anything was sent
    phone.context.set_offline(False)
    expect(phone.locator(".ballot-status.saved").first).to_be_visible()
    phone.reload()
    expect(phone.locator("input[value=rung_6]")).to_be_checked()


def test_a_vote_is_taken_back_without_a_socket_and_without_a_script(room: Room) -> None:
    slow, plain = room.phone("uses"), room.phone("works", script=False)
    room.open_ladder()
    slow.add_init_script("Object.defineProperty(window, 'io', { get: () => undefined, set: () => {} })")
    slow.reload()
    expect(slow.locator("body")).not_to_have_attribute("data-link-now", "up")
    plain.reload()
    vote(slow, 3)
    tap(plain, 4)
    plain.get_by_text("Send my vote").click()
    expect(room.desk.locator("#progress")).to_contain_text("2 of 2 voted")

    slow.get_by_role("button", name="Take my vote back").click()
    expect(slow.get_by_text("You have taken your vote back.")).to_be_visible()
    plain.get_by_role("button", name="Take my vote back").click()
    expect(plain.get_by_text("You have taken your vote back.")).to_be_visible()

    expect(room.desk.locator("#progress")).to_contain_text("0 of 2 voted")


def test_half_typed_words_survive_a_push(room: Room) -> None:
    phone = room.phone("uses")
    room.open_ladder()
    vote(phone, 3)
    phone.fill("#remark_box textarea", "because nobody")

    room.press("Show results to everyone")
    expect(phone.locator("#ballots")).to_contain_text("This vote has closed")

    expect(phone.locator("#remark_box textarea")).to_have_value("because nobody")


def test_a_box_that_was_pulled_larger_breaks_no_rule_of_the_page_when_it_is_drawn_anew(room: Room) -> None:
    phone = room.phone("uses")
    room.open_ladder()
    vote(phone, 3)
    box = phone.locator("#remark_box textarea")
    box.fill("because nobody asked")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    assert place
    corner = place["x"] + place["width"] - 5, place["y"] + place["height"] - 5
    phone.mouse.move(*corner)
    phone.mouse.down()
    phone.mouse.move(corner[0], corner[1] + 60, steps=4)
    phone.mouse.up()
    expect(box).to_have_attribute("style", re.compile("height"))

    phone.get_by_role("button", name="Save my words").click()

    expect(phone.locator("#remark_box")).to_contain_text("Saved. You can change it.")
    assert room.devices.complaints == []


def test_a_phone_without_javascript_votes_all_the_same(room: Room) -> None:
    phone = room.phone("works", script=False)
    room.open_ladder()
    expect(room.desk.locator("#controls")).to_contain_text("Voting is open")

    phone.get_by_text("See what is new").click()
    tap(phone, 4)
    phone.get_by_text("Send my vote").click()

    expect(phone.locator(".ballot-status.saved").first).to_be_visible()
    expect(room.desk.locator("#progress")).to_contain_text("1 of 1 voted")


def test_a_server_that_stops_and_starts_loses_nothing_and_phones_come_back(room: Room) -> None:
    phone = room.phone("uses")
    room.open_ladder()
    vote(phone, 3)

    room.devices.may_be_cut = True
    room.server.stop()
    expect(phone.locator("body")).not_to_have_attribute("data-link-now", "up")
    room.server.start()

    expect(phone.locator("body")).to_have_attribute("data-link-now", "up", timeout=30_000)
    vote(phone, 6)
    expect(room.desk.locator("#progress")).to_contain_text("1 of 1 voted")


def test_who_pressed_far_down_the_desk_sees_what_comes_next(room: Room) -> None:
    room.desk.set_viewport_size({"width": 1366, "height": 300})
    button = room.desk.get_by_role("button", name="Start:")
    button.scroll_into_view_if_needed()
    room.desk.mouse.wheel(0, 150)
    expect(button).to_be_in_viewport()

    room.press("Start:")

    expect(room.desk.locator("#heading h1")).to_be_in_viewport()


def test_when_it_is_over_no_phone_asks_for_words_any_more(room: Room) -> None:
    phone = room.phone("uses")
    room.open_ladder()
    vote(phone, 3)
    room.press("Show results to everyone")
    expect(phone.get_by_role("button", name="Save my words")).to_be_visible()

    room.end()

    expect(phone.locator("#heading")).to_contain_text("The session has ended")
    expect(phone.get_by_role("button", name="Save my words")).to_have_count(0)
    expect(phone.get_by_role("button", name="I have to go")).to_be_hidden()
