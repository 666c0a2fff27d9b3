"""A form in a file: a table for each of its parts, and first of all what the groups see differently."""

from __future__ import annotations

from collections.abc import Iterator

from workshop.domain.findings.ranking import Line, lists_of
from workshop.domain.groups import GroupKind
from workshop.domain.outcome import QuestionOutcome, RoundOutcome, TopicOutcome
from workshop.domain.tally import Finding, Spread, Tally, top
from workshop.domain.visibility import Why
from workshop.exports.blocks import Block, Heading, Points, Table, Text
from workshop.exports.drawings import gap_picture, rated_pictures
from workshop.exports.figures import asked, finding, not_shown, remarks
from workshop.exports.telling import DASH, WHOLE_ROOM, Telling, votes

Item = dict[str, QuestionOutcome]  # what is asked ("have", "how", "next") -> the question
_ALIKE = (Finding.AGREED, Finding.CLOSE, Finding.SAME_TOP)  # what is found where both groups are shown, and are near
_NEVER_SPLIT = "\u00a0"  # between an answer and its number


def form(telling: Telling, topic: TopicOutcome) -> Iterator[Block]:
    """Everything that was asked about the items of a form."""
    asks = {question.asks: telling._(question.line) for question in topic.questions if question.item}
    yield from _lists(telling, topic)
    yield from _differences(telling, topic)
    for title, items in _parts(topic).items():
        yield Heading(3, telling._(title))
        yield from rated_pictures(telling, topic, title)
        yield from _part(telling, asks, items)
    yield from _notes(telling, topic)
    for question in topic.questions:
        if question.item and question.remarks:
            yield Heading(4, telling._(question.wording))  # what was asked of it stands above what people wrote
            yield from remarks(telling, question)
    for question in topic.questions:
        if not question.item:
            yield from asked(telling, question)


def _parts(topic: TopicOutcome) -> dict[str, list[Item]]:
    """Items by the title of their part; the pages of a second look are put back together."""
    parts: dict[str, dict[str, Item]] = {}
    for question in [q for q in topic.questions if q.item]:
        parts.setdefault(question.part_title, {}).setdefault(question.item, {})[question.asks] = question
    return {title: list(items.values()) for title, items in parts.items()}


def differing(topic: TopicOutcome) -> list[tuple[QuestionOutcome, RoundOutcome]]:
    """What the groups see differently: the lines of the form, each with what is shown of it."""
    return [(question, round_) for question, round_ in _shown(topic) if _differs(round_.tally)]


def are_alike(topic: TopicOutcome) -> bool:
    """Does every result show both groups, and show them near? One of the whole room alone leaves that unknown."""
    lists = lists_of(topic)
    found = [round_.tally.finding for _, round_ in _shown(topic)]
    return not (lists.differ or lists.unaware) and all(finding in _ALIKE for finding in found)


def _lists(telling: Telling, topic: TopicOutcome) -> Iterator[Block]:
    """The short lists that make the talk, each line with the shares of both groups."""
    lists = lists_of(topic)
    for title, lines in (
        (telling._("Where we see it most differently"), lists.differ),
        (telling._("Staff say we did it, and some who use the service did not know"), lists.unaware),
        (telling._("What we want to change, most wanted first"), lists.change),
        (telling._("What we want to try, most wanted first"), lists.begin),
    ):
        if lines:
            yield Heading(3, title)
            if lines is lists.differ:
                yield from gap_picture(telling, topic)
            yield Points(tuple(_ranked(telling, line) for line in lines))


def _ranked(telling: Telling, line: Line) -> str:
    sides = (
        (telling.name_of(GroupKind.USES), line.uses),
        (telling.name_of(GroupKind.WORKS), line.works),
        (telling._("Whole room"), line.room),
    )
    shares = "; ".join(
        telling._("%(who)s %(votes)s of %(size)s", who=who, votes=share.votes, size=share.size)
        for who, share in sides
        if share is not None
    )
    return f"{telling._(line.name)}. {telling._(line.question)} “{telling._(line.answer)}”: {shares}"


def _differences(telling: Telling, topic: TopicOutcome) -> Iterator[Block]:
    points = tuple(_difference(telling, question, round_) for question, round_ in differing(topic))
    if points:
        yield Heading(3, telling._("What we see differently"))
        yield Points(points)


