"""The group takes its plan: one page with a quick vote on each draft. What is not taken stays on record."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from workshop.db import db
from workshop.domain import texts
from workshop.domain.desk.facilitators import Deed
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import Item, QuestionPlan, Takes
from workshop.domain.passes import question_about
from workshop.domain.phrases import N_
from workshop.domain.planning.plan import ActionWords
from workshop.domain.planning.proposals import Change, is_agreed
from workshop.domain.stages import ProposalStage
from workshop.domain.tally import Tally
from workshop.frameworks import load_quick_votes
from workshop.models import Action, EarlierWords, Question, Topic, Workshop
from workshop.usecases.acts.agreeing import agreed
from workshop.usecases.acts.hiding import may_hide
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act
from workshop.usecases.counting import tallies_of
from workshop.usecases.planning.plans import require_action

LONGEST_REASON = 160
HIDDEN = N_("An action was hidden, as it named a person.")
_OFF = (ProposalStage.PARKED, ProposalStage.OPEN)  # nothing to take off; a vote on it must come to its end first


def drafts_of(workshop: Workshop) -> Sequence[Action]:
    """The actions that no vote has begun on, in the order of the plan."""
    mine = (Action.workshop_id == workshop.id, Action.stage == ProposalStage.WAITING)
    return db.session.scalars(select(Action).where(*mine).order_by(Action.id)).all()


def drafts_on_paper(workshop: Workshop, topic: Topic) -> list[QuestionPlan]:
    """A quick vote for each draft, which is in the vote from now on. Called inside a desk act."""
    quick, drafts = load_quick_votes(), drafts_of(workshop)
    title, ask = quick.titles[Takes.ACTIONS], quick.asks[Change.DO]
    for action in drafts:
        action.stage = ProposalStage.OPEN
    items = (Item(_item_of(topic, action), action.what, title) for action in drafts)
    return [question_about(item, ask, page=1, title=title) for item in items]


def take(workshop: Workshop, questions: Sequence[Question], press: Press) -> None:
    """Does what the shown quick votes decided. Called inside a desk act.

    Where too few have voted for anything to be shown, nothing was decided either: it is a draft again.
    """
    tallies = tallies_of(workshop, questions)
    fates = [(db.session.get_one(Action, _action_in(q)), _fate(tallies[q.id])) for q in questions]
    for action, fate in fates:
        action.stage = fate
    count = [fate for _, fate in fates].count
    counted = {"agreed": count(ProposalStage.AGREED), "parked": count(ProposalStage.PARKED)}
    note(workshop, Act.PLAN_DECIDED, press, drafts=count(ProposalStage.WAITING), **counted)


def take_off(code: str, press: Press, action_id: int, *, reason: str) -> None:
    """Takes an action off the plan: it stays on record with the reason, and needs both facilitators. Raises Refused."""
    why = texts.required(reason, longest=LONGEST_REASON, notice=N_("Say why. It stays on record with the action."))
    with desk_act(code, press) as workshop:
        action = _require_on_plan(workshop, action_id)
        sent = {"action": str(action.id), "reason": why}
        if not agreed(workshop, press, Deed.TAKE_OFF, target=str(action.id), about=action.what, fields=sent):
            return
        action.stage, action.reason = ProposalStage.PARKED, why
        note(workshop, Act.ACTION_PARKED, press, what=action.what, reason=why)


def hide_action(code: str, press: Press, action_id: int) -> None:
    """Hides an action that names a person: its words go. The log says only that one was hidden. Raises Refused."""
    with desk_act(code, press) as workshop:
        action = _require_on_plan(workshop, action_id)
        before = db.session.scalars(select(EarlierWords.text).where(EarlierWords.action_id == action.id)).all()
        if not may_hide(workshop, press, Deed.HIDE_ACTION, ("action", action.id), action.what, before=before):
            return
        action.hidden, action.stage = True, ProposalStage.PARKED
        _forget_words(action)
        for question in (q for topic in workshop.topics for q in topic.questions if _is_about(q, action)):
            question.wording = HIDDEN
        note(workshop, Act.ACTION_HIDDEN, press)


def _forget_words(action: Action) -> None:
    """What an action says, and what it said before somebody put it in other words."""
    for name, empty in vars(ActionWords()).items():
        setattr(action, name, empty)
    db.session.execute(delete(EarlierWords).where(EarlierWords.action_id == action.id))


def _fate(tally: Tally) -> ProposalStage:
    if not tally.shown:
        return ProposalStage.WAITING
    return ProposalStage.AGREED if is_agreed(tally) else ProposalStage.PARKED


def _item_of(topic: Topic, action: Action) -> str:
    """What an action is called in its quick vote; in one more, after one that decided nothing, it has another name."""
    before = sum(_is_about(question, action) for question in topic.questions)
    return f"action_{action.id}_{before + 1}"


def _is_about(question: Question, action: Action) -> bool:
    return question.asks == Change.DO and _action_in(question) == action.id


def _action_in(question: Question) -> int:
    return int(question.item.split("_")[1])


def _require_on_plan(workshop: Workshop, action_id: int) -> Action:
    action = require_action(workshop, action_id)
    if action.stage in _OFF:
        raise Refused(Reason.NOT_FOUND, N_("That action is no longer on the plan, or a vote on it is open."))
    return action
