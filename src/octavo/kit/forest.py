"""Boosted decision trees, evaluated on NumPy arrays; trained elsewhere (the ``train_*.py`` of ``benchmarks/``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


# Steps at which what has reached its leaf is set aside: most leaves are half as deep as the deepest.
_SET_ASIDE = frozenset({3, 5, 7, 9})


@dataclass(frozen=True, kw_only=True)
class Forest:
    """Binary trees as arrays of (trees, nodes): a row goes to ``below`` where its feature is not above the threshold.

    Leaves lead to themselves, so that ``depth`` steps bring every row to its leaf. ``names`` are the features' names
    in the order of the matrix that the forest reads.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float64]
    below: NDArray[np.int32]
    above: NDArray[np.int32]
    value: NDArray[np.float64]
    depth: int
    names: tuple[str, ...]

    def probabilities(self, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability for each row of a (rows, features) matrix."""
        count, width = self.feature.shape
        feature, threshold = self.feature.ravel(), self.threshold.ravel()
        node = np.tile(np.arange(count, dtype=np.intp) * width, len(matrix))
        row = np.repeat(np.arange(len(matrix), dtype=np.intp) * matrix.shape[1], count)
        values = np.ascontiguousarray(matrix).ravel()
        reached, going = node, np.arange(len(node), dtype=np.intp)
        for step in range(self.depth):
            if step in _SET_ASIDE:
                reached[going] = node
                on = np.flatnonzero(self.is_inner.take(node))
                node, row, going = node[on], row[on], going[on]
            is_above = values.take(row + feature.take(node)) > threshold.take(node)
            node = self.children.take(2 * node + is_above)
        reached[going] = node
        raw = self.value.ravel().take(reached).reshape(len(matrix), count).sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-raw)), np.float32)

    @cached_property
    def is_inner(self) -> NDArray[np.bool_]:
        """Which nodes are no leaves, among those of all trees."""
        return np.ravel(self.below != np.arange(self.below.shape[1]))

    @cached_property
    def children(self) -> NDArray[np.intp]:
        """Where each node leads, below and above, as positions among the nodes of all trees."""
        first = np.arange(len(self.below), dtype=np.intp)[:, None] * self.below.shape[1]
        return np.stack((self.below + first, self.above + first), axis=-1).ravel()


def forest_in(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Forest:
    """The forest whose arrays are called ``name.feature``, ``name.threshold`` and so on."""
    return Forest(
        feature=arrays[f"{name}.feature"].astype(np.intp),
        threshold=arrays[f"{name}.threshold"].astype(np.float64),
        below=arrays[f"{name}.below"].astype(np.int32),
        above=arrays[f"{name}.above"].astype(np.int32),
        value=arrays[f"{name}.value"].astype(np.float64),
        depth=int(arrays[f"{name}.depth"]),
        names=tuple(str(item) for item in arrays[f"{name}.names"]),
    )
