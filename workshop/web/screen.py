"""The projector's view: read-only, no control, no cookie needed."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from workshop import partials
from workshop.partials import View
from workshop.usecases.lookup import require_workshop
from workshop.usecases.showing.scenes import scene_of

bp = Blueprint("screen", __name__)


@bp.get("/session/<code>/screen")
def screen(code: str) -> ResponseReturnValue:
    """The screen view."""
    workshop = require_workshop(code)
    return render_template(
        "pages/screen.html", workshop=workshop, parts=partials.regions(scene_of(workshop), View.SCREEN)
    )
