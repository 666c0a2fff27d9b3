"""The desk's acts on what is asked and written: lists, suggestions, topics, rungs, the plan, remarks."""

from __future__ import annotations

from flask import Blueprint, request

from workshop.domain.ballot import number, parse_op
from workshop.usecases.acts.pressing import Press
from workshop.usecases.desk import arranging, choosing, curating, deciding, laddering
from workshop.usecases.planning import adding, explaining, reviewing, taking
from workshop.web.desk import act, sent_id

bp = Blueprint("shaping", __name__, url_prefix="/session/<code>/desk")


@bp.post("/keep")
@act
def keep(code: str, press: Press) -> None:
    """Takes the ticked activities into the closer look."""
    choosing.look_closer(code, press, request.form.getlist("item"))


@bp.post("/talk")
@act
def talk(code: str, press: Press) -> None:
    """Gives each of the ticked activities a page to talk about."""
    choosing.talk_about(code, press, request.form.getlist("item"))


@bp.post("/decide")
@act
def decide(code: str, press: Press) -> None:
    """Puts what was suggested to a quick vote."""
    deciding.decide(code, press)


@bp.post("/park")
@act
def park(code: str, press: Press) -> None:
    """Parks a suggestion, with the reason."""
    deciding.park(code, press, sent_id("proposal"), reason=request.form.get("reason", ""))


@bp.post("/hide-proposal")
@act
def hide_proposal(code: str, press: Press) -> None:
    """Hides a suggestion that names a person."""
    deciding.hide(code, press, sent_id("proposal"))


@bp.post("/add-topic")
@act
def add_topic(code: str, press: Press) -> None:
    """Takes one topic more into the session."""
    arranging.add_topic(code, press, request.form.get("topic", ""))


@bp.post("/move-topic")
@act
def move_topic(code: str, press: Press) -> None:
    """Moves a topic that has not begun up or down by one."""
    form = request.form
    position = number(form.get("position"))
    arranging.move_topic(code, press, form.get("topic", ""), position=position, to=form.get("to", ""))


@bp.post("/rename")
@act
def rename_rung(code: str, press: Press) -> None:
    """Gives a step of the ladder the group's own name."""
    laddering.rename_rung(code, press, number(request.form.get("rung")), name=request.form.get("name", ""))


@bp.post("/hide-rung")
@act
def hide_rung(code: str, press: Press) -> None:
    """Leaves a step of the ladder out, or puts it back."""
    hidden = request.form.get("hidden") == "yes"
    laddering.hide_rung(code, press, number(request.form.get("rung")), hidden=hidden)


@bp.post("/action")
@act
def action(code: str, press: Press) -> None:
    """Adds what the room said to the plan."""
    adding.add_action_at_desk(code, press, request.form, op=parse_op(request.form.get("op")))


@bp.post("/remove")
@act
def remove(code: str, press: Press) -> None:
    """Takes an action off the plan, with the reason; it stays on record."""
    taking.take_off(code, press, number(request.form.get("action")), reason=request.form.get("reason", ""))


@bp.post("/review")
@act
def review(code: str, press: Press) -> None:
    """Sets the day on which the group looks at its plan again, or none."""
    reviewing.set_review(code, press, request.form.get("review_on", ""))


@bp.post("/hide-action")
@act
def hide_action(code: str, press: Press) -> None:
    """Hides an action that names a person."""
    taking.hide_action(code, press, number(request.form.get("action")))


@bp.post("/pick")
@act
def pick(code: str, press: Press) -> None:
    """Puts a remark on the big screen, or takes it off."""
    on_screen = request.form.get("on_screen") == "yes"
    curating.pick_remark(code, press, sent_id("remark"), on_screen=on_screen)


@bp.post("/hide")
@act
def hide(code: str, press: Press) -> None:
    """Hides a remark that names a person."""
    curating.hide_remark(code, press, sent_id("remark"))


@bp.post("/word")
@act
def word(code: str, press: Press) -> None:
    """Explains a word of the group's own."""
    sent = {name: request.form.get(name, "") for name in ("word", "meaning")}
    explaining.explain_at_desk(code, press, **sent)


@bp.post("/hide-word")
@act
def hide_word(code: str, press: Press) -> None:
    """Takes out a word that names a person."""
    explaining.hide_word(code, press, sent_id("word"))
