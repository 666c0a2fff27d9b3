"""Where an outcome stands: which version it is, and whether the people who were there agreed to it."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.domain.outcome import Outcome, RemarkOutcome
from workshop.domain.record.signing import notes, sign_off
from workshop.exports.blocks import Block, Heading, Points
from workshop.exports.telling import Telling, plain


def version_key(outcome: Outcome) -> str:
    """The version for programs: "1", or "draft 41", which is a draft by its revision."""
    return str(outcome.version) if outcome.version else f"draft {outcome.revision}"


def version(telling: Telling) -> str:
    """The version for people."""
    outcome = telling.outcome
    if outcome.version:
        return telling._("Version %(number)s", number=outcome.version)
    return telling._("Draft %(number)s", number=outcome.revision)


def mark(telling: Telling) -> str:
    """What stands on top of every page: that it is a draft, or not agreed; nothing where all is well."""
    draft = "" if telling.outcome.ended else telling._("Draft")
    marks = (draft, telling._("Not agreed by all") if contested(telling) else "")
    return " · ".join(filter(None, marks))


def mark_line(telling: Telling) -> str:
    """The same in sentences, for the first page of a file that holds what people wrote about the record."""
    draft = "" if telling.outcome.ended else telling._("This is a draft: the session has not ended yet.")
    against = contested(telling)
    wrote = telling._("What people wrote about it is in this file.") if against and notes(telling.outcome) else ""
    return " ".join(filter(None, (draft, against, wrote)))


def contested(telling: Telling) -> str:
    """Who does not agree to the record; "" where nobody has said no."""
    found = sign_off(telling.outcome)
    return telling.said(found.said) if found.said and found.against else ""


def signed(telling: Telling) -> str:
    """What the room said of its record, in one sentence; "" while nothing is shown of it."""
    found = sign_off(telling.outcome)
    return telling.said(found.said) if found.said else ""


def sign_off_row(telling: Telling) -> tuple[tuple[str, str], ...]:
    """The same beside what it is called; nothing while nothing is shown of it."""
    return ((telling._("Is this a fair record?"), signed(telling)),) if signed(telling) else ()


def kept(telling: Telling) -> tuple[tuple[str, str], ...]:
    """Until when what is kept, and why so long where it is long, each with what it is called."""
    keeping = telling.outcome.keeping
    record = telling._("deleted after %(day)s", day=telling.day(keeping.record_until))
    why = ((telling._("Why it is kept so long"), plain(keeping.why)),) if keeping.why else ()
    return (
        (telling._("What people wrote about the votes"), _words(telling)),
        (telling._("The result and the plan"), record),
        *why,
    )


def _words(telling: Telling) -> str:
    keeping = telling.outcome.keeping
    if keeping.words_gone is None:
        return telling._("deleted after %(day)s", day=telling.day(keeping.words_until))
    day = telling.day(keeping.words_gone)
    return telling._("deleted on %(day)s. Version 1 still had it. Its fingerprint: %(sha)s", day=day, sha=keeping.signed)


def kept_notes(telling: Telling) -> Iterator[Block]:
    """Every note that people wrote to be kept with the record, in full."""
    kept = notes(telling.outcome)
    if kept:
        yield Heading(3, telling._("Notes that people wrote, to be kept with the record"))
        yield Points(tuple(note_of(telling, note) for note in kept))


def note_of(telling: Telling, note: RemarkOutcome) -> str:
    """A note, and which group it is from where that may be said."""
    text = plain(note.text)
    return f"{telling.name_of(note.group)}: {text}" if note.group else text
