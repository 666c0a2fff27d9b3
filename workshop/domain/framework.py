"""What a session asks, as values: ladders, forms, questions and the topics that hold them.

The wording lives in `frameworks/*.toml`; nothing here knows a file, a row or a language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.credits import Credit


class QuestionKind(StrEnum):
    """How the placed choices of a question relate to each other."""

    LADDER = "ladder"  # rungs: ordered, has a middle
    SCALE = "scale"  # ordered, has a middle
    PICK = "pick"  # no order, no middle


class Showing(StrEnum):
    """How results come to the room; fixed before the first vote."""

    TOGETHER = "together"
    LIVE = "live"


class TopicKind(StrEnum):
    """What a topic needs around its questions."""

    WELCOME = "welcome"
    LAST = "last"  # the plan of the session before
    LADDER = "ladder"
    FORM = "form"
    VOTE = "vote"
    PLAN = "plan"
    RECORD = "record"


class Takes(StrEnum):
    """What people may suggest in a topic, to be decided by a quick vote."""

    NOTHING = ""
    RULES = "rules"  # the ground rules
    RUNGS = "rungs"  # the names of the ladder's steps
    ITEMS = "items"  # the list of a form
    IDEAS = "ideas"  # what would help us
    ACTIONS = "actions"  # the plan
    CHANGES = "changes"  # what would be changed in the record


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a person can pick."""

    key: str
    name: str
    term: str = ""
    line: str = ""
    place: int | None = None
    """1..m in spread order, lowest first; None for a choice that is counted apart."""
    number: int | None = None
    """The number of a rung on its ladder: it stays the same when another rung is left out, the place does not."""

    @property
    def printed(self) -> int | None:
        """The number that people read beside a rung."""
        return self.number or self.place


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to write a few words about, beside a vote; hidden until the votes are shown."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """A question as it will be asked; `key` is unique in its session."""

    key: str
    kind: QuestionKind
    wording: str
    """The question; for an item of a form the item's name, with what is asked in `line`."""
    line: str
    choices: tuple[Choice, ...]
    """Placed choices first, lowest first; then those kept apart, "pass" last."""
    showing: Showing = Showing.TOGETHER
    part: int = 1
    """The page of its topic, from 1; all questions of a part are opened and shown together."""
    part_title: str = ""
    item: str = ""
    """Key of the form's item; empty outside forms."""
    asks: str = ""
    """Key of the form's `Ask` ("have", "how", "next"); empty outside forms."""
    talk: str = ""
    """The one question to talk about once the votes are shown."""
    most: int = 0
    """On how many questions of its page a person may pick the first choice; 0 for no limit."""
    prompts: tuple[Prompt, ...] = ()

    @property
    def placed(self) -> tuple[Choice, ...]:
        """The choices that make the spread, lowest first."""
        return tuple(choice for choice in self.choices if choice.place is not None)

    @property
    def apart(self) -> tuple[Choice, ...]:
        """The choices counted beside the spread, such as "not sure" and "pass"."""
        return tuple(choice for choice in self.choices if choice.place is None)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder."""

    number: int
    """From 1, the lowest."""
    name: str
    term: str
    line: str
    was: str = ""
    """What its ladder calls it, where the group has given it another name."""
    hidden: bool = False
    """Left out: nobody votes on it, and no gap counts it."""
    optional: bool = False
    """Left out unless the group puts it in."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """A ladder of participation, with the credit that its makers ask for."""

    key: str
    name: str
    suits: str
    """What this ladder is for, said to whoever opens a session."""
    line: str
    """Shown above every vote on this ladder."""
    credit: str
    credit_link: str
    """The words of the credit that lead to its address."""
    credit_url: str
    rungs: tuple[Rung, ...]
    """Lowest first."""

    @property
    def thanks(self) -> Credit:
        """The credit as it stands on pages, screens and files."""
        return Credit("ladder", self.credit, self.credit_link, self.credit_url)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a form: an activity or a statement."""

    key: str
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Part:
    """A group of items that is voted on and shown together."""

    key: str
    title: str
    items: tuple[Item, ...]
    term: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """What a form asks about each of its items."""

    key: str
    kind: QuestionKind
    line: str
    choices: tuple[Choice, ...]
    talk: str = ""
    most: int = 0
    """On how many questions of its page a person may pick the first choice; 0 for no limit."""
    prompts: tuple[Prompt, ...] = ()


@dataclass(frozen=True, slots=True)
class QuickVotes:
    """How suggestions are decided: what is asked of each, and what the page of them is called."""

    asks: Mapping[str, Ask]
    """By key of what is suggested: "add", "reword", "remove", "support", "correct"."""
    titles: Mapping[Takes, str]


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is voted on item by item, in one pass or two."""

    key: str
    title: str
    line: str
    parts: tuple[Part, ...]
    first: tuple[Ask, ...]
    """Asked about every item."""
    second: tuple[Ask, ...] = ()
    """Asked about the items that the group keeps; empty when one pass is all."""
    talk: tuple[Ask, ...] = ()
    """Asked about the few items that the group talks about, one item on a page."""
    picks: tuple[Ask, ...] = ()
    """Asked at the end about all kept items, to pick a few of them; one page for each."""
    closing: tuple[QuestionPlan, ...] = ()
    """The last page of the form, about no item in particular."""
    credit: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the form."""
        return tuple(item for part in self.parts for item in part.items)


@dataclass(frozen=True, slots=True)
class TopicPlan:
    """One topic of the agenda, with everything that it asks."""

    key: str
    kind: TopicKind
    title: str
    minutes: int
    """A hint for the facilitator; nothing is on a clock."""
    say: str
    """What the facilitator could say; `{subject}` stands for what the session looks at."""
    line: str
    questions: tuple[QuestionPlan, ...]
    optional: bool = False
    texts: tuple[str, ...] = ()
    """Starter texts that the group may change, such as ground rules."""
    form: str = ""
    """Key of the form behind the questions, for its second pass; empty elsewhere."""
    takes: Takes = Takes.NOTHING


@dataclass(frozen=True, slots=True)
class Template:
    """An agenda, ready to open."""

    key: str
    name: str
    line: str
    minutes: int
    """The whole session, breaks included and optional topics left out."""
    ladder: str
    topics: tuple[TopicPlan, ...]


def rung_choices(ladder: Ladder) -> tuple[Choice, ...]:
    """One choice for each rung that is not hidden, lowest first, keyed "rung_1" and so on."""
    shown = [rung for rung in ladder.rungs if not rung.hidden]
    return tuple(
        Choice(f"rung_{rung.number}", rung.name, rung.term, rung.line, place, rung.number)
        for place, rung in enumerate(shown, 1)
    )
