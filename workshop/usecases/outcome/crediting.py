"""Whom a session thanks. A ladder's credit is its makers' condition of use: it stands wherever that ladder is shown."""

from __future__ import annotations

from workshop.domain.credits import Credit
from workshop.domain.framework import TopicKind
from workshop.frameworks import load_about, load_ladder
from workshop.models import Workshop


def credits_of(workshop: Workshop) -> tuple[Credit, ...]:
    """The makers of the session's own ladder, if it votes on one, then those of the forms that it asks."""
    forms = {topic.form for topic in workshop.topics}
    thanked = tuple(credit for credit in load_about().credits if credit.key in forms)
    return (load_ladder(workshop.ladder).thanks, *thanked) if votes_on_ladder(workshop) else thanked


def votes_on_ladder(workshop: Workshop) -> bool:
    """Does any topic of the session put the ladder to the vote?"""
    return any(topic.kind == TopicKind.LADDER for topic in workshop.topics)
