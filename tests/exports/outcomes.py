"""Sessions to write files of: hand-made votes, counted by the real rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from zlib import crc32

from workshop import frameworks
from workshop.domain.desk import journal
from workshop.domain.desk.journal import Act
from workshop.domain.desk.keeping import Keeping
from workshop.domain.framework import QuestionPlan, Showing, Takes, TopicPlan
from workshop.domain.groups import Bloc, GroupKind
from workshop.domain.outcome import (
    GroupOutcome,
    LogOutcome,
    Outcome,
    ProposalOutcome,
    QuestionOutcome,
    RemarkOutcome,
    RoundOutcome,
    TopicOutcome,
)
from workshop.domain.passes import second_pass
from workshop.domain.planning.actions import ActionOutcome, EarlierOutcome
from workshop.domain.planning.plan import FIELDS
from workshop.domain.planning.proposals import Change
from workshop.domain.stages import ProposalStage, Stage
from workshop.domain.tally import tally
from workshop.domain.visibility import Ballots, Rule, see, size, whole_room

FORMULAS = [
    '=HYPERLINK("http://evil.example")', "  +1", "-1+1", "@SUM(A1)", "|cmd", "%0A", "＝1", "＋1", "－1",
    "＠x", "\t=1", "\r\n=1", "\u200b=1", "\u200d=1",
]  # fmt: skip
HOSTILE = [
    *FORMULAS,
    "#strong[x] *bold* $x^2$ \\ @label <label> // `raw` {{ 7 * 7 }} </svg><script>",
    "a\x00b\x1bc\x7fd",
    "W" * 3000,
    "شكرا جزيلا לתודה \u202egnirts",
    "আমি রান্নাঘর চাই",
    "👍🏽 👩‍👩‍👧 great",
    "z\u0301\u0302\u0303\u0304" * 40,
    "%(x)s %s {page}",
    "'",
    "",
]


def said(text: str) -> str:
    """English, as it stands."""
    return text


def ballots(uses: str = "", works: str = "", either: str = "", *, kind: str = "rung_") -> Ballots:
    """Votes as people write them down: `"3 3 4"` for the people of a group, each on that rung."""
    groups = {Bloc.USES: uses, Bloc.WORKS: works, Bloc.EITHER: either}
    return {bloc: _counted([f"{kind}{vote}" if vote.isdigit() else vote for vote in votes.split()])
            for bloc, votes in groups.items()}  # fmt: skip


def _counted(keys: list[str]) -> Mapping[str, int]:
    return {key: keys.count(key) for key in keys}


def a_round(
    plan: QuestionPlan,
    votes: Ballots,
    *,
    number: int = 1,
    stage: Stage = Stage.SHOWN,
    joined: int = 17,
    floor: int = 5,
) -> RoundOutcome:
    """A round as the rules let everybody see it."""
    published = whole_room(votes) if plan.showing is Showing.LIVE else None
    sight = see(votes, Rule(stage=stage, showing=plan.showing, floor=floor, published=published))
    return RoundOutcome(
        number=number,
        voted=size(whole_room(votes)),
        joined=joined,
        why=sight.why,
        tally=tally(sight, kind=plan.kind, choices=plan.choices),
        left_out=sight.left_out,
    )


def a_question(
    plan: QuestionPlan,
    *rounds: RoundOutcome,
    stage: Stage = Stage.SHOWN,
    remarks: tuple[RemarkOutcome, ...] = (),
) -> QuestionOutcome:
    """A question of an agenda with the rounds that were held."""
    return QuestionOutcome(
        id=crc32(plan.key.encode()), key=plan.key, kind=plan.kind, wording=plan.wording, line=plan.line,
        talk=plan.talk, choices=plan.choices, showing=plan.showing, stage=stage, part=plan.part,
        part_title=plan.part_title, item=plan.item, asks=plan.asks, rounds=rounds, remarks=remarks, prompts=plan.prompts,
    )  # fmt: skip


def remark(text: str, group: GroupKind | None = None, *, hidden: bool = False, prompt: str = "why") -> RemarkOutcome:
    return RemarkOutcome(id=1, text=text, group=group, on_screen=True, hidden=hidden, prompt=prompt)


def idea(key: int, text: str, stage: ProposalStage = ProposalStage.AGREED) -> ProposalOutcome:
    return ProposalOutcome(id=key, change=Change.SUPPORT, text=text, was="", stage=stage, reason="")


LADDER_NOW = ballots("2 3 3 3 3 4 4 5", "3 4 4 5 5 5 5 6 6")
LADDER_AGAIN = ballots("3 3 3 4 4 4 5 not_sure", "4 4 4 5 5 5 5 5 pass")
LADDER_WANTED = ballots("5 6 6 6 7 7 7 too_mixed", "5 5 6 6 6 6 7 7 7")
SMALL_NOW = ballots("2 3 3 4", "3 4 4 5 5 5 5 6 6")

_VOTES: dict[str, Ballots] = {
    "practice": ballots("tea tea coffee tea water", "coffee coffee tea coffee pass"),
    "ladder_now": LADDER_NOW,
    "right_for_us": ballots("yes_all yes_all yes_all yes_some yes_some yes_all not_sure yes_all",
                            "yes_some yes_some yes_some yes_all not_yet yes_some yes_some pass yes_all"),
    "ladder_wanted": LADDER_WANTED,
    "how_sure": ballots("a_bit a_bit half half quite a_bit half not_sure",
                        "half quite quite quite very half half half a_bit"),
    "fair_record": ballots("yes yes yes yes yes yes_but yes yes", "yes yes yes yes yes yes yes yes yes_but"),
    "was_it_fair": ballots("yes yes mostly yes yes yes yes yes", "yes yes yes yes mostly yes yes yes yes"),
    "work_on": ballots("assets networks networks networks mutuality networks pass networks",
                       "catalysts catalysts networks catalysts networks catalysts catalysts not_sure catalysts"),
    "could_speak": ballots("yes yes mostly yes yes yes no yes", "yes yes yes yes mostly yes yes yes yes"),
}  # fmt: skip
_REMARKS = {
    "ladder_now": (
        remark("We hear about changes when the poster goes up.", GroupKind.USES),
        remark("We asked at three meetings, and the opening hours did change.", GroupKind.WORKS),
        remark("", GroupKind.WORKS, hidden=True),
    ),
    "right_for_us": (remark("Not for safeguarding. There we must be clear that staff decide."),),
    "fair_record": (
        remark("The evening meetings leave out people with children. I want that kept.", GroupKind.USES, prompt="note"),
    ),
}
_IDEAS = (
    idea(1, "A lift to the meetings, so that people who live far away can come too"),
    idea(2, "Pay people for their time"),
    idea(3, "Write letters in plain words"),
    idea(4, "Meet in the garden", ProposalStage.PARKED),
)
_KEPT = ("surveys", "forum", "trustees", "peer_support")
_HAVE = (
    ballots("yes yes no dont_know yes tried dont_know yes", "yes yes yes yes yes tried yes yes yes"),
    ballots("no no no dont_know yes tried no no", "yes yes yes yes no tried yes yes yes"),
    ballots("dont_know dont_know dont_know no no dont_know no no", "no no no tried dont_know no no no yes"),
)
_HOW = ballots(
    "a_bit a_bit did_not_work well not_part a_bit well a_bit",
    "well well well very_well well a_bit well well not_part",
)
_NEXT = ballots(
    "change change keep change stop change not_sure change",
    "keep keep keep change keep change keep keep pass",
)


def votes_on(plan: QuestionPlan, number: int) -> Ballots:
    """Pretend votes on any question of the agendas that we ship."""
    if plan.asks:
        of_a_form = {"have": _HAVE[number % 3], "how": _HOW, "next": _NEXT}
        return of_a_form.get(plan.asks) or _by_place(plan)
    return _VOTES[plan.key]


def _by_place(plan: QuestionPlan) -> Ballots:
    keys = [choice.key for choice in plan.placed]
    return ballots(" ".join(keys[at % 3] for at in range(8)), " ".join(keys[-1 - at % 2] for at in range(9)))


def a_session(
    *, template: str = "full", ladder: str = "tlap", ended: bool = True, shown: bool = True, floor: int = 5
) -> Outcome:
    """A whole session of 8 people who use the service and 9 who work there."""
    topics = []
    for number, topic in enumerate(frameworks.load_template(template, ladder).topics, 1):
        plans = list(topic.questions)
        if topic.form == "appendix1":
            plans += second_pass(frameworks.load_form("appendix1"), _KEPT, max(p.part for p in plans) + 1)
        questions = tuple(_voted(plan, at, shown=shown, floor=floor) for at, plan in enumerate(plans))
        topics.append(a_topic(topic, number, questions))
    rungs = frameworks.load_ladder(ladder)
    return Outcome(
        code="K7M4QX",
        title="Riverside Advice: who decides?",
        purpose="We want to know how much say people who use it have.\nWe will use it to plan next year.",
        organisation="Riverside Neighbours",
        invited="Posters, and a call to everybody who came last year.",
        can_change="The opening hours, and who decides about them.",
        cannot_change="The rent, until 2028.",
        offered="Lunch and bus fares.",
        subject="The advice drop-in",
        opened=date(2026, 11, 22),
        ended=ended,
        revision=41,
        floor=floor,
        joined=17,
        sides=(None,),
        groups=(
            GroupOutcome(kind=GroupKind.USES, name="People who use the service", here=8, few=False),
            GroupOutcome(kind=GroupKind.WORKS, name="Staff and volunteers", here=9, few=False),
            GroupOutcome(kind=GroupKind.EITHER, name="Both, or rather not say", here=None, few=True),
        ),
        ladder=rungs.name,
        ladder_changes=(),
        credits=(rungs.thanks, *(credit for credit in frameworks.load_about().credits if credit.key != "ladder")),
        topics=tuple(topics),
        actions=(
            ActionOutcome(
                id=1,
                what="Ask two service users to join the board",
                source="question:ladder_wanted",
                source_text="Where should we be for this work?",
                matters="The board decides without us.",
                lead_uses="Ann",
                lead_works="Ben",
                helps="The chair",
                needs="An hour before each meeting",
                risks="Papers are long. Ben reads them out first.",
                when="By 1 March",
                worked="Two of us have a vote on the board.",
                part="Ann and two others pick who is asked.",
                tell="On the notice board, each month",
                check_on=date(2027, 3, 1),
                stage=ProposalStage.AGREED,
            ),
            ActionOutcome(
                id=2,
                what="Move one meeting a month to a Saturday",
                lead_works="Rosa",
                when="January",
                stage=ProposalStage.AGREED,
            ),
            ActionOutcome(id=3, what="Write down what happened with each idea"),
        ),
        log=(
            _entry(13, 58, Act.OPENED, floor=floor),
            _entry(14, 20, Act.VOTE_OPENED, what="Which step of the ladder are we on today?"),
            _entry(14, 27, Act.SHOWN, what="Which step of the ladder are we on today?", voted=17, joined=17),
            _entry(15, 55, Act.ENDED),
        ),
        keeping=Keeping(days=30, why="", words_until=date(2026, 12, 22), record_until=date(2027, 3, 31)),
    )


def a_topic(plan: TopicPlan, number: int, questions: tuple[QuestionOutcome, ...]) -> TopicOutcome:
    return TopicOutcome(
        key=plan.key, kind=plan.kind, title=plan.title, number=number, skipped=False, questions=questions,
        takes=plan.takes, proposals=_IDEAS if plan.takes is Takes.IDEAS and questions[0].last_shown else (),
    )  # fmt: skip


def _voted(plan: QuestionPlan, at: int, *, shown: bool, floor: int) -> QuestionOutcome:
    votes = votes_on(plan, at)
    if not shown:
        # Even a live vote has shown nothing yet while fewer have voted than its first figures need.
        plan = replace(plan, showing=Showing.TOGETHER)
        return a_question(plan, a_round(plan, votes, stage=Stage.OPEN, floor=floor), stage=Stage.OPEN)
    rounds = [a_round(plan, votes, floor=floor)]
    if plan.key == "ladder_now":
        rounds.append(a_round(plan, LADDER_AGAIN, number=2, floor=floor))
    return a_question(plan, *rounds, remarks=_REMARKS.get(plan.key, ()))


def _entry(hour: int, minute: int, act: Act, **values: str | int) -> LogOutcome:
    return LogOutcome(at=datetime(2026, 11, 22, hour, minute, tzinfo=UTC), said=journal.said(act, values))


def with_only(outcome: Outcome, question: QuestionOutcome) -> Outcome:
    """The session with this one question and nothing else to count."""
    topic = next(t for t in outcome.topics if question.key in {q.key for q in t.questions})
    return replace(outcome, topics=(replace(topic, questions=(question,)),))


def plan_of(key: str, template: str = "full") -> QuestionPlan:
    """A question of the agendas that we ship, by its key."""
    topics = frameworks.load_template(template).topics
    return next(question for topic in topics for question in topic.questions if question.key == key)


def a_small_group() -> Outcome:
    """Four people who use the service voted, one too few to be shown apart."""
    plan = plan_of("ladder_now")
    question = a_question(plan, a_round(plan, SMALL_NOW, joined=13), remarks=(remark("The rooms are cold."),))
    groups = (
        GroupOutcome(kind=GroupKind.USES, name="People who use the service", here=None, few=True),
        GroupOutcome(kind=GroupKind.WORKS, name="Staff and volunteers", here=None, few=False),
        GroupOutcome(kind=GroupKind.EITHER, name="Both, or rather not say", here=None, few=True),
    )
    return replace(with_only(a_session(), question), joined=13, groups=groups)


_OF_ACTIONS = [stage for stage in ProposalStage if stage is not ProposalStage.NOTED]  # noted: the record only


def hostile(text: str) -> Outcome:
    """Everything that people can type is this text, and the names of what they vote on too."""
    plan = plan_of("right_for_us")
    plan = replace(
        plan,
        wording=text,
        line=text,
        choices=tuple(replace(c, name=text[:60], term=text[:60]) for c in plan.choices),
    )
    question = a_question(plan, a_round(plan, _VOTES["right_for_us"]), remarks=(remark(text, GroupKind.USES),))
    outcome = a_session()
    return replace(
        with_only(outcome, question), title=text, purpose=text, subject=text,
        organisation=text, invited=text, can_change=text, cannot_change=text, offered=text,
        groups=tuple(replace(group, name=text[:60]) for group in outcome.groups),
        actions=tuple(
            ActionOutcome(
                id=number, source_text=text, stage=stage, reason=text, **dict.fromkeys(FIELDS, text),
                earlier=(EarlierOutcome(field="what", text=text),),
            )
            for number, stage in enumerate(_OF_ACTIONS)
        ),
        log=(_entry(14, 0, Act.VOTE_OPENED, what=text),),
    )  # fmt: skip
