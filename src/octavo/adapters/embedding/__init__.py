"""Embedders: a sentence model in a folder of this machine, or a server of the OpenAI kind."""

from __future__ import annotations

from octavo.adapters.embedding.endpoint import EmbeddingEndpoint
from octavo.adapters.embedding.local import LocalEmbedder

__all__ = ["EmbeddingEndpoint", "LocalEmbedder"]
