"""A sentence-transformers model in a folder: BERT and its small kin, without a framework."""

from __future__ import annotations

import json
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from octavo.adapters.embedding.bert import Bert, Shape
from octavo.model.embedding import Embedded, NotEmbedded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tokenizers import Tokenizer

    from octavo.adapters.embedding.bert import Matrix
    from octavo.model.embedding import Vector

_TOKENS = 256
_LONGEST = 20_000
_MISSING = "To use an embedding model, install what it needs: pip install 'octavo[embeddings]'."


class LocalEmbedder:
    """The model in a folder, as sentence-transformers saves it; it is loaded when it is first asked.

    Models of another kind than BERT are served better by a server of the OpenAI kind.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: _Model | None = None
        self._lock = Lock()

    @property
    def model(self) -> str:
        """The folder's name and the size of its weights: another one gives other vectors."""
        try:
            size = (self._folder / "model.safetensors").stat().st_size
        except OSError:
            size = 0
        return f"{self._folder.resolve().parent.name}/{self._folder.resolve().name}:{size}"

    def embed(self, texts: Sequence[str]) -> Embedded | NotEmbedded:
        """A vector for each text, of its beginning; why there are none, where the model cannot be loaded."""
        try:
            model = self._opened()
        except ImportError:
            return NotEmbedded(problem=_MISSING)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"{type(error).__name__}: {error}"[:200]
            return NotEmbedded(problem=f"There is no sentence model that can be read in {self._folder} ({reason}).")
        return Embedded(vectors=tuple(model.vector(text[:_LONGEST]) for text in texts))

    def close(self) -> None:
        """Let go of the model."""
        self._loaded = None

    def _opened(self) -> _Model:
        with self._lock:
            if self._loaded is None:
                self._loaded = _loaded(self._folder)
            return self._loaded


class _Model:
    def __init__(self, bert: Bert, tokenizer: Tokenizer, *, by_first: bool) -> None:
        self._bert = bert
        self._tokenizer = tokenizer
        self._by_first = by_first

    def vector(self, text: str) -> Vector:
        tokens = self._tokenizer.encode(text.encode("utf-8", "replace").decode()).ids
        states: Matrix = self._bert.states(tokens)
        pooled = states[0] if self._by_first else states.mean(axis=0)
        norm = float(np.linalg.norm(pooled))
        return tuple((pooled / norm).tolist()) if text.strip() and norm > 0 else (0.0,) * len(pooled)


def _loaded(folder: Path) -> _Model:
    from safetensors.numpy import load_file  # noqa: PLC0415 - an extra
    from tokenizers import Tokenizer  # noqa: PLC0415 - as above

    config = _json(folder / "config.json")
    if config.get("model_type") != "bert":
        raise ValueError(f"a model of the kind {config.get('model_type')!r}, not BERT")
    pooling = _json(folder / "1_Pooling" / "config.json")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    try:
        longest = int(_json(folder / "sentence_bert_config.json")["max_seq_length"])
    except (OSError, KeyError):
        longest = _TOKENS
    longest = min(longest, int(config["max_position_embeddings"]))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    shape = Shape(
        layers=int(config["num_hidden_layers"]),
        heads=int(config["num_attention_heads"]),
        epsilon=float(config["layer_norm_eps"]),
        longest=longest,
    )
    bert = Bert(load_file(folder / "model.safetensors"), shape)
    return _Model(bert, tokenizer, by_first=bool(pooling.get("pooling_mode_cls_token")))


def _json(path: Path) -> dict[str, Any]:
    found = json.loads(path.read_text("utf-8"))
    if not isinstance(found, dict):
        raise TypeError(f"{path.name} is no object")
    return found
