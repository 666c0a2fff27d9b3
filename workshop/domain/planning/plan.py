"""The plan: what an action says, and what it still needs. Only the first field has to be said."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from workshop.domain import texts
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_, Phrase

MOST_ACTIONS = 100  # on one plan: more than a room can look at
YEARS_AHEAD = 10  # a check-up later than that is a slip of the finger
_NO_DAY = N_("Choose the check-up day from the calendar, or leave it empty.")
_NOT_THAT_DAY = N_("Choose a check-up day from today on, in the next ten years.")


@dataclass(frozen=True, kw_only=True)
class ActionWords:
    """What an action says: people's own words, "" where nothing was said.

    `source`: the key of the question or idea that it comes from. `lead_uses` and `lead_works`: the pair who lead it,
    one who uses the service and one who works or volunteers there, each by first name or role. `part`: how people
    who use the service take part in doing it. `check_on`: the day on which we look how it went.
    """

    what: str = ""
    source: str = ""
    matters: str = ""
    lead_uses: str = ""
    lead_works: str = ""
    helps: str = ""
    needs: str = ""
    risks: str = ""
    when: str = ""
    worked: str = ""
    part: str = ""
    tell: str = ""
    check_on: date | None = None


@dataclass(frozen=True)
class Field:
    """One text of an action: what the form asks, what it is called in a table, and how many letters it takes."""

    key: str
    asks: str
    name: str
    longest: int = 280
    hint: str = ""


_ASK_THEM = N_("First name or role only. Ask them first.")
FIELDS = {
    field.key: field
    for field in (
        Field("what", N_("What will we do?"), N_("What")),
        Field(
            "lead_uses", N_("Who leads, from people who use the service?"), N_("Leads, uses the service"), 60, _ASK_THEM
        ),
        Field("lead_works", N_("Who leads, from staff or volunteers?"), N_("Leads, works here"), 60, _ASK_THEM),
        Field("when", N_("By when?"), N_("By when"), 60),
        Field("matters", N_("Why does it matter?"), N_("Why it matters")),
        Field("helps", N_("Who else helps?"), N_("Who else helps"), 120, N_("First names or roles only.")),
        Field("needs", N_("What do we need?"), N_("What we need"), hint=N_("Time, money, training, access.")),
        Field(
            "risks",
            N_("What could get in the way, and what do we do about it?"),
            N_("What could get in the way, and what we do about it"),
        ),
        Field("worked", N_("How will we know that it worked?"), N_("How we know that it worked")),
        Field(
            "part",
            N_("How do people who use the service take part in doing it?"),
            N_("How people who use the service take part"),
        ),
        Field("tell", N_("How and when do we tell everyone?"), N_("How and when we tell everyone")),
    )
}
AT_ONCE = ("what", "lead_uses", "lead_works", "when")  # the rest of the form is behind "Say more"
LEADS = ("lead_uses", "lead_works")

_LEADING = {"lead_uses": N_("%(who)s (uses the service)"), "lead_works": N_("%(who)s (works or volunteers here)")}
_NOBODY_YET = N_("Still needed: a pair, one from each side")
_MISSING = {
    "lead_uses": N_("Still needed: somebody who uses the service"),
    "lead_works": N_("Still needed: somebody who works or volunteers here"),
}


def leads(words: ActionWords) -> tuple[Phrase, ...]:
    """Who leads, then who is still needed so that it is a pair with one from each side."""
    named = [Phrase(_LEADING[lead], {"who": getattr(words, lead)}) for lead in LEADS if getattr(words, lead)]
    return (*named, *missing(words))


def missing(words: ActionWords) -> tuple[Phrase, ...]:
    """Who is still needed, so that two people lead, one from each side."""
    empty = [lead for lead in LEADS if not getattr(words, lead)]
    return (Phrase(_NOBODY_YET),) if len(empty) == len(LEADS) else tuple(Phrase(_MISSING[lead]) for lead in empty)


def has_more(words: ActionWords) -> bool:
    """Was more said than what the form asks at once?"""
    return any(getattr(words, field.name) for field in fields(ActionWords) if field.name not in AT_ONCE)


def read_words(sent: Mapping[str, str], *, today: date) -> ActionWords:
    """What a form sent, cleaned; raises Refused when `what` is missing, a text is too long, or the day is none."""
    typed = {key: texts.clean(sent.get(key, ""), longest=field.longest) for key, field in FIELDS.items()}
    if not typed["what"]:
        raise Refused(Reason.INVALID, N_("Say what we will do."))
    source = texts.clean(sent.get("source", ""), longest=80)
    return ActionWords(**typed, source=source, check_on=read_day(sent.get("check_on", ""), today=today))


def read_day(sent: str, *, today: date) -> date | None:
    """The day that was picked, None for none; raises Refused for what is no day, or lies too far off."""
    if not sent.strip():
        return None
    try:
        day = date.fromisoformat(sent.strip())
    except ValueError:
        raise Refused(Reason.INVALID, _NO_DAY) from None
    if not today <= day <= today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, 28)):
        raise Refused(Reason.INVALID, _NOT_THAT_DAY)
    return day


def three_months_on(day: date) -> date:
    """The same day three months later, or the last of a shorter month: what is offered for looking at the plan again."""
    year, month = divmod(day.year * 12 + day.month - 1 + 3, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Source:
    """A result that an action may come from: a question or an idea of the outcome, by its key, and its words.

    `picked`: an idea that the group has in its top 3.
    """

    key: str
    text: str
    picked: bool = False
