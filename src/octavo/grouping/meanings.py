"""What reports mean, where an embedder says so: used between languages, where words cannot be compared.

How near two vectors must be for one event differs from model to model, so it is learned from the stream: from pairs of
one language that the words have judged, and are sure of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_STEPS = 127
# The words are sure of a pair from the one probability on, and below the other; so many pairs of either kind have to be
# seen before vectors count; and of the pairs that seem near this share is of one event to begin with.
_SURE, _STRANGERS, _FEWEST, _PRIOR = 0.9, 0.02, 40, 0.02
_MOST = 12
_DAYS = 3.0
_CHUNK = 256
_NAMES = ("id", "at", "language", "vector")


class Meanings:
    """Vectors of the reports in the window, in a byte a number, and what nearness has meant so far."""

    __slots__ = ("_rows", "_size", "seen")

    def __init__(self) -> None:
        self._rows: NDArray[np.void] = np.zeros(0, _row_type(0))
        self._size = 0
        # For pairs of one event and of two: how many, the sum of their cosines, and the sum of the squares.
        self.seen = np.zeros((2, 3))

    def __len__(self) -> int:
        return self._size

    @property
    def ids(self) -> NDArray[np.int64]:
        """The reports that have vectors, in the order they came."""
        return np.asarray(self._rows["id"][: self._size])

    def keep(self, report: int, vector: Sequence[float], *, language: int, at: float) -> None:
        """Keep a report's vector, its language's number and its day.

        A vector of another width than the rest is passed over.
        """
        self.only(self.ids != report)
        kind = _row_type(len(vector))
        if not vector or (self._size and kind != self._rows.dtype):
            return
        if self._size == len(self._rows):
            grown = np.zeros(self._size + self._size // 8 + _CHUNK, kind)
            grown[: self._size] = self._rows[: self._size] if self._size else np.zeros(0, kind)
            self._rows = grown
        whole = np.nan_to_num(np.array(vector, np.float64), nan=0.0, posinf=0.0, neginf=0.0)
        scaled = np.rint(whole / (np.abs(whole).max() or 1.0) * _STEPS)
        self._rows[self._size] = (report, at, language, scaled)
        self._size += 1

    def only(self, kept: NDArray[np.bool_]) -> None:
        """Forget all but these of ``ids``."""
        if not kept.all():
            self._rows = self._rows[: self._size][kept]
            self._size = len(self._rows)

    def learn(self, report: int, others: NDArray[np.int64], probabilities: NDArray[np.float32]) -> None:
        """Take in how near those are that the words have judged."""
        places = np.flatnonzero(np.isin(self.ids, others))
        own = np.flatnonzero(self.ids == report)
        if not len(own) or not len(places):
            return
        judged = dict(zip(others.tolist(), probabilities.tolist(), strict=True))
        for cosine, other in zip(self._cosines(own[0], places).tolist(), self.ids[places].tolist(), strict=True):
            kind = 0 if judged[other] >= _SURE else 1 if judged[other] <= _STRANGERS else None
            if kind is not None:
                self.seen[kind] += (1.0, cosine, cosine * cosine)

    def foreign(self, report: int) -> list[tuple[int, float]]:
        """The nearest in other languages, within some days, with the probability that they are of the report's event.

        Nothing, as long as too little was seen to tell.
        """
        own = np.flatnonzero(self.ids == report)
        if not len(own) or self.seen[:, 0].min() < _FEWEST:
            return []
        rows = self._rows[: self._size]
        mine = rows[own[0]]
        places = np.flatnonzero((rows["language"] != mine["language"]) & (np.abs(rows["at"] - mine["at"]) <= _DAYS))
        cosines = self._cosines(own[0], places)
        best = np.argsort(-cosines, kind="stable")[:_MOST]
        return [(int(self.ids[places[one]]), self._probability(float(cosines[one]))) for one in best]

    def _cosines(self, own: np.intp, places: NDArray[np.intp]) -> NDArray[np.float64]:
        vectors = self._rows["vector"]
        mine, theirs = vectors[own].astype(np.float64), vectors[places].astype(np.float64)
        norms = np.sqrt((theirs * theirs).sum(axis=1) * (mine * mine).sum())
        return np.asarray(theirs @ mine / np.maximum(norms, 1.0))

    def _probability(self, cosine: float) -> float:
        """By Bayes, both kinds of pairs being normal with one spread."""
        means = self.seen[:, 1] / self.seen[:, 0]
        spreads = self.seen[:, 2] / self.seen[:, 0] - means**2
        spread = max(1e-4, float(spreads.mean()))
        if means[0] <= means[1]:
            return 0.0
        odds = (cosine - means.mean()) * (means[0] - means[1]) / spread + np.log(_PRIOR / (1 - _PRIOR))
        return float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))

    def pack(self) -> dict[str, NDArray[Any]]:
        """Everything as arrays."""
        rows = self._rows[: self._size]
        return {"seen": self.seen, **{name: np.ascontiguousarray(rows[name]) for name in _NAMES}}

    @classmethod
    def unpack(cls, arrays: Mapping[str, NDArray[Any]]) -> Meanings:
        """What was packed."""
        meanings = cls()
        meanings.seen = np.array(arrays["seen"])
        meanings._rows = np.zeros(len(arrays["id"]), _row_type(arrays["vector"].shape[1]))
        for name in _NAMES:
            meanings._rows[name] = arrays[name]
        meanings._size = len(meanings._rows)
        return meanings


def _row_type(width: int) -> np.dtype[np.void]:
    kinds = (np.int64, np.float64, np.uint8, (np.int8, (width,)))
    return np.dtype(list(zip(_NAMES, kinds, strict=True)))
