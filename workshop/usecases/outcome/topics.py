"""What was asked in each topic and what came of it, as far as it may be seen: votes, remarks, suggestions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from workshop.db import db
from workshop.domain.framework import Choice, Prompt, QuestionKind, Showing, Takes, TopicKind
from workshop.domain.groups import Bloc, GroupKind
from workshop.domain.outcome import ProposalOutcome, QuestionOutcome, RemarkOutcome, RoundOutcome, TopicOutcome
from workshop.domain.planning.proposals import Change
from workshop.domain.stages import ProposalStage, Stage, WorkshopStage
from workshop.domain.tally import tally
from workshop.domain.visibility import Sight, may_read_proposal, may_read_remarks, remark_groups
from workshop.models import Proposal, Question, Remark, Round, Topic, Workshop
from workshop.usecases.counting import sights_of
from workshop.usecases.framework import choices_of
from workshop.usecases.turnout import Turnout


def topics_of(workshop: Workshop, topics: Sequence[Topic], turnout: Turnout) -> tuple[TopicOutcome, ...]:
    """These topics of a session; `turnout`: that of all their questions."""
    questions = [q for topic in topics for q in topic.questions]
    sights, remarks, proposals = sights_of(questions, workshop.floor), _remarks(questions), _proposals(workshop, topics)
    return tuple(_topic(topic, sights, turnout, remarks, proposals[topic.id]) for topic in topics)


def _topic(
    topic: Topic,
    sights: Mapping[tuple[int, int], Sight],
    turnout: Turnout,
    remarks: Mapping[int, Sequence[Remark]],
    proposals: Sequence[ProposalOutcome],
) -> TopicOutcome:
    return TopicOutcome(
        key=topic.key,
        kind=TopicKind(topic.kind),
        title=topic.title,
        number=topic.position,
        skipped=topic.skipped,
        questions=tuple(_question(q, sights, turnout, remarks.get(q.id, [])) for q in topic.questions),
        takes=Takes(topic.takes),
        texts=tuple(topic.texts),
        proposals=tuple(proposals),
    )


def _proposals(workshop: Workshop, topics: Sequence[Topic]) -> Mapping[int, Sequence[ProposalOutcome]]:
    """The suggestions that may be read, by topic; their keys are random, so is their order."""
    ended, takes = workshop.stage == WorkshopStage.ENDED, {topic.id: Takes(topic.takes) for topic in topics}
    by_topic: dict[int, list[ProposalOutcome]] = defaultdict(list)
    made = select(Proposal).where(Proposal.topic_id.in_(takes)).order_by(Proposal.id)
    for row in db.session.scalars(made):
        if may_read_proposal(takes[row.topic_id], ProposalStage(row.stage), ended=ended):
            by_topic[row.topic_id].append(_proposal(row))
    return by_topic


def _proposal(row: Proposal) -> ProposalOutcome:
    return ProposalOutcome(
        id=row.id,
        change=Change(row.change),
        text="" if row.hidden else row.text,
        was=row.was,
        stage=ProposalStage(row.stage),
        reason=row.reason,
        hidden=row.hidden,
        target=row.target,
    )


def _question(
    question: Question, sights: Mapping[tuple[int, int], Sight], turnout: Turnout, remarks: Sequence[Remark]
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
        rounds=tuple(_round(question, r, sights[question.id, r.number], turnout, choices) for r in question.rounds),
        remarks=_remarks_on(remarks, last) if may_read_remarks(Stage(question.stage)) else (),
        prompts=tuple(Prompt(**prompt) for prompt in question.prompts),
    )


def _round(question: Question, round_: Round, sight: Sight, turnout: Turnout, choices: Sequence[Choice]) -> RoundOutcome:
    voted, joined = turnout.at(question, round_)
    return RoundOutcome(
        number=round_.number,
        voted=voted,
        joined=joined,
        why=sight.why,
        tally=tally(sight, kind=QuestionKind(question.kind), choices=choices),
        left_out=sight.left_out,
    )


def _remarks(questions: Sequence[Question]) -> Mapping[int, Sequence[Remark]]:
    """The remarks by question; their keys are random, so is their order."""
    ids = [question.id for question in questions]
    by_question: dict[int, list[Remark]] = defaultdict(list)
    kept = select(Remark).where(Remark.question_id.in_(ids))
    for remark in db.session.scalars(kept.order_by(Remark.id)):
        by_question[remark.question_id].append(remark)
    return by_question


def _remarks_on(remarks: Sequence[Remark], sight: Sight | None) -> tuple[RemarkOutcome, ...]:
    groups = remark_groups([Bloc(remark.bloc) for remark in remarks], sight)
    return tuple(_remark(remark, group) for remark, group in zip(remarks, groups, strict=True))


def _remark(remark: Remark, group: GroupKind | None) -> RemarkOutcome:
    if remark.hidden:
        return RemarkOutcome(id=remark.id, text="", group=None, on_screen=False, prompt=remark.prompt, hidden=True)
    return RemarkOutcome(id=remark.id, text=remark.text, group=group, on_screen=remark.on_screen, prompt=remark.prompt)
