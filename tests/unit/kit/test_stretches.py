"""Stretches of a text: what they say, and where they stand again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.kit.stretches import Stretch, first_place, found_again, words_at

TEXTS = ("The ferry is late. Nobody knows why.", "It rains.", "The ferry is late. The crew is tired.")
SMALL = st.text(st.sampled_from("ab "), max_size=6)


def stretch(block: int, start: int, last: int, end: int) -> Stretch:
    return Stretch(block=block, start=start, last=last, end=end)


@st.composite
def chosen(draw: st.DrawFn) -> tuple[list[str], Stretch]:
    texts = draw(st.lists(SMALL.map("x".__add__), min_size=1, max_size=5))
    block = draw(st.integers(0, len(texts) - 1))
    last = draw(st.integers(block, len(texts) - 1))
    start = draw(st.integers(0, len(texts[block]) - 1))
    end = draw(st.integers(start + 1 if last == block else 1, len(texts[last])))
    return texts, stretch(block, start, last, end)


def test_a_stretch_over_blocks_says_what_stands_in_each() -> None:
    assert words_at(stretch(0, 19, 2, 18), TEXTS) == ("Nobody knows why.", "It rains.", "The ferry is late.")
    assert words_at(stretch(1, 0, 1, 99), TEXTS) is None
    assert words_at(stretch(1, 0, 9, 1), TEXTS) is None


@pytest.mark.parametrize("ends", [(1, 0, 0, 5), (0, 5, 0, 4), (0, -1, 0, 4)])
def test_no_stretch_runs_backwards(ends: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="no stretch"):
        stretch(*ends)


@given(chosen())
def test_what_stands_is_found_where_it_stands(one: tuple[list[str], Stretch]) -> None:
    texts, at = one
    words = words_at(at, texts)
    assert words is not None
    assert found_again(words, at, texts, before=texts) == at
    assert found_again(words, at, texts) == at


@given(chosen(), st.lists(SMALL, max_size=3))
def test_what_is_found_says_the_words(one: tuple[list[str], Stretch], more: list[str]) -> None:
    texts, at = one
    words = words_at(at, texts)
    assert words is not None
    found = found_again(words, at, [*more, *texts], before=texts)
    assert found is not None
    assert words_at(found, [*more, *texts]) == words


def test_of_two_places_the_one_with_the_same_surroundings_is_taken() -> None:
    at = stretch(2, 0, 2, 18)
    turned = ("New.", "The ferry is late. The crew is tired.", "The ferry is late. Nobody knows why.")
    found = found_again(["The ferry is late."], at, turned, before=TEXTS)
    assert found == stretch(1, 0, 1, 18)
    assert found_again(["The ferry is late."], at, turned) == stretch(2, 0, 2, 18)


def test_words_over_blocks_are_gone_when_anything_between_them_changed() -> None:
    at = stretch(0, 19, 2, 9)
    words = ["Nobody knows why.", "It rains.", "The ferry"]
    assert found_again(words, at, ["More.", *TEXTS]) == stretch(1, 19, 3, 9)
    assert found_again(words, at, [TEXTS[0], "It pours.", TEXTS[2]]) is None
    assert found_again([], at, TEXTS) is None


def test_words_are_found_whatever_white_space_came_with_them() -> None:
    assert first_place("ferry  is\nlate", TEXTS) is None
    assert first_place("ferry  is\nlate", TEXTS, loosely=True) == stretch(0, 4, 0, 17)
    assert first_place("", TEXTS, loosely=True) is None
    assert first_place("aeroplane", TEXTS, loosely=True) is None
