"""Whether each part of a sentence is said within one cited sentence, and not put together from several.

All words of "the harbour master sank" may stand in two true sentences, about a harbour master and about a ship.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.explaining.checking.meanings import missing_words
from octavo.explaining.checking.names import SAYING, missing_names
from octavo.explaining.checking.numbers import numbers_in
from octavo.explaining.checking.words import words_of
from octavo.kit.sentences import sentences_in

if TYPE_CHECKING:
    from collections.abc import Sequence

# Where a sentence may go on about something else. Words such as "after" and "because" tie two things together: what
# they tie must be tied in one cited sentence too.
_SEAM = re.compile(r"[,;:](?=\s)|[–—()]|\s-\s|\b(?:and|but|while|which|who|und|aber|während|et|mais|y|pero)\b")
_MOST_PARTS, _MOST_SENTENCES = 12, 60


def spliced_part(claim: str, cited: Sequence[str]) -> str | None:
    """The first part of a sentence that no cited sentence holds as a whole, if there is one.

    Who says something is one part with what they say.
    """
    sentences = [text[start:end] for text in cited for start, end in sentences_in(text)][:_MOST_SENTENCES]
    return next((part for part in _parts(claim) if not any(_holds(one, part) for one in sentences)), None)


def share_held(claim: str, cited: Sequence[str]) -> float:
    """The share of the parts of a sentence that some cited sentence holds as a whole."""
    sentences = cited[:_MOST_SENTENCES]
    parts = _parts(claim)
    return sum(any(_holds(one, part) for one in sentences) for part in parts) / max(1, len(parts))


def _parts(claim: str) -> list[str]:
    parts: list[str] = []
    joins = False
    for piece in _SEAM.split(claim)[:_MOST_PARTS]:
        words = words_of(piece)
        if not words:
            continue
        says = not SAYING.isdisjoint(words)
        if parts and (says or joins):
            parts[-1] = f"{parts[-1]}, {piece.strip()}"
            joins = False
        else:
            parts.append(piece.strip())
            joins = says
    return parts


def _holds(sentence: str, part: str) -> bool:
    if missing_words(part, [sentence]) or missing_names(part, [sentence]):
        return False
    wanted = numbers_in(part, claimed=True)
    have = frozenset().union(*numbers_in(sentence).values()) if wanted else frozenset()
    return all(readings & have for readings in wanted.values())
