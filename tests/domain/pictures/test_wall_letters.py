"""Words keep to their place in a picture, whatever people call themselves."""

from __future__ import annotations

import pytest

from workshop.domain.pictures.lettering import fold, width_of

NAMES = [
    "People who use the service",
    "WWWWWW MMMMMM wwwwww mmmmmm " * 2,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter",
    "自己的服务使用者和他们的家人以及照顾者们一起来到这里的所有人",
    "a",
]


@pytest.mark.parametrize("text", NAMES)
@pytest.mark.parametrize("room", [60.0, 150.0, 480.0])
def test_no_line_is_wider_than_its_place(text: str, room: float) -> None:
    lines = fold(text, room, 16, 3)

    assert len(lines) <= 3
    assert all(width_of(line, 16) <= room for line in lines)


def test_what_fits_is_said_whole_and_breaks_between_words() -> None:
    assert fold("People who use the service", 130, 16, 3) == ["People who use", "the service"]


def test_what_does_not_fit_says_so() -> None:
    assert fold("People who use the service", 95, 16, 2)[-1].endswith("…")


def test_a_space_that_binds_is_not_broken() -> None:
    lines = fold("Staff and volunteers\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}9", 170, 16, 3)

    assert lines[-1] == "volunteers\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}9"


def test_no_words_are_one_empty_line() -> None:
    assert fold("  ", 100, 16, 2) == [""]
