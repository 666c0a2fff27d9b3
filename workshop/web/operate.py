"""For whoever keeps the server running: is it alive, can it serve?"""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from workshop.usecases.lookup import require_database

bp = Blueprint("operate", __name__)


@bp.get("/healthz")
def alive() -> ResponseReturnValue:
    """The process answers."""
    return {"ok": True}


@bp.get("/readyz")
def ready() -> ResponseReturnValue:
    """The database answers, and has our tables."""
    require_database()
    return {"ok": True}
