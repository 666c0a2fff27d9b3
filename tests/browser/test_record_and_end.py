"""The end of a session in real browsers: the record put right by the group and signed off, and deleted for everybody."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.devices import Devices
from tests.browser.room import Room, ask_to_end
from tests.browser.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(240)]

CHANGE, NOTE = "The minibus came twice, not once.", "Evenings are still too late for us."
RECORD = "Is this a fair record?"


@pytest.fixture
def room(devices: Devices, server: Server) -> Room:
    return Room(devices, server, plan="ladder", floor=3)


@pytest.fixture
def phones(room: Room) -> list[Page]:
    """Three who use the service, three who work there; all are at the last topic."""
    phones = [room.phone("uses") for _ in range(3)] + [room.phone("works") for _ in range(3)]
    expect(room.desk.locator("#progress")).to_contain_text("6 here")
    room.press("Start:")
    room.desk.locator("#agenda").get_by_role("button", name=RECORD).click()
    for phone in phones:
        expect(phone.locator("#heading")).to_contain_text(RECORD)
    return phones


def test_the_group_puts_the_record_right_on_every_phone_and_signs_it_off_group_by_group(
    room: Room, phones: list[Page]
) -> None:
    ann, dee = phones[0], phones[-1]
    _suggest(ann, CHANGE)
    expect(room.desk.locator("#proposals")).to_contain_text(CHANGE)
    room.move_on("Vote on what was suggested")
    room.everybody(phones)
    room.move_on("Show results to everyone")
    for phone in phones:
        expect(phone.locator("#record")).to_contain_text(f"We agreed to put this right: {CHANGE}")

    room.move_on("Open the vote")
    dee.get_by_label("A note of your own, to be kept with the record").fill(NOTE)
    dee.get_by_role("button", name="Save my words").click()
    expect(dee.locator("#remark_box")).to_contain_text("Saved. You can change it.")
    room.leanings = dict.fromkeys(phones[3:], 2)  # staff say no to each, where the others say yes
    room.everybody(phones)
    room.move_on("Show results to everyone")

    against = "Not agreed by “Staff and volunteers”. Over half of each group must say yes."
    for page in (room.desk, *phones):
        expect(page.locator("#remarks")).to_contain_text(NOTE)
    expect(room.desk.locator("#remarks").get_by_role("button", name="Hide: it names a person")).to_have_count(0)
    ask_to_end(room.desk)
    for phone in (ann, dee):
        expect(phone.locator("#heading")).to_contain_text("The session has ended")
    ann.get_by_role("link", name="See what we found").click()
    expect(ann.locator(".contested")).to_have_text(against)
    for said in (CHANGE, NOTE, "Version 1"):
        expect(ann.locator("main")).to_contain_text(said)


def test_delete_it_now_asks_for_the_code_and_takes_all_of_it_from_everybody(room: Room, phones: list[Page]) -> None:
    ask_to_end(room.desk)
    expect(phones[0].locator("#heading")).to_contain_text("The session has ended")

    _delete(room, typed="nonsense")
    expect(room.desk.locator("#notice")).not_to_have_text("")
    expect(room.desk.locator("#heading")).to_contain_text("The session has ended")

    _delete(room, typed=room.code)
    expect(room.desk).to_have_url(re.compile(r"://[^/]+/$"))  # there is no desk any more
    for path in ("", "/outcome", "/outcome.pdf"):
        answer = phones[1].request.get(f"http://127.0.0.1:{room.server.port}/session/{room.code}{path}")
        assert answer.status == 404, path


def _suggest(phone: Page, text: str) -> None:
    phone.get_by_label("Which part is it about?").select_option(label="Where are we now?")
    phone.get_by_label("The words that you would like to see there").fill(text)
    phone.get_by_role("button", name="Suggest it").click()
    expect(phone.locator("#proposal_form")).to_contain_text(text)


def _delete(room: Room, *, typed: str) -> None:
    """Unfolds the form, where it is folded, and sends it."""
    field = room.desk.locator("#keeping").get_by_role("textbox")
    if not field.is_visible():
        room.desk.locator("#keeping summary").get_by_text("Delete it now").click()
    field.fill(typed)
    room.desk.locator("#keeping").get_by_role("checkbox").check()
    room.desk.locator("#keeping").get_by_role("button", name=re.compile("Delete")).click()
