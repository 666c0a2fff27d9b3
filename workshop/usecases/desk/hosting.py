"""Opening a session, keeping the desk, and ending it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from workshop.db import db, forget_journal, write
from workshop.domain import codes, texts
from workshop.domain.desk.facilitators import FIRST, Deed
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import Template
from workshop.domain.groups import FLOOR_HIGHEST, FLOOR_LOWEST, GroupKind
from workshop.domain.phrases import N_, Phrase
from workshop.domain.stages import Stage, WorkshopStage
from workshop.domain.tags import SECRET_BYTES
from workshop.frameworks import ladder_keys, load_template, template_keys
from workshop.models import Group, LogEntry, Workshop
from workshop.usecases.acts.agreeing import agreed
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act, forget_needs
from workshop.usecases.agenda import lay_out
from workshop.usecases.desk import arranging
from workshop.usecases.desk.keys import Keys, make_keys
from workshop.usecases.events import Change, ring
from workshop.usecases.journey import journeys
from workshop.usecases.keeping.ending import forget_votes
from workshop.usecases.keeping.forgetting import forget_people
from workshop.usecases.keeping.spans import Span
from workshop.usecases.lookup import require_workshop

REST = timedelta(hours=24)  # after the last act at the desk a session ends by itself
LONGEST_FRAME = 300  # what can change, what cannot, what people get: it must fit on the wall beside the purpose
SUBJECT_KINDS = ("group", "service", "project")


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What a facilitator types to open a session; texts as typed. `names`: one for each group.

    `invited`: how people were; `offered`: what they get for their time. Like what can change and what cannot, nobody has
    to say it. `journey_key`: of the journey that the session belongs to, if any. `topics`: their keys, in an order of
    their own; those of the plan without. `code`: the one that it had elsewhere, and has here unless it is taken.
    `paper`: takes votes on it.
    """

    title: str
    purpose: str
    subject_kind: str
    subject: str
    template: str
    floor: int
    names: dict[GroupKind, str]
    ladder: str = "tlap"
    organisation: str = ""
    invited: str = ""
    can_change: str = ""
    cannot_change: str = ""
    offered: str = ""
    journey_key: str = ""
    keep: Span = field(default_factory=Span)
    topics: tuple[str, ...] = ()
    code: str = ""
    paper: bool = False


def open_workshop(invitation: Invitation, *, now: datetime) -> tuple[str, Keys]:
    """Makes a session in its lobby; answers its code, and what opens its desk.

    Raises Refused when something is missing or out of range, WrongCode when no journey has that key.
    """
    template = _template(invitation)
    workshop = _from(invitation, template, now)
    keys = make_keys()
    workshop.facilitators.append(keys.facilitator(FIRST, seen_at=now))
    with write() as session:
        workshop.code = workshop.join_code = free_code(invitation.code)
        session.add(workshop)
        session.flush()
        lay_out(workshop, template)
        if invitation.topics:
            arranging.arrange_as(workshop, invitation.topics)
        press = Press(by=FIRST, now=now)
        note(workshop, Act.OPENED, press, floor=workshop.floor)
        if invitation.paper:
            workshop.paper = True
            note(workshop, Act.PAPER, press)
        if invitation.journey_key.strip():
            journeys.line_up(workshop, invitation.journey_key, press)
        code = workshop.code
    return code, keys


def lock(code: str, press: Press, *, locked: bool) -> None:
    """Stops, or starts again, taking in new people. Who is in stays in."""
    with desk_act(code, press) as workshop:
        if workshop.locked is not locked:
            workshop.locked = locked
            note(workshop, Act.LOCKED if locked else Act.UNLOCKED, press)


def take_paper(code: str, press: Press, *, taken: bool) -> None:
    """Lets people join who vote on paper, or stops it. Who has joined so stays in."""
    with desk_act(code, press) as workshop:
        if workshop.paper is not taken:
            workshop.paper = taken
            note(workshop, Act.PAPER if taken else Act.NO_PAPER, press)


def choose_address(code: str, press: Press, address: str, *, among: list[str]) -> None:
    """Puts one of the server's addresses into the QR picture. Raises Refused for any other."""
    if address not in among:
        raise Refused(Reason.INVALID, N_("Choose one of the addresses in the list."))
    with desk_act(code, press) as workshop:
        if workshop.join_address != address:
            note(workshop, Act.ADDRESS, press)
        workshop.join_address = address


