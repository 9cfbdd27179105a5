"""The index of the window: what it finds does not depend on when it was sorted."""

from __future__ import annotations

import numpy as np
import pytest

from octavo.grouping.analysis import BUCKETS, WIDTH, Row
from octavo.grouping.window import Facts, Window


def filled(reports: int, *, capacity: int = 10_000, terms: int = 3_000) -> Window:
    chance, window = np.random.default_rng(1), Window(capacity)
    for number in range(reports):
        numbers = chance.integers(0, terms, WIDTH, dtype=np.uint32)
        row = Row(numbers=numbers, weights=np.ones(WIDTH, np.float32), spelled="", length=5.0)
        window.add(row, Facts(number, float(number), 0, 0))
    return window


def test_terms_that_were_merged_in_stand_as_if_all_had_been_sorted_at_once() -> None:
    window = filled(1_700)
    again = Window.unpack(window.pack())
    for slot in (0, 511, 512, 1_500, 1_699):
        keys = window.keys(slot)
        rarity = np.linspace(1, 2, len(keys), dtype=np.float32)
        for one, other in zip(window.sharing(keys, rarity, 1_700), again.sharing(keys, rarity, 1_700), strict=True):
            assert np.array_equal(one, other)
        assert slot in window.sharing(keys, rarity, 1_700)[0]


def test_every_term_comes_out_as_it_went_in() -> None:
    window, chance = filled(5, terms=BUCKETS), np.random.default_rng(1)
    went_in = np.array([chance.integers(0, BUCKETS, WIDTH, dtype=np.uint32) for _ in range(5)])
    assert went_in.max() > 1 << 16
    for again in (window, Window.unpack(window.pack())):
        assert np.array_equal(again.terms(np.array([4, 0, 2], np.int32))[0].T, went_in[[4, 0, 2]])


@pytest.mark.parametrize("capacity", [2_000, 100_000])
def test_slots_of_small_and_large_windows_are_found_alike(capacity: int) -> None:
    window, other = filled(1_100, capacity=capacity), filled(1_100)
    keys = window.keys(1_050)
    rarity = np.linspace(1, 2, len(keys), dtype=np.float32)
    for one, two in zip(window.sharing(keys, rarity, 1_100), other.sharing(keys, rarity, 1_100), strict=True):
        assert one.dtype == two.dtype
        assert np.array_equal(one, two)


def test_the_terms_of_an_article_take_less_than_a_kilobyte() -> None:
    window = filled(2_048)
    assert sum(array.nbytes for array in window.arrays.values()) < 2_048 * 1_000
