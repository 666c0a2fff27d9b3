"""From a template's plans to the rows of a session: topics, questions, and the second pass of a form."""

from __future__ import annotations

from collections.abc import Iterable

from workshop.domain.framework import Choice, QuestionPlan, Template, TopicPlan, second_pass
from workshop.domain.stages import Stage
from workshop.frameworks import load_form
from workshop.models import Question, Topic, Workshop


def lay_out(workshop: Workshop, template: Template) -> None:
    """Gives a new session the topics of its template; the optional ones stay out."""
    plans = [plan for plan in template.topics if not plan.optional]
    for position, plan in enumerate(plans, 1):
        topic = _topic(plan, position)
        workshop.topics.append(topic)
        topic.questions.extend(_questions(plan.questions, workshop))


def add_second_pass(workshop: Workshop, topic: Topic, items: Iterable[str]) -> None:
    """Asks "how well" and "what next" of the kept items, on new pages after those that there are.

    Raises KeyError for an item that the form does not have.
    """
    after = max((question.part for question in topic.questions), default=0) + 1
    topic.questions.extend(_questions(second_pass(load_form(topic.form), tuple(items), after), workshop))


def choices_of(question: Question) -> tuple[Choice, ...]:
    """The choices of a question as values, lowest first, then those kept apart."""
    return tuple(Choice(**row) for row in question.choices)


def _topic(plan: TopicPlan, position: int) -> Topic:
    return Topic(
        position=position,
        key=plan.key,
        kind=plan.kind,
        title=plan.title,
        line=plan.line,
        say=plan.say,
        minutes=plan.minutes,
        form=plan.form,
        texts=list(plan.texts),
    )


def _questions(plans: Iterable[QuestionPlan], workshop: Workshop) -> list[Question]:
    return [
        Question(
            workshop_id=workshop.id,
            part=plan.part,
            part_title=plan.part_title,
            position=position,
            key=plan.key,
            kind=plan.kind,
            wording=plan.wording,
            line=plan.line,
            talk=plan.talk,
            item=plan.item,
            asks=plan.asks,
            choices=[_row(choice) for choice in plan.choices],
            showing=plan.showing,
            stage=Stage.WAITING,
        )
        for position, plan in enumerate(plans, 1)
    ]


def _row(choice: Choice) -> dict[str, object]:
    return {
        "key": choice.key,
        "name": choice.name,
        "term": choice.term,
        "line": choice.line,
        "place": choice.place,
    }
