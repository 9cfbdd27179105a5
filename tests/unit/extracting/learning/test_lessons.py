"""What a page teaches, and how the places of a site move unsure judgements."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from octavo.extracting.choosing import Judged
from octavo.extracting.learning import Habits, learned, lesson_of, weighed
from octavo.extracting.learning.lessons import place_of
from octavo.model.articles import Block, BlockKind

PAGE = html.fromstring(
    "<main class='story'><div class='box 12'><p>One</p></div><div class=note><p>Two</p></div></main>"
)
BOX, NOTE = PAGE.findall(".//p")


def line(probability: float, element: html.HtmlElement = BOX) -> Judged:
    return Judged(block=Block(kind=BlockKind.PARAGRAPH, text="A line"), element=element, probability=probability)


def after(*probabilities: float, count: int = 6) -> Habits:
    lines = [line(probability) for probability in probabilities]
    lessons = [
        lesson_of((), lines, url=f"https://tide.example/{number}", title=f"{number}", certainty=1)
        for number in range(count)
    ]
    return reduce(learned, lessons, Habits())


@pytest.mark.parametrize(("earlier", "probability", "kept"), [(0.01, 0.6, False), (0.99, 0.4, True)])
def test_what_became_of_a_place_moves_an_unsure_line(earlier: float, probability: float, kept: bool) -> None:
    (moved,) = weighed([line(probability)], after(earlier))
    assert moved.kept is kept


def test_other_places_and_few_articles_move_nothing() -> None:
    assert weighed([line(0.6, NOTE)], after(0.01)) == (line(0.6, NOTE),)
    assert weighed([line(0.6)], after(0.01, count=4)) == (line(0.6),)


def test_mixed_and_unsure_places_teach_nothing() -> None:
    assert after(0.01, 0.99).places == after(0.01, 0.5).places == {}


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 80))
def test_sure_lines_stay_and_unsure_ones_stay_unsure(probability: float, earlier: float, count: int) -> None:
    (moved,) = weighed([line(probability)], after(earlier, count=count))
    if 0.15 < probability < 0.85:
        assert 0.15 <= moved.probability <= 0.85
    else:
        assert moved == line(probability)


def test_a_place_is_its_tags_and_classes_without_numbers() -> None:
    other = html.fromstring("<main class=story><div class='box 7'><p>Other</p></div></main>").find(".//p")
    assert other is not None
    assert place_of(BOX) == place_of(other) != place_of(NOTE)
