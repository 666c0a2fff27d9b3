"""What a session has found so far: page, push and file all start at `outcome_of`, so none shows what the others hide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workshop.domain.desk import journal
from workshop.domain.findings.sentences import ladder_changes
from workshop.domain.groups import GroupKind
from workshop.domain.outcome import LogOutcome, Outcome
from workshop.domain.planning.going import FollowUp
from workshop.domain.stages import WorkshopStage
from workshop.models import Topic, Workshop
from workshop.usecases.acts.log import log_of
from workshop.usecases.framework import ladder_of
from workshop.usecases.lookup import whole_agenda
from workshop.usecases.outcome.brought import brought_outcome
from workshop.usecases.outcome.clocks import keeping_of
from workshop.usecases.outcome.crediting import credits_of, votes_on_ladder
from workshop.usecases.outcome.heads import heads_of
from workshop.usecases.outcome.topics import topics_of
from workshop.usecases.planning.explaining import own_words
from workshop.usecases.planning.following import follow_up_of
from workshop.usecases.planning.last_time import carried_of
from workshop.usecases.planning.plans import actions_of
from workshop.usecases.turnout import Turnout, turnout_of


def outcome_of(workshop: Workshop, *, topics: Iterable[Topic] | None = None, turnout: Turnout | None = None) -> Outcome:
    """Everything that everybody may know of the session; `topics` narrows what is counted, by who has counted it."""
    kept = brought_outcome(workshop) if workshop.stage == WorkshopStage.ENDED else None
    if kept is not None:
        return kept if topics is None else replace(kept, topics=())
    chosen = whole_agenda(workshop) if topics is None else list(topics)
    found = turnout or turnout_of(workshop, [q for topic in chosen for q in topic.questions])
    ladder = ladder_of(workshop)
    heads = heads_of(workshop, found)
    return Outcome(
        code=workshop.code,
        title=workshop.title,
        purpose=workshop.purpose,
        organisation=workshop.organisation,
        invited=workshop.invited,
        can_change=workshop.can_change,
        cannot_change=workshop.cannot_change,
        offered=workshop.offered,
        subject=workshop.subject,
        opened=workshop.opened_at.date(),
        ended=workshop.stage == WorkshopStage.ENDED,
        revision=workshop.final_revision or workshop.revision,
        floor=workshop.floor,
        joined=heads.joined,
        groups=heads.groups,
        ways=heads.ways,
        sides=tuple(GroupKind(one.side) if one.side else None for one in workshop.facilitators),
        ladder=ladder.name if votes_on_ladder(workshop) else "",
        ladder_changes=ladder_changes(ladder) if votes_on_ladder(workshop) else (),
        credits=credits_of(workshop),
        topics=topics_of(workshop, chosen, found),
        actions=actions_of(workshop),
        log=_log(workshop),
        keeping=keeping_of(workshop),
        review=workshop.review_on,
        since=follow_up_of(workshop) if workshop.stage == WorkshopStage.ENDED else FollowUp(),
        last_time=carried_of(workshop),
        words=own_words(workshop),
    )


def _log(workshop: Workshop) -> tuple[LogOutcome, ...]:
    return tuple(
        LogOutcome(at=entry.at, said=journal.said(journal.Act(entry.act), entry.values, by=entry.by))
        for entry in log_of(workshop)
    )
