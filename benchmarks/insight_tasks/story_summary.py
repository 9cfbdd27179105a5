"""A summary of three outlets' excerpts, against an expert's.

{"id", "docs": [{"title", "text"}]} → {"id", "summary"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.insight_tasks.texts import document_in

from octavo.explaining.keypoints import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.explaining.documents import Document

WORDS = 65


def documents_of(row: dict[str, Any]) -> tuple[Document, ...]:
    """The outlets' texts."""
    return tuple(
        document_in(one["text"], number=number, title=one["title"], outlet=str(number), language="en")[0]
        for number, one in enumerate(row["docs"], 1)
    )


def predict(rows: list[dict[str, Any]], more: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A summary for each row."""
    del more
    for row in rows:
        claims = summary(documents_of(row), words=WORDS)
        yield {"id": row["id"], "summary": " ".join(claim.text for claim in claims)}
