"""The groups of people in a session, and the bloc that a vote is counted in."""

from __future__ import annotations

from enum import StrEnum

FLOOR_LOWEST = 3
FLOOR_DEFAULT = 5
FLOOR_HIGHEST = 50


class GroupKind(StrEnum):
    """Which group a person picked; people who use the service always come first."""

    USES = "uses"
    WORKS = "works"
    EITHER = "either"  # both, or rather not say


MAIN_GROUPS = (GroupKind.USES, GroupKind.WORKS)


class Side(StrEnum):
    """Whose votes a figure counts: one main group's, or the whole room's where no group is shown apart."""

    USES = "uses"
    WORKS = "works"
    ROOM = "room"


class Bloc(StrEnum):
    """What a vote row says of its voter: the group and, for the third group, which side may count them."""

    USES = "uses"
    WORKS = "works"
    EITHER = "either"
    EITHER_USES = "either_uses"
    EITHER_WORKS = "either_works"


_SIDED = {GroupKind.USES: Bloc.EITHER_USES, GroupKind.WORKS: Bloc.EITHER_WORKS}


def bloc_of(group: GroupKind, side: GroupKind | None) -> Bloc:
    """The bloc of a person in `group`; `side` matters in the third group only (None: neither side)."""
    if group is not GroupKind.EITHER:
        return Bloc(group.value)
    return _SIDED.get(side, Bloc.EITHER) if side else Bloc.EITHER
