"""Embeddings: what a text means as a point in a space, where a model for that is configured."""

from __future__ import annotations

from dataclasses import dataclass

Vector = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A vector of length 1 for each text, in their order; all zeros for a text without words."""

    vectors: tuple[Vector, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotEmbedded:
    """There are no vectors, and why: a sentence for whoever runs Octavo."""

    problem: str
