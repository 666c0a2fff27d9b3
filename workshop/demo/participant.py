"""A pretend participant: joins, votes, writes and plans through the same two doors as a phone."""

from __future__ import annotations

from threading import Event
from typing import Any

from workshop.demo.device import JSON, Device
from workshop.demo.errors import Trouble
from workshop.demo.forms import Form, forms
from workshop.demo.line import Line
from workshop.demo.minds import Asked, Mind
from workshop.demo.page import Element, read

PUSHED_IN = 1.0  # seconds; a phone that hears nothing by then asks


class NotIn(Trouble):
    """The door stayed closed; `code` and the sentence are the server's."""

    def __init__(self, code: str, notice: str) -> None:
        super().__init__(notice)
        self.code = code


class Pretender:
    """One person in a room, with a device of their own."""

    def __init__(self, server: str, mind: Mind, news: Event) -> None:
        self.device, self.mind, self.news = Device(server), mind, news
        self.join_code = self.code = ""
        self.line: Line | None = None
        self.page, self.asked_at = Element(""), 0
        self.done: set[tuple[str, ...]] = set()
        """What was sent and answered; what is pushed to everybody holds nobody's own votes."""

    def join(self, join_code: str) -> None:
        """Comes in, or comes back. Raises NotIn."""
        answer = self.device.post(f"/join/{join_code}", [("group", self.mind.group)], JSON)
        if answer.refused:
            raise NotIn(str(answer.data.get("code", "")), str(answer.data.get("notice", "")))
        self.join_code, self.code = join_code, answer.address.rstrip("/").rpartition("/")[2]
        self.line = self.line or Line(self.device, self.code, self.news)
        self.line.is_up()

    def look(self, *, at_least: int = 0) -> Element:
        """What the phone shows: what was pushed last, or what it asks for when it may have missed something.

        `at_least`: the revision that is known to be there. Raises Trouble when the session is there no more.
        """
        line = self.line
        if line is None or not line.is_up() or line.connected != self.asked_at:
            return self._ask()
        if revision_of(self.page) < at_least:
            line.wait_for(at_least, PUSHED_IN)
        if line.revision > revision_of(self.page):
            self.page = read(line.html)
        return self.page if revision_of(self.page) >= at_least else self._ask()

    def take_part(self, page: Element) -> bool:
        """Does what the phone asks for and has not been done yet; answers whether there was anything."""
        ballots = [form for form in forms(page, "vote") if _key(form) not in self.done and not form.picked("choice")]
        asked = [self._vote(form) for form in ballots]
        wrote = self._write(page, asked[0]) if asked else False
        return any([self._finish(page), wrote, self._suggest(page), self._plan(page), self._complete(page), *asked])

    def leave(self) -> None:
        """Has to go: the room waits for this person no more."""
        self.device.drop(f"/session/{self.code}/leave")

    def hang_up(self) -> None:
        """Closes the socket."""
        if self.line:
            self.line.hang_up()

    def _ask(self) -> Element:
        connected = self.line.connected if self.line else 0
        answer = self.device.get(f"/session/{self.code}/state?view=phone")
        if answer.refused:
            raise Trouble(f"The session {self.code} is there no more.")
        self.page, self.asked_at = answer.page, connected
        return self.page

    def _vote(self, form: Form) -> Asked:
        asked = _asked(form)
        fields = dict(form.sent({"choice": self.mind.choose(asked)}))
        answer = (self.line.vote(fields) if self.line else None) or self._post(form, fields)
        if answer.get("code") == "not_joined":
            self.join(self.join_code)
        elif answer.get("code") != "retry":
            self.done.add(_key(form))
        return asked

    def _post(self, form: Form, fields: dict[str, str]) -> dict[str, Any]:
        return self.device.post(form.action, fields.items(), JSON).data

    def _finish(self, page: Element) -> bool:
        """Says "I have finished", where the phone offers it."""
        key = ("finish", page.region("ballots")["data-key"])
        buttons = [form for form in forms(page, "finish") if form.button.tag and key not in self.done]
        for form in buttons:
            self._send(form)
            self.done.add(key)
        return bool(buttons)

    def _write(self, page: Element, asked: Asked) -> bool:
        words = self.mind.words(asked)
        boxes = [form for form in forms(page, "remark") if words and ("remark", form.value("question")) not in self.done]
        for form in boxes:
            self._send(form, text=words)
            self.done.add(("remark", form.value("question")))
        return bool(boxes)

    def _suggest(self, page: Element) -> bool:
        """Suggests a rule or an idea, where the phone asks for one."""
        region = page.region("proposal_form")
        key = ("suggest", region["data-key"])
        here = [form for form in forms(region, "propose") if not form.element.all("select")]
        if not here or key in self.done:
            return False
        text = self.mind.suggestion("ideas" if here[0].value("change") == "support" else "rules")
        if text:
            self._send(here[0], text=text)
        self.done.add(key)
        return bool(text)

    def _plan(self, page: Element) -> bool:
        action = self.mind.action()
        here = forms(page.region("plan_form"), "action")
        if not here or action is None or ("plan",) in self.done:
            return False
        self._send(here[0], **action)
        self.done.add(("plan",))
        return True

    def _complete(self, page: Element) -> bool:
        """Says that they lead from their side, on the first draft that has nobody from it yet."""
        field, name = f"lead_{self.mind.group}", self.mind.leads()
        drafts = [item.first("a")["href"] for item in page.region("plan").all("li") if item.all(cls="plan-missing")]
        for address in drafts if name and ("lead",) not in self.done else ():
            for form in forms(self.device.get(address).page, "reword") if address else ():
                if not form.value(field):
                    self._send(form, **{field: name})
                    self.done.add(("lead",))
                    return True
        return False

    def _send(self, form: Form, **typed: str) -> None:
        self.device.drop(form.action, form.sent(typed))


def revision_of(page: Element) -> int:
    """How new a page is."""
    return int(page.region("revision")["data-revision"] or 0)


def _asked(form: Form) -> Asked:
    """The question of a ballot: its wording tells it from every other in the session."""
    wording = form.element.first("legend").text
    return Asked(wording, tuple(form.choices("choice")), int(form.value("round") or 1))


def _key(form: Form) -> tuple[str, ...]:
    return ("vote", form.value("question"), form.value("round"))
