"""An action of the plan as everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.planning.plan import ActionWords
from workshop.domain.stages import ProposalStage


@dataclass(frozen=True, kw_only=True)
class EarlierOutcome:
    """What a field of an action said before somebody put it in other words."""

    field: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ActionOutcome(ActionWords):
    """Something the group will do, in people's own words; each is "" where nothing was said.

    `source`: which result it comes from, "question:" and the question's key or "idea:" and the suggestion's id;
    `source_text`: its words. `lead_uses`, `lead_works`: who leads, one from each side. `check_on`: when we look how
    it went. `stage`: a draft ("waiting", or "open" while it is voted on), agreed by the group, or parked, with a
    `reason` where it was not by vote. `hidden`: it named a person, so it says nothing here.
    """

    id: int
    source_text: str = ""
    stage: ProposalStage = ProposalStage.WAITING
    reason: str = ""
    hidden: bool = False
    earlier: tuple[EarlierOutcome, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Has the group not decided on it yet?"""
        return self.stage in (ProposalStage.WAITING, ProposalStage.OPEN)
