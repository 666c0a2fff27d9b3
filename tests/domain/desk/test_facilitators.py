"""Two facilitators: who counts as away, and whose yes a deed needs."""

from datetime import UTC, datetime, timedelta

import pytest

from workshop.domain.desk.facilitators import AWAY_AFTER, Consent, consent, is_away, is_due, run_by
from workshop.domain.groups import GroupKind

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
USES, WORKS = GroupKind.USES, GroupKind.WORKS


@pytest.mark.parametrize(
    ("seconds", "away"), [(0, False), (119, False), (120, True), (121, True), (86_400, True), (-5, False)]
)
def test_a_facilitator_is_away_after_two_minutes_of_silence(seconds, away):
    assert timedelta(minutes=2) == AWAY_AFTER
    assert is_away(NOON - timedelta(seconds=seconds), NOON) is away


def test_a_facilitator_who_never_came_is_away():
    assert is_away(None, NOON)


def test_presence_is_written_down_every_twenty_seconds_at_most():
    assert [is_due(NOON - timedelta(seconds=age), NOON) for age in (0, 19, 20)] == [False, False, True]
    assert is_due(None, NOON)


@pytest.mark.parametrize(
    ("single", "asked", "away", "given"),
    [
        (True, False, False, Consent.SINGLE),
        (False, False, False, Consent.MISSING),
        (False, True, False, Consent.BOTH),
        (False, False, True, Consent.ALONE),
        (False, True, True, Consent.BOTH),
    ],
)
def test_consent_is_the_others_yes_or_their_absence(single, asked, away, given):
    assert consent(single=single, asked_by_other=asked, other_is_away=away) is given


def test_who_runs_a_session_is_said_in_one_order_whoever_came_first():
    assert run_by((WORKS, USES)) == run_by((USES, WORKS))
    assert run_by((None, USES)) == run_by((USES, None))
    assert run_by((None,)) is None
    sides = [(None, None), (USES, None), (WORKS, None), (USES, USES), (USES, WORKS), (WORKS, WORKS)]
    assert len({run_by(pair).text for pair in sides}) == 6
