"""The page to keep, opened on a phone from where it was saved: nothing stands out of the window at the side."""

from __future__ import annotations

import pytest

from tests.browser.looking import breaches, too_wide
from tests.exports.outcomes import a_session, said
from workshop.exports import FORMATS
from workshop.exports.publication import publish

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("kind", ["whole", "publication"])
def test_it_is_no_wider_than_a_phone_and_breaks_no_rule(browser, tmp_path, kind):
    outcome = a_session(floor=3)
    body = FORMATS["html"].write(outcome, said) if kind == "whole" else publish("html", outcome, said)
    kept = tmp_path / "kept.html"
    kept.write_bytes(body)
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(kept.as_uri())

    assert too_wide(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert breaches(page) == []
    page.close()
