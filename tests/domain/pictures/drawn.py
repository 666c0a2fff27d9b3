"""Pictures of several votes, made of whatever hypothesis thinks up, and the boxes around what they are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from workshop.domain.framework import Choice, QuestionKind, Showing, Takes, TopicKind
from workshop.domain.groups import Side
from workshop.domain.outcome import ProposalOutcome, QuestionOutcome, RoundOutcome, TopicOutcome
from workshop.domain.phrases import Phrase
from workshop.domain.pictures.before_after import before_after
from workshop.domain.pictures.climb import Climb, climb
from workshop.domain.pictures.gaps import gaps
from workshop.domain.pictures.rated import rated
from workshop.domain.pictures.sketch import Drawing, Part, Shape, Sketch, Stroke
from workshop.domain.planning.proposals import Change
from workshop.domain.stages import ProposalStage, Stage
from workshop.domain.tally import tally
from workshop.domain.visibility import Sight, Why


def placed(*named: tuple[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(key, name, place=place) for place, (key, name) in enumerate(named, 1))


RUNGS = placed(
    ("rung_1", "Done to us"), ("rung_2", "Taught"), ("rung_3", "Told"), ("rung_4", "Asked"), ("rung_5", "Heard"),
    ("rung_6", "Plan together"), ("rung_7", "All together"),
)  # fmt: skip
PASS = Choice("pass", "Pass")
LADDER = (*RUNGS, Choice("not_sure", "Not sure"), Choice("too_mixed", "It is too mixed to say"), PASS)
HAVE = (
    *placed(("yes", "Yes"), ("tried", "We tried it once"), ("no", "No")),
    Choice("dont_know", "I do not know"),
    PASS,
)
HOW = (
    *placed(
        ("how_1", "It did not work"), ("how_2", "It worked a bit"), ("how_3", "It worked well"),
        ("how_4", "It worked very well"),
    ),
    Choice("not_part", "I was not part of it"),
    PASS,
)  # fmt: skip
TRUE = (
    *placed(
        ("so_1", "Not yet"), ("so_2", "We have just begun"), ("so_3", "Some of the time"), ("so_4", "Most of the time"),
        ("so_5", "It is how we work"),
    ),
    PASS,
)  # fmt: skip
ASKS = {
    "have": (QuestionKind.PICK, HAVE),
    "how": (QuestionKind.SCALE, HOW),
    "so_far": (QuestionKind.SCALE, TRUE),
}
NAMES = {Side.USES: "People who use the service", Side.WORKS: "Staff and volunteers", Side.ROOM: "Whole room"}
NAMINGS = (
    NAMES,
    {Side.USES: "যারা সেবা ব্যবহার করেন", Side.WORKS: "الموظفون والمتطوعون في الخدمة", Side.ROOM: "كل القاعة"},
    {Side.USES: "People " * 30, Side.WORKS: "S" * 200, Side.ROOM: "自己的服务使用者和他们的家人以及照顾者们" * 4},
)
WORDS = ("Surveys", "An online group or chat", "A long name for an activity " * 4, "শুক্রবারে শ্রীমতী আমিনা", "W" * 160)


def said(text: Phrase | str) -> str:
    """English, as it stands."""
    return text.said(str) if isinstance(text, Phrase) else text


def apart(uses: Mapping[str, int], works: Mapping[str, int]) -> Sight:
    return Sight(Why.APART, apart=(uses, works))


def whole(room: Mapping[str, int]) -> Sight:
    return Sight(Why.SMALL_GROUP, whole=room)


def counts(choices: Sequence[Choice]) -> st.SearchStrategy[dict[str, int]]:
    """Votes of a group: few people or many, anywhere or nowhere."""
    count = st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 400))
    return st.fixed_dictionaries({choice.key: count for choice in choices})


def sights(choices: Sequence[Choice]) -> st.SearchStrategy[Sight]:
    """The two groups, or only the whole room."""
    return st.one_of(st.builds(apart, counts(choices), counts(choices)), st.builds(whole, counts(choices)))


def question(key: str, kind: QuestionKind, choices: tuple[Choice, ...], *seen: Sight, item: str = "") -> QuestionOutcome:
    """A question with a round for each sight."""
    rounds = tuple(
        RoundOutcome(number=n, voted=9, joined=9, why=sight.why, tally=tally(sight, kind=kind, choices=choices))
        for n, sight in enumerate(seen, 1)
    )
    return QuestionOutcome(
        id=1, key=key, kind=kind, wording=item or key, line="How true is it?", talk="", choices=choices,
        showing=Showing.TOGETHER, stage=Stage.SHOWN, part=1, part_title="A part", item=item, asks=key if item else "",
        rounds=rounds,
    )  # fmt: skip


def item(name: str, **asked: Sight) -> list[QuestionOutcome]:
    """What is asked of one activity: `have`, `how` or `so_far`, each with what may be seen of it."""
    return [question(ask, *ASKS[ask], sight, item=name) for ask, sight in asked.items()]


def form(*questions: QuestionOutcome) -> TopicOutcome:
    return TopicOutcome(key="topic", kind=TopicKind.FORM, title="", number=1, skipped=False, questions=questions)


def a_climb(now: Sight, wanted: Sight, ideas: Sequence[str], names: Mapping[Side, str] = NAMES) -> Climb | None:
    """The climb of a session whose group chose these ideas."""
    proposals = tuple(
        ProposalOutcome(id=n, change=Change.SUPPORT, text=text, was="", stage=ProposalStage.AGREED, reason="")
        for n, text in enumerate(ideas)
    )
    asked = (question(key, QuestionKind.LADDER, LADDER, sight) for key, sight in (("now", now), ("wanted", wanted)))
    topics = [
        TopicOutcome(key=q.key, kind=TopicKind.LADDER, title="", number=n, skipped=False, questions=(q,), takes=takes,
                     proposals=proposals if takes else ())
        for n, (q, takes) in enumerate(zip(asked, (Takes.NOTHING, Takes.IDEAS), strict=True), 1)
    ]  # fmt: skip
    return climb(topics, names)


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """Any of the pictures, of any votes under any names."""
    names = draw(st.sampled_from(NAMINGS))
    kind = draw(st.sampled_from(["both", "climb", "appendix", "parts", "gaps"]))
    if kind == "both":
        picture: Drawing | None = draw(_both(names))
    elif kind == "climb":
        ideas = draw(st.lists(st.sampled_from(WORDS), max_size=6))
        picture = a_climb(draw(sights(LADDER)), draw(sights(LADDER)), ideas, names)
    else:
        picture = draw(_of_a_form(kind, names))
    assert picture is not None
    return picture


@st.composite
def _both(draw: st.DrawFn, names: Mapping[Side, str]) -> Drawing | None:
    first = draw(sights(LADDER))
    second = draw(sights(LADDER).filter(lambda sight: (sight.apart is None) == (first.apart is None)))
    kind = draw(st.sampled_from([QuestionKind.LADDER, QuestionKind.PICK]))
    return before_after(question("now", kind, LADDER, first, second), names)


@st.composite
def _of_a_form(draw: st.DrawFn, kind: str, names: Mapping[Side, str]) -> Drawing:
    asks = ["so_far"] if kind == "parts" else ["have", "how"]
    items = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True))
    # Not everything is asked of every item.
    asked = {name: draw(st.lists(st.sampled_from(asks), min_size=1, unique=True)) for name in items}
    questions = [q for name in items for q in item(name, **{ask: draw(sights(ASKS[ask][1])) for ask in asked[name]})]
    topic = form(*questions)
    return (gaps(topic, names) if kind == "gaps" else None) or draw(st.sampled_from(rated(topic, names)))


@dataclass(frozen=True)
class Box:
    """Where something lies."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, slack: float) -> bool:
        """Do the two share more than `slack` both across and down?"""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack


def boxes(sketch: Sketch) -> list[Box]:
    """Around every part and every line of words."""
    return [*(Box(*text.box) for text in sketch.words), *(box for _, box in boxed(sketch))]


def boxed(sketch: Sketch) -> list[tuple[Part, Box]]:
    """Every part with the box around it."""
    return [(part, _around(part)) for part in sketch.parts]


def _around(part: Part) -> Box:
    if isinstance(part, Shape):
        xs, ys = zip(*(map(float, corner.split(",")) for corner in part.points.split()), strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))
    if isinstance(part, Stroke):
        return Box(min(part.x1, part.x2), min(part.y1, part.y2), max(part.x1, part.x2), max(part.y1, part.y2))
    return Box(part.x, part.y, part.x + part.width, part.y + part.height)
