"""A copy of the outcome that may leave the room: small counts suppressed, the others rounded, nobody's own words.

Who was in the room knows who was there; a stranger with a table and a little knowledge must not work out how anybody
voted. The rule is that of Hospital Episode Statistics and OpenSAFELY: counts from 1 to 7 are suppressed, others rounded
to the nearest 5. It is built from nothing and takes only what is named here: what an outcome comes to hold later is left
out until somebody decides that it may leave the room. In particular left out: the code, which opens the whole outcome;
its fingerprint; what people wrote, the plan, the log; how many voted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from workshop.domain.credits import Credit
from workshop.domain.errors import Reason, Refused
from workshop.domain.findings.sentences import Meaning, meaning
from workshop.domain.framework import Choice, QuestionKind
from workshop.domain.groups import GroupKind
from workshop.domain.outcome import Outcome, QuestionOutcome, RoundOutcome, TopicOutcome
from workshop.domain.phrases import N_
from workshop.domain.record.signing import ASKS, sign_off
from workshop.domain.record.suppression import Cells, Figure, leave_room, rounded, suppressed
from workshop.domain.stages import Stage
from workshop.domain.tally import Spread
from workshop.domain.visibility import Why


@dataclass(frozen=True, kw_only=True)
class PublishedSpread:
    """The votes of one group (`who`; None for the whole room).

    `figures`: votes for each choice, placed ones lowest first, then those kept apart; None is suppressed. `size`: how
    many voted, and `middle`, each only where no count is suppressed.
    """

    who: GroupKind | None
    figures: Cells
    size: Figure
    middle: float | None


@dataclass(frozen=True, kw_only=True)
class PublishedRound:
    """One vote. Without `spreads` too few voted to say anything outside the room."""

    number: int
    spreads: tuple[PublishedSpread, ...]
    gap: float | None = None
    says: Meaning | None = None


@dataclass(frozen=True, kw_only=True)
class PublishedQuestion:
    """A question and its rounds. `wording` is "" where the group found the words itself; in a form it names an item."""

    kind: QuestionKind
    wording: str
    line: str
    is_item: bool
    choices: tuple[Choice, ...]
    rounds: tuple[PublishedRound, ...]


@dataclass(frozen=True, kw_only=True)
class PublishedTopic:
    """A topic that was voted on."""

    number: int
    title: str
    questions: tuple[PublishedQuestion, ...]


@dataclass(frozen=True, kw_only=True)
class Publication:
    """All that may leave the room. `joined` and the groups' sizes are rounded; None is suppressed."""

    title: str
    subject: str
    opened: date
    joined: Figure
    groups: tuple[tuple[GroupKind, str, Figure], ...]
    ladder: str
    credits: tuple[Credit, ...]
    topics: tuple[PublishedTopic, ...]
    actions: int
    agreed: bool | None
    """Do over half of each side say that it is a fair record? None where nobody can say. The vote itself is left out."""

    @property
    def names(self) -> dict[GroupKind, str]:
        """What the session calls its groups."""
        return {kind: name for kind, name, _ in self.groups}

    def plain(self) -> dict[str, object]:
        """All of it as JSON knows it; what is said in words is left to the files for people."""
        kept = asdict(replace(self, topics=tuple(_without_words(topic) for topic in self.topics)))
        return {**kept, "opened": self.opened.isoformat()}

    @property
    def sha256(self) -> str:
        """Names exactly this copy, and says nothing of the outcome that it was made from."""
        canonical = json.dumps(self.plain(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


def require_ended(outcome: Outcome) -> None:
    """Raises Refused while the session goes on: what two copies tell apart is what came between."""
    if not outcome.ended:
        raise Refused(
            Reason.CLOSED,
            N_("A publication copy can be made when the session has ended: two of them would tell what came between."),
        )


def publication_of(outcome: Outcome, ours: Collection[str]) -> Publication:
    """The copy. `ours`: the texts that we ship; a wording that is not among them is somebody's own, and is left out.

    Raises Refused before the end.
    """
    require_ended(outcome)
    signed = sign_off(outcome)
    return Publication(
        title=outcome.title,
        subject=outcome.subject,
        opened=outcome.opened,
        joined=rounded(outcome.joined),
        groups=_groups(outcome),
        ladder=outcome.ladder,
        credits=outcome.credits,
        topics=tuple(topic for one in outcome.topics if (topic := _topic(outcome, one, ours)).questions),
        actions=len(outcome.agreed),
        agreed=signed.agreed,
    )


def _groups(outcome: Outcome) -> tuple[tuple[GroupKind, str, Figure], ...]:
    """Sizes only if none is small: the total less the others would be the small one."""
    sizes = [group.here for group in outcome.groups]
    safe = all(size is not None and (size == 0 or rounded(size) is not None) for size in sizes)
    return tuple((g.kind, g.name, rounded(g.here) if safe and g.here is not None else None) for g in outcome.groups)


def _topic(outcome: Outcome, topic: TopicOutcome, ours: Collection[str]) -> PublishedTopic:
    # That over half said yes ties the counts of the vote on the record to each other: the one is told, or the others.
    asked = [question for question in topic.questions if question.key != ASKS]
    shown = [question for question in asked if any(_is_final(question, r) for r in question.rounds)]
    return PublishedTopic(
        number=topic.number,
        title=_ours(topic.title, ours),
        questions=tuple(_question(outcome, question, ours) for question in shown),
    )


def _question(outcome: Outcome, question: QuestionOutcome, ours: Collection[str]) -> PublishedQuestion:
    choices = tuple(_choice(choice, ours) for choice in question.choices)
    return PublishedQuestion(
        kind=question.kind,
        wording=_ours(question.wording, ours),
        line=_ours(question.line, ours),
        is_item=bool(question.item),
        choices=choices,
        rounds=tuple(_round(outcome, r, choices) for r in question.rounds if _is_final(question, r)),
    )


def _is_final(question: QuestionOutcome, round_: RoundOutcome) -> bool:
    """Was it shown, so that it will not move any more? Two copies that differ by a few votes would tell of these."""
    return round_.why is not Why.HIDDEN and (question.stage is Stage.SHOWN or round_ is not question.rounds[-1])


def _ours(text: str, ours: Collection[str]) -> str:
    return text if text in ours else ""


def _choice(choice: Choice, ours: Collection[str]) -> Choice:
    """A rung that the group named itself goes by the field's term, or by its number."""
    name = next((text for text in (choice.name, choice.term) if text in ours), str(choice.printed or ""))
    return replace(choice, name=name, term=_ours(choice.term, ours), line="")


def _round(outcome: Outcome, round_: RoundOutcome, choices: tuple[Choice, ...]) -> PublishedRound:
    """Both groups, or else the whole room: from all three the small counts of one could be worked out."""
    tally = round_.tally
    if tally.uses is not None and tally.works is not None:
        shown: list[tuple[GroupKind | None, Spread]] = [(GroupKind.USES, tally.uses), (GroupKind.WORKS, tally.works)]
    else:
        shown = [(None, tally.room)] if tally.room is not None else []
    spreads = [_spread(who, spread) for who, spread in shown]
    published = [spread for spread in spreads if spread is not None]
    if len(published) < len(spreads) or not _leave_room(outcome, published):
        published = []
    return _with_words(outcome, PublishedRound(number=round_.number, spreads=tuple(published)), round_, choices)


def _spread(who: GroupKind | None, spread: Spread) -> PublishedSpread | None:
    figures = suppressed((*spread.counts, *spread.aside))
    if figures is None:
        return None
    if None in figures:
        return PublishedSpread(who=who, figures=figures, size=None, middle=None)
    return PublishedSpread(who=who, figures=figures, size=rounded(spread.size), middle=spread.middle)


def _leave_room(outcome: Outcome, spreads: Sequence[PublishedSpread]) -> bool:
    """Is no suppressed count forced by how many people there were, in all or in a group?"""
    if not any(None in spread.figures for spread in spreads):
        return True
    here = {group.kind: group.here for group in outcome.groups}
    sizes = ((spread.figures, here[spread.who]) for spread in spreads if spread.who)
    of_groups = all(leave_room([figures], size) for figures, size in sizes if size is not None)
    return of_groups and leave_room([spread.figures for spread in spreads], outcome.joined)


def _with_words(
    outcome: Outcome, published: PublishedRound, round_: RoundOutcome, choices: tuple[Choice, ...]
) -> PublishedRound:
    """What the vote says, where nothing of it is suppressed: a sentence about small counts would tell of these."""
    if not published.spreads or any(None in spread.figures for spread in published.spreads):
        return published
    names = {group.kind: group.name for group in outcome.groups}
    says = meaning(round_.tally, round_.why, choices=choices, names=names)
    return replace(published, gap=round_.tally.gap, says=replace(says, why=None))


def _without_words(topic: PublishedTopic) -> PublishedTopic:
    def mute(question: PublishedQuestion) -> PublishedQuestion:
        return replace(question, rounds=tuple(replace(round_, says=None) for round_ in question.rounds))

    return replace(topic, questions=tuple(mute(question) for question in topic.questions))
