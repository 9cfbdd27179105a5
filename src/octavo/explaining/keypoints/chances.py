"""How likely a sentence, a word, a pair of words is in what an editor would write of a story: trained weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.keypoints.features import sentence_features, term_features
from octavo.kit.forest import forest_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from octavo.explaining.keypoints.reading import Reading, Terms
    from octavo.kit.forest import Forest

    Numbers = NDArray[np.float32]

_WEIGHTS = "weights.npz"
# How strongly titles pull (in log odds), and from what part of the most titles that any word is in they do so fully.
_PULL = 1.5
_ENOUGH_TITLES = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Trees for sentences and for whole choices; weights of what tells of words and of pairs (logistic regression)."""

    sentences: Forest
    choices: Forest
    singles: Numbers
    pairs: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """The chances of each passage, each word and each pair of words of a reading."""

    passages: Numbers
    singles: Numbers
    pairs: Numbers


@cache
def weights() -> Weights:
    """The weights that ``benchmarks/train_keypoints.py`` wrote."""
    with np.load(BytesIO((files(__package__) / _WEIGHTS).read_bytes()), allow_pickle=False) as arrays:
        return Weights(
            sentences=forest_in(arrays, "sentences"),
            choices=forest_in(arrays, "choices"),
            singles=arrays["singles"].astype(np.float32),
            pairs=arrays["pairs"].astype(np.float32),
        )


def chances_of(reading: Reading, trained: Weights) -> Chances:
    """The chances of everything in a reading that has at least one passage."""
    passages = trained.sentences.probabilities(sentence_features(reading))
    return Chances(
        passages=passages,
        singles=_logistic(term_features(reading, reading.singles, passages) @ trained.singles),
        pairs=_logistic(term_features(reading, reading.pairs, passages) @ trained.pairs),
    )


def towards_titles(chances: Chances, reading: Reading) -> Chances:
    """The same with greater chances for what the titles are about, which an editor would not leave out."""
    return Chances(
        passages=chances.passages,
        singles=_pulled(chances.singles, reading.singles),
        pairs=_pulled(chances.pairs, reading.pairs),
    )


def _pulled(values: Numbers, terms: Terms) -> Numbers:
    told = terms.function < terms.parts.shape[1]
    share = np.minimum(1, terms.titles / max(1.0, _ENOUGH_TITLES * float(terms.titles.max(initial=0)))) * told
    odds = values / (1 - values + 1e-6) * np.exp(_PULL * share)
    return np.asarray(odds / (1 + odds), np.float32)


def _logistic(raw: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-raw)), np.float32)
