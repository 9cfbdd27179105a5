"""Places in articles, with their points on the map.

A row is {"id", "text"}; a line is {"id", "toponyms": [{"start", "end", "lat", "lon"}]} in code points of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.insight_tasks.texts import document_in

from octavo.explaining.names.places import places_in

if TYPE_CHECKING:
    from collections.abc import Iterator


def predict(rows: list[dict[str, Any]], more: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The places that each row's text names."""
    del more
    for row in rows:
        document, starts = document_in(row["text"], language=row.get("language", "en"))
        _, mentions = places_in(document)
        yield {
            "id": row["id"],
            "toponyms": [
                {
                    "start": starts[mention.spot.block] + mention.spot.start,
                    "end": starts[mention.spot.block] + mention.spot.end,
                    "lat": mention.place.latitude,
                    "lon": mention.place.longitude,
                }
                for mention in mentions
            ],
        }
