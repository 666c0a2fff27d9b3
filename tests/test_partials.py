"""What can be sent alone has one root, and its id is the name of its file: so that a page knows where it goes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from justhtml import JustHTML
from walking import walk

from workshop import partials
from workshop.clock import now
from workshop.partials import View, Viewer
from workshop.usecases.desk.pair import pair_of
from workshop.usecases.lookup import require_workshop
from workshop.usecases.showing.scenes import scene_of

FOLDER = Path(__file__).parent.parent / "templates" / "partials"
FILES = {path.stem for path in FOLDER.glob("*.html")}
ID = re.compile(r'\sid="([^"]+)"')


def roots(html):
    """The elements of a fragment that stand in no other, which must be all that it is made of."""
    read = JustHTML(str(html), fragment=True, sanitize=False, collect_errors=True)
    assert read.errors == [], html
    loose = [node for node in read.root.children if node.name == "#text" and node.to_text().strip()]
    assert loose == [], html
    return [node for node in read.root.children if not node.name.startswith("#")]


@cache
def ids(html):
    """What the roots of a fragment are called; most regions stay as they were from step to step."""
    return [root.attrs.get("id") for root in roots(html)]


def every_region(room):
    """The regions of all views as they are pushed to everybody, and as each phone's own."""
    with room.phones[0].session_transaction() as cookie:
        secret = bytes.fromhex(cookie["device"])
    with room.app.test_request_context():
        workshop = require_workshop(room.code)
        scene, pair = scene_of(workshop), pair_of(workshop, 1, now=now())
        for view in View:
            for viewer in (None, Viewer(workshop, secret)):
                yield view, partials.regions(scene, view, viewer, pair=pair)
        for paper in scene.papers:
            yield View.PHONE, {f"ballot-{paper.id}": partials.ballot(paper, None)}


def test_wherever_a_session_is_each_partial_has_one_root_with_its_own_name_and_each_id_is_there_once(open_room):
    room = open_room(uses=2, works=1)
    pages = {"": room.phones[0], "/screen": room.app.test_client(), "/desk": room.desk}
    sent = {"notice", "ballot_closed"}  # on no view's list: tried below

    for where in walk(room):
        for view, regions in every_region(room):
            for name, html in regions.items():
                assert ids(html) == [name], (where, view)
                sent.add("ballot" if name.startswith("ballot-") else name)
        for path, client in pages.items():
            found = ID.findall(client.get(room.at(path)).text)
            assert len(found) == len(set(found)), (where, path)

    assert sent == FILES


@pytest.mark.parametrize("view", View)
def test_every_region_that_is_sent_has_its_one_place_in_the_page(open_room, view):
    room = open_room(uses=3, works=3)
    client = {View.PHONE: room.phones[0], View.DESK: room.desk, View.SCREEN: room.app.test_client()}[view]
    path = "" if view is View.PHONE else f"/{view}"

    room.open_ladder()

    page = ID.findall(client.get(room.at(path)).text)
    sent = ids(client.get(room.at(f"/state?view={view}")).text)

    assert sent
    assert [page.count(name) for name in sent] == [1] * len(sent)


def test_a_notice_is_one_root_whatever_it_says(app):
    with app.test_request_context():
        assert ids(partials.notice("Do not <b>shout</b> & wait.")) == ["notice"]
        assert ids(partials.notice("")) == ["notice"]


def test_the_answer_to_a_vote_takes_the_place_of_its_ballot_open_or_closed(open_room):
    room = open_room(uses=3)
    room.open_ladder()
    ballot = room.ballot(room.phones[0])

    saved = room.send(room.phones[0], ballot, "rung_2")
    refused = room.send(room.phones[1], {**ballot, "seq": "0"}, "rung_99")
    room.must("show", sure="yes")
    closed = room.send(room.phones[0], {**ballot, "op": "late"}, "rung_3")

    assert [answer.status_code for answer in (saved, refused, closed)] == [200, 422, 409]
    for answer in (saved, refused, closed):
        assert ids(answer.text) == [f"ballot-{ballot['question']}"]


def test_what_an_act_answers_with_is_the_whole_view_and_a_notice_where_it_was_refused(open_room):
    room = open_room(uses=1)
    room.must("topic", position=1)
    htmx = {"HX-Request": "true"}

    refused = room.desk.post(room.at("/desk/show"), headers=htmx)
    done = room.desk.post(room.at("/desk/open"), headers=htmx)

    assert (refused.status_code, done.status_code) == (422, 200)
    assert ids(refused.text) == [*ids(done.text), "notice"]
