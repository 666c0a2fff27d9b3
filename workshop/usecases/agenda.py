"""From a template's plans to the rows of a session: topics, questions, and the second pass of a form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from workshop.db import db
from workshop.domain.framework import Choice, Item, QuestionKind, QuestionPlan, Template, TopicPlan, rung_choices
from workshop.domain.passes import closing_pages, question_about, second_pass, talk_pages
from workshop.domain.stages import Stage
from workshop.frameworks import load_form, load_template
from workshop.models import Question, Topic, Workshop
from workshop.usecases.framework import form_in_use, ladder_of

EVERY_TOPIC = "full"  # the template that holds every topic there is, each with its minutes


def lay_out(workshop: Workshop, template: Template) -> None:
    """Gives a new session the topics of its template; the optional ones stay out."""
    plans = [plan for plan in template.topics if not plan.optional]
    for position, plan in enumerate(plans, 1):
        topic = _topic(plan, position)
        workshop.topics.append(topic)
        topic.questions.extend(_questions(plan.questions, workshop))


def topics_to_add(workshop: Workshop) -> tuple[TopicPlan, ...]:
    """The topics that a session does not have, on its own ladder."""
    here = {topic.key for topic in workshop.topics}
    return tuple(plan for plan in load_template(EVERY_TOPIC, workshop.ladder).topics if plan.key not in here)


def insert_topic(workshop: Workshop, plan: TopicPlan, position: int) -> None:
    """Gives a session one topic more, at `position`; those from there on move down by one."""
    topic = _topic(plan, position)
    order = list(workshop.topics)
    order.insert(position - 1, topic)
    workshop.topics.append(topic)
    number_anew(order)
    topic.questions.extend(_questions(plan.questions, workshop))
    fit_ladder(workshop, [topic])


def number_anew(order: Sequence[Topic]) -> None:
    """Gives all topics of a session their positions, in this order."""
    # No two may stand at one position, not even for a moment: they step aside first.
    for sign in (-1, 1):
        for position, topic in enumerate(order, 1):
            topic.position = sign * position
        db.session.flush()


def add_second_pass(workshop: Workshop, topic: Topic, items: Iterable[str]) -> None:
    """Asks "how well" and "what next" of the kept items, on new pages after those that there are.

    Raises KeyError for an item that the form does not have.
    """
    after = max((question.part for question in topic.questions), default=0) + 1
    topic.questions.extend(_questions(second_pass(form_in_use(topic), tuple(items), after), workshop))


def add_talk(workshop: Workshop, topic: Topic, items: Iterable[str], *, kept: set[str]) -> None:
    """One page for each item to talk about, then the end of the form over all `kept` items. Raises KeyError."""
    form, after = form_in_use(topic), max((question.part for question in topic.questions), default=0) + 1
    pages = talk_pages(form, tuple(items), after)
    last = max((plan.part for plan in pages), default=after) + 1
    topic.questions.extend(_questions([*pages, *closing_pages(form, kept, last)], workshop))


def add_item(workshop: Workshop, topic: Topic, *, key: str, name: str, part_title: str) -> None:
    """Puts an item of the group's own at the end of a part of the first pass; a lost part stands last again."""
    pages = {q.part_title: q.part for q in topic.questions if q.stage == Stage.WAITING and q.asks != ""}
    page = pages.get(part_title) or max((q.part for q in topic.questions), default=0) + 1
    after = max((q.position for q in topic.questions if q.part == page), default=0)
    item = Item(key, name, part_title)
    plans = [question_about(item, ask, page=page, title=part_title) for ask in load_form(topic.form).first]
    topic.questions.extend(_questions(plans, workshop, after=after))


def add_page(workshop: Workshop, topic: Topic, plans: Sequence[QuestionPlan]) -> list[Question]:
    """Puts a page of questions before all that have not been opened yet, and answers with them."""
    page = max((q.part for q in topic.questions if q.rounds), default=0) + 1
    for question in topic.questions:
        if question.part >= page:
            question.part += 1
    rows = _questions([replace(plan, part=page) for plan in plans], workshop)
    topic.questions.extend(rows)
    db.session.flush()
    return rows


def fit_ladder(workshop: Workshop, topics: Iterable[Topic]) -> None:
    """Gives every question about the ladder in these topics the rungs that the session has now."""
    rungs = [_row(choice) for choice in rung_choices(ladder_of(workshop))]
    for question in (q for topic in topics for q in topic.questions if q.kind == QuestionKind.LADDER):
        question.choices = [*rungs, *(row for row in question.choices if row["place"] is None)]


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
        takes=plan.takes,
    )


def _questions(plans: Iterable[QuestionPlan], workshop: Workshop, *, after: int = 0) -> list[Question]:
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
            most=plan.most,
            prompts=[{"key": prompt.key, "name": prompt.name} for prompt in plan.prompts],
        )
        for position, plan in enumerate(plans, after + 1)
    ]


def _row(choice: Choice) -> dict[str, object]:
    return {
        "key": choice.key,
        "name": choice.name,
        "term": choice.term,
        "line": choice.line,
        "place": choice.place,
        "number": choice.number,
    }
