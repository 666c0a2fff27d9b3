"""Every act at a desk is in the log that everybody can read, and no entry says which participant did anything."""

from __future__ import annotations

import csv
import io
import re

import pytest
from conftest import open_in
from test_two_facilitators import agreement, invitation, sit_down
from walking import OFFER, PROPOSAL, REMARK

from workshop.clock import now

# What changes nothing in the session: a key that this device holds already, keys that were noted and passed on, and the
# session as a file, which has no more in it than everybody can take home.
ABOUT_A_DEVICE = {"key", "noted", "passed-on", "journey-noted", "file"}
WORD = re.compile(r'name="word" value="(\d+)"')
LEAVES_NO_LOG = {"delete"}  # all of the session goes, its log too
AFTER_THE_END = {"did"}  # has a log beside that of the session: see test_did
# Each act at the desk that is done alone, in an order in which it can be done, with what it needs.
SCRIPT = (
    ("side", {"side": "uses"}),
    ("lock", {"locked": "yes"}),
    ("paper", {"taken": "yes"}),
    ("keep-for", {"keep": "90"}),
    ("address", {"address": "http://other"}),
    ("add-topic", {"topic": "check"}),
    ("move-topic", {"topic": "check", "position": 7, "to": "up"}),
    ("topic", {"position": 1}),
    ("hint", {"shown": "yes"}),
    ("hint", {"shown": "no"}),
    ("skip", {}),
    ("rename", {"rung": 2, "name": "Shown"}),
    ("word", {"word": "CPN", "meaning": "A nurse who comes to your home."}),
    ("hide-rung", {"rung": 1, "hidden": "yes"}),
    ("open", {}),
    ("aside", {}),
    ("open", {}),
)


def log(room):
    """What everybody can read of what was done at the desks, in order."""
    table = csv.DictReader(io.StringIO(room.app.test_client().get(room.at("/outcome.csv")).text.lstrip("\ufeff")))
    return [row["text"] for row in table if row["kind"] == "log"]


@pytest.fixture
def logged():
    """The acts that were done, each of which left an entry."""
    return set()


@pytest.fixture
def does(logged):
    """Does an act at a desk, and looks whether the log has grown."""

    def act(room, deed, **fields):
        before = log(room)
        room.must(deed, **fields)
        after = log(room)
        # What names a person is struck out where an earlier entry had quoted it; nothing else ever changes.
        struck = {"hide-action": "Ask Bob", "hide-word": "CPN"}.get(deed, "…")
        kept = [entry.replace(struck, "…") for entry in before]
        assert after[: len(before)] == kept, deed
        assert len(after) > len(before), deed
        logged.add(deed)

    return act


def on_desk(room, pattern):
    return pattern.findall(room.desk.get(room.at("/desk")).text)


def test_each_act_at_the_desk_leaves_an_entry_in_the_log(make_app, does, logged):
    room = open_in(make_app(ADDRESSES=["http://localhost", "http://other"]), uses=3, works=3, template="short")
    for deed, fields in SCRIPT:
        does(room, deed, **fields)
    for phone in room.phones:
        room.send(phone, room.ballot(phone), "rung_3")
    (word,) = on_desk(room, WORD)
    does(room, "hide-word", word=word)
    question = room.ballot(room.phones[0])["question"]
    room.phones[0].post(room.at("/remark"), data={"question": question, "text": "Nobody asked"})
    does(room, "show")
    (remark,) = on_desk(room, REMARK)[:1]
    does(room, "pick", remark=remark, on_screen="yes")
    does(room, "pick", remark=remark, on_screen="no")
    does(room, "hide", remark=remark)
    does(room, "again")
    does(room, "aside")

    a_journey(room, does)
    suggestions(room, does)
    the_form(room, does)
    the_plan(room, does)
    the_last_plan(room.app, does)
    the_keys(room, does)
    does(room, "end", sure="yes")

    rules = room.app.url_map.iter_rules()
    acts = {rule.rule.rsplit("/", 1)[1] for rule in rules if "/desk/" in rule.rule and "POST" in rule.methods}
    assert logged == acts - ABOUT_A_DEVICE - LEAVES_NO_LOG - AFTER_THE_END


def a_journey(room, does):
    does(room, "begin-journey", journey_name="Lunch club")
    card = room.desk.get(room.at("/desk")).text.partition('id="journey-key"')[2]
    does(room, "leave-journey")
    does(room, "join-journey", journey_key=re.search(r'<strong class="code">([\w-]+)</strong>', card)[1])


def the_last_plan(app, does):
    before = open_in(app, uses=1)
    before.must("begin-journey", journey_name="Choir")
    card = before.desk.get(before.at("/desk")).text.partition('id="journey-key"')[2]
    before.must("topic", position=6)
    before.phones[0].post(before.at("/action"), data={"what": "Paint the hall", "op": "paint"})
    before.must("end", sure="yes")
    after = open_in(app, journey_key=re.search(r'<strong class="code">([\w-]+)</strong>', card)[1])
    after.must("topic", position=1)
    does(after, "last-time", carried=on_desk(after, re.compile(r'name="carried" value="(\d+)"'))[0], went="done")


def suggestions(room, does):
    does(room, "topic", position=1)
    for number, phone in enumerate(room.phones[:3]):
        phone.post(room.at("/propose"), data={"change": "add", "text": f"Rule {number}"})
    waiting = on_desk(room, PROPOSAL)
    does(room, "park", proposal=waiting[0], reason="Not today")
    does(room, "hide-proposal", proposal=waiting[-1])
    does(room, "decide")
    does(room, "show", sure="yes")


def the_form(room, does):
    does(room, "topic", position=3)
    while room.act("open").status_code == 303:
        does(room, "show", sure="yes")
    does(room, "keep", item=on_desk(room, OFFER)[:1])
    does(room, "open")
    does(room, "show", sure="yes")
    does(room, "wall", what="lists")
    does(room, "wall", what="")
    does(room, "talk", item=on_desk(room, OFFER)[:1])


def the_plan(room, does):
    does(room, "action", what="Meet again", op="one")
    does(room, "reword", action="1", what="Meet again in May", was_what="Meet again")
    does(room, "remove", action="1", reason="Not now")
    does(room, "action", what="Ask Bob", op="two")
    does(room, "hide-action", action="2")
    does(room, "review", review_on=f"{now().year + 1}-03-01")
    does(room, "review", review_on="")


def the_keys(room, does):
    room.desk.post(room.at("/desk/noted"))
    does(room, "invite")
    sam = sit_down(room, invitation(room)[0])
    does(sam, "renew")
    does(room, "end", sure="yes")
    asked = agreement(sam)["agrees_to"]
    does(sam, "turn-down", pending=asked)
    # With the recovery code of the one who made new keys.
    recovery = re.search(r'<strong class="code">([\w-]+)</strong>', sam.desk.get(room.at("/desk")).text)[1]
    does(room, "recover", recovery_code=recovery)
