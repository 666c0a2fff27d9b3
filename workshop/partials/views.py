"""Which fragments make a view, and in what order."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from workshop.partials.desk import agenda, controls, desk_session, journey, keeping, log, pair, pending, rungs
from workshop.partials.phone import ballots, hand, needs, proposal_form, remark_box
from workshop.partials.rendering import View, Viewer, whose_hand
from workshop.partials.shared import (
    asked,
    drawing,
    heading,
    here,
    lists,
    needed,
    notice,
    plan,
    plan_form,
    progress,
    proposals,
    record,
    remarks,
    results,
    revision,
    thanks,
    tick_of,
    word_form,
    words,
)
from workshop.partials.way_in import join_card
from workshop.usecases.desk.pair import Pair
from workshop.usecases.showing.scene import Scene


def regions(
    scene: Scene, view: View, viewer: Viewer | None = None, *, pair: Pair | None = None, ask: str = ""
) -> dict[str, Markup]:
    """All regions of one view by id. Without a `viewer` the forms are empty, as they are pushed to everybody.

    A desk has a `pair`: both facilitators as its own sees them. `ask`: what its controls ask once more first.
    """
    if view is View.PHONE:
        return _phone(scene, viewer)
    if view is View.SCREEN:
        return _screen(scene)
    if pair is None:
        raise ValueError("a desk is always somebody's")
    return _desk(scene, pair, fresh=viewer is not None, ask=ask)


def together(parts: Mapping[str, Markup], *, notice_text: str = "") -> Markup:
    """Regions as they are sent: one after the other, each to take the place of its own."""
    said = [notice(notice_text)] if notice_text else []
    return Markup("\n").join([*parts.values(), *said])


def _phone(scene: Scene, viewer: Viewer | None) -> dict[str, Markup]:
    return {
        "revision": revision(scene),
        **({"hand": hand(scene, viewer)} if viewer else {}),
        "heading": heading(scene, View.PHONE),
        "progress": progress(scene, tick_of(scene)),
        "record": record(scene, View.PHONE),
        "ballots": ballots(scene, viewer),
        "asked": asked(scene, View.PHONE),
        "results": results(scene, View.PHONE),
        "lists": lists(scene, View.PHONE),
        "drawing": drawing(scene, View.PHONE),
        "remark_box": remark_box(scene, viewer),
        "remarks": remarks(scene, View.PHONE),
        "proposals": proposals(scene, View.PHONE),
        "proposal_form": proposal_form(scene, viewer),
        "plan": plan(scene, View.PHONE),
        "plan_form": plan_form(scene, View.PHONE, push=viewer is None, hand=whose_hand(viewer)),
        "needs": needs(scene, viewer),
        "words": words(scene, View.PHONE),
        "word_form": word_form(scene, View.PHONE, push=viewer is None, hand=whose_hand(viewer)),
        "thanks": thanks(scene.outcome.credits, View.PHONE),
    }


def _screen(scene: Scene) -> dict[str, Markup]:
    return {
        "revision": revision(scene),
        "heading": heading(scene, View.SCREEN),
        "progress": progress(scene, tick_of(scene)),
        "record": record(scene, View.SCREEN),
        "asked": asked(scene, View.SCREEN),
        "results": results(scene, View.SCREEN),
        "lists": lists(scene, View.SCREEN),
        "drawing": drawing(scene, View.SCREEN),
        "remarks": remarks(scene, View.SCREEN),
        "plan": plan(scene, View.SCREEN),
        "words": words(scene, View.SCREEN),
        "join_card": join_card(scene),
        "thanks": thanks(scene.outcome.credits, View.SCREEN),
    }


def _desk(scene: Scene, both: Pair, *, fresh: bool, ask: str = "") -> dict[str, Markup]:
    return {
        "revision": revision(scene),
        "agenda": agenda(scene),
        "heading": heading(scene, View.DESK),
        "progress": progress(scene, tick_of(scene, both)),
        "pending": pending(scene, both),
        "controls": controls(scene, ask=ask),
        "asked": asked(scene, View.DESK),
        "rungs": rungs(scene),
        "needed": needed(scene),
        "here": here(scene),
        "pair": pair(scene, both),
        "record": record(scene, View.DESK),
        "results": results(scene, View.DESK),
        "lists": lists(scene, View.DESK),
        "drawing": drawing(scene, View.DESK),
        "remarks": remarks(scene, View.DESK),
        "proposals": proposals(scene, View.DESK),
        "plan": plan(scene, View.DESK),
        "plan_form": plan_form(scene, View.DESK, push=not fresh),
        "words": words(scene, View.DESK),
        "word_form": word_form(scene, View.DESK, push=not fresh),
        "journey": journey(scene),
        "desk_session": desk_session(scene),
        "keeping": keeping(scene),
        "log": log(scene),
        "thanks": thanks(scene.outcome.credits, View.DESK),
    }
