"""Pictures in files and pictures on a light page have the same colours."""

import re
from pathlib import Path

import pytest

from workshop.domain.pictures.colours import FILLS, INKS, STRIPE

CSS = (Path(__file__).parents[3] / "static/css/base.css").read_text()
LIGHT = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", CSS[: CSS.index("@media")]))


@pytest.mark.parametrize("side", list(FILLS))
def test_a_side_has_the_same_colour_on_a_light_page_and_in_a_file(side):
    assert (LIGHT[side], LIGHT[f"{side}-ink"]) == (FILLS[side], INKS[side])


def test_stripes_have_the_same_colour_on_a_light_page_and_in_a_file():
    assert LIGHT["works-stripe"] == STRIPE
