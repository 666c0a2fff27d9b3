"""The outcome as one tidy table (CSV): one figure, action, remark or log entry in each row.

Columns are always these, with English names, so that a script or another tool can rely on them:

- `session, title, opened, state, version, sha256`: the same in every row; `state` is `draft` or `final`, `version`
  is 1 when it is signed off and says the revision of a draft until then.
- `kind`: `about` (why we are here, what can change, what we look at, the ladder, whom we thank, the sign-off,
  until when it is kept), `vote` (one figure), `hidden` (a vote with nothing to show), `action`,
  `last_time` (the plan before, and how it went), `remark`, `log`,
  `suggestion` (`asks`: what it would do, `item`: the words it would change, `why`: what became of it), `since`
  (beside what was signed off, and not under `sha256`: how an action went later; `when` the day, `why` how it goes,
  `why_said` in words, `item` what is next), `word` (`question`: the word, `text`: what it means).
- `topic, question_key, question, item, asks, round`: what was voted on; `asks` is set in a form only.
- `group, shown_for`: whose votes these are: `uses`, `works` or `room`, and the name of it in this session.
- `choice_key, choice, term, place, votes`: `place` is 1 for the lowest, empty for answers kept apart.
- `voted, joined`: k and n of that round. `left_out`: votes that came in after the last live figures.
- `middle, gap, balanced_middle`: as places; `middle` is that of the group in this row.
- `why`: why the round is shown as it is, and `why_said` in words.
- `text, who, when`: what it is about, an action, a remark (its group in `group`) or a log entry (`when` is
  UTC then).
- `lead_uses, lead_works, helps, matters, needs, risks, worked, part, tell, source, source_said, check_on`: of an action:
  who leads from each side, who else helps, why it matters, what we need, what could get in the way, how we know that it
  worked, how people who use the service take part, how everyone is told, which result it comes from (its key, and
  its words), and the check-up day; `why` is what the group said to it (`waiting`, `open`, `agreed`, `parked`).

What may not be seen has no row but one of kind `hidden`, without a count by choice: `voted` and `joined`
stand in it as on the screen, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator

from workshop.domain import codes
from workshop.domain.outcome import Outcome, QuestionOutcome, RoundOutcome, TopicOutcome
from workshop.domain.phrases import Translator
from workshop.domain.planning.actions import ActionOutcome
from workshop.domain.planning.plan import leads
from workshop.domain.tally import Spread
from workshop.domain.visibility import Why
from workshop.exports.glossary import meanings
from workshop.exports.planned import fate as fate_of
from workshop.exports.standing import kept, sign_off_row, version_key
from workshop.exports.suggested import fate
from workshop.exports.summary import about, framed, run_by, thanks
from workshop.exports.table import Row, table
from workshop.exports.telling import WHOLE_ROOM, Telling, votes

COLUMNS = (
    "session", "title", "opened", "state", "version", "kind", "topic", "question_key", "question", "item", "asks",
    "round", "group", "shown_for", "choice_key", "choice", "term", "place", "votes", "voted", "joined",
    "left_out", "middle", "gap", "balanced_middle", "why", "why_said", "text", "who", "when", "sha256",
    "lead_uses", "lead_works", "helps", "matters", "needs", "risks", "worked", "part", "tell",
    "source", "source_said", "check_on",
)  # fmt: skip
_OF_AN_ACTION = ("lead_uses", "lead_works", "helps", "matters", "needs", "risks", "worked", "part", "tell")


def write(outcome: Outcome, translate: Translator, *, lang: str = "en") -> bytes:
    """The whole table."""
    telling = Telling(outcome, translate, lang)
    same = _same(outcome)
    return table(COLUMNS, (same | row for row in rows(telling)))


def _same(outcome: Outcome) -> Row:
    return {
        "session": codes.shown(outcome.code),
        "title": outcome.title,
        "opened": outcome.opened.isoformat(),
        "state": "final" if outcome.ended else "draft",
        "version": version_key(outcome),
        "sha256": outcome.sha256,
    }


def rows(telling: Telling) -> Iterator[Row]:
    """Every row, without what is the same in all of them; texts as they are."""
    for label, text in (*about(telling), *framed(telling), *run_by(telling), *sign_off_row(telling), *kept(telling)):
        yield {"kind": "about", "joined": telling.outcome.joined, "question": label, "text": text}
    for credit in thanks(telling):
        yield {"kind": "about", "question": telling._("Sources and thanks"), "text": f"{credit.text} {credit.url}"}
    yield from _words(telling)
    for topic in telling.outcome.topics:
        for question in topic.questions:
            yield from _of_question(telling, topic, question)
        for proposal in topic.proposals:
            yield {
                "kind": "suggestion",
                "topic": telling._(topic.title),
                "asks": proposal.change.value,
                "item": proposal.was,
                "text": "" if proposal.hidden else proposal.text,
                "why": proposal.stage.value,
                "why_said": fate(telling, proposal),
            }
    for action in telling.outcome.actions:
        yield _of_action(telling, action)
    yield from _since(telling)
    yield from _last_time(telling)
    for entry in telling.outcome.log:
        yield {
            "kind": "log",
            "text": telling.said(entry.said),
            "when": entry.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }


def _since(telling: Telling) -> Iterator[Row]:
    if telling.outcome.review:
        review = telling._("We look at the plan again on %(day)s.", day=telling.day(telling.outcome.review))
        yield {"kind": "about", "text": review, "when": telling.outcome.review.isoformat()}
    for action in telling.outcome.actions:
        for line in telling.outcome.since.of(action.id).lines:
            said: Row = {"why": line.going.value, "why_said": line.said, "item": line.next}
            row: Row = {"kind": "since", "text": action.what, "when": line.on.isoformat()}
            yield row | said


def _of_action(telling: Telling, action: ActionOutcome) -> Row:
    said: Row = {key: getattr(action, key) for key in ("when", *_OF_AN_ACTION)}
    check_on = action.check_on.isoformat() if action.check_on else ""
    who = "" if action.hidden else "; ".join(telling.said(lead) for lead in leads(action))
    source = {"source": action.source, "source_said": telling._(action.source_text)}
    state: Row = {"why": action.stage.value, "why_said": fate_of(telling, action)}
    return {"kind": "action", "text": action.what, "who": who} | said | source | {"check_on": check_on} | state


def _last_time(telling: Telling) -> Iterator[Row]:
    for carried in telling.outcome.last_time:
        yield {
            "kind": "last_time",
            "text": carried.what,
            "when": carried.when,
            "why": carried.went.value if carried.went else "",
            "why_said": telling.said(carried.said),
        }


def _words(telling: Telling) -> Iterator[Row]:
    for word, meaning in meanings(telling):
        yield {"kind": "word", "question": word, "text": meaning}


def _of_question(telling: Telling, topic: TopicOutcome, question: QuestionOutcome) -> Iterator[Row]:
    asked: Row = {
        "topic": telling._(topic.title),
        "question_key": question.key,
        "question": telling._(question.line if question.item else question.wording),
        "item": telling._(question.wording) if question.item else "",
        "asks": question.asks,
    }
    if not question.rounds:
        yield asked | {"kind": "hidden", "why": Why.HIDDEN.value, "why_said": telling.why(Why.HIDDEN)}
    for round_ in question.rounds:
        yield from (asked | row for row in _of_round(telling, question, round_))
    for remark in question.remarks:
        group = {"group": remark.group.value, "shown_for": telling.name_of(remark.group)} if remark.group else {}
        text = telling._("A remark was hidden, as it named a person.") if remark.hidden else remark.text
        yield asked | group | {"kind": "remark", "asks": remark.prompt, "text": text}


def _of_round(telling: Telling, question: QuestionOutcome, round_: RoundOutcome) -> Iterator[Row]:
    of_round: Row = {
        "kind": "vote" if round_.tally.shown else "hidden",
        "round": round_.number,
        "voted": round_.voted,
        "joined": round_.joined,
        "why": round_.why.value,
        "why_said": telling.why(round_.why),
    }
    if not round_.tally.shown:
        yield of_round
        return
    between: Row = {"gap": round_.tally.gap, "balanced_middle": round_.tally.balanced}
    for key, name, spread in telling.shown_for(round_):
        shown: Row = {"group": key, "shown_for": name, "left_out": round_.left_out}
        for row in _of_spread(telling, question, spread):
            yield of_round | shown | (between if key != WHOLE_ROOM else {}) | row


def _of_spread(telling: Telling, question: QuestionOutcome, spread: Spread) -> Iterator[Row]:
    for choice, count in votes(spread, question.choices):
        yield {
            "choice_key": choice.key,
            "choice": telling._(choice.name),
            "term": telling._(choice.term),
            "place": choice.place,
            "votes": count,
            "middle": spread.middle,
        }
