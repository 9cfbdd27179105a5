"""How well cited sentences bear out a sentence: a trained judgement of how its words stand in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.checking.likeness import MOST_CITED, NAMES, likeness
from octavo.explaining.checking.negation import negation_differs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

# Low, because a sentence that comes so far has its numbers, names and words in what it cites.
FLOOR = 0.1
_HALF_COPIED, _GLIDE = 0.7, 0.15
# Too seldom in what it was trained on to be learned.
_DENIED, _LONGEST = 0.1, 2_000
_WEIGHTS = Path(__file__).parent / "weights.npz"


def support(claim: str, cited: Sequence[str]) -> float:
    """How well sentences bear out another, from 0 to 1; about the share of people who would say that they do.

    A sentence that is cited word for word is wholly borne out, one without a word or without a cited sentence not at
    all. What is measured stands in :mod:`likeness`; a logistic regression weighs it that was trained on judgements
    of people about sentences of summaries (QAGS: Wang, Cho and Lewis, ACL 2020).
    """
    line = " ".join(claim.split())
    if not line or not cited:
        return 0.0
    if any(line == " ".join(sentence.split()) for sentence in cited):
        return 1.0
    measured = likeness(claim, cited)
    if measured is None:
        return 0.0
    mean, scale, weights = _weights()
    raw = float(((regimes(measured) - mean) / scale) @ weights[:-1] + weights[-1])
    likely = float(1 / (1 + np.exp(-raw)))
    return likely * _DENIED if negation_differs(claim[:_LONGEST], cited[:MOST_CITED]) else likely


def regimes(measured: Mapping[str, float]) -> NDArray[np.float64]:
    """What is measured, once for sentences that are copied for the most part and once for those that are reworded.

    For the former it matters how the copied pieces are joined, for the latter which words are there at all. Which of
    the two a sentence is glides with the share of its runs of four words that are copied.
    """
    values = np.array([measured[name] for name in NAMES])
    copied = 1 / (1 + np.exp(-(measured["fours"] - _HALF_COPIED) / _GLIDE))
    return np.concatenate((values * copied, values * (1 - copied), (copied,)))


@cache
def _weights() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    with np.load(_WEIGHTS) as arrays:
        return arrays["mean"], arrays["scale"], arrays["weights"]
