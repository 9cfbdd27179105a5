"""An embedder for tests: texts with the same words are near, and words can be said to mean the same."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING
from zlib import crc32

from octavo.model.embedding import Embedded, NotEmbedded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from octavo.model.embedding import Vector

_WIDTH = 256
_WORD = re.compile(r"\w+")


class WordEmbedder:
    """Counts words in 256 places; ``meanings`` lead words of other languages to those that mean the same.

    With a ``problem`` it gives no vectors. ``asked`` counts texts.
    """

    def __init__(self, meanings: Mapping[str, str] | None = None, *, model: str = "words") -> None:
        self.meanings = dict(meanings or {})
        self.problem: str | None = None
        self.asked = 0
        self.closed = False
        self._model = model

    @property
    def model(self) -> str:
        """The name it was given."""
        return self._model

    def embed(self, texts: Sequence[str]) -> Embedded | NotEmbedded:
        """A vector for each text."""
        self.asked += len(texts)
        if self.problem is not None:
            return NotEmbedded(problem=self.problem)
        return Embedded(vectors=tuple(map(self._vector, texts)))

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True

    def _vector(self, text: str) -> Vector:
        counts = [0.0] * _WIDTH
        for word in _WORD.findall(text.lower()):
            counts[crc32(self.meanings.get(word, word).encode("utf-8", "replace")) % _WIDTH] += 1
        norm = math.sqrt(sum(count * count for count in counts)) or 1.0
        return tuple(count / norm for count in counts)
