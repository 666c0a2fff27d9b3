"""What every fragment has in common: which view it is for, whose it is, and how its file is filled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask import render_template
from markupsafe import Markup

from workshop.domain import codes
from workshop.domain.hands import OWNER, Hand
from workshop.models import Workshop


class View(StrEnum):
    """The three views of one session."""

    PHONE = "phone"
    SCREEN = "screen"
    DESK = "desk"


@dataclass(frozen=True)
class Viewer:
    """Whose own votes and words a fragment holds. A push is for everybody, so it has no viewer.

    `hand`: who of those that share the device; `shared`: whether it was ever passed on.
    """

    workshop: Workshop
    secret: bytes | None
    hand: Hand = OWNER
    shared: bool = False


def whose_hand(viewer: Viewer | None) -> Hand | None:
    """For whom of those that share the device a fragment is drawn; None in a push."""
    return viewer.hand if viewer else None


def render(name: str, **context: object) -> Markup:
    """The fragment from the file of that name."""
    return Markup(render_template(f"partials/{name}.html", shown_code=codes.shown, **context))  # noqa: S704  autoescaped
