"""Sentences that a model is given, each with the number it is cited by and the place it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from octavo.explaining.prompting.cleaning import visible
from octavo.kit.sentences import sentences_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from octavo.explaining.documents import Document
    from octavo.model.insights import Citation

MOST_CHARACTERS = 24_000
LONGEST_SENTENCE = 800
# What looks like our own numbers, in brackets, in somebody else's text.
_NUMBER_LIKE = re.compile(r"[\[［【]\s*(s\s*\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence as a model sees it: ``text`` is the citation's quote without what a reader would not see."""

    key: str
    text: str
    citation: Citation
    outlet: str = ""

    @property
    def line(self) -> str:
        """The sentence behind its number."""
        return f"[{self.key}] {self.text}"


def passages_of(documents: Sequence[Document], *, most_characters: int = MOST_CHARACTERS) -> tuple[Passage, ...]:
    """The first sentences of each document, as many as fit: documents take turns, so that none crowds out another."""
    room = most_characters // max(1, len(documents))
    found: list[Passage] = []
    for document in documents:
        used = 0
        for sentence in document.sentences:
            text = visible_line(sentence.text)
            if text and used + len(text) <= room and len(sentence.text) <= LONGEST_SENTENCE:
                used += len(text)
                citation = document.cite_sentence(sentence)
                found.append(Passage(key="", text=text, citation=citation, outlet=visible(document.outlet)[:80]))
    return _numbered(found)


def passages_at(citations: Iterable[Citation], *, most_characters: int = MOST_CHARACTERS) -> tuple[Passage, ...]:
    """The sentences of cited stretches, in the order given, as many as fit, each once."""
    found: dict[tuple[int, int, int, int], Passage] = {}
    used = 0
    for citation in citations:
        for start, end in sentences_in(citation.quote[:most_characters]):
            one = _within(citation, start, end)
            text = visible_line(one.quote)
            place = (one.article, one.revision, one.block, one.start)
            if text and place not in found and end - start <= LONGEST_SENTENCE and used + len(text) <= most_characters:
                used += len(text)
                found[place] = Passage(key="", text=text, citation=one)
    return _numbered(found.values())


def _within(citation: Citation, start: int, end: int) -> Citation:
    return replace(citation, start=citation.start + start, end=citation.start + end, quote=citation.quote[start:end])


def _numbered(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple(replace(one, key=f"s{number}") for number, one in enumerate(passages, start=1))


def visible_line(text: str) -> str:
    """A line as a reader sees it, with nothing in it that looks like the number of a line."""
    return _NUMBER_LIKE.sub(r"(\1", visible(text))
