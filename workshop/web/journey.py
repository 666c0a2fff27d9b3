"""The journey, for whoever holds its key: typed once, then in the cookie, and in no address."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_translations, gettext

from workshop import identity, knocks, partials
from workshop.domain.errors import Refused
from workshop.domain.journey.course import gap, nothing, where
from workshop.domain.phrases import Translator
from workshop.domain.pictures.course import course_layout
from workshop.exports.journey import FORMATS
from workshop.exports.journey.telling import CourseTelling
from workshop.usecases.journey.courses import course_of
from workshop.usecases.journey.journeys import find_journey, require_journey
from workshop.web.errors import STATUS
from workshop.web.reading import lang

bp = Blueprint("journey", __name__)


@bp.get("/journey")
def journey() -> ResponseReturnValue:
    """The journey that is open on this device, or the door to one."""
    found = find_journey(identity.journey_key())
    if found is None:
        return _door()
    course = course_of(found)
    telling = CourseTelling(course, _translator(), lang())
    return render_template(
        "pages/journey.html",
        course=course,
        telling=telling,
        drawn=[(line, [course_layout(line, fit=fit) for fit in ("wide", "narrow")]) for line in course.ladders],
        formats=FORMATS.values(),
        where=where,
        gap=gap,
        nothing=nothing,
        thanks=partials.thanks(course.credits),
    )


@bp.get("/journey.<suffix>")
def download(suffix: str) -> ResponseReturnValue:
    """The same as one file, for who has the journey open."""
    chosen, found = FORMATS.get(suffix), find_journey(identity.journey_key())
    if chosen is None:
        abort(404)
    if found is None:
        return _door(), 403
    body = chosen.write(course_of(found), _translator(), lang=lang())
    headers = {"Content-Disposition": f'attachment; filename="our-journey.{suffix}"', "Cache-Control": "no-store"}
    return Response(body, content_type=chosen.media_type, headers=headers)


@bp.post("/journey")
def open_journey() -> ResponseReturnValue:
    """Opens the journey whose key was typed."""
    key = request.form.get("journey_key", "")
    try:
        with knocks.guess(identity.require_own_device()):
            require_journey(key)
    except Refused as refused:
        return _door(refused.notice.said(gettext)), STATUS[refused.reason]
    identity.keep_journey_key(key)
    return redirect(url_for("journey.journey"), 303)


@bp.post("/journey/close")
def close() -> ResponseReturnValue:
    """Closes it on this device."""
    identity.forget_journey_key()
    return redirect(url_for("journey.journey"), 303)


def _translator() -> Translator:
    """gettext with the reader's catalogue already looked up."""
    translate: Translator = get_translations().ugettext
    return translate


def _door(notice: str = "") -> str:
    return render_template("pages/journey_door.html", notice=notice)
