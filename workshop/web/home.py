"""The first page, opening a session, and what the guide says."""

from __future__ import annotations

from contextlib import nullcontext

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from workshop import identity, knocks
from workshop.clock import now
from workshop.domain.ballot import number
from workshop.domain.desk.keeping import CHOICES, DEFAULT
from workshop.domain.errors import Refused
from workshop.domain.framework import Ladder
from workshop.domain.groups import FLOOR_DEFAULT, FLOOR_HIGHEST, FLOOR_LOWEST, GroupKind
from workshop.domain.phrases import N_
from workshop.frameworks import ladder_keys, load_ladder, load_template, template_keys
from workshop.usecases.desk.opening import Invitation, open_workshop
from workshop.web.errors import STATUS
from workshop.web.keeping import span_of

bp = Blueprint("home", __name__)

GROUP_NAMES = {
    GroupKind.USES: N_("People who use the service"),
    GroupKind.WORKS: N_("Staff and volunteers"),
    GroupKind.EITHER: N_("Both, or rather not say"),
}


@bp.get("/")
def home() -> ResponseReturnValue:
    """Join with a code, or open a session."""
    return render_template("pages/home.html")


@bp.get("/about")
def about() -> ResponseReturnValue:
    """What the guide says, who made the ladder, and where to read more."""
    return render_template("pages/about.html", ladders=_ladders()[1:])


@bp.get("/open")
def open_form() -> ResponseReturnValue:
    """The form that opens a session."""
    return _form({}, "")


@bp.post("/open")
def open_session() -> ResponseReturnValue:
    """Opens a session; the key goes into the fragment, which no server and no log ever sees."""
    brings_key = bool(request.form.get("journey_key", "").strip())
    try:
        invitation = _invitation()
        with knocks.guess(identity.require_own_device()) if brings_key else nullcontext():
            code, keys = open_workshop(invitation, now=now())
    except Refused as refused:
        return _form(request.form, refused.notice.said(gettext)), STATUS[refused.reason]
    if brings_key:
        identity.keep_journey_key(invitation.journey_key)
    identity.keep_desk_key(code, keys.key, recovery_code=keys.recovery_code)
    return redirect(url_for("desk.desk", code=code, _anchor=f"key={keys.key}"), 303)


def _form(typed: object, notice: str) -> str:
    return render_template(
        "pages/open.html",
        typed=typed,
        notice=notice,
        templates=[load_template(key) for key in template_keys()],
        ladders=_ladders(),
        group_names=GROUP_NAMES,
        floor=FLOOR_DEFAULT,
        floor_lowest=FLOOR_LOWEST,
        floor_highest=FLOOR_HIGHEST,
        keep_choices=CHOICES,
        keep_default=DEFAULT,
    )


def _ladders() -> list[Ladder]:
    """All of them, the default first."""
    return [load_ladder(key) for key in ladder_keys()]


def _invitation() -> Invitation:
    form = request.form
    return Invitation(
        title=form.get("title", ""),
        purpose=form.get("purpose", ""),
        subject_kind=form.get("subject_kind", "group"),
        subject=form.get("subject", ""),
        template=form.get("template", template_keys()[0]),
        ladder=form.get("ladder", ladder_keys()[0]),
        organisation=form.get("organisation", ""),
        invited=form.get("invited", ""),
        can_change=form.get("can_change", ""),
        cannot_change=form.get("cannot_change", ""),
        offered=form.get("offered", ""),
        journey_key=form.get("journey_key", ""),
        keep=span_of(form),
        floor=number(form.get("floor", str(FLOOR_DEFAULT))),
        names={kind: form.get(f"name_{kind}", gettext(name)) for kind, name in GROUP_NAMES.items()},
    )
