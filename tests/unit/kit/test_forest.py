"""Forests lead each row to the leaves that walking through the trees leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from octavo.kit.forest import Forest

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEATURES = 5


def grown(seed: int, *, trees: int, leaves: int) -> Forest:
    """Trees that split anywhere, some with nodes that nothing leads to."""
    chance = np.random.default_rng(seed)
    width = 2 * leaves + 2
    feature, threshold, value = np.zeros((trees, width), np.intp), np.zeros((trees, width)), np.zeros((trees, width))
    below = np.tile(np.arange(width, dtype=np.int32), (trees, 1))
    below[:, -1] = 0
    above = below.copy()
    for tree in range(trees):
        ends, used = [0], 1
        while len(ends) < leaves - int(chance.integers(0, 2)):
            node = ends.pop(int(chance.integers(len(ends))))
            feature[tree, node], threshold[tree, node] = chance.integers(FEATURES), chance.integers(8) + 0.1
            below[tree, node], above[tree, node] = used, used + 1
            ends += [used, used + 1]
            used += 2
        value[tree, ends] = chance.normal(size=len(ends))
    names = tuple("abcde")
    return Forest(
        feature=feature, threshold=threshold, below=below, above=above, value=value, depth=leaves, names=names
    )


def walked(forest: Forest, row: NDArray[np.float32]) -> float:
    """The probability of a row, node by node."""
    total = 0.0
    for tree in range(len(forest.below)):
        node = 0
        while forest.below[tree, node] != node:
            is_above = float(row[forest.feature[tree, node]]) > forest.threshold[tree, node]
            node = int((forest.above if is_above else forest.below)[tree, node])
        total += forest.value[tree, node]
    return float(1 / (1 + np.exp(-total)))


@pytest.mark.parametrize(("leaves", "rows"), [(1, 3), (2, 1), (12, 40), (16, 9), (17, 9), (32, 5), (64, 5), (5, 5000)])
def test_each_row_comes_to_the_leaves_that_a_walk_leads_to(leaves: int, rows: int) -> None:
    forest = grown(leaves, trees=7, leaves=leaves)
    matrix = np.random.default_rng(rows).integers(0, 9, (rows, FEATURES)).astype(np.float32)
    found = forest.probabilities(matrix)
    assert found.shape == (rows,)
    assert np.allclose(found[:40], [walked(forest, row) for row in matrix[:40]])


def test_what_is_just_above_a_threshold_is_above_it() -> None:
    forest = grown(3, trees=4, leaves=8)
    matrix = np.repeat(np.asarray(np.arange(8) + 0.1, np.float32)[:, None], FEATURES, axis=1)
    found = forest.probabilities(matrix)
    assert np.allclose(found, [walked(forest, row) for row in matrix])


def test_no_rows_have_no_probabilities() -> None:
    assert grown(1, trees=3, leaves=4).probabilities(np.zeros((0, FEATURES), np.float32)).shape == (0,)
