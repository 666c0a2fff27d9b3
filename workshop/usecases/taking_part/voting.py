"""Casting a vote, or changing one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from workshop.db import db, write
from workshop.domain.ballot import Ballot
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import Showing
from workshop.domain.phrases import N_, Phrase
from workshop.domain.stages import Stage, require_open
from workshop.domain.tags import vote_tag
from workshop.domain.visibility import live_figures_due, whole_room
from workshop.models import Question, Vote, Withdrawal, Workshop
from workshop.usecases.counting import count_votes
from workshop.usecases.events import Moved, ring
from workshop.usecases.lookup import Voter, part_in_hand, require_question, require_voter, topic_in_hand
from workshop.usecases.taking_part.own_page import OwnVote
from workshop.usecases.taking_part.papers import Paper, paper_of
from workshop.usecases.taking_part.receipts import give_receipt
from workshop.usecases.turnout import may_take_part, turnout_of


@dataclass(frozen=True)
class Cast:
    """A vote as it is stored, with its ballot: what the one who sent it is answered."""

    paper: Paper
    mine: OwnVote


def cast_vote(code: str, secret: bytes | None, ballot: Ballot) -> Cast:
    """Stores a vote, or the change of one; when this returns it is on the disk.

    The same act sent again changes nothing. Raises Refused: not joined, no such question, vote not open, no
    such choice, or a newer choice is kept already (SUPERSEDED).
    """
    with write():
        voter = require_voter(code, secret)
        question = _require_ballot(voter, ballot)
        kept, mine = _store(voter, question, ballot)
        change = _news(voter.workshop, question, kept)
        # Made here, since after the COMMIT every row would be read again: that cost more than the vote itself.
        cast = Cast(paper_of(voter.workshop, question), mine)
    if change is not None:
        ring(code, change)
    return cast


def _require_ballot(voter: Voter, ballot: Ballot) -> Question:
    question = require_question(voter.workshop, ballot.question)
    require_open(Stage(question.stage), voting_in=ballot.round, open_round=question.round)
    if ballot.choice not in (choice["key"] for choice in question.choices):
        raise Refused(Reason.INVALID, N_("That is not one of the answers. Please choose again."))
    require_here_for(voter, question)
    _require_pick_left(voter, question, ballot)
    return question


def _require_pick_left(voter: Voter, question: Question, ballot: Ballot) -> None:
    """Raises Refused when a page allows so many first choices, and this would be one more."""
    if not question.most or ballot.choice != _first_choice(question):
        return
    page = part_in_hand(voter.workshop, topic_in_hand(voter.workshop))
    votes = [own_vote(voter, other) for other in page if other.id != question.id]
    if sum(vote is not None and vote.choice == ballot.choice for vote in votes) >= question.most:
        full = Phrase(N_("You have picked %(most)s. Change one of those first."), {"most": question.most})
        raise Refused(Reason.INVALID, full)


def _first_choice(question: Question) -> str:
    return str(question.choices[0]["key"])


def own_tag(voter: Voter, question: Question) -> bytes:
    """Stands for this voter on this question, in its newest round."""
    return vote_tag(voter.key, voter.secret, question=question.id, round_number=question.round)


def own_vote(voter: Voter, question: Question) -> Vote | None:
    """This voter's vote on this question in its newest round, if there is one."""
    return db.session.get(Vote, (question.id, question.round, own_tag(voter, question)))


def forget_withdrawal(voter: Voter, question: Question, *, below: int | None = None) -> int:
    """Forgets that the vote was taken back, as there is one again; gives the number of that act, 0 without one.

    Raises Refused for a vote whose number (`below`) is no higher: it was cast before it was taken back.
    """
    row = db.session.get(Withdrawal, (question.id, question.round, own_tag(voter, question)))
    if row is None:
        return 0
    if below is not None and below <= row.seq:
        raise Refused(Reason.SUPERSEDED, N_("You have taken this vote back. Choose again if you want to vote."))
    db.session.delete(row)
    return row.seq


def require_here_for(voter: Voter, question: Question) -> None:
    """Raises Refused for a second vote of somebody who was not here for the first."""
    if not may_take_part(voter.since, question):
        raise Refused(Reason.CLOSED, N_("This second vote is for those who were here for the first."))


class Became(Enum):
    """What became of a vote that was sent."""

    FIRST = "first"  # one more has voted
    CHANGED = "changed"  # somebody changed their mind: theirs alone to know
    SAME = "same"  # it was there already


def _news(workshop: Workshop, question: Question, kept: Became) -> Moved | None:
    """What of it everybody else may notice. A push after a change of mind would tell that there was one."""
    if kept is not Became.SAME and _publish_live(workshop, question):
        return Moved.VIEW
    return Moved.PROGRESS if kept is Became.FIRST else None


def _store(voter: Voter, question: Question, ballot: Ballot) -> tuple[Became, OwnVote]:
    """Writes the vote unless it is there already; answers what became of it, and what is there now."""
    stored = own_vote(voter, question)
    if stored is not None and (stored.op, stored.choice) == (ballot.op, ballot.choice):
        return Became.SAME, OwnVote(stored.choice, stored.seq, give_receipt(voter, question))
    if stored is not None and ballot.seq < stored.seq:
        raise Refused(Reason.SUPERSEDED, N_("We kept your newer choice."))
    if stored is None:
        forget_withdrawal(voter, question, below=ballot.seq)
    vote = {
        "question_id": question.id,
        "round": question.round,
        "tag": own_tag(voter, question),
        "bloc": voter.bloc,
        "choice": ballot.choice,
        "seq": ballot.seq,
        "op": ballot.op,
    }
    upsert = sqlite_insert(Vote).values(vote)
    changed = {name: vote[name] for name in ("choice", "seq", "op")}
    db.session.execute(upsert.on_conflict_do_update(index_elements=["question_id", "round", "tag"], set_=changed))
    mine = OwnVote(ballot.choice, ballot.seq, give_receipt(voter, question))
    return Became.CHANGED if stored else Became.FIRST, mine


def _publish_live(workshop: Workshop, question: Question) -> bool:
    """Moves a live result on when enough votes have changed; answers whether it did."""
    if question.showing != Showing.LIVE:
        return False
    now = whole_room(count_votes([question])[question.id, question.round])
    shown = question.rounds[-1]
    waiting_for = turnout_of(workshop, []).here_for(question) - sum(now.values())
    if not live_figures_due(shown.published, now, waiting_for=waiting_for):
        return False
    shown.published = dict(now)
    workshop.revision += 1
    return True
