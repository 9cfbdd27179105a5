"""The stretch of a text that shows best why it was found, from tantivy's snippet of what was searched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from tantivy import Document

from octavo.kit.words import UNSPACED, UNSPACED_RANGES
from octavo.model.listing import Excerpt
from octavo.model.queries import MAY_BE_LEFT, searchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tantivy import SnippetGenerator

_UNSPACED = re.compile(f"[{UNSPACED}]")


def excerpt_of(text: str, generator: SnippetGenerator, field: str, asked: Sequence[str]) -> Excerpt | None:
    """The excerpt of a text that a generator makes of a field; ``None`` where nothing of the query stands in it.

    ``asked`` are the words of the query: in scripts without spaces their letters are shown where all stand together.
    """
    searched = searchable(text)
    document = Document()
    document.add_text(field, searched)
    snippet = generator.snippet_from_doc(document)
    in_bytes = [(one.start, one.end) for one in snippet.highlighted()]
    if not in_bytes:
        return None
    fragment = snippet.fragment()
    start = searched.find(fragment)
    raw = fragment.encode()
    before = {at: start + len(raw[:at].decode(errors="replace")) for found in in_bytes for at in found}
    places = [(before[begin], before[end]) for begin, end in in_bytes]
    (first, last), *found = _in_text(text, searched, [(start, start + len(fragment)), *places])
    shown = text[first:last]
    return _excerpt(shown, _words_of(shown, [(begin - first, end - first) for begin, end in found], asked))


def _in_text(text: str, searched: str, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where stretches of what was searched are in the text that it was made of."""
    if text == searched:
        return list(stretches)
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    lengths = np.ones(len(codes), dtype=np.int64)
    for first, last in UNSPACED_RANGES:
        lengths[(codes >= first) & (codes <= last)] = len(" x ")
    for found in MAY_BE_LEFT.finditer(text):
        lengths[found.start()] = 0
    ends = np.cumsum(lengths)
    begins, lasts = np.searchsorted(ends, (np.array(stretches) - (0, 1)).T, side="right")
    # Marks that may be left away belong to the letter before them.
    return list(zip(begins.tolist(), np.searchsorted(ends, ends[lasts], side="right").tolist(), strict=True))


def _words_of(text: str, places: Sequence[tuple[int, int]], asked: Sequence[str]) -> list[tuple[int, int]]:
    """The places in order, those that touch made one; of letters that stand apart from their word none."""
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    if text.isascii():
        return joined
    whole = ["".join(words.split()) for words in asked if _UNSPACED.search(words)]
    return [
        (start, end)
        for start, end in joined
        if not _UNSPACED.match(text, start) or any(word in _letters(text[start:end]) for word in whole)
    ] or joined


def _letters(text: str) -> str:
    return "".join(searchable(text).split())


def _excerpt(fragment: str, places: Sequence[tuple[int, int]]) -> Excerpt:
    """An excerpt in one line."""
    text, at, highlights = "", 0, []
    for start, end in (*places, (len(fragment), len(fragment))):
        for part, is_found in ((fragment[at:start], False), (fragment[start:end], True)):
            words = " ".join(part.split())
            lead = " " if text and part[:1].isspace() and not text.endswith(" ") else ""
            if is_found and words:
                highlights.append((len(text + lead), len(text + lead + words)))
            text += lead + words + (" " if part[-1:].isspace() and words else "")
        at = end
    return Excerpt(text=text.rstrip(), highlights=tuple(highlights))
