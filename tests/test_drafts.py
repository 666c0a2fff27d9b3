"""A draft is everybody's until the group takes it: anyone completes it, nothing is lost, and one vote decides."""

from __future__ import annotations

import re

import pytest
from justhtml import JustHTML

PLAN = 6  # where the short template has the plan
DRAFT = re.compile(r"/reword\?action=(\d+)")


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    room.must("topic", position=PLAN)
    return room


def draft(room, **words):
    """Somebody adds a draft; answers its number."""
    room.phones[0].post(room.at("/action"), data={"op": f"op-{words}".encode().hex()[:64], **words})
    return DRAFT.findall(room.phones[0].get(room.at()).text)[-1]


def form_of(client, room, action, *, path="/reword"):
    """What the form on the page of a draft would send."""
    page = JustHTML(client.get(room.at(f"{path}?action={action}")).text, sanitize=False)
    return fields_of(page)


def fields_of(page):
    form = page.query_one("main form")
    sent = {e.attrs["name"]: e.attrs.get("value") or "" for e in form.query("input")}
    sent |= {e.attrs["name"]: e.to_text() for e in form.query("textarea")}
    return sent


def actions(room):
    return room.desk.get(room.at("/outcome.json")).json["outcome"]["actions"]


def decide(room, *choices):
    """One vote on all drafts; everybody chooses alike on each."""
    room.must("decide")
    for phone, choice in zip(room.phones, choices, strict=True):
        for form in re.findall(r'<form id="ballot-.*?</form>', phone.get(room.at()).text, re.DOTALL):
            fields = dict(re.findall(r'name="(question|round|op|seq)" value="([^"]*)"', form))
            assert room.send(phone, fields, choice).status_code == 200
        phone.post(room.at("/finish"))
    room.must("show", sure="yes")


def test_anybody_completes_a_draft_and_says_what_was_left_out(room):
    action = draft(room, what="A menu group")
    sent = form_of(room.phones[5], room, action)

    answer = room.phones[5].post(room.at("/reword"), data={**sent, "lead_works": "Ben", "needs": "An hour a week"})

    assert answer.status_code == 303
    (now,) = actions(room)
    assert (now["what"], now["lead_works"], now["needs"]) == ("A menu group", "Ben", "An hour a week")


def test_two_people_who_change_other_fields_at_once_are_both_kept(room):
    action = draft(room, what="A menu group")
    first, second = (form_of(phone, room, action) for phone in room.phones[:2])

    room.phones[0].post(room.at("/reword"), data={**first, "lead_uses": "Ann"})
    answer = room.phones[1].post(room.at("/reword"), data={**second, "lead_works": "Ben"})

    assert answer.status_code == 303
    assert [(a["lead_uses"], a["lead_works"]) for a in actions(room)] == [("Ann", "Ben")]


def test_two_people_who_change_the_same_words_at_once_see_both_and_nothing_is_lost(room):
    action = draft(room, what="A menu group", when="May")
    first, second = (form_of(phone, room, action) for phone in room.phones[:2])
    room.phones[0].post(room.at("/reword"), data={**first, "when": "June"})

    answer = room.phones[1].post(room.at("/reword"), data={**second, "when": "July", "helps": "Rosa"})

    page = JustHTML(answer.text, sanitize=False)
    assert answer.status_code == 409
    assert "June" in page.query_one(".draft-now").to_text()
    again = fields_of(page)
    assert (again["when"], again["was_when"], again["helps"]) == ("July", "June", "Rosa")
    assert [a["when"] for a in actions(room)] == ["June"]

    room.phones[1].post(room.at("/reword"), data=again)

    (now,) = actions(room)
    assert (now["when"], now["helps"]) == ("July", "Rosa")
    assert {e["text"] for e in now["earlier"]} == {"May", "June"}


def test_words_that_somebody_takes_away_stay_on_record_and_names_go(room):
    action = draft(room, what="A menu group", lead_uses="Ann Smith")
    sent = form_of(room.phones[1], room, action)

    room.phones[1].post(room.at("/reword"), data={**sent, "what": "A choir", "lead_uses": "Ann"})

    page = room.phones[2].get(room.at("/outcome")).text
    assert "A choir" in page
    assert "A menu group" in page
    assert "Smith" not in page


