"""The walk through a session says what the tool says, and shows pictures that are there."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
WALK = (ROOT / "docs" / "walkthrough.md").read_text()
with (ROOT / "translations" / "messages.pot").open("rb") as _file:
    TEXTS = {each.id if isinstance(each.id, str) else each.id[0] for each in read_po(_file)}
HEAVIEST = 900_000  # bytes of pictures, all together: people download them with the tool


@pytest.mark.parametrize("label", sorted(set(re.findall(r"\*\*([A-Z][^*]+)\*\*", WALK))))
def test_what_it_says_to_press_is_there_to_be_pressed(label):
    said = " ".join(label.split())

    # All that it says, or all of it before the colon: "Open the vote: Which step of the ladder …".
    assert any(text == said or text.startswith((f"{said}:", f"{said}, ")) for text in TEXTS)


def test_every_picture_is_shown_and_light_enough():
    pictures = {path.name: path.stat().st_size for path in (ROOT / "docs" / "img").iterdir()}

    assert set(re.findall(r"\(img/([\w-]+\.png)\)", WALK)) == set(pictures)
    assert sum(pictures.values()) <= HEAVIEST


def test_every_picture_says_in_words_what_it_shows():
    assert "![]" not in WALK
