"""How many people were here, as far as that may be said: counted from rows, or as it was kept when these went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop.domain.groups import GroupKind
from workshop.domain.hands import Way, worth_saying
from workshop.domain.outcome import GroupOutcome, WayOutcome
from workshop.domain.visibility import headcount
from workshop.models import Workshop
from workshop.usecases.turnout import Turnout


@dataclass(frozen=True)
class Heads:
    """Everybody who joined and has not left, each group, and the ways in which they took part."""

    joined: int
    groups: tuple[GroupOutcome, ...]
    ways: tuple[WayOutcome, ...]


def heads_of(workshop: Workshop, turnout: Turnout) -> Heads:
    """As they were kept, or else by `turnout`, while there still is what to count."""
    names = {GroupKind(group.kind): group.name for group in workshop.groups}
    if workshop.heads is not None:
        return _unpacked(workshop.heads, names)
    here, people = headcount(turnout.by_group, workshop.floor), turnout.by_way
    return Heads(
        turnout.here,
        tuple(GroupOutcome(kind=k, name=names[k], here=here.exact[k], few=here.few[k]) for k in GroupKind),
        tuple(WayOutcome(way=way, people=people[way]) for way in worth_saying(people)),
    )


def packed(heads: Heads) -> dict[str, object]:
    """These as they are kept when the rows go that they are counted from."""
    return {
        "joined": heads.joined,
        "groups": {group.kind.value: {"here": group.here, "few": group.few} for group in heads.groups},
        "ways": {one.way.value: one.people for one in heads.ways},
    }


def _unpacked(kept: dict[str, Any], names: dict[GroupKind, str]) -> Heads:
    return Heads(
        kept["joined"],
        tuple(GroupOutcome(kind=k, name=names[k], **kept["groups"][k]) for k in GroupKind),
        tuple(WayOutcome(way=Way(way), people=people) for way, people in kept["ways"].items()),
    )