def test_who_has_not_joined_changes_no_draft(room, app):
    action = draft(room, what="A menu group")
    stranger = app.test_client()

    answers = [
        stranger.get(room.at(f"/reword?action={action}")),
        stranger.post(room.at("/reword"), data={"action": action, "what": "Mine"}),
        stranger.get(room.at(f"/desk/reword?action={action}")),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert [a["what"] for a in actions(room)] == ["A menu group"]


def test_a_draft_of_another_session_is_not_found(room, open_room):
    other = open_room(uses=1)
    action = draft(room, what="A menu group")

    answers = [
        other.phones[0].get(other.at(f"/reword?action={action}")),
        other.phones[0].post(other.at("/reword"), data={"action": action, "what": "Mine"}),
        other.desk.post(other.at("/desk/reword"), data={"action": action, "what": "Mine"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_over_half_of_each_group_takes_an_action_and_one_group_alone_does_not(room):
    draft(room, what="A menu group")
    decide(room, *["yes"] * 3, *["yes", "yes", "no"])
    draft(room, what="Close on Mondays")
    decide(room, *["no"] * 3, *["yes"] * 3)

    assert [(a["what"], a["stage"]) for a in actions(room)] == [
        ("A menu group", "agreed"),
        ("Close on Mondays", "parked"),
    ]
    phone = room.phones[0].get(room.at()).text
    assert "On our plan" in phone
    assert "not over half of the room, or of one group, wanted it" in phone
    assert "Agreed: 0. Parked: 1. Still drafts: 0." in room.phones[0].get(room.at("/outcome")).text


def test_one_vote_is_for_all_drafts_and_who_drafts_meanwhile_waits_for_the_next(room):
    for what in ("A menu group", "A choir"):
        draft(room, what=what)
    room.must("decide")
    assert len(re.findall(r'<form id="ballot-', room.phones[0].get(room.at()).text)) == 2
    draft(room, what="A garden")
    room.must("show", sure="yes")

    assert room.act("decide").status_code == 303
    assert len(re.findall(r'<form id="ballot-', room.phones[0].get(room.at()).text)) == 3


def test_where_too_few_vote_for_a_result_nothing_is_parked(room):
    draft(room, what="A menu group")
    room.must("decide")
    room.must("show", sure="yes")

    assert [a["stage"] for a in actions(room)] == ["waiting"]


def test_a_draft_that_is_in_the_vote_cannot_be_changed_and_what_was_typed_is_given_back(room):
    action = draft(room, what="A menu group")
    sent = form_of(room.phones[0], room, action)
    room.must("decide")

    answer = room.phones[0].post(room.at("/reword"), data={**sent, "needs": "An hour a week"})

    assert answer.status_code == 409
    assert "An hour a week" in answer.text
    assert actions(room)[0]["needs"] == ""


def test_what_is_taken_off_needs_a_reason_and_stays_in_every_file(room):
    action = draft(room, what="A menu group")
    assert room.act("remove", action=action, reason=" ").status_code == 422

    room.must("remove", action=action, reason="The kitchen closes")

    for suffix in ("html", "csv", "json"):
        text = room.desk.get(room.at(f"/outcome.{suffix}")).text
        assert "A menu group" in text
        assert "The kitchen closes" in text


def test_of_a_hidden_action_no_word_is_left_anywhere(room):
    action = draft(room, what="Sack Mr Smith", needs="Courage of Smith")
    sent = form_of(room.phones[0], room, action)
    room.phones[0].post(room.at("/reword"), data={**sent, "what": "Ask Smith"})
    decide(room, *["yes"] * 6)

    room.must("hide-action", action=action)

    pages = [
        room.desk.get(room.at(path)).text for path in ("/desk", "/outcome", "/outcome.json", "/outcome.csv", "/screen")
    ]
    assert [page for page in pages if "Smith" in page] == []
    assert "An action was hidden, as it named a person." in pages[1]


def test_two_facilitators_take_an_action_off_together_or_not_at_all(room):
    action = draft(room, what="A menu group")
    room.must("invite")
    link = re.search(r'id="invitation-link" value="[^"#]*#key=([^"]+)"', room.desk.get(room.at("/desk")).text)
    second = room.app.test_client()
    second.post(room.at("/desk/key"), data={"key": link[1]})
    second.get(room.at("/desk"))

    room.must("remove", action=action, reason="Too dear")
    assert [a["stage"] for a in actions(room)] == ["waiting"]
    assert "asks to take “A menu group” off the plan" in second.get(room.at("/desk")).text

    second.post(room.at("/desk/remove"), data={"action": action, "reason": "Too dear"})
    assert [(a["stage"], a["reason"]) for a in actions(room)] == [("parked", "Too dear")]


def test_the_wall_shows_the_result_of_the_vote_and_the_plan_again_when_the_desk_says_so(room):
    draft(room, what="A menu group", when="May")
    assert "By when" in room.desk.get(room.at("/screen")).text
    decide(room, *["yes"] * 6)
    assert "By when" not in room.desk.get(room.at("/screen")).text

    room.must("wall", what="plan")

    assert "By when" in room.desk.get(room.at("/screen")).text
