"""Vectors from a server of the OpenAI kind: Ollama, llama.cpp, text-embeddings-inference and others."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from octavo.adapters.openai_client import open_client
from octavo.model.embedding import Embedded, NotEmbedded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openai import OpenAI

    from octavo.model.embedding import Vector

_BATCH = 32
_LONGEST = 20_000
_WIDEST = 8_192
_MOST_OCTETS = 32_000_000
_RETRIES = 2
_SECONDS = 60.0
_MISSING = "To use an embedding server, install what it needs: pip install 'octavo[llm]'."


class EmbeddingEndpoint:
    """One model of one server; nothing that the server does raises."""

    def __init__(self, *, address: str, model: str, api_key: str = "", user_agent: str = "Octavo") -> None:
        self._address = address
        self._model = model
        self._api_key = api_key
        self._user_agent = user_agent
        self._client: OpenAI | None = None

    @property
    def model(self) -> str:
        """The model and where it is: the same name elsewhere may be another one."""
        return f"{self._model} at {self._address}"

    def embed(self, texts: Sequence[str]) -> Embedded | NotEmbedded:
        """A vector for each text; none at all where one batch of them fails, after two further tries."""
        try:
            client = self._opened()
            import openai  # noqa: PLC0415 - an extra
        except ImportError:
            return NotEmbedded(problem=_MISSING)
        vectors: list[Vector] = []
        try:
            for start in range(0, len(texts), _BATCH):
                vectors += self._batch(client, texts[start : start + _BATCH])
        except openai.APIStatusError as error:
            return NotEmbedded(problem=f"The embedding server refuses (status {error.status_code}).")
        except openai.APIError as error:
            return NotEmbedded(problem=f"The embedding server cannot be reached ({type(error).__name__}).")
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            return NotEmbedded(problem=f"The embedding server's answer is none that can be read ({error}).")
        widths = {len(vector) for vector in vectors if vector}
        if len(widths) > 1:
            return NotEmbedded(problem="The embedding server answers with vectors of several widths.")
        nothing = (0.0,) * max(widths, default=1)
        return Embedded(vectors=tuple(vector or nothing for vector in vectors))

    def close(self) -> None:
        """Let go of connections."""
        if self._client is not None:
            self._client.close()

    def _opened(self) -> OpenAI:
        if self._client is None:
            self._client = open_client(
                self._address, api_key=self._api_key, user_agent=self._user_agent, retries=_RETRIES
            )
        return self._client

    def _batch(self, client: OpenAI, texts: Sequence[str]) -> list[Vector]:
        """The vectors of some texts, in order. An empty text is not sent: some servers refuse it."""
        sent = [text.encode("utf-8", "replace").decode()[:_LONGEST] for text in texts]
        filled = [text for text in sent if text.strip()]
        if not filled:
            return [()] * len(sent)
        create = client.embeddings.with_streaming_response.create
        with create(model=self._model, input=filled, encoding_format="float", timeout=_SECONDS) as response:
            found = iter(_vectors(json.loads(_bounded(response.iter_bytes())), len(filled)))
        return [next(found) if text.strip() else () for text in sent]


def _bounded(chunks: Iterable[bytes]) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > _MOST_OCTETS:
            raise ValueError("it has no end")
    return bytes(body)


def _vectors(document: Any, count: int) -> list[Vector]:  # noqa: ANN401 - whatever the server sent
    """The vectors of an answer by their index, of length 1; ValueError, KeyError or TypeError where it is none."""
    found = {int(item["index"]): _unit(item["embedding"]) for item in document["data"]}
    if sorted(found) != list(range(count)):
        raise ValueError(f"{len(found)} vectors for {count} texts")
    return [found[place] for place in range(count)]


def _unit(numbers: Any) -> Vector:  # noqa: ANN401 - as above
    if not isinstance(numbers, list) or not 0 < len(numbers) <= _WIDEST:
        raise ValueError("no vector")
    vector = [float(number) for number in numbers]
    norm = math.sqrt(sum(number * number for number in vector))
    if not math.isfinite(norm):
        raise ValueError("a vector without an end")
    return tuple(number / norm for number in vector) if norm else (0.0,) * len(vector)
