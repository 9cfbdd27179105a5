"""The stretch of a text that shows best why it was found, from tantivy's snippet of what was searched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from tantivy import Document

from octavo.kit.text import without_accents
from octavo.kit.words import UNSPACED, UNSPACED_RANGES
from octavo.model.listing import Excerpt
from octavo.model.queries import MAY_BE_LEFT, searchable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tantivy import SnippetGenerator

EXCERPT_LENGTH = 280
_BEFORE = 80
_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORD = re.compile(r"\w")


def excerpt_of(text: str, generator: SnippetGenerator, field: str, asked: Sequence[str]) -> Excerpt | None:
    """The excerpt of a text that a generator makes of a field; ``None`` where nothing of the query stands in it.

    ``asked`` are the words and phrases of the query: a phrase is shown where its words stand together, and so are the
    letters of a word in scripts without spaces.
    """
    phrases = [words.split() for words in asked if not _UNSPACED.search(words)]
    text = _around(text, [words for words in phrases if len(words) > 1])
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
    words = _words_together(shown, [(begin - first, end - first) for begin, end in found], phrases)
    return _excerpt(shown, _letters_together(shown, words, asked)) if words else None


def _around(text: str, phrases: Sequence[Sequence[str]]) -> str:
    """The stretch of a long text around the first of some phrases that stands in it; the whole where none does."""
    if len(text) <= EXCERPT_LENGTH:
        return text
    for words in phrases:
        pattern = r"(?<!\w)" + r"\W+".join(map(re.escape, words)) + r"(?!\w)"
        if found := re.search(pattern, text, re.IGNORECASE):
            start = max(0, found.start() - _BEFORE)
            start = text.find(" ", start, found.start()) + 1 if start else 0
            end = start + EXCERPT_LENGTH
            return text[start : max(found.end(), text.rfind(" ", start, end)) if end < len(text) else len(text)]
    return text


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


def _words_together(
    text: str, places: Sequence[tuple[int, int]], phrases: Sequence[Sequence[str]]
) -> Sequence[tuple[int, int]]:
    """The places without the words of phrases that stand alone."""
    if all(len(words) == 1 for words in phrases):
        return places
    plain = [without_accents(text[start:end].casefold()) for start, end in places]
    wanted = [[without_accents(word.casefold()) for word in words] for words in phrases if len(words) > 1]
    alone = {word for words in wanted for word in words}
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(places):
        length = next((len(words) for words in wanted if _stands(text, places, plain, at, words)), 0)
        if length or plain[at] not in alone:
            found.append((places[at][0], places[at + max(length, 1) - 1][1]))
        at += max(length, 1)
    return found


def _stands(text: str, places: Sequence[tuple[int, int]], plain: Sequence[str], at: int, words: Sequence[str]) -> bool:
    """Whether the words of a phrase stand one behind the other from one of the places on."""
    last = at + len(words)
    gaps = (text[places[one][1] : places[one + 1][0]] for one in range(at, min(last, len(places)) - 1))
    return plain[at:last] == words and not any(map(_WORD.search, gaps))


def _letters_together(text: str, places: Sequence[tuple[int, int]], asked: Sequence[str]) -> Sequence[tuple[int, int]]:
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
