"""The wording that we ship: whole, plain, credited, and open to translation."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from io import BytesIO
from itertools import chain
from pathlib import Path

import pytest

from workshop import frameworks
from workshop.domain.framework import Choice, QuestionKind, QuestionPlan, Showing, Template, TopicKind
from workshop.domain.passes import second_pass
from workshop.frameworks import reading

FILES = sorted(frameworks.FOLDER.glob("*.toml"))
NOT_SURE = {"not_sure", "dont_know", "not_part", "cant_tell"}
MACHINE_FIELDS = {"forms", "key", "url", "credit_url", "item", "asks", "part", "form", "ladder"}
SEVEN = ["why", "now", "tried", "right", "climb", "do", "record"]


def every_template() -> list[Template]:
    return [
        frameworks.load_template(key, ladder) for key in frameworks.template_keys() for ladder in frameworks.ladder_keys()
    ]


def every_question() -> list[QuestionPlan]:
    asked = [topic.questions for template in every_template() for topic in template.topics]
    forms = [frameworks.load_form(key) for key in frameworks.form_keys()]
    further = [second_pass(form, [item.key for item in form.items], 1) for form in forms]
    return list(chain(*asked, *further))


def everything() -> list[object]:
    ladders = [frameworks.load_ladder(key) for key in frameworks.ladder_keys()]
    forms = [frameworks.load_form(key) for key in frameworks.form_keys()]
    quick = frameworks.load_quick_votes()
    votes = (*quick.asks.values(), *quick.titles.values())
    return [*ladders, *forms, *every_template(), votes, frameworks.load_about(), *frameworks.load_words()]


def texts_in(value: object, field: str = "") -> Iterator[str]:
    """Every text for people in a value, however deep."""
    if isinstance(value, str) and not isinstance(value, Enum):
        if value and field not in MACHINE_FIELDS:
            yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts_in(inner, field)
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts_in(getattr(value, each.name), each.name)


def participant_texts() -> set[str]:
    """What a person reads on the phone: wording, lines, choices, rungs, ground rules."""
    found: set[str] = set()
    for question in every_question():
        found |= {question.wording, question.line, question.talk, question.part_title}
        found |= {text for choice in question.choices for text in (choice.name, choice.line)}
    for topic in chain.from_iterable(template.topics for template in every_template()):
        found |= {topic.title, topic.line, topic.say, *topic.texts}
    return found - {""}


def sentences(text: str) -> list[list[str]]:
    parts = re.split(r"[.?!:]\s*", text)
    return [words for part in parts if (words := re.findall(r"[\w'{}-]+", part))]


def extracted() -> set[str]:
    return {text for path in FILES for _, _, text, _ in frameworks.extract(BytesIO(path.read_bytes()), (), (), {})}


def keys(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.key for choice in choices]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_says_what_it_holds(path: Path) -> None:
    holds = reading.read(path, lambda table: table["holds"])

    assert holds in {"ladder", "form", "template", "topics", "answers", "about", "quick_votes", "words"}


def test_the_default_comes_first() -> None:
    assert frameworks.ladder_keys() == ("tlap", "iap2", "arnstein", "hart", "wilcox")
    assert frameworks.template_keys() == ("short", "ladder", "full", "six_parts")
    assert frameworks.form_keys() == ("appendix1", "six_parts")


def test_everything_loads_once_and_is_kept() -> None:
    assert everything()
    assert frameworks.load_ladder("tlap") is frameworks.load_ladder("tlap")


def test_an_unknown_key_is_a_key_error_that_names_it() -> None:
    for load in (frameworks.load_ladder, frameworks.load_form, frameworks.load_template):
        with pytest.raises(KeyError, match="no_such_key"):
            load("no_such_key")
    with pytest.raises(frameworks.UnknownFramework, match="no_such_ladder"):
        frameworks.load_template("short", "no_such_ladder")


def test_a_key_is_never_a_path() -> None:
    with pytest.raises(frameworks.UnknownFramework):
        frameworks.load_ladder("../frameworks/tlap")


@pytest.mark.parametrize(
    "source",
    [
        "key = ",
        'key = "x"',
        'key = "x"\nname = "X"\nline = ""\ncredit = ""\ncredit_url = ""\nrungs = 7',
    ],
    ids=["bad TOML", "a missing field", "a wrong type"],
)
def test_a_broken_file_is_an_error_that_names_the_file(tmp_path: Path, source: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(source, encoding="utf-8")

    with pytest.raises(frameworks.BrokenFramework, match=r"^broken\.toml: "):
        reading.read(path, reading.ladder)


def test_the_default_ladder_has_seven_rungs_lowest_first() -> None:
    rungs = frameworks.load_ladder("tlap").rungs

    assert [(rung.number, rung.name, rung.term) for rung in rungs if not rung.hidden] == [
        (1, "Done to us", "Coercion"),
        (2, "Taught", "Educating"),
        (3, "Told", "Informing"),
        (4, "Asked", "Consultation"),
        (5, "Heard", "Engagement"),
        (6, "Plan together", "Co-design"),
        (7, "All together", "Co-production"),
    ]
    assert [(rung.number, rung.name, rung.optional) for rung in rungs if rung.hidden] == [(8, "Led by us", True)]


def test_every_ladder_has_a_line_a_credit_and_an_address() -> None:
    counts = {}
    for key in frameworks.ladder_keys():
        ladder = frameworks.load_ladder(key)
        counts[key] = len(ladder.rungs)
        assert ladder.credit.endswith("The words here are our own.")
        assert ladder.credit_url.startswith("https://")
        assert "It is not a test." in ladder.line
        assert all(rung.name and rung.term and rung.line for rung in ladder.rungs)

    assert counts == {"tlap": 8, "iap2": 5, "arnstein": 8, "hart": 8, "wilcox": 5}


def test_appendix_1_has_22_activities_in_5_groups() -> None:
    form = frameworks.load_form("appendix1")

    assert [len(part.items) for part in form.parts] == [5, 4, 5, 5, 3]
    assert len({item.key for item in form.items}) == 22
    assert len({item.name for item in form.items}) == 22


def test_appendix_1_asks_have_first_then_how_and_next() -> None:
    form = frameworks.load_form("appendix1")

    assert [ask.key for ask in form.first] == ["have"]
    assert [ask.key for ask in form.second] == ["how", "next"]
    assert keys(form.first[0].choices) == ["yes", "tried", "no", "dont_know", "pass"]


def test_the_six_part_check_has_17_statements_in_one_pass() -> None:
    form = frameworks.load_form("six_parts")

    assert [len(part.items) for part in form.parts] == [3, 3, 3, 2, 3, 3]
    assert form.second == ()
    assert "New Economics Foundation" in form.credit


def test_every_question_can_be_passed_and_answered_with_not_sure() -> None:
    for question in every_question():
        apart = keys(question.apart)
        assert apart[-1] == "pass", question.key
        assert NOT_SURE & set(apart), question.key


def test_a_question_on_the_ladder_may_be_too_mixed_to_say() -> None:
    for question in every_question():
        offered = "too_mixed" in keys(question.apart)
        assert offered == (question.kind is QuestionKind.LADDER), question.key


def test_places_run_from_one_without_a_hole_and_come_before_those_kept_apart() -> None:
    for question in every_question():
        places = [choice.place for choice in question.placed]
        assert places == list(range(1, len(places) + 1)), question.key
        assert question.choices == question.placed + question.apart, question.key
        assert len(set(keys(question.choices))) == len(question.choices), question.key


def test_no_two_questions_or_topics_of_a_session_share_a_key() -> None:
    for template in every_template():
        questions = [question.key for topic in template.topics for question in topic.questions]
        topics = [topic.key for topic in template.topics]
        assert len(set(questions)) == len(questions)
        assert len(set(topics)) == len(topics)


def test_the_short_session_has_the_seven_topics_in_order() -> None:
    template = frameworks.load_template("short")

    assert [topic.key for topic in template.topics] == SEVEN
    assert [topic.title for topic in template.topics] == [
        "Why are we here?",
        "Where are we now?",
        "What have we tried?",
        "Is it right for us?",
        "How do we climb?",
        "What will we do?",
        "Is this a fair record?",
    ]
    assert [len(topic.questions) for topic in template.topics] == [1, 1, 22, 1, 1, 0, 2]


def test_the_ladder_session_leaves_out_the_form_and_the_plan() -> None:
    template = frameworks.load_template("ladder")

    assert [topic.key for topic in template.topics] == ["why", "now", "climb", "record"]


def test_only_the_six_part_check_is_optional_in_the_full_session() -> None:
    topics = frameworks.load_template("full").topics

    assert [topic.key for topic in topics if topic.optional] == ["check"]
    assert [topic.key for topic in topics if not topic.optional] == SEVEN


def test_the_minutes_of_the_topics_fill_the_session_but_for_a_break() -> None:
    spare = {}
    for key in frameworks.template_keys():
        template = frameworks.load_template(key)
        topics = sum(topic.minutes for topic in template.topics if not topic.optional)
        spare[key] = template.minutes - topics

    assert spare == {"short": 0, "ladder": 0, "full": 15, "six_parts": 0}


def test_the_welcome_brings_ground_rules_and_a_live_practice_vote() -> None:
    welcome = frameworks.load_template("short").topics[0]

    assert welcome.kind is TopicKind.WELCOME
    assert welcome.texts[0] == "One person, one vote."
    assert [question.showing for question in welcome.questions] == [Showing.LIVE]


def test_nothing_but_practice_is_shown_live_by_default() -> None:
    live = {question.key for question in every_question() if question.showing is Showing.LIVE}

    assert live == {"practice"}


def test_the_ladder_questions_follow_the_ladder_of_the_session() -> None:
    now = frameworks.load_template("short", "iap2").topics[1].questions[0]

    assert [choice.term for choice in now.placed] == [
        "Inform",
        "Consult",
        "Involve",
        "Collaborate",
        "Empower",
    ]
    assert now.line == frameworks.load_ladder("iap2").line


def test_a_form_topic_names_its_form_and_holds_the_first_pass_only() -> None:
    tried = frameworks.load_template("short").topics[2]

    assert tried.form == "appendix1"
    assert {question.asks for question in tried.questions} == {"have"}
    assert [question.part for question in tried.questions][-1] == 5


def test_the_record_asks_both_its_questions_on_one_page() -> None:
    record = frameworks.load_template("short").topics[-1]

    assert [(question.key, question.part) for question in record.questions] == [
        ("fair_record", 1),
        ("was_it_fair", 1),
    ]


def test_every_question_has_something_to_talk_about() -> None:
    assert [question.key for question in every_question() if not question.talk] == []


def test_every_topic_gives_the_facilitator_something_to_say() -> None:
    for template in every_template():
        for topic in template.topics:
            assert topic.say.format(subject="the lunch club"), topic.key
            assert topic.line, topic.key


def test_no_wording_is_longer_than_12_words() -> None:
    long = [q.wording for q in every_question() if len(q.wording.split()) > 12]

    assert long == []


def test_what_people_read_is_short_sentences() -> None:
    lengths = [len(words) for text in participant_texts() for words in sentences(text)]

    assert sum(lengths) / len(lengths) <= 9
    assert max(lengths) <= 20


def test_what_people_read_is_mostly_short_words() -> None:
    words = [w for text in participant_texts() for sentence in sentences(text) for w in sentence]

    long = [word for word in words if len(word) >= 10]

    assert len(long) / len(words) <= 0.03, sorted(set(long))


def test_no_text_has_a_dash_that_a_comma_or_a_full_stop_could_be() -> None:
    dashed = [text for value in everything() for text in texts_in(value) if re.search(r"[\u2013\u2014]", text)]

    assert dashed == []


def test_the_subject_is_the_only_thing_filled_in() -> None:
    holes = {hole for text in extracted() for hole in re.findall(r"\{.*?\}", text)}

    assert holes == {"{subject}"}


def test_the_guide_and_the_makers_of_the_ladder_are_credited_with_a_link() -> None:
    named = {credit.key: credit for credit in frameworks.load_about().credits}
    tlap = frameworks.load_ladder("tlap")

    assert (named["ladder"].text, named["ladder"].url) == (tlap.credit, tlap.credit_url)
    assert "National Co-production Advisory Group and Think Local Act Personal" in tlap.credit
    for key in ("appendix1", "six_parts"):
        assert named[key].text == frameworks.load_form(key).credit
    assert all(credit.link in credit.text and credit.url for credit in named.values())


def test_the_first_form_is_never_claimed() -> None:
    credit = frameworks.load_form("appendix1").credit

    assert credit == (
        "Appendix 1 is rebuilt from a guide by Tower Hamlets Council for Voluntary Service. "
        "We could not see the first form."
    )


def test_the_resources_that_the_guide_names_are_linked() -> None:
    about = frameworks.load_about()

    assert [resource.key for resource in about.resources] == [
        "nef",
        "tower_hamlets_together",
        "collective",
        "mind",
        "stronger_together",
    ]
    assert all(each.url.startswith("https://") for each in (about.guide, *about.resources))
    assert len(about.says) == 5


def test_every_text_for_people_can_be_translated() -> None:
    shown = {text for value in everything() for text in texts_in(value)}

    assert shown - extracted() == set()


def test_nothing_but_text_for_people_is_handed_to_translators() -> None:
    shown = {text for value in [*everything(), *every_question()] for text in texts_in(value)}

    assert extracted() - shown == set()


def test_an_extracted_text_comes_with_its_line() -> None:
    source = BytesIO(b'key = "x"\nname = "Told"\nsays = [\n    "Be kind.",\n]\n')

    found = list(frameworks.extract(source, (), (), {}))

    assert found == [(2, None, "Told", []), (4, None, "Be kind.", [])]
