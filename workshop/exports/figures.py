"""One question in a file: the finding, the picture, the figures, and what people wrote."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.domain.findings.figures import figures
from workshop.domain.framework import Choice, QuestionKind
from workshop.domain.groups import GroupKind, Side
from workshop.domain.outcome import QuestionOutcome, RemarkOutcome, RoundOutcome
from workshop.domain.visibility import Why
from workshop.exports.blocks import Block, Finding, Heading, Points, Table, Text
from workshop.exports.drawings import before_and_after, both_votes
from workshop.exports.picture import picture
from workshop.exports.telling import Telling, plain


def finding(telling: Telling, question: QuestionOutcome, round_: RoundOutcome) -> Finding:
    """The result in the same sentences as on the page."""
    says = telling.meaning(question, round_)
    why = telling.said(says.why) if says.why else ""
    return Finding(telling.said(says.headline), tuple(telling.said(phrase) for phrase in says.detail), why)


def asked(telling: Telling, question: QuestionOutcome) -> Iterator[Block]:
    """One question with all its rounds and what people wrote about it."""
    yield Heading(3, telling._(question.wording) or question.key)
    if question.line:
        yield Text(telling._(question.line), soft=True)
    if not question.rounds:
        yield Text(not_shown(telling))
    titled = len(question.rounds) > 1
    both = both_votes(telling, question)
    for round_ in question.rounds:
        if titled:
            yield Heading(4, telling._("First vote") if round_.number == 1 else telling._("Second vote"))
        yield from _round(telling, question, round_, drawn_apart=both is None)
    if both is not None:
        yield from before_and_after(telling, both)
    yield from remarks(telling, question)


def _round(telling: Telling, question: QuestionOutcome, round_: RoundOutcome, *, drawn_apart: bool) -> Iterator[Block]:
    voted = telling._("%(voted)s of %(joined)s people voted.", voted=round_.voted, joined=round_.joined)
    if round_.why is Why.HIDDEN:
        yield Text(f"{not_shown(telling)} {voted}")
        return
    late = round_.left_out
    after = telling._("Votes that came after these figures: %(late)s.", late=late) if late else ""
    between = _between(telling, question, round_)
    yield Text(" ".join(filter(None, [voted, between, after])), soft=True)
    yield finding(telling, question, round_)
    if round_.tally.shown:
        if drawn_apart:
            yield picture(telling, question, round_)
        yield _figures(telling, question, round_)


def _figures(telling: Telling, question: QuestionOutcome, round_: RoundOutcome) -> Table:
    is_ladder = question.kind is QuestionKind.LADDER
    shown = figures(round_.tally, question.choices, top_first=is_ladder)
    names = dict(_names(telling))
    rows = [(_labelled(telling, line.choice), *map(str, line.counts)) for line in (*shown.placed, *shown.apart)]
    rows.append((telling._("All votes"), *(str(column.size) for column in shown.columns)))
    if question.kind is not QuestionKind.PICK:
        rows.append((telling._("Middle"), *(telling.between(column.low, column.high) for column in shown.columns)))
    head = telling._("Step") if is_ladder else telling._("Answer")
    return Table((head, *(names[column.side] for column in shown.columns)), tuple(rows), figures=len(shown.columns))


def _names(telling: Telling) -> Iterator[tuple[Side, str]]:
    yield Side.USES, telling.name_of(GroupKind.USES)
    yield Side.WORKS, telling.name_of(GroupKind.WORKS)
    yield Side.ROOM, telling._("Whole room")


def _labelled(telling: Telling, choice: Choice) -> str:
    name = telling._(choice.name)
    return f"{name} ({telling._(choice.term)})" if choice.term else name


def _between(telling: Telling, question: QuestionOutcome, round_: RoundOutcome) -> str:
    gap, balanced = round_.tally.gap, round_.tally.balanced
    if gap is None or balanced is None:
        return ""
    halfway = telling.middle(balanced, question.choices)
    return telling._("Gap between the two middles: %(gap)s. Halfway: %(halfway)s.", gap=f"{gap:g}", halfway=halfway)


def remarks(telling: Telling, question: QuestionOutcome) -> Iterator[Block]:
    """What people wrote about a question; from which group only where groups may be shown apart."""
    for prompt, written in question.remarks_by_prompt():
        yield Text(telling._("In our own words: %(prompt)s", prompt=telling._(prompt.name)))
        yield Points(tuple(_remark(telling, remark) for remark in written))


def _remark(telling: Telling, remark: RemarkOutcome) -> str:
    if remark.hidden:
        return telling._("A remark was hidden, as it named a person.")
    text = plain(remark.text)
    return f"{telling.name_of(remark.group)}: {text}" if remark.group else text


def not_shown(telling: Telling) -> str:
    """What stands where figures would."""
    return telling._("Not shown.") if telling.outcome.ended else telling._("Not shown yet.")
