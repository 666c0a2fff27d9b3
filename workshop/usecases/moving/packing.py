"""Moving a session to another computer in one file: out of it before anybody came or when it has ended, and into it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from typing import Any

from workshop.db import write
from workshop.domain.desk.facilitators import FIRST
from workshop.domain.desk.keeping import Keeping, is_over, last_act_of
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import TopicKind
from workshop.domain.groups import GroupKind
from workshop.domain.moving.transfer import SetUp, read, written
from workshop.domain.outcome import Outcome
from workshop.domain.phrases import N_
from workshop.domain.planning.plan import ActionWords
from workshop.domain.stages import WorkshopStage
from workshop.frameworks import ladder_keys, load_ladder, template_keys
from workshop.models import Action, Brought, FollowUpLine, Group, Workshop
from workshop.usecases.desk.keys import Keys, make_keys
from workshop.usecases.desk.opening import Invitation, free_code, open_workshop
from workshop.usecases.journey.journeys import add_to
from workshop.usecases.keeping.spans import Span
from workshop.usecases.moving.doubles import require_new_in
from workshop.usecases.outcome.outcomes import outcome_of

_GOING_ON = N_(
    "A session can be taken along before it starts, and when it has ended. In between its file would hold votes "
    "that could be put together."
)

# Named alike in a session's row, its set-up, its invitation and its outcome; the chosen ones in all but the outcome.
TYPED = (
    "title", "purpose", "organisation", "invited", "can_change", "cannot_change", "offered", "subject", "floor",
)  # fmt: skip
CHOSEN = ("code", "subject_kind", "template", "ladder", "paper")
_TOO_OLD = N_("The time for which this session may be kept is over, so we did not take it in.")

_YET_TO_COME = N_("That file says that its session is yet to come. Is the clock right on both computers?")
_CLOCKS_DIFFER = timedelta(days=1)  # by so much at most: two computers may be set to two days


def file_of(workshop: Workshop) -> bytes:
    """The session as one file. Raises Refused while it is going on."""
    if workshop.stage == WorkshopStage.RUNNING:
        raise Refused(Reason.INVALID, _GOING_ON)
    return written(outcome_of(workshop) if workshop.stage == WorkshopStage.ENDED else _set_up(workshop))


def bring(data: bytes, *, now: datetime, journey_key: str = "") -> tuple[str, Keys]:
    """Takes in a session from its file; answers its code here, and what opens its desk. Nothing here is overwritten.

    It keeps its code unless that is taken here. Raises Refused with what is wrong with the file, and WrongCode when no
    journey has that key.
    """
    content = read(data)
    if isinstance(content, SetUp):
        return open_workshop(_invitation(content, journey_key), now=now)
    if is_over(content.keeping.record_until, now):
        raise Refused(Reason.INVALID, _TOO_OLD)
    # Its clocks run from its last act: one that is yet to come would keep people's words for longer.
    if max(content.opened, last_act_of(content.keeping)) > now.date() + _CLOCKS_DIFFER:
        raise Refused(Reason.INVALID, _YET_TO_COME)
    return _signed_off(content, now=now, journey_key=journey_key)


def _signed_off(outcome: Outcome, *, now: datetime, journey_key: str) -> tuple[str, Keys]:
    keys, workshop = make_keys(), _workshop(outcome)
    workshop.facilitators.append(keys.facilitator(FIRST, seen_at=now))
    with write() as session:
        workshop.code = workshop.join_code = code = free_code(outcome.code)
        if journey_key.strip():
            require_new_in(add_to(workshop, journey_key), outcome)
        session.add(workshop)
        session.flush()
        rows = _actions(workshop, outcome)
        session.add_all(rows)
        session.flush()
        session.add_all(_lines(rows, outcome))
        session.add(Brought(workshop_id=workshop.id, outcome=outcome.plain(), came_at=now))
    return code, keys


def _workshop(outcome: Outcome) -> Workshop:
    """A session that has ended, with what pages need before they look at its outcome."""
    ladders = {load_ladder(key).name: key for key in ladder_keys()}
    return Workshop(
        **_same(outcome, *TYPED),
        subject_kind="service" if outcome.subject else "group",
        template=template_keys()[0],
        ladder=ladders.get(outcome.ladder, ladder_keys()[0]),
        stage=WorkshopStage.ENDED,
        revision=outcome.revision,
        locked=True,
        key=None,
        opened_at=datetime.combine(outcome.opened, time()),
        **_clocks(outcome.keeping, outcome.review),
        groups=[Group(kind=group.kind, name=group.name) for group in outcome.groups],
    )


def _actions(workshop: Workshop, outcome: Outcome) -> list[Action]:
    """The plan, for what may be said of it after the end, and for the session that comes next."""
    words = [field.name for field in fields(ActionWords)]
    return [
        Action(
            workshop_id=workshop.id,
            op=secrets.token_hex(16),
            stage=action.stage,
            reason=action.reason,
            hidden=action.hidden,
            **_same(action, *words),
        )
        for action in outcome.actions
    ]


def _lines(rows: Sequence[Action], outcome: Outcome) -> Iterator[FollowUpLine]:
    """What was said since of each action; it goes on here."""
    for row, action in zip(rows, outcome.actions, strict=True):
        for line in outcome.since.of(action.id).lines:
            yield FollowUpLine(action_id=row.id, on=line.on, going=line.going, said=line.said, next=line.next)


def _clocks(keeping: Keeping, review: date | None) -> dict[str, Any]:
    """Both clocks go on as they ran: a move gives nobody's words more time."""
    return {
        "touched_at": datetime.combine(last_act_of(keeping), time()),
        "review_on": review,
        "keep_days": keeping.days,
        "keep_why": keeping.why,
        "words_gone": keeping.words_gone,
        "signed": keeping.signed,
    }


def _set_up(workshop: Workshop) -> SetUp:
    return SetUp(
        **_same(workshop, *TYPED, *CHOSEN),
        names={group.kind: group.name for group in workshop.groups},
        topics=tuple(topic.key for topic in workshop.topics if topic.kind != TopicKind.LAST),
        keep_days=workshop.keep_days,
        keep_why=workshop.keep_why,
    )


def _invitation(set_up: SetUp, journey_key: str) -> Invitation:
    return Invitation(
        **_same(set_up, *TYPED, *CHOSEN),
        names={kind: set_up.names.get(kind, "") for kind in GroupKind},
        topics=set_up.topics,
        keep=Span(set_up.keep_days, set_up.keep_why),
        journey_key=journey_key,
    )


def _same(source: Workshop | SetUp | Outcome | ActionWords, *names: str) -> dict[str, Any]:
    """These fields, for another value that calls them the same; a test keeps their types alike, as nothing here does."""
    return {name: getattr(source, name) for name in names}
