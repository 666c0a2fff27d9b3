"""The dates of the plan for a calendar (ICS, RFC 5545): the check-up day of each action, and the day of the review.

The UIDs stay, so that a newer file takes the place of an older one in a calendar instead of standing beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, Journal

from workshop.domain import codes
from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.exports.standing import mark_line, version
from workshop.exports.telling import Telling, plain

_HOST = "equal-footing"
_MAKER = "-//Equal Footing//Plan//EN"


def write(outcome: Outcome, translate: Translator, *, lang: str = "en") -> bytes:
    """The whole calendar; with no date in the plan it holds a note of the session's own day, and no event."""
    telling = Telling(outcome, translate, lang)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _MAKER)
    calendar.add("x-wr-calname", plain(outcome.title))
    for entry in list(_entries(telling)) or [_note(telling)]:
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entries(telling: Telling) -> Iterator[Event | Journal]:
    outcome = telling.outcome
    if outcome.review:
        yield _event(telling, "review", outcome.review, telling._("We look at our plan again"), plain(outcome.title))
    for action in (*outcome.agreed, *outcome.drafts):
        if action.check_on:
            title = telling._("How does it go? %(what)s", what=plain(action.what))
            yield _event(telling, f"action-{action.id}", action.check_on, title, plain(action.worked))


def _event(telling: Telling, name: str, day: date, title: str, about: str) -> Event:
    outcome = telling.outcome
    event = Event()
    event.add("uid", f"{outcome.code}-{name}@{_HOST}")
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title if outcome.ended else f"{telling._('Draft')}: {title}")
    event.add("status", "CONFIRMED" if outcome.ended else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    _same(event, telling, about)
    return event


def _note(telling: Telling) -> Journal:
    journal = Journal()
    journal.add("uid", f"{telling.outcome.code}@{_HOST}")
    journal.add("dtstart", telling.outcome.opened)
    journal.add("summary", plain(telling.outcome.title))
    _same(journal, telling, telling._("No day was set to look at the plan again."))
    return journal


def _same(entry: Event | Journal, telling: Telling, about: str) -> None:
    """What every entry says of where it is from."""
    outcome = telling.outcome
    last = outcome.log[-1].at if outcome.log else datetime.combine(outcome.opened, time())
    entry.add("dtstamp", last.replace(tzinfo=UTC))
    entry.add("sequence", outcome.revision)
    lines = (
        about,
        f"{telling._('Session')} {codes.shown(outcome.code)} · {telling.day(outcome.opened)}",
        version(telling),
        mark_line(telling),
        f"SHA-256 {outcome.sha256}",
    )
    entry.add("description", "\n".join(filter(None, lines)))
