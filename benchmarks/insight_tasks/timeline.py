"""Timelines of topics that ran for months, beside those that journalists wrote.

A row holds ``articles`` (``id``, ``date``, ``text``) and ``timelines``, each a list of [day, sentences]. As is the
custom for this task (Martschat & Markert, "A temporally sensitive submodularity framework for timeline summarization",
CoNLL 2018; Ghalandari & Ifrim, "Examining the state of the art in news timeline summarization", ACL 2020), four numbers
are taken from each timeline that is to be met: its first day, its last day, how many days it has, and how many
sentences it has for a day on average. Nothing else of it is looked at.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from benchmarks.insight_tasks.texts import document_in

from octavo.explaining.timeline.choosing import best_tellings, story_of
from octavo.explaining.timeline.collecting import days_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.explaining.timeline.choosing import Story
    from octavo.explaining.timeline.collecting import Day


def predict(rows: list[dict[str, Any]], _more: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A timeline for each that stands in the rows: ``id``, ``ref`` (which of the row's) and ``timeline``."""
    for row in rows:
        documents = [
            document_in(article["text"], number=number, language="en", published=article["date"])[0]
            for number, article in enumerate(row["articles"], start=1)
        ]
        story, days = story_of(documents), days_in(documents)
        for number, reference in enumerate(row["timelines"]):
            yield {"id": row["id"], "ref": number, "timeline": _timeline(days, story, reference)}


def _timeline(days: list[Day], story: Story, reference: list[list[Any]]) -> list[list[Any]]:
    asked = sorted(date.fromisoformat(day) for day, _ in reference)
    each = max(1, round(sum(len(sentences) for _, sentences in reference) / len(reference)))
    within = [day for day in days if asked[0] <= day.day <= asked[-1]]
    chosen = sorted(within, key=lambda day: (-day.importance, day.day))[: len(set(asked))]
    return [
        [
            day.day.isoformat(),
            [telling.sentence.text for telling in best_tellings(day, story, most=each, strict=False)],
        ]
        for day in sorted(chosen, key=lambda day: day.day)
    ]
