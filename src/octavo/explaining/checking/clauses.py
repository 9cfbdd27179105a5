"""Whether each part of a sentence is said within one cited sentence, and not put together from several.

All words of "the harbour master sank" may stand in two true sentences, about a harbour master and about a ship.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.explaining.checking.meanings import NEUTRAL, forms_of, missing_words
from octavo.explaining.checking.names import SAYING, missing_names
from octavo.explaining.checking.numbers import numbers_in
from octavo.explaining.checking.words import sentences_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Where a sentence may go on about something else. Words such as "after" and "because" tie two things together: what
# they tie must be tied in one cited sentence too.
_SEAM = re.compile(r"[,;:](?=\s)|[–—()]|\s-\s|\b(?:and|but|while|which|who|und|aber|während|et|mais|y|pero)\b")
_MOST_PARTS, _MOST_SENTENCES, _MOST_WORDS = 12, 60, 400
_BEFORE, _AFTER, _LONGEST = 3, 5, 5_000
_SPOKEN = re.compile(rf"\b(?:{'|'.join(sorted(SAYING))})\b")


def spliced_part(claim: str, cited: Sequence[str]) -> str | None:
    """The first part of a sentence that no cited sentence holds as a whole, if there is one.

    Who says something is one part with what they say.
    """
    sentences = sentences_of(cited)
    return next((part for part in _parts(claim) if not any(_holds(one, part) for one in sentences)), None)


def strayed_number(claim: str, cited: Sequence[str]) -> str | None:
    """A number that counts something else in what is cited, with what it is said to count: "3 passengers".

    The word that follows a number in the sentence must stand near that number in some cited sentence.
    """
    said = words_of(claim)
    for place, token in enumerate(said):
        counted = _counted(said, place) if token[:1].isdigit() else None
        if counted is None:
            continue
        near = [near for text in cited for near in _near_number(token, words_of(text)[:_MOST_WORDS])]
        if near and not any(forms_of(counted) & forms for forms in near):
            return f"{token} {counted}"
    return None


def _counted(words: list[str], place: int) -> str | None:
    """The word that a number seems to count: the next one that says something."""
    following = words[place + 1 : place + 4]
    return next((word for word in following if word not in NEUTRAL and not numbers_in(word) and word.isalpha()), None)


def _near_number(token: str, words: list[str]) -> Iterator[set[str]]:
    """For each time that a number stands among words, the forms of the words around it."""
    values = frozenset().union(*numbers_in(token, unscaled=True).values())
    for place, word in enumerate(words):
        if word[:1].isdigit() and values & frozenset().union(*numbers_in(word, unscaled=True).values()):
            begin = max(0, place - _BEFORE)
            # what stands behind a number before this one is counted by that: "42 passengers and 3 of the crew"
            if any(one[:1].isdigit() for one in words[max(0, begin - 1) : place]):
                begin = place
            around = words[begin : place + _AFTER + 1]
            yield {form for one in around for form in forms_of(one)}


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
    """Whether a sentence holds a part; who says something does not do what is said, unless the part says so too."""
    if SAYING.isdisjoint(words_of(sentence)) or not SAYING.isdisjoint(words_of(part)):
        return _has_all(sentence, part)
    pieces = _SPOKEN.sub(r"\g<0>, ", sentence[:_LONGEST])
    spoken = [piece for piece in _SEAM.split(pieces) if SAYING.isdisjoint(words_of(piece))]
    return _has_all(", ".join(spoken), part) or any(_has_all(one, part) for one in _SEAM.split(pieces))


def _has_all(sentence: str, part: str) -> bool:
    if missing_words(part, [sentence]) or missing_names(part, [sentence]):
        return False
    wanted = numbers_in(part, claimed=True)
    have = frozenset().union(*numbers_in(sentence).values()) if wanted else frozenset()
    return all(readings & have for readings in wanted.values())
