"""Hiding words that name a person: both facilitators agree where there are two, and no log keeps the words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from workshop.db import db, forget_journal
from workshop.domain.desk.facilitators import Deed
from workshop.domain.desk.journal import strike
from workshop.models import LogEntry, Workshop
from workshop.usecases.acts.agreeing import agreed
from workshop.usecases.acts.pressing import Press


def may_hide(
    workshop: Workshop, press: Press, deed: Deed, target: tuple[str, int], words: str, *, before: Sequence[str] = ()
) -> bool:
    """May these words be hidden now? If so, the log loses them too, where an earlier act named what it was about.

    Asked inside a desk act, like `agreed`. `target`: the name and value of what the form sends; `before`: what stood
    there earlier. Whoever asks then takes the words out of their own row: nothing that names a person stays.
    """
    field, number = target
    if not agreed(workshop, press, deed, target=str(number), about=words, fields={field: str(number)}):
        return False
    for entry in db.session.scalars(select(LogEntry).where(LogEntry.workshop_id == workshop.id)):
        for text in (words, *before):
            entry.values = strike(entry.values, text)
    forget_journal()
    return True
