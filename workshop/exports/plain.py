"""The plain-words sheet (PDF): what we found and what happens next, in short sentences, big letters and pictures.

For everybody who took part. It is not Easy Read: that name is for texts that were tested with people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from workshop.domain import codes
from workshop.domain.findings.ranking import lists_of
from workshop.domain.framework import QuestionKind, TopicKind
from workshop.domain.outcome import Outcome, QuestionOutcome, TopicOutcome
from workshop.domain.phrases import Translator
from workshop.domain.pictures.climb import Climb
from workshop.domain.pictures.gaps import Gaps
from workshop.domain.pictures.hanging import drawings_of
from workshop.domain.pictures.shapes import Fit
from workshop.domain.record.record import beside
from workshop.domain.record.signing import ASKS
from workshop.exports.blocks import Block, Finding, Heading, Points, Text
from workshop.exports.drawings import both_votes
from workshop.exports.figures import finding
from workshop.exports.forms import are_alike, differing
from workshop.exports.glossary import glossary
from workshop.exports.pdf import printed
from workshop.exports.picture import drawn, picture
from workshop.exports.since import in_short
from workshop.exports.standing import kept_notes, signed
from workshop.exports.suggested import put_beside
from workshop.exports.summary import actions_of, no_actions, thanks
from workshop.exports.telling import Telling, plain

_SIZE = 16  # points
_DIFFERENCES = 6
_ELSEWHERE = (TopicKind.WELCOME, TopicKind.PLAN)  # a practice vote; and what we will do comes last
_PICTURE = 82  # % of the page's width: a picture for a phone has letters as big as the text there
_GAPS = 79  # the same, so that five long names have room on one page


def write(outcome: Outcome, translate: Translator, *, lang: str = "en") -> bytes:
    """The sheet; two to eight pages."""
    telling = Telling(outcome, translate, lang)
    return printed(telling, sheet(telling), size=_SIZE)


def sheet(telling: Telling) -> Iterator[Block]:
    """Everything on the sheet but its title. Why a result is shown as it is stands once, where it is first so."""
    told = {""}
    for block in _whole(telling):
        if not isinstance(block, Finding):
            yield block
            continue
        yield replace(block, why="") if block.why in told else block
        told.add(block.why)


def _whole(telling: Telling) -> Iterator[Block]:
    outcome = telling.outcome
    yield Text(
        telling._(
            "We met on %(day)s. People who joined: %(joined)s.", day=telling.day(outcome.opened), joined=outcome.joined
        )
    )
    if outcome.subject:
        yield Text(telling._("We talked about: %(what)s.", what=plain(outcome.subject).rstrip(".")))
    yield Heading(2, telling._("Why we met"))
    yield Text(plain(outcome.purpose))
    yield from _good_to_know(telling)
    shown = [question for topic in outcome.topics for question in topic.questions if question.last_shown]
    if not shown:
        yield Heading(2, telling._("What we found"))
        yield Text(telling._("No vote has been shown."))
    for topic in outcome.topics:
        yield from _topic(telling, topic)
        yield from put_beside(telling, beside(outcome, topic.key))
    yield Heading(2, telling._("What we will do"))
    lines = actions_of(telling)
    yield Points(lines) if lines else Text(no_actions(telling))
    if outcome.review:
        yield Text(telling._("We look at the plan again on %(day)s.", day=telling.day(outcome.review)))
    yield from _since(telling)
    yield from glossary(telling)
    if any(question.kind is QuestionKind.LADDER for question in shown):
        yield next(thanks(telling))  # whom the ladder comes from; the others are thanked in the longer files


def _topic(telling: Telling, topic: TopicOutcome) -> Iterator[Block]:
    questions = [question for question in topic.questions if question.last_shown]
    if topic.kind in _ELSEWHERE or not questions:
        return
    yield Heading(2, telling._(topic.title))
    if topic.kind is TopicKind.FORM:
        yield from _differences(telling, topic)
        return
    climbed = [drawing for drawing in drawings_of(telling.outcome, topic) if isinstance(drawing, Climb)]
    for about, together in groupby(questions, key=lambda question: question.part_title if question.item else ""):
        if about:
            yield Heading(3, telling._(about))
            yield Points(tuple(_suggestion(telling, question) for question in together))
            continue
        for question in together:
            yield from _question(telling, question)
            if not climbed:  # it has the same steps, and more
                yield from _ladder(telling, question)
    for drawing in climbed:
        yield Heading(3, telling.said(drawing.title))
        yield drawn(telling, drawing, width=_PICTURE, fit=Fit.NARROW)


def _differences(telling: Telling, topic: TopicOutcome) -> Iterator[Block]:
    """The lines of a form on which the groups differ: as a picture where there is one, else by name."""
    names = _seen_differently(telling, topic)
    if not names:
        yield from _wanted(telling, topic)
        return
    apart = next((drawing for drawing in drawings_of(telling.outcome, topic) if isinstance(drawing, Gaps)), None)
    is_more = len(names) > (len(apart.lines) if apart else _DIFFERENCES)
    more = telling._("There are more. They are in the other files.") if is_more else ""
    if apart is None:
        yield Text(telling._("Our groups do not say the same about these:"))
        yield Points(tuple(names[:_DIFFERENCES]))
        if more:
            yield Text(more)
        return
    # All before the picture, which may fill its page: a line left for the next would say nothing there.
    lead = telling._("Our groups do not say the same about these. The longer the line, the further apart we are.")
    yield Text(" ".join(filter(None, (lead, more))))
    yield drawn(telling, apart, width=_GAPS, fit=Fit.NARROW)


def _seen_differently(telling: Telling, topic: TopicOutcome) -> list[str]:
    """The lines whose middle or first answer differs, then those where one answer has another share in each group."""
    found = (question.wording for question, _ in differing(topic))
    shares = (line.name for line in lists_of(topic).differ)
    return list(dict.fromkeys(telling._(name) for name in (*found, *shares)))


def _wanted(telling: Telling, topic: TopicOutcome) -> Iterator[Block]:
    """What to change and what to try, where nothing is seen to differ."""
    if are_alike(topic):
        yield Text(telling._("Our groups say much the same here."))
    lists = lists_of(topic)
    for title, lines in (
        (telling._("What we want to change, most wanted first"), lists.change),
        (telling._("What we want to try, most wanted first"), lists.begin),
    ):
        if lines:
            yield Heading(3, title)
            yield Points(tuple(telling._(line.name) for line in lines))
    if not (lists.change or lists.begin):
        yield Text(telling._("What we said is in the other files."))


def _suggestion(telling: Telling, question: QuestionOutcome) -> str:
    """An idea of somebody's, and what the vote said of it."""
    round_ = question.last_shown
    found = finding(telling, question, round_) if round_ else Finding("")
    return " ".join((f"“{plain(question.wording)}”:", found.headline, *found.sentences))


