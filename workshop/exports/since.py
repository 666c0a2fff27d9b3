"""You said, we did: what came of the plan since the session ended, beside what was signed off and never inside it."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.domain.planning.actions import ActionOutcome
from workshop.domain.planning.going import NAMES, Followed, Going, Line
from workshop.exports.blocks import Block, Heading, Table, Text
from workshop.exports.telling import DASH, Telling, plain


def since(telling: Telling) -> Iterator[Block]:
    """The part of a file that tells it; nothing before anything was said."""
    if not telling.outcome.since.has_news:
        return
    yield Heading(2, telling._("You said, we did"))
    yield Text(beside(telling), soft=True)
    yield you_said(telling)
    yield history(telling)


def in_short(telling: Telling) -> Iterator[str]:
    """Each action with what came of it, a line for each thing; what is not begun too."""
    for action in (*telling.outcome.agreed, *telling.outcome.drafts):
        followed = telling.outcome.since.of(action.id)
        could_not = followed.going is Going.COULD_NOT and followed.newest is not None
        coming = plain(followed.newest.next) if followed.newest else ""
        came = (
            telling._("We could not: %(why)s", why=plain(followed.newest.said) or DASH)
            if could_not and followed.newest
            else _came(telling, followed)
        )
        then = telling._("Next: %(what)s", what=coming) if coming else ""
        yield "\n".join(filter(None, [telling._("You said: %(what)s", what=plain(action.what)), came, then]))


def _came(telling: Telling, followed: Followed) -> str:
    """How far it is, and then what was done; two colons in one line are hard to read."""
    newest = followed.newest
    if newest is None or not newest.said:
        return telling._("We did: %(what)s", what=_did(telling, followed))
    going = telling._(NAMES[newest.going]).rstrip("…")
    return telling._("We did (%(going)s): %(what)s", going=going, what=plain(newest.said))


def beside(telling: Telling) -> str:
    """Which is which: what was signed off, and what was written later."""
    return telling._(
        "This was written after the session. It is not part of the result, and not under the result’s fingerprint"
        " (%(fingerprint)s).",
        fingerprint=telling.outcome.sha256[:12],
    )


def you_said(telling: Telling) -> Table:
    """The plan as the sheet has it: what was said, done, could not be done, and what is next."""
    head = ("You said", "We did", "We could not, because", "What is next")
    actions = (*telling.outcome.agreed, *telling.outcome.drafts)
    rows = tuple(_row(telling, action, telling.outcome.since.of(action.id)) for action in actions)
    return Table(tuple(telling._(title) for title in head), rows)


def history(telling: Telling) -> Table:
    """Every dated line."""
    head = (telling._("When"), telling._("You said"), telling._("How it went"), telling._("What is next"))
    lines = ((action, line) for action in telling.outcome.actions for line in telling.outcome.since.of(action.id).lines)
    rows = (
        (telling.day(line.on), plain(action.what), _in_words(telling, line), plain(line.next) or DASH)
        for action, line in sorted(lines, key=lambda both: both[1].on)
    )
    return Table(head, tuple(rows))


def _row(telling: Telling, action: ActionOutcome, followed: Followed) -> tuple[str, ...]:
    newest = followed.newest
    could_not = followed.going is Going.COULD_NOT and newest is not None
    coming = plain(newest.next) if newest else ""
    check_up = telling._("Check-up day: %(day)s", day=telling.day(action.check_on)) if action.check_on else ""
    return (
        plain(action.what),
        DASH if could_not else _did(telling, followed),
        plain(newest.said) if could_not and newest else DASH,
        "\n".join(filter(None, [coming, check_up])) or DASH,
    )


def _did(telling: Telling, followed: Followed) -> str:
    return _in_words(telling, followed.newest) if followed.newest else telling._(NAMES[Going.NOT_BEGUN])


def _in_words(telling: Telling, line: Line) -> str:
    return ": ".join(filter(None, [telling._(NAMES[line.going]).rstrip("…"), plain(line.said)]))
