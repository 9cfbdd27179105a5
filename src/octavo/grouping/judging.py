"""How likely two reports are to be about the same event: a linear judgement and one of trees, weighed together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from octavo.grouping.comparing import NAMES
from octavo.grouping.frequencies import Background
from octavo.kit.forest import forest_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.lib.npyio import NpzFile
    from numpy.typing import NDArray

    from octavo.kit.forest import Forest

_WEIGHTS = "weights.npz"
# Below it the trees are not asked.
_HOPELESS = 0.004
_SURE = 30.0
# How much the linear judgement's log odds count beside those of the trees, which tell more; and how sure it may be,
# since what it knows little of, such as a script without capitals, it is far too sure of.
_LINEAR, _SUREST = 0.42, 4.0
_TINY = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Trained elsewhere (``benchmarks/train_grouping.py``); features are those of ``comparing.NAMES``."""

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: float
    forest: Forest

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each row the probability that the two are about the same event."""
        raw = self.effects(features).sum(axis=1) + np.float32(self.bias)
        found = _probability(np.clip(raw, -_SURE, _SURE))
        asked = np.flatnonzero(found >= _HOPELESS)
        if len(asked):
            trees = self.forest.probabilities(features[asked])
            linear = np.clip(raw[asked], -_SUREST, _SUREST)
            found[asked] = _probability(_LINEAR * linear + (1 - _LINEAR) * _log_odds(trees))
        return np.asarray(found, np.float32)

    def effects(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """How much each feature speaks for or against, in the linear judgement."""
        return (features - self.mean) / self.scale * self.weights


def _probability(log_odds: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(1 / (1 + np.exp(-log_odds)), np.float32)


def _log_odds(probability: NDArray[np.float32]) -> NDArray[np.float32]:
    within = np.clip(probability, _TINY, 1 - _TINY)
    return np.asarray(np.log(within / (1 - within)), np.float32)


@cache
def judge() -> Judge:
    """The judge that is shipped."""
    with _arrays() as arrays:
        return judge_in(arrays)


def judge_in(arrays: Mapping[str, NDArray[np.generic]]) -> Judge:
    """The judge that arrays describe."""
    forest = forest_in(arrays, "forest")
    if forest.names != NAMES:
        raise ValueError("these weights were trained on other features")
    return Judge(
        mean=arrays["mean"].astype(np.float32),
        scale=arrays["scale"].astype(np.float32),
        weights=arrays["weights"].astype(np.float32),
        bias=float(arrays["bias"]),
        forest=forest,
    )


@cache
def english() -> Background:
    """The background that is shipped: how common terms are in English news."""
    with _arrays() as arrays:
        return Background(language="en", reports=int(arrays["reports"]), levels=arrays["levels"])


def _arrays() -> NpzFile:
    arrays: NpzFile = np.load(BytesIO((files(__package__) / _WEIGHTS).read_bytes()), allow_pickle=False)
    return arrays
