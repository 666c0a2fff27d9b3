"""Fragments that only desks have."""

from __future__ import annotations

from flask import current_app
from markupsafe import Markup

from workshop.domain.desk.keeping import CHOICES
from workshop.partials.rendering import render
from workshop.usecases.desk.pair import Pair
from workshop.usecases.framework import LONGEST_RUNG
from workshop.usecases.showing.scene import Scene


def agenda(scene: Scene) -> Markup:
    """Today's topics and where we are in them."""
    return render("agenda", scene=scene)


def controls(scene: Scene, *, ask: str = "") -> Markup:
    """What the facilitator can do now; `ask` is a question to answer before it is done."""
    return render("controls", scene=scene, ask=ask)


def rungs(scene: Scene) -> Markup:
    """Where the group's own words for the ladder are typed, before anybody votes on it."""
    return render("rungs", scene=scene, longest=LONGEST_RUNG)


def pending(scene: Scene, pair: Pair) -> Markup:
    """What waits for a facilitator's yes: the other's to give, or one's own."""
    return render("pending", scene=scene, pair=pair)


def pair(scene: Scene, pair: Pair) -> Markup:
    """Who runs the session: whether the other facilitator is here, and which side each is from."""
    return render("pair", scene=scene, pair=pair)


def journey(scene: Scene) -> Markup:
    """Which journey the session belongs to, on the desk."""
    return render("journey", scene=scene)


def desk_session(scene: Scene) -> Markup:
    """Doors, address and end of a session, on the desk."""
    return render("desk_session", scene=scene, addresses=current_app.config["ADDRESSES"])


def keeping(scene: Scene) -> Markup:
    """Until when what is kept, and how that is changed; for a desk."""
    return render("keeping", scene=scene, keep_choices=CHOICES)


def log(scene: Scene) -> Markup:
    """Every act at the desk, newest first."""
    return render("log", scene=scene)
