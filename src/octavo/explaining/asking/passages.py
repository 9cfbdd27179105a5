"""An article cut into passages that may answer a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.model.answers import Passage

if TYPE_CHECKING:
    from octavo.explaining.documents import Document

SENTENCES = 3


def passages_of(document: Document) -> tuple[Passage, ...]:
    """Every run of three sentences of a document, one beginning with each sentence; all of it where it has fewer."""
    cited = tuple(document.cite_sentence(sentence) for sentence in document.sentences)
    last = max(len(cited) - SENTENCES, 0)
    return tuple(
        Passage(
            article=document.article,
            revision=document.revision,
            outlet=document.outlet,
            title=document.title,
            sentences=cited[first : first + SENTENCES],
            number=first,
            language=document.main_language or None,
            published_at=document.published_at,
        )
        for first in range(last + 1 if cited else 0)
    )
