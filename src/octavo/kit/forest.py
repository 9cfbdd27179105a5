"""Boosted decision trees, evaluated on NumPy arrays; trained elsewhere (the ``train_*.py`` of ``benchmarks/``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


# So many answers are held at once: few enough to stay in the processor's cache.
_MOST_ANSWERS = 1 << 17


@dataclass(frozen=True, kw_only=True)
class Forest:
    """Binary trees as arrays of (trees, nodes): a row goes to ``below`` where its feature is not above the threshold.

    Leaves lead to themselves; no leaf is deeper than ``depth``, no tree has more than 64. ``names`` are the features'
    names in the order of the matrix that the forest reads.
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
        columns = np.ascontiguousarray(np.asarray(matrix, np.float32).T)
        step = max(1, _MOST_ANSWERS // max(1, len(self._nodes.feature)))
        raw = [self._nodes.sums(columns[:, first : first + step]) for first in range(0, len(matrix), step)]
        return np.asarray(1 / (1 + np.exp(-np.concatenate(raw or [np.zeros(0)]))), np.float32)

    @cached_property
    def _nodes(self) -> _Nodes:
        count, first = self._leaves()
        trees, nodes = np.nonzero((self.below != np.arange(self.below.shape[1])) & (first >= 0))
        left = self.below[trees, nodes]
        place = np.arange(len(trees)) - np.searchsorted(trees, trees)
        shape = (int(place.max(initial=-1)) + 1, len(self.below))
        feature, removes = np.zeros(shape, np.intp), np.zeros(shape, np.uint64)
        threshold = np.full(shape, np.inf, np.float32)
        feature[place, trees] = self.feature[trees, nodes]
        threshold[place, trees] = _rounded_down(self.threshold[trees, nodes])
        ones = (np.uint64(1) << count[trees, left].astype(np.uint64)) - np.uint64(1)
        removes[place, trees] = ones << first[trees, left].astype(np.uint64)
        most = int(count[:, 0].max())
        value = np.zeros((len(self.below), most))
        trees, nodes = np.nonzero((self.below == np.arange(self.below.shape[1])) & (first >= 0))
        value[trees, first[trees, nodes]] = self.value[trees, nodes]
        small = next(kind for bits, kind in _BITS.items() if most <= bits)
        return _Nodes(feature.ravel(), threshold.reshape(-1, 1), removes.astype(small).reshape(-1, 1), value)

    def _leaves(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """(trees, nodes): how many leaves are under each node, and the number of the first of them, -1 out of reach."""
        own = np.arange(self.below.shape[1])
        trees = np.arange(len(self.below))[:, None]
        count = np.ones(self.below.shape, np.intp)
        for _ in range(self.depth):
            count = np.where(self.below == own, 1, count[trees, self.below] + count[trees, self.above])
        first = np.full(self.below.shape, -1, np.intp)
        first[:, 0] = 0
        tree, node = np.arange(len(self.below)), np.zeros(len(self.below), np.intp)
        for _ in range(self.depth):
            is_inner = self.below[tree, node] != node
            tree, node = tree[is_inner], node[is_inner]
            below, above = self.below[tree, node], self.above[tree, node]
            first[tree, below] = first[tree, node]
            first[tree, above] = first[tree, node] + count[tree, below]
            tree, node = np.tile(tree, 2), np.concatenate((below, above))
        return count, first


# Where the exponent of a number of single precision begins, and that of one.
_EXPONENT, _BIAS = 23, 127
_BITS = {16: np.uint16, 32: np.uint32, 64: np.uint64}


@dataclass(frozen=True, slots=True)
class _Nodes:
    """The inner nodes of all trees, the first of each, then the second of each and so on; ``value`` is (trees, leaves).

    A row need not walk: each node whose feature is above its threshold removes the leaves below it from its tree (as
    bits), and the first leaf that is left is the one the row comes to (QuickScorer; Lucchese and others, 2015).
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    removes: NDArray[np.unsignedinteger]
    value: NDArray[np.float64]

    def sums(self, columns: NDArray[np.float32]) -> NDArray[np.float64]:
        """The sum of the leaves that each row comes to, from a (features, rows) matrix."""
        trees, leaves = self.value.shape
        removed = (columns.take(self.feature, axis=0) > self.threshold).astype(self.removes.dtype)
        removed *= self.removes
        gone = np.bitwise_or.reduce(removed.reshape(-1, trees, columns.shape[1]), axis=0)
        left = (~gone & (gone + gone.dtype.type(1))).astype(np.float32)  # a power of two: its exponent says which bit
        first_left = (left.view(np.int32) >> _EXPONENT) - _BIAS
        reached = first_left + np.arange(trees)[:, None] * leaves
        return np.asarray(self.value.take(reached.T).sum(axis=1))


def _rounded_down(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """The greatest number of single precision not above each: what is above the one is above the other."""
    near = values.astype(np.float32)
    return np.where(near > values, np.nextafter(near, np.float32(-np.inf)), near)


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
