"""A form in a file: what is said of its lines, and of the questions that stand under it."""

from __future__ import annotations

from dataclasses import replace

from outcomes import a_session, said, with_only

from workshop.domain.framework import TopicKind
from workshop.exports.blocks import Points
from workshop.exports.story import story
from workshop.exports.telling import Telling


def test_what_a_whole_question_says_is_no_half_sentence_among_the_differences():
    question = next(q for q in a_session().questions() if q.key == "right_for_us")
    session = with_only(a_session(), question)
    as_form = replace(session, topics=(replace(session.topics[0], kind=TopicKind.FORM),))

    points = [block.points for block in story(Telling(as_form, said)) if isinstance(block, Points)]

    (line,) = [point for each in points for point in each if point.startswith(question.wording)][-1:]
    assert line.startswith("Is working this way right for this work? People who use the service chose")
