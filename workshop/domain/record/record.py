"""The record in plain words: what everybody reads in the last topic before they say whether it is fair.

Made from an `Outcome` and nothing else, so it can say nothing that may not be seen. It is worked out and never
edited: what the group agreed to change stands beside the passage that it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workshop.domain.findings.ranking import Line, lists_of
from workshop.domain.findings.sentences import meaning
from workshop.domain.framework import Takes, TopicKind
from workshop.domain.outcome import Outcome, ProposalOutcome, QuestionOutcome, TopicOutcome
from workshop.domain.phrases import N_, Phrase
from workshop.domain.planning.actions import ActionOutcome
from workshop.domain.planning.plan import leads
from workshop.domain.planning.proposals import Change
from workshop.domain.record.signing import sign_off
from workshop.domain.stages import ProposalStage

STANDS = (ProposalStage.AGREED, ProposalStage.NOTED)  # what the group decided to put beside the record
_FEW = 3  # lines of each short list of a form


@dataclass(frozen=True)
class Sentence:
    """One line of the record. `lead`: what it is about, "" where it speaks for itself; `listed`: many things."""

    lead: str
    says: tuple[Phrase, ...]
    listed: bool = False


@dataclass(frozen=True)
class Passage:
    """One topic as it stands on record: with no sentences where nothing was shown. `beside`: what was put beside."""

    key: str
    title: str
    skipped: bool
    sentences: tuple[Sentence, ...]
    beside: tuple[ProposalOutcome, ...]


@dataclass(frozen=True)
class Record:
    """The whole record; `signed`: what the room said of it, if that may be seen yet."""

    passages: tuple[Passage, ...]
    beside: tuple[ProposalOutcome, ...]
    signed: Phrase | None

    @property
    def in_short(self) -> tuple[Sentence, ...]:
        """The first line of each passage."""
        return tuple(passage.sentences[0] for passage in self.passages if passage.sentences)


def record_of(outcome: Outcome) -> Record:
    """The record as it stands, passage by passage in the order of the session."""
    topics = [topic for topic in outcome.topics if topic.kind is not TopicKind.RECORD]
    return Record(
        passages=tuple(_passage(outcome, topic) for topic in topics),
        beside=beside(outcome, ""),
        signed=sign_off(outcome).said,
    )


def beside(outcome: Outcome, key: str) -> tuple[ProposalOutcome, ...]:
    """What the group put beside the topic of that key; with "" beside the record as a whole."""
    return tuple(change for change in changes(outcome) if change.target == key and change.stage in STANDS)


def changes(outcome: Outcome) -> tuple[ProposalOutcome, ...]:
    """Everything that was suggested to change in the record, but what had to be hidden."""
    suggested = (proposal for topic in outcome.topics if topic.takes is Takes.CHANGES for proposal in topic.proposals)
    return tuple(proposal for proposal in suggested if not proposal.hidden)


def _passage(outcome: Outcome, topic: TopicOutcome) -> Passage:
    sentences = (
        *_about(outcome, topic),
        *_carried(outcome, topic),
        *_found(outcome, topic),
        *_suggested(topic),
        *_planned(outcome, topic),
    )
    return Passage(topic.key, topic.title, topic.skipped, sentences, beside(outcome, topic.key))


def _about(outcome: Outcome, topic: TopicOutcome) -> Iterator[Sentence]:
    if topic.kind is not TopicKind.WELCOME:
        return
    if outcome.subject:
        yield Sentence(N_("What we looked at"), (Phrase(N_("“%(words)s”"), {"words": outcome.subject}),))
    yield Sentence(N_("Why we were here"), (Phrase(N_("“%(words)s”"), {"words": outcome.purpose}),))
    yield Sentence(N_("Who was here"), (Phrase(N_("People who joined: %(joined)s."), {"joined": outcome.joined}),))
    if topic.texts:
        yield Sentence(N_("Our ground rules"), tuple(Phrase(text) for text in topic.texts), listed=True)


def _carried(outcome: Outcome, topic: TopicOutcome) -> Iterator[Sentence]:
    """What the session before had planned, and what came of it."""
    if topic.kind is TopicKind.LAST:
        for action in outcome.last_time:
            yield Sentence(action.what, (action.said,))


def _found(outcome: Outcome, topic: TopicOutcome) -> Iterator[Sentence]:
    if topic.kind is TopicKind.WELCOME:  # its vote is for practice
        return
    if topic.kind is TopicKind.FORM:
        yield from _lists(topic)
    for question in topic.questions:
        if not question.item and question.last_shown is not None:
            yield _finding(outcome, question)


def _finding(outcome: Outcome, question: QuestionOutcome) -> Sentence:
    round_ = question.last_shown
    if round_ is None:
        return Sentence(question.wording, ())
    names = {group.kind: group.name for group in outcome.groups}
    first, *later = (
        meaning(each.tally, each.why, choices=question.choices, names=names).sentences()
        for each in question.rounds
        if each.tally.shown
    )
    if not later:
        return Sentence(question.wording, first)
    # The first vote stays on record: agreement that came by talking is not the same as there all along.
    headline, *rest = later[-1]
    before = Phrase(N_("In the first vote: %(said)s"), {"said": first[0]})
    after = Phrase(N_("In the second vote: %(said)s"), {"said": headline})
    return Sentence(question.wording, (before, after, *rest))


def _lists(topic: TopicOutcome) -> Iterator[Sentence]:
    lists = lists_of(topic)
    yield from _list(N_("Where we see it most differently"), lists.differ)
    yield from _list(N_("Staff say we did it, and some who use the service did not know"), lists.unaware)
    yield from _list(N_("What we want to change, most wanted first"), lists.change)
    yield from _list(N_("What we want to try, most wanted first"), lists.begin)


def _list(title: str, lines: tuple[Line, ...]) -> Iterator[Sentence]:
    if lines:
        yield Sentence(title, tuple(_quoted(line.name) for line in lines[:_FEW]), listed=True)


def _suggested(topic: TopicOutcome) -> Iterator[Sentence]:
    if topic.chosen:
        yield Sentence(N_("What would help us most"), tuple(_quoted(idea.text) for idea in topic.chosen), listed=True)
    parked = [p for p in topic.proposals if p.stage is ProposalStage.PARKED and not p.hidden]
    ideas = [p for p in parked if p.change is Change.SUPPORT]
    others = [p for p in parked if p.change is not Change.SUPPORT]
    yield from _kept(N_("Ideas that stay on record, not in our top 3"), ideas)
    yield from _kept(N_("Parked, and kept on record"), others)


def _kept(title: str, proposals: Iterable[ProposalOutcome]) -> Iterator[Sentence]:
    texts = tuple(_quoted(proposal.text or proposal.was) for proposal in proposals)
    if texts:
        yield Sentence(title, texts, listed=True)


def _planned(outcome: Outcome, topic: TopicOutcome) -> Iterator[Sentence]:
    if topic.kind is not TopicKind.PLAN:
        return
    told = (*outcome.agreed, *outcome.drafts)  # numbered as on the plan itself
    for number, action in enumerate(told, 1):
        yield Sentence("", tuple(_action(number, action)))
    if not told:
        yield Sentence("", (outcome.no_actions,))
    parked = tuple(_quoted(a.what) for a in outcome.actions if a.stage is ProposalStage.PARKED and not a.hidden)
    if parked:
        yield Sentence(N_("Parked, and kept on record"), parked, listed=True)


def _action(number: int, action: ActionOutcome) -> Iterator[Phrase]:
    yield Phrase(N_("%(number)s. “%(what)s”"), {"number": number, "what": action.what})
    if action.is_draft:
        yield Phrase(N_("A draft: the group did not vote on it."))
    yield from leads(action)
    if action.when:
        yield Phrase(N_("By when: %(when)s."), {"when": action.when})


def _quoted(words: str) -> Phrase:
    return Phrase(N_("“%(words)s”"), {"words": Phrase(words)})
