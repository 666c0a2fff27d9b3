"""The first page: what it was about, who took part, the ladder, and what we will do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workshop.domain.framework import QuestionKind
from workshop.domain.outcome import GroupOutcome, QuestionOutcome, RoundOutcome
from workshop.domain.planning.actions import ActionOutcome
from workshop.domain.planning.plan import LEADS, missing
from workshop.exports.blocks import Block, Finding, Heading, Link, Points, Table, Text
from workshop.exports.figures import finding
from workshop.exports.picture import picture
from workshop.exports.telling import Telling, plain

ENDS = (".", "!", "?", "।", "؟", "۔", "…")  # of a sentence
_ACTIONS = 6  # on the first page; the rest stand in their own place
_PICTURE_WIDTH = 71  # so that it all fits


def summary(telling: Telling) -> Iterator[Block]:
    """Everything on the first page but the title."""
    here = (telling._("Who was here"), " · ".join(who_was_here(telling)))
    yield Table((telling._("About"), telling._("This session")), (*about(telling), here))
    yield Heading(2, telling._("In short"))
    yield from _ladder_in_short(telling)
    yield from _actions_in_short(telling)


def about(telling: Telling) -> tuple[tuple[str, str], ...]:
    """What the session is for and what it looks at, each with what it is called."""
    outcome = telling.outcome
    rows = (
        (telling._("Why we were here"), plain(outcome.purpose)),
        (telling._("What we looked at"), plain(outcome.subject)),
        (telling._("The ladder we used"), _ladder(telling)),
    )
    return tuple(row for row in rows if row[1])


def thanks(telling: Telling) -> Iterator[Link]:
    """Whom this session thanks. For a ladder it is its makers' condition: it goes wherever their ladder does."""
    for credit in telling.outcome.credits:
        yield Link(telling._(credit.text), credit.url)


def _ladder(telling: Telling) -> str:
    changes = [telling.said(change) for change in telling.outcome.ladder_changes]
    name = telling._(telling.outcome.ladder)
    return " ".join([f"{name}.", *changes]) if changes else name


def run_by(telling: Telling) -> tuple[tuple[str, str], ...]:
    """Who ran the session, where it was two people."""
    said = telling.outcome.run_by
    return ((telling._("Who ran it"), telling.said(said)),) if said else ()


def framed(telling: Telling) -> tuple[tuple[str, str], ...]:
    """Whose session it was, and how people were invited and what they were told; what was not said is left out.

    What they get for their time is there in any case: those who pay for a service ask for it.
    """
    outcome = telling.outcome
    rows = (
        (telling._("Organisation"), plain(outcome.organisation)),
        (telling._("How people were invited"), plain(outcome.invited)),
        (telling._("What could change"), plain(outcome.can_change)),
        (telling._("What could not change"), plain(outcome.cannot_change)),
        (telling._("What people got for their time"), plain(outcome.offered) or telling._("Nothing was said about it.")),
    )
    return tuple(row for row in rows if row[1])


def who_was_here(telling: Telling) -> Iterator[str]:
    """How many people joined, and how many of each group as far as that may be said."""
    yield telling._("People who joined: %(joined)s", joined=telling.outcome.joined)
    yield from _groups_here(telling)
    yield from (telling.said(way.said) for way in telling.outcome.ways)


def _groups_here(telling: Telling) -> Iterator[str]:
    groups = telling.outcome.groups
    if any(group.here is None and group.few is None for group in groups):  # so it is of all or of none
        yield telling._("How many were in each group is not said, or a small group would be known")
    else:
        yield from (_here(telling, group) for group in groups)


def _here(telling: Telling, group: GroupOutcome) -> str:
    name, floor = telling.name_of(group.kind), telling.outcome.floor
    if group.here is not None:
        return f"{name}: {group.here}"
    if group.few:
        return telling._("%(group)s: fewer than %(floor)s", group=name, floor=floor)
    return telling._("%(group)s: %(floor)s or more", group=name, floor=floor)


def _ladder_in_short(telling: Telling) -> Iterator[Block]:
    ladders = [q for q in telling.outcome.questions() if q.kind is QuestionKind.LADDER and q.last_shown]
    if not ladders:
        yield Text(telling._("No vote on the ladder has been shown."))
        return
    first, *others = ladders
    yield from _shown_in_short(telling, first, with_picture=True)
    told = _found(telling, first).why
    for question in others:
        yield from _shown_in_short(telling, question, told=told)


def _shown_in_short(
    telling: Telling, question: QuestionOutcome, *, with_picture: bool = False, told: str = ""
) -> Iterator[Block]:
    """`told`: why a result is shown as it is, where that stands above already."""
    found, round_ = _found(telling, question), question.last_shown
    yield Heading(3, telling._(question.wording))
    yield replace(found, why="") if found.why == told else found
    if with_picture and round_ is not None:
        yield from _before(telling, question, round_)
        yield replace(picture(telling, question, round_), width=_PICTURE_WIDTH)


def _found(telling: Telling, question: QuestionOutcome) -> Finding:
    round_ = question.last_shown
    return finding(telling, question, round_) if round_ else Finding("")


def _before(telling: Telling, question: QuestionOutcome, last: RoundOutcome) -> Iterator[Block]:
    """What the first vote said, where a second one followed it."""
    first = question.rounds[0]
    if first is not last and first.tally.shown:
        yield Text(f"{telling._('First vote')}: {finding(telling, question, first).headline}", soft=True)


def _actions_in_short(telling: Telling) -> Iterator[Block]:
    actions = actions_of(telling)
    yield Heading(3, telling._("What we will do"))
    if not actions:
        yield Text(no_actions(telling))
        return
    yield Points(actions[:_ACTIONS])
    if len(actions) > _ACTIONS:
        more = len(actions) - _ACTIONS
        yield Text(telling._("There is more to do, further on in this file: %(more)s.", more=more))


def actions_of(telling: Telling) -> tuple[str, ...]:
    """The plan, an action to a line; what the group has not voted on says so."""
    drafts = (telling._("Draft, not voted on: %(what)s", what=_line(telling, a)) for a in telling.outcome.drafts)
    return (*(_line(telling, action) for action in telling.outcome.agreed), *drafts)


def _line(telling: Telling, action: ActionOutcome) -> str:
    what, when = plain(action.what), plain(action.when)
    who = ", ".join(plain(getattr(action, lead)) for lead in LEADS if getattr(action, lead))
    leads = telling._("Who leads: %(who)s.", who=who.rstrip(".")) if who else ""
    needed = (f"{telling.said(one)}." for one in missing(action))
    when = telling._("By when: %(when)s.", when=when.rstrip(".")) if when else ""
    return " ".join(filter(None, [what if what.endswith(ENDS) else f"{what}.", leads, *needed, when]))


def no_actions(telling: Telling) -> str:
    """What stands where actions would."""
    return telling.said(telling.outcome.no_actions)
