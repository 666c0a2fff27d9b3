"""What a pretend person thinks: how they vote, and what they write. The same seed always thinks the same."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from workshop.domain.groups import MAIN_GROUPS, GroupKind

PEOPLE: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("people.toml").read_text(encoding="utf-8"))
# The answers of frameworks/answers.toml: they have no place in the list that people lean along.
APART = frozenset({"not_sure", "too_mixed", "dont_know", "not_part", "cant_tell", "pass"})

SPREAD = 0.17  # of a group around where it leans: a step and a bit on a ladder of seven
NO_PLACE = 0.07  # how many are not sure, or pass
MOVED = 0.35  # in a second vote, of the way to the middle of the list
WRITES = 0.5  # of those who have words for a question


@dataclass(frozen=True)
class Asked:
    """A question as it stands on a ballot; `choices` in the order of the phone."""

    wording: str
    choices: tuple[str, ...]
    round: int = 1


@dataclass
class Mind:
    """One person. `number` counts in their group, from 0."""

    seed: int
    group: GroupKind
    number: int
    met: dict[str, list[str]] = field(default_factory=dict)
    """What a view was for so far, by its `when`."""

    def choose(self, asked: Asked) -> str:
        """Their choice, whatever else was asked before and whoever votes first."""
        chance = self._chance(asked.wording)
        apart = [choice for choice in asked.choices if choice in APART]
        placed = [choice for choice in asked.choices if choice not in APART]
        leaning = self._leaning(asked)
        if not placed or (apart and chance.random() < NO_PLACE):
            return chance.choice(apart)
        place = chance.gauss(leaning, SPREAD)
        if asked.round > 1:
            place += MOVED * (0.5 - place)
        return placed[round(min(1.0, max(0.0, place)) * (len(placed) - 1))]

    def words(self, asked: Asked) -> str:
        """What they write about a question; "" for nothing. The first of each group always has something to say."""
        texts: Sequence[str] = (self._view(asked) or PEOPLE["other"])[self.group]
        if self.number >= len(texts):
            return ""
        writes = self.number == 0 or self._chance(f"{asked.wording} in words").random() < WRITES
        return texts[self.number] if writes else ""

    def suggestion(self, kind: str) -> str:
        """What they suggest when rules or ideas are asked for; "" for nothing."""
        texts: Sequence[str] = PEOPLE["suggestions"][kind][self.group]
        return texts[self.number] if self.number < len(texts) else ""

    def action(self) -> Mapping[str, str] | None:
        """What they add to the plan."""
        action: Mapping[str, str] = PEOPLE["actions"][self.group]
        return action if self.number == 0 else None

    def leads(self) -> str:
        """The first name by which they lead an action; "" for who leads none."""
        return str(PEOPLE["leads"].get(self.group, "")) if self.number == 0 else ""

    def _leaning(self, asked: Asked) -> float:
        view = self._view(asked)
        if view:
            return float(view["leaning"][self.group])
        # Nobody wrote a view on it: the groups stand somewhere, and not in the same place.
        of_all = Random(f"{self.seed}/{asked.wording}")  # noqa: S311  pretend votes are no secret
        middle, apart = of_all.uniform(0.2, 0.8), of_all.uniform(-0.2, 0.2)
        return middle + (apart if self.group is MAIN_GROUPS[0] else -apart)

    def _view(self, asked: Asked) -> Mapping[str, Any] | None:
        when = next((view["when"] for view in PEOPLE["views"] if view["when"] in asked.choices), None)
        if when is None:
            return None
        views = [view for view in PEOPLE["views"] if view["when"] == when]
        met = self.met.setdefault(when, [])
        if asked.wording not in met:
            met.append(asked.wording)
        found: Mapping[str, Any] = views[min(met.index(asked.wording), len(views) - 1)]
        return found

    def _chance(self, about: str) -> Random:
        return Random(f"{self.seed}/{self.group}/{self.number}/{about}")  # noqa: S311  as above
