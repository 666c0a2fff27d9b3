"""Looks at a page as people with other eyes and hands meet it, and says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": False,  # our styles come from where the page comes from
}
"""All rules of WCAG 2.2, A and AA, that axe-core can try by itself."""

WIDE = """() => {
  const seen = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= seen) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((e) => e.getBoundingClientRect().right > seen + 1 && !e.closest(".tablewrap"))
    .map((e) => `wider than the window: ${e.tagName.toLowerCase()}.${e.className} ${e.textContent.trim().slice(0, 40)}`)
    .slice(0, 4);
}"""
"""What makes a page wider than its window."""

SMALL = """([finger, inText]) => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".visually-hidden"))
  .filter((e) => e.type !== "hidden" && !e.matches(".skip-link"))
  .map((e) => [e, e.closest("label") ?? e])
  .map(([e, target]) => [e, target.getBoundingClientRect(), e.matches("a:not(.btn, .brand)") ? inText : finger])
  .filter(([e, box, least]) => box.width > 1 && (box.height < least - 0.5 || box.width < 23.5))
  .map(([e, box, least]) => `under ${least} px: ${e.tagName.toLowerCase()} `
    + `“${(e.textContent || e.name).trim().slice(0, 40)}” ${Math.round(box.width)}x${Math.round(box.height)}`)"""
"""What a finger misses: controls, and links in text, with their least height in CSS pixels."""


RING = """() => {
  const focused = document.activeElement;
  const shown = focused.matches("input[type=radio]") ? focused.closest("label") : focused;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  if (shown === document.body) return Infinity;
  return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
}"""
OUTLINE = "(e) => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth"
CUT_OFF = """() => [...document.querySelectorAll("main *")]
  .filter((e) => ["hidden", "clip"].includes(getComputedStyle(e).overflowY))
  .filter((e) => e.scrollHeight > e.clientHeight + 1 && !e.closest(".visually-hidden, svg, progress"))
  .map((e) => e.outerHTML.slice(0, 80))"""
MOVING = """() => [...document.querySelectorAll("body, body *")]
  .filter((e) => getComputedStyle(e).transitionDuration !== "0s" || getComputedStyle(e).animationName !== "none")
  .map((e) => e.outerHTML.slice(0, 80))"""

OPEN = """() => document.querySelectorAll("details:not([open])").forEach((e) => {
  e.open = true;
  e.dataset.looked = "";
})"""
CLOSE = """() => document.querySelectorAll("details[data-looked]").forEach((e) => {
  e.open = false;
  delete e.dataset.looked;
})"""


@contextmanager
def folded_out(page: Page) -> Iterator[None]:
    """Everything that is folded away, folded out for a while."""
    page.evaluate(OPEN)
    yield
    page.evaluate(CLOSE)


def breaches(page: Page) -> list[str]:
    """What breaks the rules of WCAG on this page, as it is now."""
    if page.evaluate("window.axe === undefined"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("(rules) => axe.run(rules)", RULES)["violations"]
    return [
        f"{rule['id']}: {node['target'][0]} {node.get('failureSummary', '').splitlines()[-1].strip()}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def too_wide(page: Page) -> list[str]:
    """What stands out of the window at the side."""
    return page.evaluate(WIDE)


def too_small(page: Page, *, finger: int = 48, in_text: int = 24) -> list[str]:
    """Controls that are smaller than a finger, and links that are lower than they may be."""
    return page.evaluate(SMALL, [finger, in_text])


def ring(page: Page) -> float:
    """How thick the ring is around what the keyboard is at, in px. The page itself needs none."""
    return page.evaluate(RING)


def outline(element: Locator) -> str:
    """The line around it."""
    return element.evaluate(OUTLINE)


def cut_off(page: Page) -> list[str]:
    """What has more in it than it shows, and does not scroll."""
    return page.evaluate(CUT_OFF)


def moving(page: Page) -> list[str]:
    """What would move, or change little by little."""
    return page.evaluate(MOVING)
