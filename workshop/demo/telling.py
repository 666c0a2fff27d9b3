"""What the terminal says while a session plays: a plain line for each thing that happens."""

from __future__ import annotations

from collections.abc import Callable

from workshop.demo.facilitator import Act, Facilitator
from workshop.demo.forms import forms
from workshop.demo.page import Element
from workshop.domain import codes

Say = Callable[[str], None]


def where_to_look(facilitator: Facilitator, size: int) -> str:
    """The addresses of a session, before it begins."""
    at = f"{facilitator.device.server}/session/{facilitator.code}"
    card = facilitator.screen().region("join_card")
    return "\n".join(
        [
            f"A session plays by itself, with {size} pretend people. To stop it: Ctrl-C.",
            "",
            f"  The big screen:  {at}/screen",
            f"  Your own phone:  {card.first('title').text}",
            f"  or by the code:  {codes.shown(facilitator.code)}",
            f"  The desk:        {facilitator.link}",
            "",
            "Open the big screen in a browser now. If you join with your phone, the room waits for your votes too.",
            "It begins when the pretend people are in.",
        ]
    )


def vote(phone: Element) -> str:
    """What is voted on, as a phone says it."""
    ballots = phone.region("ballots")
    again = any(form.value("round") == "2" for form in forms(ballots, "vote"))
    what = ballots.first("h2").text or phone.region("heading").first("h1").text
    return f"  Everybody votes{' a second time' if again else ''}: {what}"


def counted(desk: Element) -> str:
    """How many have voted."""
    count = desk.region("progress").first(cls="progress-count")
    return f"  {count.text.removesuffix(count.first(cls='hint').text).strip()}."


def act(done: Act, after: Element) -> str:
    """What was done at the desk, and what came of it; "" where what follows says enough."""
    tell = _TOLD.get(done.deed)
    return tell(done, after) if tell else f"  At the desk: {done.form.button.text}."


def where_it_is(facilitator: Facilitator) -> str:
    """Where everybody finds the result, once the session has ended."""
    at = f"{facilitator.device.server}/session/{facilitator.code}/outcome"
    return f"\nThe session has ended. Everybody takes the same result home:\n\n  {at}\n  {at}.pdf\n  {at}.csv\n"


def _topic(_done: Act, after: Element) -> str:
    heading = after.region("heading")
    return f"\n{heading.first(cls='eyebrow').text}: {heading.first('h1').text}"


def _shown(_done: Act, after: Element) -> str:
    headline = after.region("results").first(cls="finding-headline").text
    return f"  The results are shown to everyone at once. {headline}".rstrip()


def _kept(done: Act, _after: Element) -> str:
    names = [
        label.text for label in done.form.element.all("label") if label.first("input")["value"] in done.typed["item"]
    ]
    return f"  The group looks at {len(names)} of them more closely: {'; '.join(names)}."


def _picked(done: Act, after: Element) -> str:
    picked = done.form.value("remark")
    for remark in after.region("remarks").all("li"):
        if any(form.value("remark") == picked for form in forms(remark, "pick")):
            return f"  On the big screen, in their own words: “{remark.first('q').text}”"
    return "  A remark goes on the big screen."


def _planned(_done: Act, after: Element) -> str:
    actions = (action.first("strong").text for action in after.region("plan").all("li"))  # ideas stand there too
    return "".join(("  On the plan:", *(f"\n    {action}" for action in actions if action)))


_TOLD: dict[str, Callable[[Act, Element], str]] = {
    "topic": _topic,
    "skip": _topic,
    "open": lambda _done, _after: "",
    "show": _shown,
    "again": lambda _done, _after: "  They talk about it, and everybody may vote a second time.",
    "keep": _kept,
    "pick": _picked,
    "action": _planned,
    "decide": lambda _done, _after: "  The group votes on what was suggested.",
    "end": lambda _done, _after: "\nThe facilitator ends the session.",
}