def _question(telling: Telling, question: QuestionOutcome) -> Iterator[Block]:
    round_ = question.last_shown
    if round_ is None:
        return
    found = finding(telling, question, round_)
    yield Heading(3, telling._(question.wording) or question.key)
    if question.key == ASKS:
        yield Finding(signed(telling), why=found.why)
        yield from kept_notes(telling)
        return
    yield Finding(found.headline, found.sentences, found.why)


def _ladder(telling: Telling, question: QuestionOutcome) -> Iterator[Block]:
    """Its picture, with both votes where one picture may hold them."""
    round_ = question.last_shown
    if question.kind is not QuestionKind.LADDER or round_ is None:
        return
    both = both_votes(telling, question)
    twice = telling._("We voted two times. Here are both votes.") if both else ""
    yield Text(" ".join(filter(None, (twice, telling._("A longer bar means that more people chose this step.")))))
    if both is None:
        yield replace(picture(telling, question, round_, fit=Fit.NARROW), width=_PICTURE)
    else:
        yield drawn(telling, both, width=_PICTURE, fit=Fit.NARROW)


def _since(telling: Telling) -> Iterator[Block]:
    """What came of the plan later, once anything was said of it."""
    if telling.outcome.since.has_news:
        yield Heading(2, telling._("You said, we did"))
        yield Text(telling._("This was written later. It is not part of what we agreed on that day."))
        yield Points(tuple(in_short(telling)))


def _good_to_know(telling: Telling) -> Iterator[Block]:
    yield Heading(2, telling._("Good to know"))
    yield Points(
        (
            telling._("Each person had one vote."),
            telling._("Nobody is told how one person voted."),
            telling._(
                "Everybody can get this sheet and all of the results until %(day)s. The code is %(code)s.",
                day=telling.day(telling.outcome.keeping.record_until),
                code=codes.shown(telling.outcome.code),
            ),
        )
    )
