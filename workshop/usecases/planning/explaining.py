"""Words of the group's own, with what they mean in plain words. Anybody adds one; nobody's name stands with it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import select

from workshop.db import db, write
from workshop.domain import texts
from workshop.domain.desk.facilitators import Deed
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.outcome import WordOutcome
from workshop.domain.phrases import N_
from workshop.domain.stages import WorkshopStage
from workshop.models import OwnWord, Workshop
from workshop.usecases.acts.hiding import may_hide
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act
from workshop.usecases.events import Moved, ring
from workshop.usecases.lookup import require_voter

LONGEST_WORD, LONGEST_MEANING = 40, 160
MOST_WORDS = 40


def explain(code: str, secret: bytes | None, *, word: str, meaning: str) -> None:
    """Keeps a word that somebody explains on their phone. Raises Refused when it is explained already."""
    row = _read(word, meaning)
    with write():
        workshop = require_voter(code, secret).workshop
        if workshop.stage != WorkshopStage.RUNNING:
            raise Refused(Reason.CLOSED, N_("Words can be explained as soon as the session has started."))
        _keep(workshop, row)
        workshop.revision += 1
    ring(code, Moved.VIEW)


def explain_at_desk(code: str, press: Press, *, word: str, meaning: str) -> None:
    """The same from a desk, for what the room said aloud. Logged."""
    row = _read(word, meaning)
    with desk_act(code, press) as workshop:
        _keep(workshop, row)
        note(workshop, Act.WORD_EXPLAINED, press, what=row.word)


def hide_word(code: str, press: Press, word_id: int) -> None:
    """Takes out a word that names a person, or whose meaning does. The log says only that. Raises Refused."""
    with desk_act(code, press) as workshop:
        row = db.session.get(OwnWord, word_id)
        if row is None or row.workshop_id != workshop.id:
            raise Refused(Reason.NOT_FOUND, N_("That word is no longer there."))
        about = f"{row.word}: {row.meaning}"
        if not may_hide(workshop, press, Deed.HIDE_WORD, ("word", row.id), about, before=(row.word,)):
            return
        db.session.delete(row)
        note(workshop, Act.WORD_HIDDEN, press)


def own_words(workshop: Workshop) -> tuple[WordOutcome, ...]:
    """The group's own words, by the alphabet: nothing tells which came first."""
    rows = sorted(_words(workshop), key=lambda row: (row.word.casefold(), row.id))
    return tuple(WordOutcome(id=row.id, word=row.word, meaning=row.meaning) for row in rows)


def _read(word: str, meaning: str) -> OwnWord:
    return OwnWord(
        id=secrets.randbits(53),
        word=texts.required(word, longest=LONGEST_WORD, notice=N_("Write the word first.")),
        meaning=texts.required(meaning, longest=LONGEST_MEANING, notice=N_("Say what the word means.")),
    )


def _keep(workshop: Workshop, row: OwnWord) -> None:
    there = _words(workshop)
    if row.word.casefold() in {other.word.casefold() for other in there}:
        raise Refused(Reason.INVALID, N_("That word is explained already. Say it aloud if it should be said better."))
    if len(there) >= MOST_WORDS:
        raise Refused(Reason.INVALID, N_("The list of words is full."))
    row.workshop_id = workshop.id
    db.session.add(row)


def _words(workshop: Workshop) -> Sequence[OwnWord]:
    return db.session.scalars(select(OwnWord).where(OwnWord.workshop_id == workshop.id)).all()
