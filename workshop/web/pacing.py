"""The desk's acts that move the session on: topics, votes, the wall, the doors, the end."""

from __future__ import annotations

from flask import Blueprint, current_app, request

from workshop.domain.ballot import number
from workshop.usecases.acts.pressing import Press
from workshop.usecases.desk import admitting, ending, pacing
from workshop.usecases.desk.wall import put_on_wall
from workshop.web.desk import act

bp = Blueprint("pacing", __name__, url_prefix="/session/<code>/desk")


@bp.post("/topic")
@act
def topic(code: str, press: Press) -> None:
    """Goes to a topic."""
    pacing.go_to(code, press, number(request.form.get("position")), meant=request.form.get("topic", ""))


@bp.post("/skip")
@act
def skip(code: str, press: Press) -> None:
    """Skips the topic in hand."""
    pacing.skip(code, press)


@bp.post("/hint")
@act
def hint(code: str, press: Press) -> None:
    """Tells the room how long we thought the topic would take, or no longer."""
    pacing.hint_at_time(code, press, shown=request.form.get("shown") == "yes")


@bp.post("/open")
@act
def open_vote(code: str, press: Press) -> None:
    """Opens the next vote."""
    pacing.open_vote(code, press)


@bp.post("/show")
@act
def show(code: str, press: Press) -> None:
    """Shows the results to everyone at once."""
    sure, then_open = "sure" in request.form, "then_open" in request.form
    pacing.reveal(code, press, sure=sure, then_open=then_open)


@bp.post("/again")
@act
def again(code: str, press: Press) -> None:
    """Opens the second vote."""
    pacing.vote_again(code, press)


@bp.post("/aside")
@act
def aside(code: str, press: Press) -> None:
    """Puts the open vote aside, unseen."""
    pacing.put_aside(code, press)


@bp.post("/wall")
@act
def wall(code: str, press: Press) -> None:
    """Puts the short lists or a picture on the big screen, or the results again."""
    put_on_wall(code, press, request.form.get("what", ""))


@bp.post("/lock")
@act
def lock(code: str, press: Press) -> None:
    """Closes the session to new people, or opens it again."""
    admitting.lock(code, press, locked=request.form.get("locked") == "yes")


@bp.post("/paper")
@act
def paper(code: str, press: Press) -> None:
    """Takes votes on paper, which helpers type in, or no longer."""
    admitting.take_paper(code, press, taken=request.form.get("taken") == "yes")


@bp.post("/address")
@act
def address(code: str, press: Press) -> None:
    """Picks the address in the QR picture."""
    admitting.choose_address(code, press, request.form.get("address", ""), among=list(current_app.config["ADDRESSES"]))


@bp.post("/end")
@act
def end(code: str, press: Press) -> None:
    """Ends the session, once it was asked twice."""
    ending.end(code, press, sure="sure" in request.form)
