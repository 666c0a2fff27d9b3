"""What every template may use: texts in the reader's language, codes as people read them, drawings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Flask
from flask_babel import get_locale, gettext

from workshop.domain import codes
from workshop.domain.findings.sentences import Meaning
from workshop.domain.groups import GroupKind, Side
from workshop.domain.outcome import QuestionOutcome, RoundOutcome
from workshop.domain.phrases import Phrase
from workshop.domain.pictures.before_after import BeforeAfter, before_after
from workshop.domain.pictures.shapes import Fit
from workshop.domain.pictures.sketch import Drawing, Sketch
from workshop.domain.pictures.vote import LAYOUTS
from workshop.domain.pictures.wall import how_many_fit, wall_of
from workshop.domain.pictures.words import WHOLE_ROOM
from workshop.domain.planning import last_time, plan
from workshop.domain.planning.going import NAMES
from workshop.exports.dates import long_date
from workshop.frameworks import load_about
from workshop.usecases.showing.results import Shown


def init_app(app: Flask) -> None:
    """Registers filters and globals."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["say"] = say
    app.jinja_env.filters["as_code"] = codes.shown
    app.jinja_env.filters["reads"] = reads
    app.jinja_env.filters["day"] = lambda day: long_date(day, lang())
    app.jinja_env.globals.update(
        about=load_about,
        went_names=last_time.NAMES,
        **LAYOUTS,
        triples=triples,
        sketched=sketched,
        both_votes=both_votes,
        how_many_fit=how_many_fit,
        going_names=NAMES,
        has_more=plan.has_more,
        plan_at_once=plan.AT_ONCE,
        plan_fields=plan.FIELDS,
        still_needed=plan.missing,
        three_months_on=plan.three_months_on,
        wall_of=wall_of,
        lang=lang,
        text_direction=lambda: get_locale().text_direction,
    )


def lang() -> str:
    """The code of the reader's language, as HTML has it."""
    return str(get_locale()).replace("_", "-")


def say(said: Phrase | str) -> str:
    """A phrase, or a stored text, in the reader's language."""
    return said.said(gettext) if isinstance(said, Phrase) else reads(said)


def reads(text: str) -> str:
    """A stored text in the reader's language, where the catalogue has it; people's own words stay."""
    return gettext(text) if text else ""


def sketched(drawing: Drawing, fit: str) -> Sketch:
    """A picture that tells more than one vote, in the reader's language."""
    return drawing.draw(Fit(fit), say)


def both_votes(question: QuestionOutcome, names: Mapping[GroupKind, str]) -> BeforeAfter | None:
    """Before and after, where one picture may hold both votes."""
    sides = {Side.USES: names[GroupKind.USES], Side.WORKS: names[GroupKind.WORKS], Side.ROOM: WHOLE_ROOM}
    return before_after(question, sides)


def triples(results: Iterable[Shown]) -> list[tuple[QuestionOutcome, RoundOutcome, Meaning]]:
    """Results as the drawing macros take them."""
    return [(result.question, result.round, result.meaning) for result in results]
