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
    with library_of(more) as library:
        for row in rows:
            answer = library.paper.ask.library(row["question"])
            places = dict.fromkeys(library.places[one.passage.article] for one in answer.passages)
            passages = [{"text": more[place]["text"], "doc": more[place].get("id", place)} for place in places]
            yield {"id": row["id"], "passages": passages, "found": answer.found}
