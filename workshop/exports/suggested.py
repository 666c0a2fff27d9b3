"""What people suggested, and what became of it: nothing that was suggested is left out."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.domain.framework import Takes
from workshop.domain.outcome import ProposalOutcome, TopicOutcome
from workshop.domain.phrases import N_
from workshop.domain.proposals import Change
from workshop.domain.stages import ProposalStage
from workshop.exports.blocks import Block, Heading, Points, Text
from workshop.exports.telling import Telling, plain

_DEEDS = {
    Change.ADD: N_("Add: “%(new)s”"),
    Change.REWORD: N_("New words: “%(was)s” → “%(new)s”"),
    Change.REMOVE: N_("Take off: “%(was)s”"),
    Change.SUPPORT: N_("“%(new)s”"),
}
_FATES = {
    ProposalStage.WAITING: N_("not decided"),
    ProposalStage.OPEN: N_("in the vote"),
    ProposalStage.AGREED: N_("agreed"),
    ProposalStage.PARKED: N_("parked: not over half of each group wanted it"),
}


def suggested(telling: Telling, topic: TopicOutcome) -> Iterator[Block]:
    """The ground rules as they were agreed, then every suggestion with what became of it."""
    if topic.takes is Takes.RULES and topic.texts:
        yield Heading(3, telling._("Our ground rules"))
        yield Points(tuple(telling._(text) for text in topic.texts))
    if topic.proposals:
        yield Heading(3, telling._("What was suggested"))
        yield Points(tuple(said_of(telling, proposal) for proposal in topic.proposals))
    if topic.takes is Takes.IDEAS and not topic.proposals:
        yield Text(telling._("No ideas have been shown."), soft=True)


def said_of(telling: Telling, proposal: ProposalOutcome) -> str:
    """One suggestion in one line."""
    if proposal.hidden:
        return telling._("A suggestion was hidden, as it named a person.")
    deed = telling._(_DEEDS[proposal.change], was=telling._(proposal.was), new=plain(proposal.text))
    return f"{deed} – {fate(telling, proposal)}"


def fate(telling: Telling, proposal: ProposalOutcome) -> str:
    """What became of it, in a few words."""
    if proposal.reason:
        return telling._("parked, because: %(reason)s", reason=plain(proposal.reason))
    if proposal.change is Change.SUPPORT and proposal.stage in (ProposalStage.AGREED, ProposalStage.PARKED):
        taken = proposal.stage is ProposalStage.AGREED
        return telling._("in our top 3") if taken else telling._("not in our top 3")
    return telling._(_FATES[proposal.stage])
