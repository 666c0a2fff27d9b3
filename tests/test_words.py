"""What a hard word means is said wherever it stands: on the phone, on the outcome's page, and in every file to read."""

from __future__ import annotations

import csv
import io

import pytest
from test_promises import texts

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
