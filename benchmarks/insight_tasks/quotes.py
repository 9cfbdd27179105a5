"""Who is quoted: for the ``text`` of an article, where quotations stand and where it says whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.insight_tasks.texts import document_in

from octavo.explaining import statements_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = frozenset('“”"„«»')
_LANGUAGE = "en"


def predict(rows: list[dict[str, Any]], more: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The quotations in double marks, those that the scorer knows, with their marks (places in code points)."""
    del more
    for row in rows:
        yield {"id": row["id"], "quotes": quotes_in(row["text"], _LANGUAGE)}


def quotes_in(text: str, language: str) -> list[dict[str, Any]]:
    """The quotations of a text with the places of their speakers, and whether these are shown as certain."""
    document, offsets = document_in(text, language=language)
    found = []
    for statement in statements_in(document):
        if not statement.is_direct:
            continue
        at = statement.speaker_at
        speaker = [offsets[at.block] + at.start, offsets[at.block] + at.end] if at else None
        for part in (statement.said, *statement.went_on):
            start, end = _with_marks(text, offsets[part.block] + part.start, offsets[part.block] + part.end)
            if start is not None:
                found.append({"content": [start, end], "speaker": speaker, "certain": statement.is_certain})
    return found


def _with_marks(text: str, start: int, end: int) -> tuple[int | None, int]:
    """Where the marks around words stand; None where these are no double ones."""
    before = start - 1
    while before > 0 and text[before].isspace():
        before -= 1
    if before < 0 or text[before] not in _MARKS:
        return None, end
    after = end
    while after < len(text) and (text[after] == "," or text[after] in " \xa0\u202f"):
        after += 1
    return before, after + 1 if after < len(text) and text[after] in _MARKS else end
