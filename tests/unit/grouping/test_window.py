"""The index of the window: what it finds does not depend on when it was sorted."""

from __future__ import annotations

import numpy as np

from octavo.grouping.analysis import WIDTH, Row
from octavo.grouping.window import Facts, Window


def filled(reports: int) -> Window:
    chance, window = np.random.default_rng(1), Window(10_000)
    for number in range(reports):
        numbers = chance.integers(0, 3_000, WIDTH, dtype=np.uint32)
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
