"""Two whole sessions, and what their files say: kept in golden/, so that a change in any of them is seen.

To renew them after a change that is meant: `PYTHONPATH=. python tests/exports/goldens.py`, then read the diff.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

from outcomes import a_round, a_session, remark
from reading import text_of

from workshop.domain.framework import QuestionPlan
from workshop.domain.groups import Bloc, GroupKind
from workshop.domain.outcome import GroupOutcome, Outcome, QuestionOutcome
from workshop.domain.planning.actions import ActionOutcome

GOLDEN = Path(__file__).parent / "golden"
KINDS = ("pdf", "plain.pdf", "svg")
KEPT = (*((session, kind) for session in ("six", "sixty") for kind in KINDS), ("six", "csv"))
_SENTENCE = re.compile(r"(?<=[.!?।]) (?=\S)")

_BENGALI = "আমাদের মতামত শোনা হয় না। শুক্রবারে শ্রীমতী আমিনা রান্নাঘরের কথা বলেছেন।"
_WELSH = "Dw i'n meddwl bod y tŷ ŵyl yn dda, ond does neb yn gwrando."
_SOMALI = "Waan rabnaa in nala maqlo; warqadda lama fahmi karo."
_HOSTILE = ('=HYPERLINK("http://evil.example")', "<script>alert(1)</script> {{ 7*7 }} #strong[x]", "👍🏽 \u202egnirts")


def small() -> Outcome:
    """Six people: too few to show either group on its own."""
    outcome = a_session(template="short")
    topics = tuple(replace(t, questions=tuple(_voted(q, 3, 3) for q in t.questions)) for t in outcome.topics)
    groups = tuple(replace(group, here=None, few=True) for group in outcome.groups)
    return replace(outcome, topics=topics, groups=groups, joined=6, title="Tea club", subject="Tuesdays")


def large() -> Outcome:
    """Sixty people who write in four languages, and some who try to break the file."""
    outcome = a_session(template="short")
    topics = tuple(replace(t, questions=tuple(_voted(q, 24, 33) for q in t.questions)) for t in outcome.topics)
    names = ("যারা সেবা ব্যবহার করেন", "Staff a gwirfoddolwyr", "Labadaba, ama ma dhihi karo")
    heads = (24, 33, None)
    groups = tuple(
        GroupOutcome(kind=kind, name=name, here=here, few=here is None)
        for kind, name, here in zip(GroupKind, names, heads, strict=True)
    )
    words = (_BENGALI, _WELSH, _SOMALI, *_HOSTILE)
    actions = tuple(ActionOutcome(id=at, what=text, lead_uses=text) for at, text in enumerate(words, 1))
    told = replace(outcome, title=f"Riverside: {_HOSTILE[1]}", groups=groups, actions=actions, joined=60)
    return replace(told, topics=tuple(replace(t, questions=tuple(map(_written, t.questions))) for t in topics))


SESSIONS = {"six": small, "sixty": large}


def kept() -> Iterator[tuple[Path, str]]:
    """Each golden file with what it should hold now."""
    for session, kind in KEPT:
        yield GOLDEN / f"{session}.{kind}.txt", readable(text_of(kind, SESSIONS[session]()))


def readable(text: str) -> str:
    """A sentence on a line; no fingerprint, which moves whenever anything does."""
    stamped = re.sub(r"\b[0-9a-f]{64}\b", "SHA-256", text)
    return _SENTENCE.sub("\n", re.sub(r"\b[0-9a-f]{12}\b", "SHA", stamped)) + "\n"


def _voted(question: QuestionOutcome, uses: int, works: int) -> QuestionOutcome:
    """The same question voted on by so many people; their votes lie along the choices in a steady way."""
    keys = [choice.key for choice in question.choices]
    votes = {
        Bloc.USES: Counter(keys[(at * at) % len(keys)] for at in range(uses)),
        Bloc.WORKS: Counter(keys[-1 - (at * at * at) % len(keys)] for at in range(works)),
    }
    names = [field.name for field in fields(QuestionPlan) if hasattr(question, field.name)]
    plan = QuestionPlan(**{name: getattr(question, name) for name in names})
    rounds = tuple(a_round(plan, votes, number=r.number, joined=uses + works) for r in question.rounds)
    return replace(question, rounds=rounds, remarks=())


def _written(question: QuestionOutcome) -> QuestionOutcome:
    if question.key != "ladder_now":
        return question
    sides = (GroupKind.USES, GroupKind.WORKS, None)
    words = (_BENGALI, _WELSH, _SOMALI, *_HOSTILE)
    return replace(question, remarks=tuple(remark(text, sides[at % 3]) for at, text in enumerate(words)))


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for path, text in kept():
        path.write_text(text)
        sys.stdout.write(f"{path.name}\n")
