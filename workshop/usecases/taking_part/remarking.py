"""Writing a remark: why somebody voted as they did, in a few words of their own."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from workshop.db import db, forget_journal, write
from workshop.domain import texts
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.stages import Stage
from workshop.domain.tags import remark_tag
from workshop.models import Question, Remark, Workshop
from workshop.usecases.events import Moved, ring
from workshop.usecases.lookup import Voter, require_question, require_voter

LONGEST_REMARK = 280


@dataclass(frozen=True)
class Words:
    """What somebody wrote under one prompt of a question; empty to take back what stands there."""

    question: int
    prompt: str
    text: str


def write_remarks(code: str, secret: bytes | None, written: Sequence[Words]) -> None:
    """Keeps one remark of a person under each prompt; a new one takes the place of the old, an empty one removes it.

    Remarks stay open after the votes are shown, until the session ends. All are kept, or none. Raises Refused.
    """
    said = [replace(words, text=texts.clean(words.text, longest=LONGEST_REMARK)) for words in written]
    with write():
        voter = require_voter(code, secret)
        moved = [_write_remark(voter, words) for words in said]
        if any(moved):
            voter.workshop.revision += 1
    # Nobody else is told of a remark that they cannot read yet, not even by a push.
    if any(moved):
        ring(code, Moved.VIEW)


def _write_remark(voter: Voter, words: Words) -> bool:
    """Keeps one remark; answers whether everybody can read it by now."""
    question = require_question(voter.workshop, words.question)
    if not question.rounds:
        raise Refused(Reason.CLOSED, N_("This question is not open yet. Look at the big screen."))
    if words.prompt not in (prompt["key"] for prompt in question.prompts):
        raise Refused(Reason.INVALID, N_("Nothing can be written there. Please use the page itself."))
    remark = _own_remark(voter.key, voter.secret, question.id, words.prompt)
    if (remark.text if remark else "") == words.text:
        return False
    if remark is None:
        db.session.add(_remark(voter, question, words))
    else:
        _change(remark, words.text)
    return question.stage == Stage.SHOWN


def _change(remark: Remark, text: str) -> None:
    """Puts other words in the place of a remark, or none: of what stood there nothing stays, on the disk neither."""
    forget_journal()
    if text:
        # What was picked or hidden was another text.
        remark.text, remark.on_screen, remark.hidden = text, False, False
    else:
        db.session.delete(remark)


def own_remark(workshop: Workshop, secret: bytes | None, question_id: int, prompt: str) -> str:
    """What this person wrote under a prompt, for their own phone only; "" for nothing."""
    if workshop.key is None or secret is None:
        return ""
    remark = _own_remark(workshop.key, secret, question_id, prompt)
    return remark.text if remark else ""


def _remark(voter: Voter, question: Question, words: Words) -> Remark:
    tag = remark_tag(voter.key, voter.secret, question=question.id, prompt=words.prompt)
    return Remark(
        id=secrets.randbits(53),  # random: nothing tells which was written first
        question_id=question.id,
        prompt=words.prompt,
        tag=tag,
        bloc=voter.bloc,
        text=words.text,
    )


def _own_remark(key: bytes, secret: bytes, question_id: int, prompt: str) -> Remark | None:
    tag = remark_tag(key, secret, question=question_id, prompt=prompt)
    return db.session.scalar(select(Remark).where(Remark.question_id == question_id, Remark.tag == tag))
