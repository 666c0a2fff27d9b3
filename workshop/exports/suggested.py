"""What people suggested, and what became of it: nothing that was suggested is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workshop.domain.framework import Takes
from workshop.domain.outcome import ProposalOutcome, TopicOutcome
from workshop.domain.phrases import N_
from workshop.domain.planning.proposals import Change
from workshop.domain.stages import ProposalStage
from workshop.exports.blocks import Block, Heading, Points, Text
from workshop.exports.telling import Telling, plain

_SUGGESTED, _CHANGED = N_("What was suggested"), N_("What we changed in this record")
_DEEDS = {
    Change.ADD: N_("Add: “%(new)s”"),
    Change.REWORD: N_("New words: “%(was)s” → “%(new)s”"),
    Change.REMOVE: N_("Take off: “%(was)s”"),
    Change.SUPPORT: N_("“%(new)s”"),
    Change.CORRECT: N_("About “%(was)s”: “%(new)s”"),
}
_FATES = {
    ProposalStage.WAITING: N_("not decided"),
    ProposalStage.OPEN: N_("in the vote"),
    ProposalStage.AGREED: N_("agreed"),
    ProposalStage.NOTED: N_("kept as a note beside the record"),
    ProposalStage.PARKED: N_("parked: not over half of the room, or of one group, wanted it"),
}


def suggested(telling: Telling, topic: TopicOutcome) -> Iterator[Block]:
    """The ground rules as they were agreed, then every suggestion with what became of it."""
    if topic.takes is Takes.RULES and topic.texts:
        yield Heading(3, telling._("Our ground rules"))
        yield Points(tuple(telling._(text) for text in topic.texts))
    if topic.proposals:
        yield Heading(3, telling._(_CHANGED if topic.takes is Takes.CHANGES else _SUGGESTED))
        yield Points(tuple(said_of(telling, proposal) for proposal in topic.proposals))
    if topic.takes is Takes.IDEAS and not topic.proposals:
        yield Text(telling._("No ideas have been shown."), soft=True)


def said_of(telling: Telling, proposal: ProposalOutcome) -> str:
    """One suggestion in one line."""
    if proposal.hidden:
        return telling._("A suggestion was hidden, as it named a person.")
    was = telling._(proposal.was) or telling._("All of it")
    deed = telling._(_DEEDS[proposal.change], was=was, new=plain(proposal.text))
    return f"{deed} – {fate(telling, proposal)}"


def fate(telling: Telling, proposal: ProposalOutcome) -> str:
    """What became of it, in a few words."""
    if proposal.change is Change.CORRECT:
        return _answer(telling, proposal)
    if proposal.reason:
        return telling._("parked, because: %(reason)s", reason=plain(proposal.reason))
    if proposal.change is Change.SUPPORT and proposal.stage in (ProposalStage.AGREED, ProposalStage.PARKED):
        taken = proposal.stage is ProposalStage.AGREED
        return telling._("in our top 3") if taken else telling._("not in our top 3")
    return telling._(_FATES[proposal.stage])


def put_beside(telling: Telling, changes: Iterable[ProposalOutcome]) -> Iterator[Block]:
    """What the group decided to put beside a passage of the record; it changes no vote."""
    lines = tuple(
        telling._("We agreed to put this right: “%(words)s”", words=plain(change.text))
        if change.stage is ProposalStage.AGREED
        else telling._("A note beside it: “%(words)s”", words=plain(change.text))
        for change in changes
    )
    if lines:
        yield Points(lines)


def _answer(telling: Telling, change: ProposalOutcome) -> str:
    """What the group did with a change to its record."""
    if change.reason:
        return telling._("left out, because: %(reason)s", reason=plain(change.reason))
    if change.stage is ProposalStage.AGREED:
        return telling._("put in, in these words")
    if change.stage is ProposalStage.PARKED:
        return telling._("left out: not over half of the room, or of one group, wanted it")
    return telling._(_FATES[change.stage])
