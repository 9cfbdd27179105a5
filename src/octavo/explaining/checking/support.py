"""How well cited sentences bear out a sentence: a trained judgement of how its words stand in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.checking.likeness import NAMES, likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FLOOR = 0.35
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
    raw = float(np.array([measured[name] for name in NAMES]) @ (weights[:-1] / scale) - (mean / scale) @ weights[:-1])
    return float(1 / (1 + np.exp(-(raw + float(weights[-1])))))


@cache
def _weights() -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    with np.load(_WEIGHTS) as arrays:
        return arrays["mean"], arrays["scale"], arrays["weights"]
