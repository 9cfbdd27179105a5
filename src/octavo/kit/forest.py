"""Boosted decision trees, evaluated on NumPy arrays; trained elsewhere (the ``train_*.py`` of ``benchmarks/``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """Binary trees as arrays of (trees, nodes): a row goes to ``below`` where its feature is not above the threshold.

    Leaves lead to themselves, so that ``depth`` steps bring every row to its leaf. ``names`` are the features' names
    in the order of the matrix that the forest reads.
    """

    feature: NDArray[np.int32]
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
        below, above = self.below.ravel(), self.above.ravel()
        first = np.tile(np.arange(count, dtype=np.intp) * width, len(matrix))
        row = np.repeat(np.arange(len(matrix), dtype=np.intp) * matrix.shape[1], count)
        values, node = np.ascontiguousarray(matrix).ravel(), first
        for _ in range(self.depth):
            goes_below = values.take(row + feature.take(node)) <= threshold.take(node)
            node = first + np.where(goes_below, below.take(node), above.take(node))
        raw = self.value.ravel().take(node).reshape(len(matrix), count).sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-raw)), np.float32)


def forest_in(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Forest:
    """The forest whose arrays are called ``name.feature``, ``name.threshold`` and so on."""
    return Forest(
        feature=arrays[f"{name}.feature"].astype(np.int32),
        threshold=arrays[f"{name}.threshold"].astype(np.float64),
        below=arrays[f"{name}.below"].astype(np.int32),
        above=arrays[f"{name}.above"].astype(np.int32),
        value=arrays[f"{name}.value"].astype(np.float64),
        depth=int(arrays[f"{name}.depth"]),
        names=tuple(str(item) for item in arrays[f"{name}.names"]),
    )
