"""What a hard word means is said wherever it stands: on the phone, on the outcome's page, and in every file to read."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from seeing import file_bytes
from test_promises import texts
from test_two_facilitators import agree, invitation, sit_down

from workshop.domain.words import Word, words_in
from workshop.frameworks import load_words

FORM = 3  # where the short template has the list of activities
PEER = Word("Peer", "Someone who has been through the same.", ("peer", "peers"))
TRUSTEE = Word("Trustee", "A person on the board.", ("trustee",))
GUIDE = {"Co-production", "Service user", "Trustee", "Consult", "Forum", "Peer"}  # the guide's own list


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Peer support (people help each other)", (PEER,)),
        ("Our PEERS, and a trustee.", (PEER, TRUSTEE)),
        ("A peerless choice", ()),
        ("co-peer", (PEER,)),
        ("", ()),
    ],
)
def test_a_word_is_found_where_it_stands_as_a_word(text, found):
    assert words_in([text], (PEER, TRUSTEE)) == found


def test_the_guides_own_words_are_explained_in_one_short_sentence_each():
    known = load_words()

    assert {word.name for word in known} >= GUIDE
    assert [word.name for word in known] == sorted(word.name for word in known)
    for word in known:
        assert word.meaning.count(".") == 1
        assert len(word.meaning.split()) <= 20
        assert all(form == form.casefold() for form in word.forms)


def test_a_phone_explains_the_words_of_the_topic_in_hand_and_no_others(open_room):
    room = open_room(uses=1, works=1)

    def explained():
        return texts(room.phones[0].get(room.at()), "#words dt")

    before = explained()
    room.must("topic", position=FORM)

    assert "Trustee" not in before
    assert {"Trustee", "Forum", "Focus group", "Peer"} <= set(explained())


def test_a_word_in_what_the_session_is_for_is_explained_too(open_room):
    room = open_room(uses=1, purpose="To make our campaign better.")

    assert "Campaign" in texts(room.phones[0].get(room.at()), "#words dt")


def test_the_outcome_and_its_files_say_what_the_words_mean(open_room):
    room = open_room(uses=1)

    page = room.phones[0].get(room.at("/outcome")).text
    file = room.phones[0].get(room.at("/outcome.html")).text
    table = csv.DictReader(io.StringIO(room.phones[0].get(room.at("/outcome.csv")).text.lstrip("\ufeff")))
    words = {row["question"]: row["text"] for row in table if row["kind"] == "word"}

    assert words["Forum"] == "A group that meets to talk."
    for text in (page, file):
        assert "What the words mean" in text
        assert "A group that meets to talk." in text


CPN = {"word": "CPN", "meaning": "A nurse who comes to your home."}


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    room.must("topic", position=2)
    return room


def says(client, address):
    return [text for text in texts(client.get(address), "dd") if CPN["meaning"] in text]


def test_a_word_that_somebody_explains_stands_on_every_phone_at_the_desk_and_in_every_file(room):
    room.phones[0].post(room.at("/word"), data=CPN)

    for client, path in ((room.phones[5], ""), (room.desk, "/desk"), (room.phones[5], "/outcome")):
        assert says(client, room.at(path)), path
    table = csv.DictReader(io.StringIO(room.phones[0].get(room.at("/outcome.csv")).text.lstrip("\ufeff")))
    assert [row["text"] for row in table if row["question"] == "CPN"] == [CPN["meaning"]]
    assert CPN["meaning"] in room.phones[0].get(room.at("/outcome.html")).text
    words = json.loads(room.phones[0].get(room.at("/outcome.json")).text)["words"]
    assert {**CPN, "own": True} in words
    assert {"word": "Consult", "meaning": "Ask what people think.", "own": False} in words


def test_the_wall_explains_words_when_the_desk_puts_them_up_also_while_people_vote(room):
    wall = room.app.test_client()
    room.must("word", **CPN)
    room.must("open")
    before = says(wall, room.at("/screen"))

    room.must("wall", what="words")

    assert before == []
    assert says(wall, room.at("/screen")) == [CPN["meaning"]]
    assert "This ladder helps us start to talk" not in wall.get(room.at("/screen")).text
    room.must("wall", what="")
    assert says(wall, room.at("/screen")) == []
    assert "This ladder helps us start to talk" in wall.get(room.at("/screen")).text


def test_the_same_word_twice_is_refused_kindly_and_the_first_meaning_stays(room):
    room.phones[0].post(room.at("/word"), data=CPN)

    again = room.phones[1].post(room.at("/word"), data={"word": "cpn", "meaning": "Something else."})

    assert "That word is explained already." in again.text
    assert "Something else." not in room.phones[0].get(room.at()).text
    assert says(room.phones[0], room.at())


@pytest.mark.parametrize(
    "sent", [{"word": "", "meaning": "x"}, {"word": "x", "meaning": " "}, {"word": "x" * 41, "meaning": "x"}]
)
def test_a_word_without_a_meaning_or_a_meaning_without_a_word_is_not_kept(room, sent):
    answer = room.phones[0].post(room.at("/word"), data=sent)

    assert answer.status_code == 422
    assert '"own": true' not in room.phones[0].get(room.at("/outcome.json")).text


def test_a_groups_own_meaning_takes_the_place_of_ours(room):
    room.must("word", word="Consult", meaning="What the doctor does.")

    page = room.phones[0].get(room.at()).text

    assert "What the doctor does." in page
    assert "Ask what people think." not in page


def test_a_word_that_names_a_person_is_taken_out_by_both_and_leaves_the_database(room):
    room.must("invite")
    sam = sit_down(room, invitation(room)[0])
    room.phones[0].post(room.at("/word"), data={"word": "Bobbing", "meaning": "What Bob Hill does all day."})
    number = re.search(r'name="word" value="(\d+)"', room.desk.get(room.at("/desk")).text)[1]
    room.must("hide-word", word=number)
    asked = room.phones[1].get(room.at()).text

    agree(sam, "hide-word")

    assert "Bob Hill" in asked
    assert [name.encode() in file_bytes(room) for name in ("Bob Hill", "Bobbing")] == [False, False]
    log = room.phones[1].get(room.at("/outcome")).text.partition("log-list")[2]
    assert "A word was taken out, as it named a person." in log
    assert "Bob" not in log


@pytest.mark.parametrize(
    ("position", "gives_way"), [(1, "How we treat each other"), (6, "Paint the hall"), (7, "All of it is on")]
)
def test_on_the_wall_the_words_have_the_place_of_what_else_stands_there(open_room, position, gives_way):
    room = open_room(uses=3, works=3)
    wall = room.app.test_client()
    room.must("topic", position=position)
    room.phones[0].post(room.at("/action"), data={"what": "Paint the hall", "op": "one"})
    room.must("word", **CPN)
    before = wall.get(room.at("/screen")).text

    room.must("wall", what="words")

    assert gives_way in before
    assert gives_way not in wall.get(room.at("/screen")).text
