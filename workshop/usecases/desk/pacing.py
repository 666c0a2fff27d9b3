"""The session at its facilitator's pace: topics, votes, showing. Nothing is ever on a clock."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.db import forget_journal
from workshop.domain.desk.facilitators import Deed
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_, Phrase
from workshop.domain.planning.proposals import is_quick
from workshop.domain.stages import Stage, WorkshopStage, may_open, may_vote_again
from workshop.models import Question, Round, Topic, Workshop
from workshop.usecases.acts.agreeing import agreed
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act
from workshop.usecases.counting import sizes_of
from workshop.usecases.desk.arranging import REARRANGED
from workshop.usecases.desk.settling import require_decided, settle
from workshop.usecases.keeping.forgetting import forget_order_of_round
from workshop.usecases.lookup import part_in_hand, topic_in_hand
from workshop.usecases.turnout import Turnout, progress_of, turnout_of

_NOTHING_TO_OPEN = N_("There is no vote to open here.")


def go_to(code: str, press: Press, position: int, *, meant: str = "") -> None:
    """Goes to the topic at `position`, forward or back. An open vote must be shown or put aside first.

    `meant`: the key of the topic that stood there on the page that was pressed; refused if another does now.
    """
    with desk_act(code, press) as workshop:
        topic = next((t for t in workshop.topics if t.position == position), None)
        if topic is None:
            raise Refused(Reason.INVALID, N_("There is no such topic."))
        if meant and meant != topic.key:
            raise Refused(Reason.MOVED_ON, REARRANGED)
        if is_open(workshop):
            raise Refused(Reason.INVALID, N_("A vote is open. Show its results first, or put it aside."))
        note(workshop, Act.TOPIC if position > workshop.position else Act.WENT_BACK, press, topic=topic.title)
        _enter(workshop, topic)


def skip(code: str, press: Press) -> None:
    """Skips the topic in hand: an open vote is put aside unseen, its votes kept hidden. Goes to the next."""
    with desk_act(code, press) as workshop:
        topic = require_topic(workshop)
        following = next((t for t in workshop.topics if t.position == workshop.position + 1), None)
        if following is None:
            raise Refused(Reason.INVALID, N_("This is the last topic."))
        _put_aside(workshop, press)
        topic.skipped = True
        note(workshop, Act.SKIPPED, press, topic=topic.title)
        _enter(workshop, following)


def hint_at_time(code: str, press: Press, *, shown: bool) -> None:
    """Tells the room how long we thought the topic in hand would take, or no longer. It closes nothing, ever."""
    with desk_act(code, press) as workshop:
        topic = require_topic(workshop)
        if workshop.time_hint is not shown:
            act = Act.TIME_HINT if shown else Act.TIME_HINT_OVER
            note(workshop, act, press, topic=topic.title, minutes=topic.minutes)
        workshop.time_hint = shown


def put_aside(code: str, press: Press) -> None:
    """Closes the open vote without showing it. It can be opened again and goes on where it was."""
    with desk_act(code, press) as workshop:
        if not is_open(workshop):
            raise Refused(Reason.INVALID, N_("No vote is open."))
        _put_aside(workshop, press)


def open_vote(code: str, press: Press) -> None:
    """Opens the page in hand if it is still waiting, or else the next page of the topic."""
    with desk_act(code, press) as workshop:
        _open_next(workshop, require_topic(workshop), press)


def reveal(code: str, press: Press, *, sure: bool, then_open: bool = False) -> None:
    """Shows the results of the open page to everyone at once; `then_open` opens the next page with it.

    Raises Refused(UNSURE) while somebody has not voted and the facilitator has not said that they are sure.
    """
    with desk_act(code, press) as workshop:
        topic = require_topic(workshop)
        questions = part_in_hand(workshop, topic)
        if not is_open(workshop):
            raise Refused(Reason.INVALID, N_("No vote is open."))
        turnout = turnout_of(workshop, questions)
        progress = progress_of(workshop, turnout)
        if progress.voted < progress.joined and not sure:
            raise Refused(Reason.UNSURE, _not_all(progress.joined - progress.voted))
        act = Act.SHOWN if progress.voted >= progress.joined else Act.SHOWN_EARLY
        note(workshop, act, press, what=_title(questions), voted=progress.voted, joined=progress.joined)
        _show(workshop, questions, turnout)
        forget_journal()
        settle(workshop, topic, questions, press)
        if then_open:
            _open_next(workshop, topic, press)


def vote_again(code: str, press: Press) -> None:
    """Opens the second vote on the page in hand: hidden again, and the first stays on record. Only once."""
    with desk_act(code, press) as workshop:
        questions = part_in_hand(workshop, require_topic(workshop))
        if not questions or not all(may_vote_again(Stage(q.stage), q.round, decided=is_quick(q.asks)) for q in questions):
            raise Refused(Reason.INVALID, N_("There is one second vote, after the results were shown."))
        if not agreed(workshop, press, Deed.AGAIN, about=_title(questions)):
            return
        for question in questions:
            question.stage, question.round = Stage.OPEN, question.round + 1
            question.rounds.append(Round(number=question.round))
        note(workshop, Act.VOTE_AGAIN, press, what=_title(questions))


def _enter(workshop: Workshop, topic: Topic) -> None:
    """Comes to a topic at the last page that was opened in it, or before its first."""
    seen = [q.part for q in topic.questions if q.rounds]
    workshop.stage = WorkshopStage.RUNNING
    workshop.position, workshop.part = topic.position, max(seen, default=0)
    workshop.wall = ""
    topic.skipped = False
    workshop.time_hint = False


def require_topic(workshop: Workshop) -> Topic:
    """The topic in hand; raises Refused in the lobby."""
    topic = topic_in_hand(workshop)
    if topic is None:
        raise Refused(Reason.INVALID, N_("Start with the first topic."))
    return topic


def is_open(workshop: Workshop) -> bool:
    """Is a vote open now?"""
    return any(q.stage == Stage.OPEN for q in part_in_hand(workshop, topic_in_hand(workshop)))


def _open_next(workshop: Workshop, topic: Topic, press: Press) -> None:
    questions = next_page(workshop, topic)
    if not questions or is_open(workshop):
        raise Refused(Reason.INVALID, _NOTHING_TO_OPEN)
    require_decided(topic, questions)
    open_page(workshop, questions, press)


def open_page(workshop: Workshop, questions: Sequence[Question], press: Press) -> None:
    """Opens the questions of one page, and takes it in hand. Called inside a desk act."""
    for question in questions:
        question.stage = Stage.OPEN
        if len(question.rounds) < question.round:
            question.rounds.append(Round(number=question.round))
    workshop.part, workshop.wall = questions[0].part, ""
    note(workshop, Act.VOTE_OPENED, press, what=_title(questions))


def next_page(workshop: Workshop, topic: Topic | None) -> list[Question]:
    """The questions that would be opened next: the page in hand if it waits, or else the one after it."""
    waiting = [q for q in topic.questions if q.part >= workshop.part and may_open(Stage(q.stage))] if topic else []
    following = min((q.part for q in waiting), default=0)
    return [q for q in waiting if q.part == following]


def _put_aside(workshop: Workshop, press: Press) -> None:
    questions = [q for q in part_in_hand(workshop, topic_in_hand(workshop)) if q.stage == Stage.OPEN]
    for question in questions:
        question.stage = Stage.WAITING
    if questions:
        note(workshop, Act.PUT_ASIDE, press, what=_title(questions))


def _show(workshop: Workshop, questions: Sequence[Question], turnout: Turnout) -> None:
    """Freezes "k of n", and forgets in which order the votes came and who changed their mind."""
    for question in questions:
        question.stage = Stage.SHOWN
    voted = sizes_of(questions)
    for question in questions:
        shown = question.rounds[-1]
        shown.voted = voted[question.id]
        shown.joined = max(turnout.here_for(question), shown.voted)
        shown.shown_at = workshop.revision + 1
        forget_order_of_round(question)


def _title(questions: Sequence[Question]) -> str:
    return questions[0].part_title or questions[0].wording


def _not_all(missing: int) -> Phrase:
    if missing == 1:
        return Phrase(N_("1 person has not voted yet. Show the results all the same? It will be in the log."))
    return Phrase(
        N_("%(missing)s people have not voted yet. Show the results all the same? It will be in the log."),
        {"missing": missing},
    )