def _shown(topic: TopicOutcome) -> list[tuple[QuestionOutcome, RoundOutcome]]:
    """The questions that have figures to show, each with its newest."""
    rounds = ((question, question.last_shown) for question in topic.questions)
    return [(question, round_) for question, round_ in rounds if round_ is not None]


def _differs(tally: Tally) -> bool:
    if tally.finding is Finding.DIFFERENT:
        return True
    if tally.finding is not Finding.OTHER_TOP or tally.uses is None or tally.works is None:
        return False
    return top(tally.uses) is not None and top(tally.works) is not None


def _difference(telling: Telling, question: QuestionOutcome, round_: RoundOutcome) -> str:
    asked = telling._(question.wording)
    if question.item:
        asked = f"{asked.rstrip('.')}: {telling._(question.line)}"
    return " ".join((asked, *finding(telling, question, round_).sentences))


def _part(telling: Telling, asks: dict[str, str], items: list[Item]) -> Iterator[Block]:
    if any(question.last_shown for item in items for question in item.values()):
        yield _table(telling, asks, items)
        return
    first = next(iter(items[0].values()))
    yield Text(_nothing(telling, first), soft=True)
    yield Points(tuple(_name(telling, item) for item in items))


def _table(telling: Telling, asks: dict[str, str], items: list[Item]) -> Table:
    here = [ask for ask in asks if any(ask in item for item in items)]
    groups = [_rows(telling, here, item) for item in items]
    head = (telling._("What"), telling._("Who"), *(asks[ask] for ask in here))
    return Table(head, tuple(row for rows in groups for row in rows), spans=tuple(len(rows) for rows in groups))


def _rows(telling: Telling, asks: list[str], item: Item) -> list[tuple[str, ...]]:
    name = _name(telling, item)
    who = dict.fromkeys(key for question in item.values() for key in _spreads(telling, question))
    names = {key: name for q in item.values() for key, (name, _) in _spreads(telling, q).items()}
    if not who:
        return [(name, DASH, *(_cell(telling, item.get(ask), "") for ask in asks))]
    return [(name, names[key], *(_cell(telling, item.get(ask), key) for ask in asks)) for key in who]


def _spreads(telling: Telling, question: QuestionOutcome) -> dict[str, tuple[str, Spread]]:
    """The two groups where they may be shown apart, or else the whole room."""
    if question.last_shown is None:
        return {}
    spreads = {key: (name, spread) for key, name, spread in telling.shown_for(question.last_shown)}
    return {key: both for key, both in spreads.items() if key != WHOLE_ROOM} or spreads


def _cell(telling: Telling, question: QuestionOutcome | None, key: str) -> str:
    if question is None:
        return DASH
    spreads = _spreads(telling, question)
    if key in spreads:
        return _counted(telling, question, spreads[key][1])
    if spreads:
        return telling._("In the other rows")
    return _nothing(telling, question)


def _nothing(telling: Telling, question: QuestionOutcome) -> str:
    few = question.rounds and question.rounds[-1].why is Why.TOO_FEW
    return telling._("Too few votes to show.") if few else not_shown(telling)


def _name(telling: Telling, item: Item) -> str:
    return telling._(next(iter(item.values())).wording)


def _counted(telling: Telling, question: QuestionOutcome, spread: Spread) -> str:
    """Answers that somebody chose, each with its votes; before them the middle, if there is one."""
    said = [f"{telling._(c.name)}{_NEVER_SPLIT}{count}" for c, count in votes(spread, question.choices) if count]
    if spread.middle is None:
        return " · ".join(said)
    middle = telling.middle(spread.middle, question.choices)
    return telling._("Middle: %(middle)s.", middle=middle) + "\n" + " · ".join(said)


def _notes(telling: Telling, topic: TopicOutcome) -> Iterator[Block]:
    whys = dict.fromkeys(finding(telling, question, round_).why for question, round_ in _shown(topic))
    for why in filter(None, whys):
        yield Text(why, soft=True)
    if _shown(topic) and any(len({len(item) for item in items}) > 1 for items in _parts(topic).values()):
        yield Text(telling._("A dash: we did not ask this about that line."), soft=True)
