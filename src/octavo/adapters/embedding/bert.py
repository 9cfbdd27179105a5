"""The forward pass of BERT (Devlin et al., 2019) on NumPy: small sentence models need no more, and no framework."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Matrix = NDArray[np.float32]

_ROOTS = ("", "bert.", "model.", "0.auto_model.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the model's ``config.json`` says of it."""

    layers: int
    heads: int
    epsilon: float
    longest: int


class Bert:
    """One model; ``weights`` are its tensors by their usual names."""

    def __init__(self, weights: Mapping[str, NDArray[np.generic]], shape: Shape) -> None:
        root = next((one for one in _ROOTS if f"{one}embeddings.word_embeddings.weight" in weights), None)
        if root is None:
            raise KeyError("embeddings.word_embeddings.weight")
        self._weights = {
            name.removeprefix(root): np.asarray(tensor, np.float32)
            for name, tensor in weights.items()
            if name.startswith(root) and np.issubdtype(tensor.dtype, np.floating)
        }
        self._shape = shape

    def states(self, tokens: Sequence[int]) -> Matrix:
        """The last hidden state of each token, (tokens, width)."""
        weights = self._weights
        tokens = tokens[: self._shape.longest]
        state = weights["embeddings.word_embeddings.weight"][list(tokens)]
        state = state + weights["embeddings.position_embeddings.weight"][: len(tokens)]
        state = state + weights["embeddings.token_type_embeddings.weight"][0]
        state = self._normed(state, "embeddings.LayerNorm")
        for layer in range(self._shape.layers):
            state = self._layer(state, f"encoder.layer.{layer}.")
        return state

    def _layer(self, state: Matrix, layer: str) -> Matrix:
        attended = self._dense(self._attended(state, f"{layer}attention.self."), f"{layer}attention.output.dense")
        state = self._normed(state + attended, f"{layer}attention.output.LayerNorm")
        inner = _gelu(self._dense(state, f"{layer}intermediate.dense"))
        return self._normed(state + self._dense(inner, f"{layer}output.dense"), f"{layer}output.LayerNorm")

    def _attended(self, state: Matrix, name: str) -> Matrix:
        count, width = state.shape
        query, key, value = (
            self._dense(state, name + part).reshape(count, self._shape.heads, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(query.shape[-1]))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        return np.asarray((scores @ value).transpose(1, 0, 2).reshape(count, width), np.float32)

    def _dense(self, state: Matrix, name: str) -> Matrix:
        return state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _normed(self, state: Matrix, name: str) -> Matrix:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(self._shape.epsilon))
        return np.asarray(centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"])


def _gelu(state: Matrix) -> Matrix:
    """Gaussian error linear units, by the error function of Abramowitz and Stegun (1964), 7.1.26: right to 2e-7."""
    size = np.abs(state) / np.float32(np.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * size)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    error = np.copysign(1 - series * np.exp(-size * size), state)
    return np.asarray(state * (1 + error) / 2, np.float32)
