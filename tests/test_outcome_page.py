"""The page of an outcome: folded, so that it is short, with all of it in the page, and a list of what there is on top."""

from __future__ import annotations

from justhtml import JustHTML
from walking import walk


def page_of(room):
    """The page as a visitor gets it."""
    return JustHTML(room.app.test_client().get(room.at("/outcome")).text, sanitize=False)


def words(node):
    return " ".join(node.to_text().split())


def test_every_topic_is_folded_under_its_title_and_whole_in_the_page(open_room):
    room = open_room(uses=5, works=5, floor="5")
    for _ in walk(room):
        pass

    page = page_of(room)
    folds = [fold for fold in page.query("details.fold") if fold.attrs.get("id", "").startswith("part-")]

    assert [words(fold.query_one("summary > h2"))[:2] for fold in folds] == [f"{number}." for number in range(1, 8)]
    assert [fold for fold in folds if "open" in fold.attrs] == []
    assert [fold for fold in folds if not words(fold).removeprefix(words(fold.query_one("summary")))] == []
    assert "Nobody asked" in words(next(fold for fold in folds if fold.attrs["id"] == "part-now"))


def test_the_list_on_top_leads_to_each_part_and_every_part_is_there(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    room.vote(*["rung_3"] * 6)
    room.must("show")

    page = page_of(room)
    leads = [link.attrs["href"].removeprefix("#") for link in page.query("nav.contents a")]

    ids = [element.attrs["id"] for element in page.query("[id]")]
    assert [where for where in leads if ids.count(where) != 1] == []
    assert [where for where in leads if where.startswith("part-")] == [
        fold.attrs["id"] for fold in page.query("details.fold[id^=part-]")
    ]
    assert page.to_text().index("On this page") < page.to_text().index("Take it home")


def test_a_folded_topic_says_in_one_sentence_what_it_came_to_and_nothing_before_it_is_shown(open_room):
    room = open_room(uses=5, works=5, floor="5")
    room.open_ladder()
    room.vote(*["rung_2"] * 5, *["rung_5"] * 5)

    def in_short():
        (fold,) = page_of(room).query("#part-now")
        return [words(said) for said in fold.query("summary > .in-short")]

    assert in_short() == []
    room.must("show")
    assert in_short() == ["We see this differently: three steps apart."]


def test_the_page_says_who_was_here_and_how_it_was_made_fair_as_the_files_do(open_room):
    room = open_room(uses=5, works=6, floor="5")
    room.open_ladder()
    room.vote(*["rung_2"] * 5, *["rung_5"] * 6)
    room.must("show")

    page = page_of(room)
    here = next(fact for fact in page.query("dl.facts dd") if "joined" in fact.to_text())
    rules = [words(rule) for rule in page.query("#made-fair ~ ul li")]
    kept = JustHTML(room.app.test_client().get(room.at("/outcome.html")).text, sanitize=False)

    assert [words(line) for line in here.query("p")] == [
        "People who joined: 11",
        "People who use the service: 5",
        "Staff and volunteers: 6",
        "Both, or rather not say: fewer than 5",
    ]
    assert rules
    assert [rule for rule in rules if rule not in words(kept)] == []
