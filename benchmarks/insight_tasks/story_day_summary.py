"""A summary of a day's full articles, against a journalist's entry: {"id", "docs": [{"text"}]} → {"id", "summary"}.

The texts come taken apart into tokens, as parsers want them; they are put together again before they are read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from benchmarks.insight_tasks.texts import document_in

from octavo.explaining.keypoints import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.explaining.documents import Document

WORDS = 57
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "\\/": "/"}
_BRACKET = re.compile("|".join(map(re.escape, _BRACKETS)))
_BEFORE = re.compile(r" (?=(?:[.,;:!?%)\]]|n't|'(?:s|re|ve|ll|d|m)?|'')(?:[\s”]|$))")
_AFTER = re.compile(r"(?<=[(\[$£€]) ")


def put_together(text: str) -> str:
    """Tokens as a text that people write."""
    text = _BRACKET.sub(lambda match: _BRACKETS[match.group()], text)
    text = text.replace("`` ", "“").replace("``", "“").replace(" ''", "”").replace("''", "”").replace("` ", "‘")
    return _AFTER.sub("", _BEFORE.sub("", text))


def documents_of(row: dict[str, Any]) -> tuple[Document, ...]:
    """The day's articles."""
    return tuple(
        document_in(
            put_together(one["text"]), number=number, title=one.get("title", ""), outlet=str(number), language="en"
        )[0]
        for number, one in enumerate(row["docs"], 1)
    )


def predict(rows: list[dict[str, Any]], more: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A summary for each row."""
    del more
    for row in rows:
        claims = summary(documents_of(row), words=WORDS)
        yield {"id": row["id"], "summary": " ".join(claim.text for claim in claims)}
