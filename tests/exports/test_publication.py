"""The publication copy: what leaves the room tells no small count, and holds nobody's own words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from zipfile import ZipFile

import pytest
from docx import Document
from goldens import SESSIONS
from justhtml import JustHTML
from openpyxl import load_workbook
from outcomes import a_question, a_round, a_session, a_small_group, ballots, plan_of, said, with_only
from pypdf import PdfReader

from workshop.domain.errors import Reason, Refused
from workshop.domain.groups import GroupKind
from workshop.domain.outcome import Outcome
from workshop.domain.planning.going import FollowUp
from workshop.domain.record.publication import publication_of
from workshop.exports import FORMATS
from workshop.exports.publication import PUBLISHED, _bare, publish
from workshop.frameworks import known_texts

NOT_WORDS = {"key", "item", "asks", "name", "lang", "url"}  # of machines, and the names of groups
TITLES = {"title", "subject"}
SECRET = "Zanzibar"


@pytest.fixture(scope="module")
def sixty():
    return replace(SESSIONS["sixty"](), ended=True)


def readable(suffix, body):
    """Everything in a file, its hidden parts too."""
    if suffix.endswith("pdf"):
        reader = PdfReader(io.BytesIO(body))
        return " ".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])
    if suffix in ("docx", "xlsx"):
        with ZipFile(io.BytesIO(body)) as parts:
            return " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return body.decode("utf-8-sig")


def marked(value, name=""):
    """The same outcome with every text that we did not ship replaced, whatever field it stands in."""
    if is_dataclass(value):
        return replace(value, **{field.name: marked(getattr(value, field.name), field.name) for field in fields(value)})
    if isinstance(value, tuple):
        return tuple(marked(one, name) for one in value)
    if isinstance(value, Mapping):
        return {key: marked(one, name) for key, one in value.items()}
    if isinstance(value, str) and not isinstance(value, Enum) and name not in NOT_WORDS | TITLES:
        return value if value in known_texts() or not value else f"{SECRET} {value}"
    return value


def table(outcome: Outcome):
    """The rows of the CSV that hold figures."""
    rows = csv.DictReader(io.StringIO(publish("csv", outcome, said).decode("utf-8-sig")))
    return [row for row in rows if row["choice"]]


@pytest.mark.parametrize("suffix", PUBLISHED)
def test_no_word_of_anybody_stands_in_any_file(sixty, suffix):
    outcome = marked(sixty)
    assert SECRET in str(outcome.topics)
    assert SECRET in str(outcome.actions)
    assert SECRET in outcome.purpose

    text = readable(suffix, publish(suffix, outcome, said))

    assert SECRET not in text
    assert outcome.title.split()[0] in text


@pytest.mark.parametrize("suffix", PUBLISHED)
def test_a_file_says_what_it_is_and_what_was_done_and_leads_nobody_to_the_whole_outcome(sixty, suffix):
    text = " ".join(readable(suffix, publish(suffix, sixty, said)).split())

    assert "ublication" in text
    for sentence in ("a * stands in their place", "rounded to the nearest 5", "What people wrote is left out"):
        assert sentence in text
    for secret in (sixty.code, f"{sixty.code[:3]}-{sixty.code[3:]}", sixty.sha256[:12]):
        assert secret not in text


def test_every_kind_of_file_but_pictures_and_the_plan_has_a_publication_copy():
    assert set(FORMATS) - set(PUBLISHED) <= {"svg", "png", "ics", "did.pdf"}


@pytest.mark.parametrize("name", SESSIONS)
def test_every_figure_is_a_star_or_a_multiple_of_five(name):
    outcome = replace(SESSIONS[name](), ended=True)
    shown = [row["votes"] for row in table(outcome)]
    html = JustHTML(publish("html", outcome, said).decode(), sanitize=False)
    cells = [cell.to_text() for about, *tables in [html.query("table")] for each in tables for cell in each.query("td")]
    figures = [cell for cell in cells if cell == "*" or cell.isdecimal()]

    assert name == "six" or shown
    assert {figure for figure in (*shown, *figures) if figure != "*" and int(figure) % 5} == set()


def test_all_files_show_the_same_figures(sixty):
    from_csv = [row["votes"] for row in table(sixty)]
    book = load_workbook(io.BytesIO(publish("xlsx", sixty, said)))
    head, *rows = book.worksheets[-1].values
    from_xlsx = [str(row[head.index("votes")]) for row in rows if row[head.index("choice")]]
    topics = json.loads(publish("json", sixty, said))["publication"]["topics"]
    rounds = [r for topic in topics for question in topic["questions"] for r in question["rounds"]]
    from_json = ["*" if f is None else str(f) for r in rounds for spread in r["spreads"] for f in spread["figures"]]

    assert from_csv == from_xlsx == from_json
    assert "*" in from_csv
    assert any(figure.isdecimal() and int(figure) >= 10 for figure in from_csv)


def tables_of(outcome):
    return JustHTML(publish("html", outcome, said).decode(), sanitize=False).query("table")


def test_the_top_step_stands_on_top_as_in_every_other_file(sixty):
    (ladder, *_) = [each for each in tables_of(sixty) if each.query_one("thead th").to_text() == "Step"]

    names = [head.to_text() for head in ladder.query("tbody th")]
    assert names[0].startswith("All together")
    assert names.index("Not sure") == len([name for name in names if "(" in name])


def test_a_form_of_which_too_few_voted_on_every_line_says_so_once():
    text = readable("html", publish("html", replace(SESSIONS["six"](), ended=True), said))

    heading = "Have we done this?</h3>"
    assert text.count(heading) == 1
    assert "Too few votes to publish." in text.split(heading)[1][:80]


def test_figures_of_a_form_stand_under_each_other_and_names_have_room(sixty):
    (form, *_) = [each for each in tables_of(sixty) if "Pass" in each.query_one("thead").to_text()]
    columns = len(form.query("thead th"))
    document = Document(io.BytesIO(publish("docx", sixty, said)))
    forms = [each for each in document.tables if [cell.text for cell in each.rows[0].cells[:2]] == ["What", "Who"]]

    assert len(form.query("thead th.figure")) == columns - 2
    assert {len(row.query("td.figure")) for row in form.query("tbody tr")} == {columns - 2}
    assert forms
    assert min(each.columns[1].width.mm for each in forms) > 30


def ladder_of(uses, works, joined):
    """A session with one vote on the ladder, as it is published."""
    plan = plan_of("ladder_now")
    votes = ballots(" ".join(uses), " ".join(works))
    outcome = with_only(a_session(), a_question(plan, a_round(plan, votes, joined=joined)))
    sizes = {GroupKind.USES: len(uses), GroupKind.WORKS: len(works), GroupKind.EITHER: 0}
    groups = tuple(replace(group, here=sizes[group.kind], few=False) for group in outcome.groups)
    return publication_of(replace(outcome, joined=joined, groups=groups), known_texts()).topics[0].questions[0].rounds[0]


def test_what_a_vote_says_stands_only_where_no_count_of_either_group_is_left_out():
    plain = ladder_of(["2"] * 9 + ["3"] * 12, ["6"] * 14, 35)
    with_a_star = ladder_of(["2"] * 9 + ["3"] * 12 + ["7"], ["6"] * 14, 36)

    assert [spread.size for spread in plain.spreads] == [20, 15]
    assert plain.gap == 3.0
    assert plain.says is not None
    assert with_a_star.says is None
    assert with_a_star.gap is None
    assert [(spread.size, spread.middle) for spread in with_a_star.spreads] == [(None, None), (15, 6.0)]


def test_where_a_group_is_small_nothing_is_given_of_either():
    assert ladder_of(["2"] * 7, ["6"] * 20, 27).spreads == ()
    room = publication_of(a_small_group(), known_texts()).topics[0].questions[0].rounds[0].spreads
    assert [spread.who for spread in room] == [None]


def test_the_whole_room_is_never_given_beside_both_groups():
    assert [spread.who for spread in ladder_of(["2"] * 9, ["6"] * 14, 23).spreads] == [GroupKind.USES, GroupKind.WORKS]


def test_a_group_that_is_small_hides_the_sizes_of_all():
    outcome = a_session()
    small = replace(outcome, groups=(outcome.groups[0], outcome.groups[1], replace(outcome.groups[2], here=3)))
    large = replace(outcome, groups=(outcome.groups[0], outcome.groups[1], replace(outcome.groups[2], here=0)))

    assert [here for _, _, here in publication_of(small, known_texts()).groups] == [None, None, None]
    assert [here for _, _, here in publication_of(large, known_texts()).groups] == [10, 10, 0]


def test_a_vote_that_may_still_move_is_not_published():
    left_open = a_session(shown=False)

    assert publication_of(left_open, known_texts()).topics == ()


@pytest.mark.parametrize("suffix", PUBLISHED)
def test_no_copy_is_made_of_a_session_that_goes_on(suffix):
    with pytest.raises(Refused) as refused:
        publish(suffix, a_session(ended=False), said)

    assert refused.value.reason is Reason.CLOSED


@pytest.mark.parametrize(("works", "agreed"), [("yes", True), ("no", False)])
def test_whether_all_agreed_to_the_record_is_said_and_its_vote_is_left_out(works, agreed):
    plan = plan_of("fair_record")
    votes = ballots(" ".join(["yes"] * 9), " ".join([works] * 9))
    outcome = with_only(a_session(), a_question(plan, a_round(plan, votes, joined=18)))
    text = readable("html", publish("html", outcome, said))

    assert publication_of(outcome, known_texts()).agreed is agreed
    assert publication_of(outcome, known_texts()).topics == ()
    assert ("Not agreed by all" in text) is not agreed
    assert ("Agreed: over half of each group say that this is a fair record." in text) is agreed
    assert "Of the vote on this record we say only if it was agreed, and no count." in text


def test_no_copy_says_that_each_side_agreed_where_only_the_room_could_be_counted():
    plan = plan_of("fair_record")
    votes = ballots("no no no", " ".join(["yes"] * 9))  # all of the smaller side say no
    outcome = with_only(a_session(), a_question(plan, a_round(plan, votes, joined=12)))

    assert publication_of(outcome, known_texts()).agreed is None
    assert "Agreed" not in readable("html", publish("html", outcome, said))


def test_the_fingerprint_is_that_of_the_copy():
    outcome = a_session()
    other_words = replace(outcome, purpose="Something else")

    one, other = (publication_of(each, known_texts()).sha256 for each in (outcome, other_words))

    assert one == other
    assert outcome.sha256 != other_words.sha256


def test_of_the_session_itself_only_what_a_copy_says_of_it_comes_to_who_writes_it():
    kept = {field.name for field in fields(Outcome) if getattr(_bare(a_session()), field.name)}

    assert kept <= {"title", "subject", "opened", "ended", "groups", "ladder", "credits", "keeping", "since"}
    assert _bare(a_session()).since == FollowUp()
