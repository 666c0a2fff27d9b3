"""The sheet "You said, we did" (PDF): to print, to hang up, and to bring to the next session."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.domain.outcome import Outcome
from workshop.domain.phrases import Translator
from workshop.exports.blocks import Block, Heading, Text
from workshop.exports.pdf import printed
from workshop.exports.since import beside, history, you_said
from workshop.exports.standing import contested, kept_notes
from workshop.exports.summary import no_actions
from workshop.exports.telling import Telling

_SIZE = 13  # points


def write(outcome: Outcome, translate: Translator, *, lang: str = "en") -> bytes:
    """The sheet; one or two pages for most plans."""
    telling = Telling(outcome, translate, lang)
    return printed(telling, sheet(telling), size=_SIZE)


def sheet(telling: Telling) -> Iterator[Block]:
    """Everything on the sheet but its title."""
    outcome = telling.outcome
    yield Heading(2, telling._("You said, we did"))
    yield Text(telling._("What came of the plan of %(day)s.", day=telling.day(outcome.opened)))
    if outcome.review:
        yield Text(telling._("We look at the plan again on %(day)s.", day=telling.day(outcome.review)))
    yield Text(beside(telling), soft=True)
    if outcome.agreed or outcome.drafts:
        yield you_said(telling)
    else:
        yield Text(no_actions(telling))
    if any(len(followed.lines) > 1 for followed in outcome.since.actions):
        yield Heading(3, telling._("All that was said, by date"))
        yield history(telling)
    if contested(telling):
        yield from kept_notes(telling)
