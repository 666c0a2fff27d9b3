"""Remarks at the desk: which are put on the big screen, and which are hidden because they name a person."""

from __future__ import annotations

from workshop.db import db
from workshop.domain.desk.facilitators import Deed
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.stages import Stage
from workshop.domain.visibility import may_hide_remark, may_read_remarks
from workshop.models import Question, Remark, Workshop
from workshop.usecases.acts.hiding import may_hide
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act


def pick_remark(code: str, press: Press, remark_id: int, *, on_screen: bool) -> None:
    """Puts a remark on the big screen, or takes it off. Logged."""
    with desk_act(code, press) as workshop:
        remark = _require_remark(workshop, remark_id)
        if remark.on_screen is not on_screen:
            note(workshop, Act.REMARK_PICKED if on_screen else Act.REMARK_PUT_BACK, press)
        remark.on_screen = on_screen


def hide_remark(code: str, press: Press, remark_id: int) -> None:
    """Hides a remark that names a person: its words go. The log says only that one was hidden. Raises Refused."""
    with desk_act(code, press) as workshop:
        remark = _require_remark(workshop, remark_id)
        if not may_hide_remark(remark.prompt):
            raise Refused(Reason.INVALID, N_("A note on the record stays. Nobody at a desk can take it away."))
        if not may_hide(workshop, press, Deed.HIDE_REMARK, ("remark", remark.id), remark.text):
            return
        remark.hidden, remark.on_screen, remark.text = True, False, ""
        note(workshop, Act.REMARK_HIDDEN, press)


def _require_remark(workshop: Workshop, remark_id: int) -> Remark:
    """A remark that everybody may read by now; raises Refused for any other."""
    remark = db.session.get(Remark, remark_id)
    question = db.session.get(Question, remark.question_id) if remark else None
    if remark is None or question is None or question.workshop_id != workshop.id:
        raise Refused(Reason.NOT_FOUND, N_("That remark is no longer there."))
    if not may_read_remarks(Stage(question.stage)):
        raise Refused(Reason.CLOSED, N_("Remarks are hidden until the votes are shown."))
    return remark
