"""What a vote asks, said to the whole room: before it opens, to be read out, and while people vote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from workshop.domain.framework import Choice, QuestionKind
from workshop.domain.outcome import QuestionOutcome, TopicOutcome
from workshop.domain.stages import Stage


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question with its choices, or several by what they are about.

    `rungs`: the steps of a ladder, highest first; `choices`: what else one question offers, those counted apart left
    out; `parts`: title and lines of each page; `prompts`: what people are asked to say a few words about.
    """

    line: str = ""
    rungs: tuple[Choice, ...] = ()
    choices: tuple[Choice, ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    prompts: tuple[str, ...] = ()


def asked_in(topic: TopicOutcome, part: int) -> Asked | None:
    """What the page `part` asks, once it is open; before its form begins, all pages of that pass. None without one."""
    page = [q for q in topic.questions if q.part == part]
    if not page:
        return None
    if len(page) == 1 and not is_of_a_form(page[0]):
        return _one(page[0])
    is_open = any(q.stage is Stage.OPEN for q in page)
    return _several(page if is_open else [q for q in topic.questions if runs_on([q], page)] or page)


def runs_on(page: Sequence[QuestionOutcome], following: Sequence[QuestionOutcome]) -> bool:
    """Do both ask the same of a form's items? Then one is shown while the next is being voted on."""
    if not all(is_of_a_form(question) for question in (*page, *following)):
        return False
    return bool(page and following) and {q.asks for q in page} <= {q.asks for q in following}


def place_of_page(page: Sequence[QuestionOutcome], topic: TopicOutcome) -> tuple[int, int] | None:
    """Which page of how many that are called alike and ask the same, from 1; None where it is the only one."""
    if not page or not page[0].item:
        return None
    pages = groupby(topic.questions, key=lambda question: question.part)
    parts = [part for part, questions in pages if _name(questions) == _name(page)]
    return (parts.index(page[0].part) + 1, len(parts)) if len(parts) > 1 else None


def is_of_a_form(question: QuestionOutcome) -> bool:
    """Does it stand on a page with others of its part? Not so where one thing is talked about by itself."""
    return bool(question.item) and question.part_title not in (question.wording, question.line)


def _name(page: Iterable[QuestionOutcome]) -> set[tuple[str, str]]:
    return {(question.part_title, question.asks) for question in page}


def _one(question: QuestionOutcome) -> Asked:
    placed = tuple(choice for choice in question.choices if choice.place is not None)
    is_ladder = question.kind is QuestionKind.LADDER
    return Asked(
        line=question.line,
        rungs=placed[::-1] if is_ladder else (),
        choices=() if is_ladder else placed,
        prompts=tuple(prompt.name for prompt in question.prompts) if len(question.prompts) > 1 else (),
    )


def _several(questions: Sequence[QuestionOutcome]) -> Asked:
    lines = {q.line for q in questions if q.item}
    return Asked(
        line=lines.pop() if len(lines) == 1 else "",
        parts=tuple(
            (title, tuple(dict.fromkeys(q.wording for q in part)))
            for title, part in groupby(questions, key=lambda question: question.part_title)
        ),
    )
