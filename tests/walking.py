"""A whole session, from its lobby to its end, a step at a time: for what must hold wherever a session is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from conftest import BALLOT, FIELDS, Room

CHOICE = re.compile(r'name="choice"[^>]*? value="(\w+)"')
OFFER = re.compile(r'name="item" value="(\w+)"')
REMARK = re.compile(r'name="remark" value="(\d+)"')
PROPOSAL = re.compile(r'name="proposal" value="(\d+)"')
QUESTION = re.compile(r'name="question" value="(\d+)"')
POSITION = re.compile(r'name="position" value="(\d+)"')
DRAFT = re.compile(r"/reword\?action=(\d+)")
LIVE = "This one shows as you go"
SUGGESTIONS = {  # by what a topic's form says that it takes; what is not taken there is refused
    "We listen first": {"change": "add"},
    "A choir": {"change": "add", "target": "Meeting often"},
    "A lift to the meetings": {"change": "support"},
}
CHANGES = {"The bus was late": {"change": "correct", "target": "now"}}  # to the record, which is the last topic


def walk(room: Room, choose: Callable[[int], int] = lambda number: number) -> Iterator[str]:
    """Drives the session, and says where it is at each step. Somebody of each group must be in it.

    `choose`: whose choices the person with that number makes, where votes stay hidden; each person's differ.
    """
    yield "the lobby"
    topics = max(map(int, POSITION.findall(room.desk.get(room.at("/desk")).text)))
    for position in range(1, topics + 1):
        room.must("topic", position=position)
        yield f"topic {position}"
        yield from _suggest(room, CHANGES if position == topics else SUGGESTIONS, choose)
        yield from _plan(room, choose)
        for deed in ("open", "open", "again"):
            if room.act(deed).status_code == 303:
                yield from _vote(room, choose)
                yield from _look_closer(room)
        yield from _remark(room)
    room.must("end", sure="yes")
    yield "the end"


def _suggest(room: Room, suggestions: Mapping[str, Mapping[str, str]], choose: Callable[[int], int]) -> Iterator[str]:
    for phone in room.phones[:2]:
        for text, what in suggestions.items():
            phone.post(room.at("/propose"), data={**what, "text": text})
    waiting = PROPOSAL.findall(room.desk.get(room.at("/desk")).text)
    if waiting:
        yield "suggested"
        room.must("park", proposal=waiting[0], reason="Not today")
    if room.act("decide").status_code == 303:
        yield from _vote(room, choose)


def _plan(room: Room, choose: Callable[[int], int]) -> Iterator[str]:
    room.phones[0].post(room.at("/action"), data={"what": "Meet again", "lead_uses": "Ann", "when": "May", "op": "one"})
    room.phones[0].post(room.at("/action"), data={"what": "Paint the hall", "op": "two"})
    yield "planned"
    for draft in DRAFT.findall(room.phones[-1].get(room.at()).text)[-1:]:
        room.phones[-1].post(
            room.at("/reword"), data={"action": draft, "lead_works": "Ben", "what": "Paint the big hall"}
        )
        yield "reworded"
        room.must("remove", action=draft, reason="The landlord says no")
        yield "taken off"
    if room.act("decide").status_code == 303:
        yield from _vote(room, choose)


def _vote(room: Room, choose: Callable[[int], int]) -> Iterator[str]:
    """All pages that follow one another, each opened with the results of the one before."""
    is_open = True
    while is_open:
        yield "open"
        yield from _take_part(room, choose)
        is_open = room.act("show", then_open="yes").status_code == 303
    room.must("show")
    yield "shown"


def _take_part(room: Room, choose: Callable[[int], int]) -> Iterator[str]:
    for number, phone in enumerate(room.phones):
        page = phone.get(room.at()).text
        chooser = number if LIVE in page else choose(number)
        for form in BALLOT.findall(page):
            choices = CHOICE.findall(form)
            room.send(phone, dict(FIELDS.findall(form)), choices[chooser % len(choices)])
        phone.post(room.at("/finish"))
        if number == 0:
            question = QUESTION.search(phone.get(room.at()).text)
            phone.post(room.at("/remark"), data={"question": question[1] if question else "", "text": "Nobody asked"})
            yield "voted by one"


def _look_closer(room: Room) -> Iterator[str]:
    offered = OFFER.findall(room.desk.get(room.at("/desk")).text)
    if offered:
        yield "offered"
        room.must("keep", item=offered[:2])


def _remark(room: Room) -> Iterator[str]:
    for remark in REMARK.findall(room.desk.get(room.at("/desk")).text)[:1]:
        room.must("pick", remark=remark, on_screen="yes")
        yield "picked"
