"""The calendar file, read back: which days it holds, and that a newer one takes the place of an older one."""

from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar
from outcomes import HOSTILE, a_session, hostile, said

from workshop.domain.stages import ProposalStage
from workshop.exports import FORMATS


def read(outcome):
    return Calendar.from_ical(FORMATS["ics"].write(outcome, said))


def events(outcome):
    return {str(event["uid"]): event for event in read(outcome).walk("VEVENT")}


def test_check_up_days_and_the_review_are_days_in_the_calendar():
    found = events(replace(a_session(), review=date(2027, 2, 22)))

    days = {uid: (event.decoded("dtstart"), str(event["summary"])) for uid, event in found.items()}
    assert days == {
        "K7M4QX-review@equal-footing": (date(2027, 2, 22), "We look at our plan again"),
        "K7M4QX-action-1@equal-footing": (date(2027, 3, 1), "How does it go? Ask two service users to join the board"),
    }


@pytest.mark.parametrize("ended", [True, False])
def test_each_entry_says_which_result_it_is_from_and_whether_that_is_a_draft(ended):
    outcome = a_session(ended=ended)
    (event,) = events(outcome).values()

    for text in (
        "Version 1" if ended else "Draft 41",
        "Session K7M-4QX",
        "22 November 2026",
        f"SHA-256 {outcome.sha256}",
    ):
        assert text in event["description"]
    assert event["summary"].startswith("Draft: ") is not ended
    assert ("This is a draft" in event["description"]) is not ended
    assert str(event["status"]) == ("CONFIRMED" if ended else "TENTATIVE")


def test_a_newer_file_takes_the_place_of_an_older_one():
    older, newer = (events(replace(a_session(), revision=revision)) for revision in (41, 42))

    assert older.keys() == newer.keys()
    assert [int(event["sequence"]) for event in (*older.values(), *newer.values())] == [41, 42]


def test_what_is_parked_has_no_day_in_the_calendar():
    outcome = a_session()
    parked = tuple(replace(action, stage=ProposalStage.PARKED) for action in outcome.actions)

    assert events(replace(outcome, actions=parked)) == {}


def test_without_any_day_the_file_is_a_calendar_all_the_same():
    outcome = replace(a_session(), actions=())

    assert len(list(read(outcome).walk("VJOURNAL"))) == 1


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_words_of_people_stay_words(typed):
    outcome = hostile(typed)
    outcome = replace(outcome, actions=tuple(replace(a, check_on=date(2027, 3, 1)) for a in outcome.actions))

    calendar = read(outcome)

    assert {component.name for component in calendar.walk()} == {"VCALENDAR", "VEVENT"}
    assert all(set(event) <= {
        "UID", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP", "DTSTAMP", "SEQUENCE", "DESCRIPTION",
    } for event in calendar.walk("VEVENT"))  # fmt: skip
