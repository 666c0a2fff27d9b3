"""From one TOML file to the values of `domain`: ladders, forms, agendas and credits."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from workshop.domain.credits import About, Credit, Resource
from workshop.domain.framework import (
    Ask,
    Choice,
    Form,
    Item,
    Ladder,
    Part,
    Prompt,
    QuestionKind,
    QuestionPlan,
    QuickVotes,
    Rung,
    Showing,
    Takes,
    Template,
    TopicKind,
    TopicPlan,
    rung_choices,
)
from workshop.domain.passes import first_pass
from workshop.domain.words import Word

Table: TypeAlias = dict[str, Any]  # what TOML gives; nothing above this module sees one
Answers: TypeAlias = Mapping[str, Choice]
Value = TypeVar("Value")


class BrokenFramework(ValueError):
    """A file that cannot be read; the message begins with the file's name."""


def read(path: Path, build: Callable[[Table], Value]) -> Value:
    """What `build` makes of the file; raises BrokenFramework for bad TOML and missing fields."""
    try:
        return build(tomllib.loads(path.read_text(encoding="utf-8")))
    except BrokenFramework:
        raise
    except KeyError as error:
        raise BrokenFramework(f"{path.name}: nothing is called {error}") from error
    except (TypeError, ValueError) as error:
        raise BrokenFramework(f"{path.name}: {error}") from error


def answers(table: Table) -> dict[str, Choice]:
    """The answers counted apart, by key."""
    return {row["key"]: Choice(row["key"], row["name"]) for row in table["answers"]}


def words(table: Table) -> tuple[Word, ...]:
    """In the order of the file; a word without forms stands in texts as its name does."""
    rows = table["words"]
    return tuple(Word(row["name"], row["meaning"], tuple(row.get("forms", [row["name"].lower()]))) for row in rows)


def ladder(table: Table) -> Ladder:
    """Rungs are numbered by their order in the file, lowest first."""
    return Ladder(
        key=table["key"],
        name=table["name"],
        suits=table["suits"],
        line=table["line"],
        credit=table["credit"],
        credit_link=table["credit_link"],
        credit_url=table["credit_url"],
        rungs=tuple(_rung(number, row) for number, row in enumerate(table["rungs"], 1)),
    )


def form(table: Table, known: Answers) -> Form:
    """Choices are placed by their order in the file; those of `known` stand apart, after them."""
    return Form(
        key=table["key"],
        title=table["title"],
        line=table["line"],
        parts=tuple(_part(row) for row in table["parts"]),
        first=tuple(_ask(row, known) for row in table["first"]),
        second=tuple(_ask(row, known) for row in table.get("second", [])),
        talk=tuple(_ask(row, known) for row in table.get("talks", [])),
        picks=tuple(_ask(row, known) for row in table.get("picks", [])),
        closing=tuple(_question(row, known) for row in table.get("closing", [])),
        credit=table.get("credit", ""),
    )


def quick_votes(table: Table, known: Answers) -> QuickVotes:
    """What is asked of each suggestion, and the titles of their pages."""
    asks = (_ask(row, known) for row in table["asks"])
    return QuickVotes({ask.key: ask for ask in asks}, {Takes(row["takes"]): row["title"] for row in table["pages"]})


def template(table: Table, topics: Mapping[str, TopicPlan], *, ladder_key: str) -> Template:
    """The agenda, from topics that are already written out in full."""
    return Template(
        key=table["key"],
        name=table["name"],
        line=table["line"],
        minutes=table["minutes"],
        ladder=ladder_key,
        topics=tuple(_taken(topics[row["key"]], row) for row in table["topics"]),
    )


def _rung(number: int, row: Table) -> Rung:
    optional = bool(row.get("optional", False))
    return Rung(number, row["name"], row["term"], row["line"], hidden=optional, optional=optional)


def topics(table: Table, known: Answers, *, rungs: Ladder, form_of: Callable[[str], Form]) -> dict[str, TopicPlan]:
    """Every topic by key, with the rungs of this ladder and the first pass of each form."""
    return {row["key"]: _topic(row, known, rungs=rungs, form_of=form_of) for row in table["topics"]}


def about(table: Table) -> About:
    """The guide, its sayings, the credits and the resources, in the order of the file."""
    return About(
        guide=Resource(**table["guide"]),
        says=tuple(table["says"]),
        credits=tuple(Credit(**row) for row in table["credits"]),
        resources=tuple(Resource(**row) for row in table["resources"]),
    )


def _part(row: Table) -> Part:
    items = tuple(Item(item["key"], item["name"], row["key"]) for item in row["items"])
    return Part(row["key"], row["title"], items, row.get("term", ""))


def _ask(row: Table, known: Answers) -> Ask:
    return Ask(
        key=row["key"],
        kind=QuestionKind(row["kind"]),
        line=row["line"],
        choices=_placed(row["choices"]) + _apart(row, known),
        talk=row["talk"],
        most=row.get("most", 0),
        prompts=_prompts(row),
    )


def _prompts(row: Table) -> tuple[Prompt, ...]:
    return tuple(Prompt(prompt["key"], prompt["name"]) for prompt in row.get("prompts", []))


def _topic(row: Table, known: Answers, *, rungs: Ladder, form_of: Callable[[str], Form]) -> TopicPlan:
    asked = tuple(_question(question, known, rungs=rungs) for question in row.get("questions", []))
    form_key = row.get("form", "")
    return TopicPlan(
        key=row["key"],
        kind=TopicKind(row["kind"]),
        title=row["title"],
        minutes=0,  # the template says how long
        say=row["say"],
        line=row["line"],
        questions=first_pass(form_of(form_key)) if form_key else asked,
        texts=tuple(row.get("texts", [])),
        form=form_key,
        takes=Takes(row.get("takes", "")),
    )


def _question(row: Table, known: Answers, *, rungs: Ladder | None = None) -> QuestionPlan:
    on_the_ladder = rungs is not None and row.get("choices_from") == "ladder"
    placed = rung_choices(rungs) if rungs and on_the_ladder else _placed(row["choices"])
    return QuestionPlan(
        key=row["key"],
        kind=QuestionKind(row["kind"]),
        wording=row["wording"],
        line=row.get("line", rungs.line if rungs and on_the_ladder else ""),
        choices=placed + _apart(row, known),
        showing=Showing(row.get("showing", Showing.TOGETHER)),
        part=row.get("part", 1),
        talk=row["talk"],
        part_title=row.get("part_title", ""),
        prompts=_prompts(row),
    )


def _taken(topic: TopicPlan, row: Table) -> TopicPlan:
    """The topic as this template takes it: its minutes, and only the questions it names."""
    wanted = row.get("questions", [question.key for question in topic.questions])
    questions = {question.key: question for question in topic.questions}
    return replace(
        topic,
        minutes=row["minutes"],
        optional=row.get("optional", False),
        questions=tuple(questions[key] for key in wanted),
    )


def _placed(rows: list[Table]) -> tuple[Choice, ...]:
    return tuple(
        Choice(row["key"], row["name"], line=row.get("line", ""), place=place) for place, row in enumerate(rows, 1)
    )


def _apart(row: Table, known: Answers) -> tuple[Choice, ...]:
    return tuple(known[key] for key in row["apart"])