def end(code: str, press: Press, *, sure: bool) -> None:
    """Ends and locks the session: its key goes, and its votes become the counts that may be seen.

    Raises Refused, also while the one who presses has not said that they are sure.
    """
    if not sure:
        raise Refused(Reason.INVALID, N_("Tick the box to say that the session is over."))
    with desk_act(code, press) as workshop:
        if not agreed(workshop, press, Deed.END, fields={"sure": "yes"}):
            return
        note(workshop, Act.ENDED, press)
        _retire(workshop)


def rested(*, now: datetime) -> list[str]:
    """The codes of the sessions that have rested for a day and have not ended."""
    due = select(Workshop.code).where(Workshop.key.is_not(None), Workshop.touched_at < now - REST)
    return list(db.session.scalars(due))


def retire(code: str, *, now: datetime) -> None:
    """Ends a session that has rested for a day; one that somebody has touched since goes on."""
    with write():
        workshop = require_workshop(code)
        if workshop.key is None or workshop.touched_at >= now - REST:
            return
        db.session.add(LogEntry(workshop_id=workshop.id, at=now, act=Act.RESTED, values={}))
        _retire(workshop)
        workshop.revision += 1
    ring(code, Change.VIEW)


def _retire(workshop: Workshop) -> None:
    for topic in workshop.topics:
        for question in topic.questions:
            if question.stage == Stage.OPEN:
                question.stage = Stage.WAITING
    forget_votes(workshop)
    forget_people(workshop)
    forget_needs(workshop)
    workshop.pending.clear()
    workshop.stage = WorkshopStage.ENDED
    workshop.locked = True
    workshop.key = None
    workshop.final_revision = workshop.revision + 1
    forget_journal()


def free_code(wanted: str = "") -> str:
    """A code that no session here has: the wanted one if that is free. Called inside a write."""
    code = wanted if codes.tidy(wanted) == wanted else codes.new_code()
    while True:
        taken = select(Workshop.id).where((Workshop.code == code) | (Workshop.join_code == code))
        if db.session.scalar(taken) is None:
            return code
        code = codes.new_code()


def _template(invitation: Invitation) -> Template:
    if invitation.template not in template_keys():
        raise Refused(Reason.INVALID, N_("Choose one of the plans for the session."))
    if invitation.ladder not in ladder_keys():
        raise Refused(Reason.INVALID, N_("Choose one of the ladders."))
    return load_template(invitation.template, ladder=invitation.ladder)


def _from(invitation: Invitation, template: Template, now: datetime) -> Workshop:
    keep = invitation.keep.read()
    return Workshop(
        title=texts.required(invitation.title, longest=120, notice=N_("Give the session a title.")),
        purpose=texts.required(
            invitation.purpose,
            longest=1000,
            lines=True,
            notice=N_("Say why you are here. People need to know why."),
        ),
        organisation=texts.clean(invitation.organisation, longest=120),
        invited=texts.clean(invitation.invited, longest=LONGEST_FRAME, lines=True),
        can_change=texts.clean(invitation.can_change, longest=LONGEST_FRAME, lines=True),
        cannot_change=texts.clean(invitation.cannot_change, longest=LONGEST_FRAME, lines=True),
        offered=texts.clean(invitation.offered, longest=LONGEST_FRAME, lines=True),
        subject_kind=_subject_kind(invitation),
        subject=_subject(invitation),
        template=template.key,
        ladder=template.ladder,
        floor=_floor(invitation.floor),
        keep_days=keep.days,
        keep_why=keep.why,
        stage=WorkshopStage.LOBBY,
        key=secrets.token_bytes(SECRET_BYTES),
        opened_at=now,
        touched_at=now,
        groups=[Group(kind=kind, name=_group_name(invitation.names.get(kind, ""))) for kind in GroupKind],
    )


def _subject_kind(invitation: Invitation) -> str:
    if invitation.subject_kind not in SUBJECT_KINDS:
        raise Refused(Reason.INVALID, N_("Choose what you look at today."))
    return invitation.subject_kind


def _subject(invitation: Invitation) -> str:
    if invitation.subject_kind == "group":
        return texts.clean(invitation.subject, longest=120)
    return texts.required(
        invitation.subject,
        longest=120,
        notice=N_("Type the name of the service or project that you look at."),
    )


def _group_name(typed: str) -> str:
    return texts.required(typed, longest=60, notice=N_("Give each group a name."))


def _floor(floor: int) -> int:
    if not FLOOR_LOWEST <= floor <= FLOOR_HIGHEST:
        raise Refused(
            Reason.INVALID,
            Phrase(
                N_("The smallest group shown must be from %(lowest)s to %(highest)s."),
                {"lowest": FLOOR_LOWEST, "highest": FLOOR_HIGHEST},
            ),
        )
    return floor
