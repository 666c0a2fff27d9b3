"""A journey as it lies on a desk and on a phone: what belongs together can be seen together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page
from test_journey import begin
from test_journey_course import device_of

from tests.browser.looking import too_wide
from tests.exports.outcomes import a_session
from workshop.clock import now
from workshop.domain.moving.transfer import written
from workshop.usecases.moving.packing import bring

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SESSIONS = 4
CUT = """(heads) => {
  const cut = [];
  for (const head of heads) {
    const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const word of text.data.matchAll(/\\S+/g)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) cut.push(word[0]);
      }
    }
  }
  return cut;
}"""
"""The words that go on in a second line."""


@pytest.fixture
def device(app, open_room):
    """A device with a journey of four whole sessions, a year apart."""
    key = begin(open_room())
    session = a_session()
    with app.app_context():
        for years in range(SESSIONS):
            held = replace(session, opened=session.opened - timedelta(days=365 * years))
            bring(written(held), now=now(), journey_key=key)
    return device_of(app, key)


def look(browser, device, *, width: int, height: int) -> Page:
    """The page of the journey in a real browser, which gets everything from the application itself."""
    page = browser.new_page(viewport={"width": width, "height": height})

    def give(route):
        with device.get(route.request.url.removeprefix("http://localhost")) as found:
            route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.data)

    page.route("**/*", give)
    page.goto("http://localhost/journey")
    return page


def test_four_sessions_of_every_table_lie_in_sight_on_a_desk(browser, device):
    page = look(browser, device, width=1366, height=860)

    boxes = page.locator(".tablewrap")
    hidden = boxes.evaluate_all("(all) => all.map((box) => box.scrollWidth - box.clientWidth)")

    assert len(hidden) > SESSIONS
    assert set(hidden) == {0}


def test_on_a_phone_only_the_tables_move_to_the_side_and_no_date_is_cut_in_a_word(browser, device):
    page = look(browser, device, width=320, height=640)

    heads = page.locator(".journey-table :is(thead th, tbody th[scope=rowgroup])")

    assert too_wide(page) == []
    assert heads.evaluate_all(CUT) == []
