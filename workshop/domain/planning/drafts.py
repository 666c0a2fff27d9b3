"""Several people complete one draft: what each of them changed is put together, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

from workshop.domain import texts
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.planning.plan import FIELDS, LEADS, ActionWords

WAS = "was_"  # before the name of a field: what stood there when the form was drawn
MOST_EARLIER = 40  # earlier words that are kept of one action
BOTH_CHANGED = N_("Somebody else changed the same words just now. Both are here: put together what you want, then save.")


def merged(stands: ActionWords, typed: ActionWords, was: ActionWords) -> ActionWords:
    """The words that stand, with what was typed put in: field by field, where it differs from what it `was`.

    Raises Refused(MOVED_ON) when somebody else has changed the same field to something else in the meantime.
    """
    changed = [name for name in _names() if getattr(typed, name) != getattr(was, name)]
    for name in changed:
        if getattr(stands, name) not in (getattr(was, name), getattr(typed, name)):
            raise Refused(Reason.MOVED_ON, BOTH_CHANGED)
    return replace(stands, **{name: getattr(typed, name) for name in changed})


def read_was(sent: Mapping[str, str], stands: ActionWords) -> ActionWords:
    """What stood in a form's fields when it was drawn; what the form does not say is taken as it stands."""
    said = {name: sent[WAS + name] for name in _names() if WAS + name in sent}
    day = _day(said.pop("check_on")) if "check_on" in said else stands.check_on
    return replace(stands, check_on=day, **{name: texts.clean(text, longest=len(text)) for name, text in said.items()})


def with_gaps_filled(sent: Mapping[str, str], stands: ActionWords) -> dict[str, str]:
    """What was sent, and for a field that was not sent what stands there."""
    return {**as_sent(stands), **{name: sent[name] for name in _names() if name in sent}}


def as_sent(words: ActionWords) -> dict[str, str]:
    """The words as a form sends them."""
    day = words.check_on.isoformat() if words.check_on else ""
    return {name: getattr(words, name) for name in _names() if name != "check_on"} | {"check_on": day}


def replaced(before: ActionWords, after: ActionWords) -> dict[str, str]:
    """The words that a change takes away, by field. They stay on record, but names go when they are changed."""
    kept = (key for key in FIELDS if key not in LEADS and key != "helps")
    pairs = ((key, getattr(before, key), getattr(after, key)) for key in kept)
    return {key: old for key, old, new in pairs if old and old not in new}


def _names() -> tuple[str, ...]:
    return tuple(field.name for field in fields(ActionWords))


def _day(sent: str) -> date | None:
    try:
        return date.fromisoformat(sent)
    except ValueError:
        return None
