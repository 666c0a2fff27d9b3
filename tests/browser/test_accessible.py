"""Everybody can take part: each page in each state, looked at as people with other eyes and hands meet it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.browser.devices import Devices
from tests.browser.looking import breaches, cut_off, folded_out, moving, outline, ring, too_small, too_wide
from tests.browser.room import NEXT, Room, pretend_people, saved, tap, vote
from tests.browser.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(600)]

SIZES = ((390, "light"), (320, "dark"), (1366, "light"))
LADDER, APPENDIX = 2, 3
ALIKE = ("Topic 4", "Topic 5")  # what is voted on there looks as in the topics before
PAGES = (
    "/",
    "/open",
    "/about",
    "/nobody-has-this",
    "/session/{code}/desk",
    "/session/{code}/screen",
    "/join/{code}",
)


@dataclass
class Findings:
    """What was wrong, and where."""

    wrong: list[str] = field(default_factory=list)

    def look(self, where: str, page: Page) -> None:
        """Looks at a page in three widths, light and dark, and puts it back as it was."""
        before = page.viewport_size
        for width, scheme in SIZES:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            with folded_out(page):
                found = breaches(page) + too_wide(page) + (too_small(page) if width < 1000 else [])
            self.wrong += [f"{where}, {width} px, {scheme}: {each}" for each in found]
        page.set_viewport_size(before or {"width": 390, "height": 844})
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")


@pytest.fixture
def room(devices: Devices, server: Server) -> Room:
    return Room(devices, server)


def test_who_is_not_in_a_session_meets_no_barrier(room: Room) -> None:
    findings, page = Findings(), room.devices.page()

    for path in PAGES:
        page.goto(room.server.address + path.format(code=room.code))
        findings.look(path, page)

    room.devices.complaints = [each for each in room.devices.complaints if "nobody-has-this" not in each]
    assert "\n".join(findings.wrong) == ""


def test_nobody_meets_a_barrier_on_any_view_in_any_stage_of_a_session(room: Room) -> None:
    findings, screen, phone = Findings(), room.screen(), room.phone("uses")
    views = {"desk": room.desk, "phone": phone, "screen": screen}
    seen = set()

    def look(where: str) -> None:
        """At all three views, once for each topic and what is done in it; a ladder or a list is looked at once."""
        topic = screen.locator("#heading .eyebrow").inner_text()
        if topic.startswith(ALIKE) and where != "begun":
            return
        for name, page in views.items():
            if (topic, where, name) not in seen:
                findings.look(f"{name}, {topic}, {where}", page)
        seen.update((topic, where, name) for name in views)

    look("lobby")
    with pretend_people(room, uses=4, works=5):
        expect(screen.locator("#progress")).to_contain_text("10 here")
        for topic in range(1, 8):
            room.press("Start" if topic == 1 else NEXT)
            look("begun")
            room.vote_on_all([phone], look=look)
            if topic == LADDER:
                room.press("Put on the big screen")
                look("a remark on the screen")
                room.press("Vote a second time")
                _press_too_soon(room, look)
                room.everybody([phone])
                room.press("Show results")
                look("both votes shown")
            if topic == APPENDIX:
                room.put_on_wall("The short lists")
                look("short lists")
                room.put_on_wall("Asking people what they think")
                look("a page of the form")
        room.end()
    look("ended")
    phone.goto(room.at("/outcome"))
    findings.look("outcome", phone)
    phone.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    findings.look("outcome, unfolded", phone)

    assert "\n".join(findings.wrong) == ""


def _press_too_soon(room: Room, look: Callable[[str], None]) -> None:
    """Somebody has not voted yet: the desk asks once more."""
    room.desk.get_by_role("button", name="Show results").first.click()
    expect(room.desk.get_by_role("button", name="Yes, show the results now")).to_be_visible()
    look("asked once more")
    room.desk.reload()


def test_a_keyboard_is_enough_to_vote_and_always_shows_where_it_is(room: Room) -> None:
    phone = room.phone("uses")
    room.open_ladder()
    expect(phone.get_by_role("radio")).to_have_count(10)

    while not phone.evaluate("document.activeElement.matches('input[type=radio]')"):
        phone.keyboard.press("Tab")
        assert ring(phone) >= 3
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("ArrowDown")

    assert ring(phone) >= 3
    saved(phone)
    expect(phone.get_by_role("radio", name="Heard")).to_be_checked()


def test_at_400_percent_nothing_is_cut_off_and_nothing_scrolls_sideways(room: Room) -> None:
    screen, phone = room.screen(), room.phone("uses")
    room.open_ladder()
    expect(phone.get_by_role("radio")).to_have_count(10)

    for page in (screen, phone, room.desk):
        page.set_viewport_size({"width": 320, "height": 215})
        assert too_wide(page) == []
        assert cut_off(page) == []


def test_forced_colours_still_tell_what_is_chosen(room: Room) -> None:
    phone = room.phone("uses")
    phone.emulate_media(forced_colors="active")
    room.open_ladder()
    vote(phone, 3)

    chosen, other = (phone.locator(f"label:has(input[value=rung_{rung}])") for rung in (3, 4))
    assert outline(chosen) != outline(other)
    assert breaches(phone) == []


def test_nothing_moves_for_who_asked_for_stillness(room: Room) -> None:
    phone = room.phone("uses")
    phone.emulate_media(reduced_motion="reduce")
    room.open_ladder()
    tap(phone, 3)
    saved(phone)

    assert moving(phone) == []
