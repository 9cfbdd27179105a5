"""Questions to pieces of articles: the pieces that answer them best.

``rows`` are questions (id, question), ``more`` the pieces (id, text), each an article of a library of its own. Each
line is ``{"id": …, "passages": [{"text": …, "doc": id}, …]}``, best first; a passage is its whole piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.insight_tasks.qa import library_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def predict(rows: Iterable[dict[str, Any]], more: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    with library_of(more) as (paper, _):
        for row in rows:
            answer = paper.ask.library(row["question"])
            pieces = dict.fromkeys(one.passage.article - 1 for one in answer.passages)
            passages = [{"text": more[piece]["text"], "doc": more[piece].get("id", piece)} for piece in pieces]
            yield {"id": row["id"], "passages": passages, "found": answer.found}
