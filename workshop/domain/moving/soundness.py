"""Does what a file holds keep our own rules? Whoever made it, no page may break on it, or show more than may be seen."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta

from workshop.domain import codes, texts
from workshop.domain.credits import Credit
from workshop.domain.desk.keeping import Keeping, last_act_of, require_span
from workshop.domain.errors import Refused
from workshop.domain.findings.figures import kept_apart
from workshop.domain.framework import Choice
from workshop.domain.groups import FLOOR_HIGHEST, FLOOR_LOWEST, GroupKind
from workshop.domain.moving.unpacking import NotOurs
from workshop.domain.outcome import Outcome, QuestionOutcome, RoundOutcome
from workshop.domain.phrases import Phrase
from workshop.domain.planning.plan import MOST_ACTIONS, YEARS_AHEAD
from workshop.domain.stages import LAST_ROUND
from workshop.domain.tally import Spread, tally
from workshop.domain.visibility import WHOLE_ROOM_FLOOR, Counts, Sight, Why

_LONGEST = 4000  # letters of one text
_MOST = 100_000  # votes, people, and whatever else is counted
_FIRST_YEAR, _LAST_YEAR = 2020, 2200
_LAST_REVISION = 2**31 - 1  # as large as a number may be in a calendar, which has it as SEQUENCE
_GAP = re.compile(r"%\((\w+)\)s|%%")
_KEY = re.compile(r"[A-Za-z0-9_]{1,80}")


def require_sound(value: object) -> None:
    """Raises NotOurs for what we would never have written."""
    for one in _all(value):
        _require_text(one) if isinstance(one, str) else _require_known(one)
    if isinstance(value, Outcome):
        _require_outcome(value)


def _all(value: object) -> Iterator[object]:
    """The value and everything in it."""
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _all(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from (*_all(key), *_all(one))
    elif isinstance(value, tuple):
        for one in value:
            yield from _all(one)


def _require_text(text: str) -> None:
    """No control characters, no hidden marks, and no text without an end."""
    try:
        kept = texts.clean(text, longest=_LONGEST, lines=True)
    except Refused:
        raise NotOurs("a text is too long") from None
    if kept != text.strip() and texts.clean(text, longest=sys.maxsize) != text.strip():
        raise NotOurs("a text holds what no form takes")


def _require_known(one: object) -> None:
    if isinstance(one, Phrase):
        _require_phrase(one)
    elif isinstance(one, Credit) and one.url and not one.url.startswith("https://"):
        raise NotOurs("a credit leads to no website")
    elif isinstance(one, date) and not _FIRST_YEAR <= one.year <= _LAST_YEAR:
        # Every clock counts on from such a day: one that no calendar can count on from would stop them all.
        raise NotOurs("a day is none that anybody meets")
    elif isinstance(one, Spread) and any(not 0 <= count <= _MOST for count in (*one.counts, *one.aside)):
        raise NotOurs("a count is none")


def _require_phrase(phrase: Phrase) -> None:
    """Its gaps are plain ones, and each has something to go into it."""
    if "%" in _GAP.sub("", phrase.text):
        raise NotOurs("a sentence has a gap that is none of ours")
    if not {name for name in _GAP.findall(phrase.text) if name} <= phrase.values.keys():
        raise NotOurs("a sentence has a gap and nothing to fill it")


def _require_outcome(outcome: Outcome) -> None:
    if not outcome.ended or codes.tidy(outcome.code) != outcome.code:
        raise NotOurs("only a session that has ended, with its code, is a whole one")
    if not FLOOR_LOWEST <= outcome.floor <= FLOOR_HIGHEST or not 0 <= outcome.joined <= _MOST:
        raise NotOurs("its numbers are out of range")
    if not 0 <= outcome.revision <= _LAST_REVISION:
        raise NotOurs("its revision is no number for a calendar")
    if len(outcome.actions) > MOST_ACTIONS:
        raise NotOurs("no room could have made so long a plan")
    _require_clocks(outcome.keeping)
    _require_looks(outcome)
    if [group.kind for group in outcome.groups] != list(GroupKind):
        raise NotOurs("it has not the three groups")
    questions = outcome.questions()
    if len({question.key for question in questions}) != len(questions):
        raise NotOurs("two questions have one key")
    for question in questions:
        _require_question(question, outcome.floor)


def _require_clocks(keeping: Keeping) -> None:
    """The span is one that could be chosen, and the record never goes first."""
    try:
        require_span(keeping.days, keeping.why)
    except Refused:
        raise NotOurs("it is kept for no time that could be chosen") from None
    if keeping.record_until < keeping.words_until:
        raise NotOurs("its last days are none")


def _require_looks(outcome: Outcome) -> None:
    """The plan is looked at again no later than anybody could choose: for so long the record is kept."""
    latest = last_act_of(outcome.keeping) + timedelta(days=366 * YEARS_AHEAD)
    looks = (outcome.review, *(action.check_on for action in outcome.actions))
    if any(day is not None and day > latest for day in looks):
        raise NotOurs("the plan is looked at again later than could be chosen")


def _require_question(question: QuestionOutcome, floor: int) -> None:
    places = [choice.place for choice in question.choices if choice.place is not None]
    keys = [question.key, *(choice.key for choice in question.choices)]
    if sorted(places) != list(range(1, len(places) + 1)) or len(set(keys[1:])) != len(keys[1:]):
        raise NotOurs("the choices are not in places of their own")
    if not all(map(_KEY.fullmatch, keys)):
        raise NotOurs("a key is none")
    if [round_.number for round_ in question.rounds] != list(range(1, len(question.rounds) + 1))[:LAST_ROUND]:
        raise NotOurs("there are other rounds than a first and a second")
    for round_ in question.rounds:
        _require_round(question, round_, floor)


def _require_round(question: QuestionOutcome, round_: RoundOutcome, floor: int) -> None:
    """What it says follows from its counts, and its counts are what may be seen."""
    shown = [one for one in (round_.tally.uses, round_.tally.works, round_.tally.room) if one is not None]
    if any((len(one.counts), len(one.aside)) != _shape(question.choices) for one in shown):
        raise NotOurs("there are not as many counts as choices")
    sight = _sight(question, round_)
    if tally(sight, kind=question.kind, choices=question.choices) != round_.tally:
        raise NotOurs("what a result says does not follow from its counts")
    small = min((sum(counts.values()) for counts in sight.apart), default=floor) if sight.apart else floor
    room = sum(sight.whole.values()) if sight.whole is not None else WHOLE_ROOM_FLOOR
    if small < floor or room < WHOLE_ROOM_FLOOR or (sight.apart is None) == (round_.why is Why.APART):
        raise NotOurs("a group is shown that is too small")


def _sight(question: QuestionOutcome, round_: RoundOutcome) -> Sight:
    found = round_.tally
    apart = [_counts(one, question.choices) for one in (found.uses, found.works) if one is not None]
    return Sight(
        why=round_.why,
        apart=(apart[0], apart[1]) if len(apart) > 1 else None,
        whole=None if found.room is None else _counts(found.room, question.choices),
        left_out=round_.left_out,
    )


def _shape(choices: Sequence[Choice]) -> tuple[int, int]:
    apart = len(kept_apart(choices))
    return len(choices) - apart, apart


def _counts(spread: Spread, choices: Sequence[Choice]) -> Counts:
    placed = sorted((choice for choice in choices if choice.place is not None), key=lambda c: c.place or 0)
    keys = [choice.key for choice in (*placed, *kept_apart(choices))]
    return dict(zip(keys, (*spread.counts, *spread.aside), strict=True))
