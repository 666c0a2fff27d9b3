"""The full template: two desks, a screen and eight phones, five of people who use the service and three of staff."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.devices import Devices
from tests.browser.room import Room, ask_to_end, vote
from tests.browser.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(600)]

RULE, ACTIVITY, IDEA, ACTION = (
    "Say what came of an idea.",
    "A choir that meets on Mondays",
    "Lunch together on Fridays",
    "Ask everybody about the menu",
)


@pytest.fixture
def room(devices: Devices, server: Server) -> Room:
    return Room(devices, server, plan="full", floor=3)


def test_two_facilitators_and_eight_people_go_through_the_full_template(room: Room) -> None:
    screen, sam = room.screen(), room.second_desk()
    phones = [room.phone("uses") for _ in range(5)] + [room.phone("works") for _ in range(3)]
    ann, dee = phones[0], phones[-1]
    _why_are_we_here(room, phones)
    _where_are_we_now(room, sam, screen, phones)
    _what_have_we_tried(room, screen, phones)
    room.vote_on_all(phones)
    expect(screen.locator("#results")).to_contain_text("Both groups chose “Yes, for all of it” most.")
    _how_do_we_climb(room, phones)
    _what_will_we_do(room, screen, phones)
    _is_this_a_fair_record(room, phones)

    ask_to_end(room.desk)
    expect(sam.locator("#pending")).to_contain_text("The other facilitator asks to end the session.")
    expect(ann.locator("#heading")).to_contain_text("Is this a fair record?")
    sam.get_by_role("button", name="Agree").click()
    for page in (room.desk, sam, screen, ann, dee):
        expect(page.locator("#heading")).to_contain_text("The session has ended")
    _everybody_takes_every_file_home(room, dee)


def _unfold(phone: Page, summary: str, field: str) -> None:
    """Opens what is folded up, which nothing that comes then folds up again."""
    phone.get_by_text(summary).click()
    expect(phone.get_by_label(field)).to_be_visible()


def _suggest(phone: Page, field: str, text: str) -> None:
    phone.get_by_label(field).fill(text)
    phone.get_by_role("button", name="Suggest it").click()
    expect(phone.locator("#proposal_form")).to_contain_text(text)


def _why_are_we_here(room: Room, phones: list[Page]) -> None:
    """A rule of one's own, decided by a quick vote; then the practice vote."""
    room.press("Start: Why are we here?")
    _unfold(phones[6], "Change our ground rules", "A new rule")
    _suggest(phones[6], "A new rule", RULE)
    pages = room.vote_on_all(phones)
    assert len(pages) == 2
    expect(phones[0].locator("#proposals")).to_contain_text("Agreed.")
    room.press("Next: Where are we now?")
    expect(phones[0].locator("#heading")).to_contain_text("Topic 2 of 7")


def _where_are_we_now(room: Room, sam: Page, screen: Page, phones: list[Page]) -> None:
    """Both groups see it differently; a second vote needs both facilitators."""
    room.press("Open the vote")
    for phone, rung in zip(phones, (2, 3, 3, 4, 3, 5, 5, 6), strict=True):
        vote(phone, rung)
    room.wait_for_all()
    room.press("Show results to everyone")
    expect(screen.locator(".finding-headline")).to_have_text("We see this differently: two steps apart.")
    room.desk.get_by_role("button", name="Vote a second time").click()
    sam.get_by_role("button", name="Agree").click()
    expect(phones[0].locator("#heading")).to_contain_text("second vote")
    for phone, rung in zip(phones, (3, 4, 4, 4, 4, 5, 5, 5), strict=True):
        vote(phone, rung)
    room.wait_for_all()
    room.press("Show results to everyone")
    for words in ("First vote", "Second vote"):
        expect(screen.locator("#results")).to_contain_text(words)
    room.press("Next: What have we tried?")


def _what_have_we_tried(room: Room, screen: Page, phones: list[Page]) -> None:
    """The group puts an activity of its own on the list, and votes on it as on every other."""
    _unfold(phones[1], "Change the list before we vote", "Something to add")
    _suggest(phones[1], "Something to add", ACTIVITY)
    room.press("Vote on what was suggested")
    room.everybody(phones)
    room.press("Show results to everyone")
    room.press("Open the vote: Asking people what they think")
    expect(phones[0].get_by_role("group", name=ACTIVITY)).to_be_visible()
    room.leanings = dict.fromkeys(phones[5:], 2)  # staff say "no" where the others say "yes"
    room.vote_on_all(phones, most=1, take=2)
    room.leanings = {}
    room.put_on_wall("The short lists")
    expect(screen.locator("#lists")).not_to_have_text("")
    room.press("Next: Is it right for us?")


def _how_do_we_climb(room: Room, phones: list[Page]) -> None:
    """Ideas are unseen until all are shown; the three that help most stay."""
    room.press("Next: How do we climb?")
    for number, phone in enumerate(phones[3:7]):
        _suggest(phone, "Your idea", f"{IDEA}, {number}")
    expect(room.desk.locator("#controls")).to_contain_text("4 suggestions wait for a vote.")
    expect(phones[0].locator("main")).not_to_contain_text(IDEA)
    pages = room.vote_on_all(phones)
    assert len(pages) == 3
    expect(phones[0].locator("#proposals")).to_contain_text("In our top 3.")
    room.press("Next: What will we do?")


def _what_will_we_do(room: Room, screen: Page, phones: list[Page]) -> None:
    """A draft that lacks a lead says so; somebody else completes it, and the group takes it."""
    ann, dee = phones[0], phones[-1]
    ann.get_by_label("What will we do?").fill(ACTION)
    ann.get_by_label("Who leads, from people who use the service?").fill("Femi")
    ann.get_by_role("button", name="Add it").click()
    expect(screen.locator("#plan")).to_contain_text("Still needed")
    dee.get_by_role("link", name="Add to it or change it").click()
    dee.get_by_label("Who leads, from staff or volunteers?").fill("Rosa")
    dee.get_by_label("By when?").fill("May")
    dee.get_by_role("button", name=re.compile("^(Save|Keep)")).click()
    expect(screen.locator("#plan")).to_contain_text("Rosa")
    dee.goto(room.at())
    room.vote_on_all(phones)
    expect(room.desk.locator("#plan")).to_contain_text("On our plan")
    room.press("Next: Is this a fair record?")


def _is_this_a_fair_record(room: Room, phones: list[Page]) -> None:
    room.vote_on_all(phones)
    expect(phones[0].locator("#results")).to_contain_text("Is this a fair record of what we said?")


def _everybody_takes_every_file_home(room: Room, phone: Page) -> None:
    phone.get_by_role("link", name="See what we found").click()
    phone.get_by_text("Other kinds of files").click()
    expect(phone.get_by_role("link", name="Download JSON")).to_be_visible()
    files = phone.get_by_role("link", name=re.compile("^Download"))
    addresses = [link.get_attribute("href") or "" for link in files.all()]
    assert {"pdf", "docx", "xlsx", "csv", "json", "html"} <= {each.rpartition(".")[2] for each in addresses}
    for address in addresses:
        answer = phone.request.get(f"{room.server.address}{address}".replace("room.test", "127.0.0.1"))
        assert (answer.status, len(answer.body()) > 100) == (200, True), address
