"""What goes into a session's file and comes out of it by name alone: each name means the same on all its ways."""

from dataclasses import fields
from typing import get_args, get_origin, get_type_hints

import pytest
from sqlalchemy.orm import Mapped

from workshop.domain.moving.transfer import SetUp
from workshop.domain.outcome import Outcome
from workshop.domain.planning.actions import ActionOutcome
from workshop.domain.planning.plan import ActionWords
from workshop.models import Action, Workshop
from workshop.usecases.desk.opening import Invitation
from workshop.usecases.moving.packing import CHOSEN, TYPED

WORDS = tuple(field.name for field in fields(ActionWords))


def typed(kind, names):
    """The names that it has, each with its type; of a row's field the type of what it holds."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name in names}
    return {name: get_args(hint)[0] if get_origin(hint) is Mapped else hint for name, hint in hints.items()}


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        ((*TYPED, *CHOSEN), (Workshop, SetUp, Invitation)),
        (TYPED, (Workshop, Outcome)),
        (WORDS, (Action, ActionOutcome)),
    ],
)
def test_what_travels_by_name_has_that_name_and_one_type_in_all_that_it_fills(names, kinds):
    first, *others = (typed(kind, names) for kind in kinds)

    assert set(first) == set(names)
    assert [other for other in others if other != first] == []


def test_nothing_of_a_set_up_is_left_behind():
    by_hand = {"names", "topics", "keep_days", "keep_why"}

    assert {*TYPED, *CHOSEN} == {field.name for field in fields(SetUp)} - by_hand
