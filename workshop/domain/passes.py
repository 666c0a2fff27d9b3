"""From a form to what is asked of it, page by page: first of every item, then of some, then what to talk about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise
from math import ceil

from workshop.domain.framework import Ask, Form, Item, QuestionPlan

# Two questions for each item: more than this on one page and people lose their place on a phone, and the letters on the
# wall are too small for the back of a hall.
ITEMS_ON_A_PAGE = 2


def first_pass(form: Form, first_part: int = 1) -> tuple[QuestionPlan, ...]:
    """Every item asked once; one page for each part of the form, numbered from `first_part`.

    A form without a closer look ends with its closing page right here.
    """
    asked = tuple(
        question_about(item, ask, page=page, title=part.title)
        for page, part in enumerate(form.parts, first_part)
        for item in part.items
        for ask in form.first
    )
    closing = () if form.second else form.closing
    return asked + tuple(replace(plan, part=first_part + len(form.parts)) for plan in closing)


def second_pass(form: Form, item_keys: Collection[str], first_part: int = 1) -> tuple[QuestionPlan, ...]:
    """What is asked further of the kept items, in the order of the form.

    A page holds items of one part only, ITEMS_ON_A_PAGE at most. Raises KeyError for a key
    that the form does not have.
    """
    _require_known(form, item_keys)
    pages = [
        (part.title, page)
        for part in form.parts
        for page in _pages([item for item in part.items if item.key in item_keys])
    ]
    return tuple(
        question_about(item, ask, page=number, title=title)
        for number, (title, page) in enumerate(pages, first_part)
        for item in page
        for ask in form.second
    )


def talk_pages(form: Form, item_keys: Collection[str], first_part: int = 1) -> tuple[QuestionPlan, ...]:
    """One page for each item that the group talks about, in the order of the form. Raises KeyError."""
    _require_known(form, item_keys)
    items = [item for item in form.items if item.key in item_keys]
    return tuple(
        question_about(item, ask, page=page, title=item.name)
        for page, item in enumerate(items, first_part)
        for ask in form.talk
    )


def closing_pages(form: Form, item_keys: Collection[str], first_part: int = 1) -> tuple[QuestionPlan, ...]:
    """The end of a form: what to pick of the kept items, then what is asked of everything. Raises KeyError."""
    _require_known(form, item_keys)
    items = [item for item in form.items if item.key in item_keys]
    picks = [
        question_about(item, ask, page=page, title=ask.line)
        for page, ask in enumerate(form.picks, first_part)
        for item in items
    ]
    last = first_part + len(form.picks)
    return (*picks, *(replace(plan, part=last) for plan in form.closing))


def question_about(item: Item, ask: Ask, *, page: int, title: str) -> QuestionPlan:
    """What a form asks about one item, on page `page` of its topic."""
    return QuestionPlan(
        key=f"{ask.key}_{item.key}",
        kind=ask.kind,
        wording=item.name,
        line=ask.line,
        choices=ask.choices,
        part=page,
        part_title=title,
        item=item.key,
        asks=ask.key,
        talk=ask.talk,
        most=ask.most,
        prompts=ask.prompts,
    )


def _pages(items: list[Item]) -> list[list[Item]]:
    """Pages of nearly equal length, so that no item is left alone on a last page."""
    if not items:
        return []
    count = ceil(len(items) / ITEMS_ON_A_PAGE)
    cuts = [len(items) * page // count for page in range(count + 1)]
    return [items[start:end] for start, end in pairwise(cuts)]


def _require_known(form: Form, item_keys: Collection[str]) -> None:
    unknown = set(item_keys) - {item.key for item in form.items}
    if unknown:
        raise KeyError(f"{form.key} has no item {', '.join(sorted(unknown))}")
