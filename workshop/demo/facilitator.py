"""A pretend facilitator: opens a session and presses what the desk offers, so that any plan for a session is played."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from workshop.demo.device import FRAGMENT, Answer, Device
from workshop.demo.errors import Trouble
from workshop.demo.forms import Form, forms
from workshop.demo.minds import PEOPLE
from workshop.demo.page import Element

CLOSER_LOOK = 4  # activities; 5 to 8 would do for a real session, and make this one long
TALKS = 2  # activities that are talked about one by one
TRIES = 5  # refusals in a row; one or two are natural when somebody else presses at the same desk


@dataclass(frozen=True)
class Act:
    """A form of the desk, and what is typed or ticked in it."""

    form: Form
    typed: Mapping[str, str | Sequence[str]] = field(default_factory=dict)

    @property
    def deed(self) -> str:
        """The last word of its address, such as "show"."""
        return self.form.deed


class Facilitator:
    """One desk."""

    def __init__(self, device: Device, code: str, link: str) -> None:
        self.device, self.code, self.link = device, code, link
        self.voted_again = self.planned = False
        self.refused = 0

    def look(self) -> Element:
        """The desk as it is now."""
        answer = self.device.get(f"/session/{self.code}/state?view=desk")
        if answer.refused:
            raise Trouble(_notice(answer))
        return answer.page

    def screen(self) -> Element:
        """The big screen as it is now."""
        return self.device.get(f"/session/{self.code}/screen").page

    def next_act(self, desk: Element) -> Act | None:
        """What to do at this desk; None when the session has ended."""
        rules: tuple[Callable[[Element], Act | None], ...] = (
            _pick,
            self._vote_again,
            _keep,
            self._plan,
            _suggested,
            _next_topic,
            _end,
        )
        return next((act for rule in rules if (act := rule(desk)) is not None), None)

    def press(self, act: Act) -> Element | None:
        """Does it; answers with the desk afterwards, or None when it was refused. Raises Trouble at the fifth time."""
        answer = self._post(act)
        sure = [form for form in forms(answer.page.region("controls")) if form.value("sure")]
        if sure:  # somebody has not voted: the facilitator was asked once more
            answer = self._post(Act(sure[0]))
        self.refused = self.refused + 1 if answer.refused else 0
        if self.refused >= TRIES:
            raise Trouble(f"The desk refuses “{act.form.button.text}”: {_notice(answer)}")
        if answer.refused:
            return None
        self.voted_again = self.voted_again or act.deed == "again"
        self.planned = self.planned or act.deed == "action"
        return answer.page

    def _post(self, act: Act) -> Answer:
        return self.device.post(act.form.action, act.form.sent(act.typed), FRAGMENT)

    def _vote_again(self, desk: Element) -> Act | None:
        """Once, on the first ladder that is shown."""
        ladder = desk.region("results").all(cls="picture-ladder")
        again = forms(desk.region("controls"), "again")
        return Act(again[0]) if again and ladder and not self.voted_again else None

    def _plan(self, desk: Element) -> Act | None:
        here = forms(desk.region("plan_form"), "action")
        return Act(here[0], PEOPLE["actions"]["desk"]) if here and not self.planned else None


def open_session(server: str, template: str, floor: int) -> Facilitator:
    """Opens a session, as on the page for it. Raises Trouble."""
    device = Device(server)
    form = next(iter(forms(device.get("/open").page, "open")), Form(Element("form")))
    offered = form.choices("template")
    if template not in offered:
        raise Trouble(f"There is no plan called {template} at {server}. There is: {', '.join(offered) or 'none'}.")
    typed = {**PEOPLE["session"], "template": template, "floor": str(floor)}
    answer = device.post(form.action, form.sent(typed))
    code = urlsplit(answer.address).path.removeprefix("/session/").removesuffix("/desk")
    if answer.refused or "/" in code:
        raise Trouble(f"No session could be opened at {server}: {_notice(answer)}")
    for noted in forms(answer.page, "noted"):
        device.drop(noted.action)
    return Facilitator(device, code, answer.page.region("desk-link")["value"])


def is_voting(desk: Element) -> bool:
    """Is a vote open?"""
    return bool(forms(desk.region("controls"), "show"))


def _pick(desk: Element) -> Act | None:
    """Puts the first remark on the big screen while people talk about a result, if none of these is there."""
    offered = forms(desk.region("remarks"), "pick")
    if not offered or is_voting(desk) or any(form.value("on_screen") == "no" for form in offered):
        return None
    return Act(offered[0])


def _keep(desk: Element) -> Act | None:
    controls = desk.region("controls")
    for deed, most in (("keep", CLOSER_LOOK), ("talk", TALKS)):
        for form in forms(controls, deed):
            wanted = form.picked("item") or form.choices("item")
            return Act(form, {"item": wanted[:most]})
    return None


def _suggested(desk: Element) -> Act | None:
    return next((Act(form) for form in forms(desk.region("controls")) if form.is_primary), None)


def _next_topic(desk: Element) -> Act | None:
    """By the agenda, where the controls suggest nothing."""
    ahead = [form for entry in desk.region("agenda").all("li", "ahead") for form in forms(entry, "topic")]
    return Act(ahead[0]) if ahead else None


def _end(desk: Element) -> Act | None:
    return next((Act(form) for form in forms(desk.region("desk_session"), "end")), None)


def _notice(answer: Answer) -> str:
    page = answer.page
    return page.region("notice").text or page.region("main").first(cls="lead").text or f"status {answer.status}"
