"""A session in one file (JSON), to move it from a laptop to a server: what it holds, and whether one may be trusted.

Only two states travel. In the lobby nobody has voted, so the file is what was set up. Once a session has ended it is
its outcome: counts, words, plan and log, and no vote, no tag and no key. In between a file would hold votes with the
key that links them, so there is none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import cast

from workshop.domain.errors import Reason, Refused
from workshop.domain.moving.soundness import require_sound
from workshop.domain.moving.unpacking import NotOurs, unpacked
from workshop.domain.outcome import Outcome
from workshop.domain.phrases import N_
from workshop.domain.planning.going import MOST_LINES, Followed, FollowUp, Line

FORMAT = "equal-footing-session"
VERSION = 1  # Grows whenever a file of one version cannot be read as one of another.
LARGEST = 1_000_000  # bytes

NO_FILE = N_("Choose a file that was made with “Take this session to another computer”.")
_TOO_LARGE = N_("That file is too large. A session’s file has at most 1 MB.")
_OTHER_VERSION = N_("That file was made by another version of Equal Footing. Use the same version on both computers.")
_CHANGED = N_("That file was changed since the session was signed off, so we did not take it in.")
_NOT_SOUND = N_("That file is damaged, or is none of ours. We did not take it in.")


@dataclass(frozen=True, kw_only=True)
class SetUp:
    """What a facilitator set up before anybody came; `topics`: their keys, in order. `names`: of the three groups.

    A second facilitator is not in it: their keys open one desk, on one computer, and are made anew on another.
    """

    code: str
    title: str
    purpose: str
    can_change: str
    cannot_change: str
    offered: str
    subject_kind: str
    subject: str
    template: str
    ladder: str
    floor: int
    names: Mapping[str, str]
    topics: tuple[str, ...]
    keep_days: int
    keep_why: str
    paper: bool = False
    organisation: str = ""
    invited: str = ""


def written(content: SetUp | Outcome) -> bytes:
    """The whole file, indented for people who look into it."""
    head: dict[str, object] = {"format": FORMAT, "version": VERSION}
    if isinstance(content, SetUp):
        file = head | {"state": "lobby", "set_up": asdict(content)}
    else:
        found = {"sha256": content.sha256, "outcome": content.plain()}
        file = head | {"state": "final"} | found | {"since": _said_since(content)}
    return (json.dumps(file, ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes) -> SetUp | Outcome:
    """What the file holds. Raises Refused with a sentence for anything that is not wholly ours, or was changed."""
    if len(data) > LARGEST:
        raise Refused(Reason.INVALID, _TOO_LARGE)
    try:
        return _content(_parsed(data))
    except (NotOurs, RecursionError):
        raise Refused(Reason.INVALID, _NOT_SOUND) from None


def _parsed(data: bytes) -> Mapping[str, object]:
    try:
        file = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except ValueError:  # what is no JSON, no UTF-8, has a number of a thousand digits, or says a thing twice
        raise Refused(Reason.INVALID, NO_FILE) from None
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise Refused(Reason.INVALID, NO_FILE)
    if file.get("version") != VERSION:
        raise Refused(Reason.INVALID, _OTHER_VERSION)
    return file


def _content(file: Mapping[str, object]) -> SetUp | Outcome:
    if file.get("state") == "lobby":
        _require_fields(file, "set_up")
        set_up = cast("SetUp", unpacked(SetUp, file["set_up"]))
        require_sound(set_up)
        return set_up
    _require_fields(file, "sha256", "outcome", "since")
    if file["state"] != "final":
        raise NotOurs("it is in no state that travels")
    outcome = cast("Outcome", unpacked(Outcome, file["outcome"]))
    outcome = replace(outcome, since=_since(outcome, file["since"]))
    require_sound(outcome)
    if outcome.sha256 != file["sha256"]:
        raise Refused(Reason.INVALID, _CHANGED)
    return outcome


def _said_since(outcome: Outcome) -> list[list[dict[str, str]]]:
    """What was said of each action after the end: beside the outcome, as it is everywhere."""
    return [
        [asdict(line) | {"on": line.on.isoformat()} for line in outcome.since.of(a.id).lines] for a in outcome.actions
    ]


def _since(outcome: Outcome, said: object) -> FollowUp:
    lines = cast("tuple[tuple[Line, ...], ...]", unpacked(tuple[tuple[Line, ...], ...], said, at="since"))
    if len(lines) != len(outcome.actions) or any(len(of_one) > MOST_LINES for of_one in lines):
        raise NotOurs("it says of other actions how they went")
    pairs = zip(outcome.actions, lines, strict=True)
    return FollowUp(actions=tuple(Followed(action=action.id, lines=of_one) for action, of_one in pairs if of_one))


def _require_fields(file: Mapping[str, object], *more: str) -> None:
    if set(file) != {"format", "version", "state", *more}:
        raise NotOurs("the file has other fields than ours")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field stands there twice")
    return found


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is no number of ours")
