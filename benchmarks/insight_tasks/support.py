"""How well an article bears out each sentence of a summary.

A line has "id", "article" (its text) and "sentences", each with a "sentence". Predicted are "id" and "scores", one for
each sentence, higher where it is better borne out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from octavo.explaining.checking import support
from octavo.kit.sentences import sentences_in

if TYPE_CHECKING:
    from collections.abc import Iterator


def predict(rows: list[dict[str, Any]], more: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:  # noqa: ARG001 - one shape for all
    """The support of each sentence by all sentences of its article."""
    for row in rows:
        text = row["article"]
        cited = [text[start:end] for start, end in sentences_in(text)]
        yield {"id": row["id"], "scores": [support(one["sentence"], cited) for one in row["sentences"]]}
