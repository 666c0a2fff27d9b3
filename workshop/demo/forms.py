"""The forms on a page, and what a browser would send of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop.demo.page import Element

Fields = list[tuple[str, str]]


class Form:
    """One form as it stands on the page."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.action = element["action"]
        self.deed = self.action.rpartition("/")[2]
        """The last word of its address, such as "show"."""
        self.button = element.first("button")

    @property
    def is_primary(self) -> bool:
        """Is it what the page suggests?"""
        return "btn-primary" in self.button["class"].split()

    def choices(self, name: str) -> list[str]:
        """What can be picked under a name, in the order of the page."""
        return [box["value"] for box in self._boxes() if box["name"] == name]

    def picked(self, name: str) -> list[str]:
        """What is picked under a name as the page comes."""
        return [box["value"] for box in self._boxes() if box["name"] == name and "checked" in box]

    def value(self, name: str) -> str:
        """What stands in a field of text, or a hidden one; "" when it is not there."""
        return next((_value(e) for e in self._texts() if e["name"] == name), "")

    def sent(self, typed: Mapping[str, str | Sequence[str]] | None = None) -> Fields:
        """What it sends once `typed` has been put in; a box that must be ticked is ticked."""
        typed = typed or {}
        fields: Fields = []
        for element in self._texts():
            given = typed.get(element["name"], _value(element))
            fields += [(element["name"], value) for value in ([given] if isinstance(given, str) else given)]
        for name in dict.fromkeys(box["name"] for box in self._boxes()):
            given = typed.get(name) or self.picked(name) or self._must_pick(name)
            fields += [(name, value) for value in ([given] if isinstance(given, str) else given)]
        if self.button["name"]:
            fields.append((self.button["name"], self.button["value"]))
        return fields

    def _must_pick(self, name: str) -> list[str]:
        return [box["value"] for box in self._boxes() if box["name"] == name and "required" in box][:1]

    def _boxes(self) -> list[Element]:
        return [e for e in self.element.all("input") if e["type"] in ("radio", "checkbox")]

    def _texts(self) -> list[Element]:
        boxes = self._boxes()
        return [e for e in self.element if e.tag in ("input", "textarea", "select") and e["name"] and e not in boxes]


def forms(element: Element, deed: str = "") -> list[Form]:
    """The forms in a part of a page; only those of one deed, if given."""
    found = [Form(e) for e in element.all("form")]
    return [form for form in found if deed in ("", form.deed)]


def _value(element: Element) -> str:
    if element.tag == "select":
        options = element.all("option")
        chosen = [option for option in options if "selected" in option] or options
        return chosen[0]["value"] if chosen else ""
    return element.text if element.tag == "textarea" else element["value"]
