"""Opening a session: what its facilitator types, and the rows that come of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from workshop.db import db, write
from workshop.domain import codes, texts
from workshop.domain.desk.facilitators import FIRST
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import Template
from workshop.domain.groups import FLOOR_HIGHEST, FLOOR_LOWEST, GroupKind
from workshop.domain.phrases import N_, Phrase
from workshop.domain.stages import WorkshopStage
from workshop.domain.tags import SECRET_BYTES
from workshop.frameworks import ladder_keys, load_template, template_keys
from workshop.models import Group, Workshop
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press
from workshop.usecases.agenda import lay_out
from workshop.usecases.desk import arranging
from workshop.usecases.desk.keys import Keys, make_keys
from workshop.usecases.journey import journeys
from workshop.usecases.keeping.spans import Span

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
            journeys.enrol(workshop, invitation.journey_key, press)
        code = workshop.code
    return code, keys


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
