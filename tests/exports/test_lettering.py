"""A picture taken apart: its words are where the SVG has them, and nowhere else."""

import pytest

from workshop.exports.lettering import Line, Part, lettered

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'


def lines_of(words):
    return lettered(f"{HEAD}<title>Told</title>{words}</svg>").lines


def test_words_are_taken_out_and_shapes_stay():
    taken = lettered(f'{HEAD}<title>T</title><desc>D</desc><rect x="1"/><g><text x="1" font-size="9">Hi</text></g></svg>')

    assert (taken.width, taken.height) == (100, 50)
    assert '<rect x="1"' in taken.shapes
    assert not [word for word in ("Hi", "title", "desc", "text") if word in taken.shapes]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ('<text x="4" y="20" font-size="10">Told</text>', (4, 20, "start")),
        ('<text x="4" y="20" dy="-.1em" font-size="10" text-anchor="end">Told</text>', (4, 19, "end")),
        ('<text font-size="10" text-anchor="middle"><tspan x="7" y="30">Told</tspan></text>', (7, 30, "middle")),
    ],
)
def test_a_line_stands_where_it_stood(words, place):
    (line,) = lines_of(words)

    assert (line.x, line.y, line.anchor) == place


def test_a_second_line_hangs_from_the_first():
    words = '<text x="4" y="20" dy="-.2em" font-size="10">One<tspan x="4" dy="1em">two</tspan></text>'

    assert [(line.y, line.parts[0].text) for line in lines_of(words)] == [(18, "One"), (28, "two")]


def test_a_part_has_its_own_weight_and_colour():
    words = (
        '<text x="0" y="9" font-size="8" fill="#111111">Pass <tspan font-weight="700" fill="#222222">1</tspan> · </text>'
    )

    assert lines_of(words) == (
        Line(0, 9, 8, "start", (Part("Pass ", 400, "#111111"), Part("1", 700, "#222222"), Part(" · ", 400, "#111111"))),
    )


def test_words_of_people_stay_words():
    assert lines_of('<text x="0" font-size="8">&lt;script&gt; &amp; #strong[x]</text>')[0].parts[0].text == (
        "<script> & #strong[x]"
    )
