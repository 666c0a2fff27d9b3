"""What a session has found so far. `outcome_of` is the one caller that counts votes: page, push and file start here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import delete, func, select, tuple_

from workshop.db import db
from workshop.domain import journal
from workshop.domain.framework import Choice, Prompt, QuestionKind, Showing, Takes, TopicKind
from workshop.domain.groups import Bloc, GroupKind
from workshop.domain.outcome import (
    GroupOutcome,
    LogOutcome,
    Outcome,
    ProposalOutcome,
    QuestionOutcome,
    RemarkOutcome,
    RoundOutcome,
    TopicOutcome,
)
from workshop.domain.proposals import Change
from workshop.domain.sentences import ladder_changes
from workshop.domain.stages import ProposalStage, Stage, WorkshopStage
from workshop.domain.tally import Tally, tally
from workshop.domain.visibility import (
    Ballots,
    Rule,
    Sight,
    Why,
    headcount,
    may_count,
    may_read_proposal,
    may_read_remarks,
    remark_group,
    see,
)
from workshop.models import Finished, LogEntry, Proposal, Question, Remark, Round, Topic, Vote, Workshop
from workshop.usecases.agenda import choices_of, ladder_of
from workshop.usecases.crediting import credits_of, votes_on_ladder
from workshop.usecases.lookup import count_by_group, count_joined, part_in_hand, topic_in_hand
from workshop.usecases.plans import actions_of

Votes = Mapping[tuple[int, int], Ballots]  # (question id, round) -> its votes


@dataclass(frozen=True)
class Progress:
    """ "`voted` of `joined`" for the page in hand; `taps`: all its votes, where it has several questions."""

    voted: int
    joined: int
    open: bool
    taps: int | None = None


def outcome_of(workshop: Workshop, *, topics: Iterable[Topic] | None = None) -> Outcome:
    """Everything that everybody may know of the session; `topics` narrows what is counted."""
    chosen = list(workshop.topics if topics is None else topics)
    sights = _sights([q for topic in chosen for q in topic.questions], workshop.floor)
    ladder, here = ladder_of(workshop), count_by_group(workshop)
    return Outcome(
        code=workshop.code,
        title=workshop.title,
        purpose=workshop.purpose,
        can_change=workshop.can_change,
        cannot_change=workshop.cannot_change,
        offered=workshop.offered,
        subject=workshop.subject,
        opened=workshop.opened_at.date(),
        ended=workshop.stage == WorkshopStage.ENDED,
        revision=workshop.revision,
        floor=workshop.floor,
        joined=sum(here.values()),
        groups=_groups(workshop, here),
        sides=tuple(GroupKind(one.side) if one.side else None for one in workshop.facilitators),
        ladder=ladder.name if votes_on_ladder(workshop) else "",
        ladder_changes=ladder_changes(ladder) if votes_on_ladder(workshop) else (),
        credits=credits_of(workshop),
        topics=tuple(_topic(workshop, topic, sights) for topic in chosen),
        actions=actions_of(workshop),
        log=_log(workshop),
    )


def progress_of(workshop: Workshop) -> Progress:
    """How many have voted on the page in hand: counted from rows, without a look at any choice."""
    questions = part_in_hand(workshop, topic_in_hand(workshop))
    if not questions:
        return Progress(0, count_joined(workshop), open=False)
    first = questions[0]
    frozen = first.rounds[-1] if first.stage == Stage.SHOWN else None
    taps = sum(votes_cast(q.id, q.round) for q in questions) if len(questions) > 1 else None
    voted = votes_cast(first.id, first.round) if taps is None else _finished(first)
    if frozen is not None and frozen.joined is not None:
        return Progress(min(voted, frozen.joined), frozen.joined, open=False)
    return Progress(voted, max(people_for(workshop, first), voted), open=first.stage == Stage.OPEN, taps=taps)


def votes_cast(question_id: int, round_number: int) -> int:
    """How many votes there are in a round, whatever they say."""
    votes = select(func.count()).select_from(Vote)
    return db.session.scalar(votes.where(Vote.question_id == question_id, Vote.round == round_number)) or 0


def people_for(workshop: Workshop, question: Question) -> int:
    """How many people are here for the round in hand of a question."""
    return count_joined(workshop, before=_before(question))


def may_take_part(since: int, question: Question) -> bool:
    """Is a person who joined at revision `since` here for the round in hand of a question?"""
    before = _before(question)
    return before is None or since < before


def count_votes(questions: Iterable[Question]) -> Votes:
    """The votes of those rounds that may be counted at all; the others are not read."""
    pairs = [
        (question.id, number)
        for question in questions
        for number in range(1, question.round + 1)
        if may_count(_stage(question, number), Showing(question.showing))
    ]
    found: dict[tuple[int, int], dict[Bloc, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    if not pairs:
        return found
    columns = (Vote.question_id, Vote.round, Vote.bloc, Vote.choice)
    counted = select(*columns, func.count()).group_by(*columns)
    for question_id, number, bloc, choice, votes in db.session.execute(
        counted.where(tuple_(Vote.question_id, Vote.round).in_(pairs))
    ):
        found[question_id, number][Bloc(bloc)][choice] = votes
    return found


def tally_of(workshop: Workshop, question: Question) -> Tally:
    """What may be seen of the newest round of one question."""
    sight = _sights([question], workshop.floor)[question.id, question.round]
    return tally(sight, kind=QuestionKind(question.kind), choices=choices_of(question))


def forget_votes(workshop: Workshop) -> None:
    """Keeps of every vote only what may be seen for ever, and deletes the votes. Called inside a write."""
    questions = [q for topic in workshop.topics for q in topic.questions]
    sights = _sights(questions, workshop.floor)
    for question in questions:
        for round_ in question.rounds:
            if round_.shown_at is not None:
                round_.sight = _packed(sights[question.id, round_.number])
    ids = [question.id for question in questions]
    db.session.flush()
    db.session.execute(delete(Vote).where(Vote.question_id.in_(ids)))
    db.session.execute(delete(Finished).where(Finished.topic_id.in_([topic.id for topic in workshop.topics])))


def _before(question: Question) -> int | None:
    """A second vote is for those who had joined when the first was shown; a first vote is for everybody."""
    return question.rounds[0].shown_at if question.round > 1 else None


def _stage(question: Question, number: int) -> Stage:
    """The stage of one round: an earlier round has been shown."""
    return Stage(question.stage) if number == question.round else Stage.SHOWN


def _finished(question: Question) -> int:
    page = (
        Finished.topic_id == question.topic_id,
        Finished.part == question.part,
        Finished.round == question.round,
    )
    return db.session.scalar(select(func.count()).select_from(Finished).where(*page)) or 0


def _sights(questions: Sequence[Question], floor: int) -> Mapping[tuple[int, int], Sight]:
    """What may be seen of every round that was ever opened."""
    votes = count_votes(questions)
    return {
        (question.id, round_.number): _sight(question, round_, votes, floor)
        for question in questions
        for round_ in question.rounds
    }


def _sight(question: Question, round_: Round, votes: Votes, floor: int) -> Sight:
    if round_.sight is not None:
        return _unpacked(round_.sight)
    rule = Rule(
        stage=_stage(question, round_.number),
        showing=Showing(question.showing),
        floor=floor,
        published=round_.published,
        first=votes.get((question.id, 1), {}) if round_.number > 1 else None,
    )
    return see(votes.get((question.id, round_.number), {}), rule)


def _topic(workshop: Workshop, topic: Topic, sights: Mapping[tuple[int, int], Sight]) -> TopicOutcome:
    remarks = _remarks(topic)
    return TopicOutcome(
        key=topic.key,
        kind=TopicKind(topic.kind),
        title=topic.title,
        number=topic.position,
        skipped=topic.skipped,
        questions=tuple(_question(workshop, q, sights, remarks.get(q.id, [])) for q in topic.questions),
        takes=Takes(topic.takes),
        texts=tuple(topic.texts),
        proposals=_proposals(workshop, topic),
    )


def _proposals(workshop: Workshop, topic: Topic) -> tuple[ProposalOutcome, ...]:
    """The suggestions that may be read; their keys are random, so is their order."""
    ended = workshop.stage == WorkshopStage.ENDED
    rows = db.session.scalars(select(Proposal).where(Proposal.topic_id == topic.id).order_by(Proposal.id))
    return tuple(
        ProposalOutcome(
            id=row.id,
            change=Change(row.change),
            text="" if row.hidden else row.text,
            was=row.was,
            stage=ProposalStage(row.stage),
            reason=row.reason,
            hidden=row.hidden,
        )
        for row in rows
        if may_read_proposal(Takes(topic.takes), ProposalStage(row.stage), ended=ended)
    )


def _question(
    workshop: Workshop, question: Question, sights: Mapping[tuple[int, int], Sight], remarks: Sequence[Remark]
) -> QuestionOutcome:
    choices = choices_of(question)
    last = sights.get((question.id, question.round))
    return QuestionOutcome(
        id=question.id,
        key=question.key,
        kind=QuestionKind(question.kind),
        wording=question.wording,
        line=question.line,
        talk=question.talk,
        choices=choices,
        showing=Showing(question.showing),
        stage=Stage(question.stage),
        part=question.part,
        part_title=question.part_title,
        item=question.item,
        asks=question.asks,
        rounds=tuple(_round(workshop, question, r, sights[question.id, r.number], choices) for r in question.rounds),
        remarks=tuple(_remark(remark, last) for remark in remarks if may_read_remarks(Stage(question.stage))),
        prompts=tuple(Prompt(**prompt) for prompt in question.prompts),
    )


def _round(
    workshop: Workshop, question: Question, round_: Round, sight: Sight, choices: Sequence[Choice]
) -> RoundOutcome:
    voted = votes_cast(question.id, round_.number) if round_.voted is None else round_.voted
    joined = max(people_for(workshop, question), voted) if round_.joined is None else round_.joined
    return RoundOutcome(
        number=round_.number,
        voted=voted,
        joined=joined,
        why=sight.why,
        tally=tally(sight, kind=QuestionKind(question.kind), choices=choices),
        left_out=sight.left_out,
    )


def _remarks(topic: Topic) -> Mapping[int, Sequence[Remark]]:
    """The remarks that were not hidden, by question; their keys are random, so is their order."""
    ids = [question.id for question in topic.questions]
    by_question: dict[int, list[Remark]] = defaultdict(list)
    kept = select(Remark).where(Remark.question_id.in_(ids), Remark.hidden.is_(False))
    for remark in db.session.scalars(kept.order_by(Remark.id)):
        by_question[remark.question_id].append(remark)
    return by_question


def _remark(remark: Remark, sight: Sight | None) -> RemarkOutcome:
    group = remark_group(Bloc(remark.bloc), sight)
    return RemarkOutcome(id=remark.id, text=remark.text, group=group, on_screen=remark.on_screen, prompt=remark.prompt)


def _groups(workshop: Workshop, joined: Mapping[GroupKind, int]) -> tuple[GroupOutcome, ...]:
    here = headcount(joined, workshop.floor)
    names = {GroupKind(group.kind): group.name for group in workshop.groups}
    return tuple(
        GroupOutcome(kind=kind, name=names[kind], here=here.exact[kind], few=kind in here.few) for kind in GroupKind
    )


def _log(workshop: Workshop) -> tuple[LogOutcome, ...]:
    entries = select(LogEntry).where(LogEntry.workshop_id == workshop.id).order_by(LogEntry.id)
    return tuple(
        LogOutcome(at=entry.at, said=journal.said(journal.Act(entry.act), entry.values, by=entry.by))
        for entry in db.session.scalars(entries)
    )


def _packed(sight: Sight) -> dict[str, object]:
    return asdict(sight)


def _unpacked(row: Mapping[str, object]) -> Sight:
    apart, whole, left_out = row["apart"], row["whole"], row["left_out"]
    return Sight(
        why=Why(str(row["why"])),
        apart=(apart[0], apart[1]) if isinstance(apart, list) else None,
        whole=whole if isinstance(whole, dict) else None,
        left_out=left_out if isinstance(left_out, int) else 0,
    )
