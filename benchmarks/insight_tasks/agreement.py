"""What the outlets of a story agree and differ on, for reading by eye: there is no gold to score it by.

A line holds ``docs`` (each with a ``text``) or ``articles`` (each with ``paragraphs`` of sentences, and a ``source``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.insight_tasks.texts import document_in

from octavo.explaining import agreement_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.explaining import Document


def predict(rows: list[dict[str, Any]], more: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The shared points with the sentences cited, what each outlet alone has, and the figures that differ."""
    del more
    for row in rows:
        told = agreement_of([_document(entry, number) for number, entry in enumerate(_entries(row), start=1)])
        yield {
            "id": row["id"],
            "shared": [[citation.quote for citation in point.citations] for point in told.shared],
            "only": {one.outlet: [claim.text for claim in one.claims] for one in told.only},
            "figures": [
                [series.label, series.verdict, [(entry.outlet, entry.figure.at.quote) for entry in series.entries]]
                for series in told.figures
            ],
        }


def _entries(row: dict[str, Any]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = row.get("docs") or row.get("articles") or []
    return entries


def _document(entry: dict[str, Any], number: int) -> Document:
    text = entry.get("text") or "\n".join(" ".join(sentences) for sentences in entry.get("paragraphs", ()))
    outlet = str(entry.get("source") or f"outlet {number}")
    return document_in(text, number=number, title=entry.get("title") or "", outlet=outlet, language="en")[0]
