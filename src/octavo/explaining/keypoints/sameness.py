"""Whether two sentences of different outlets say the same, so that one may stand as a further citation of the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.explaining.keypoints.words import is_function, words_of

if TYPE_CHECKING:
    from octavo.explaining.keypoints.reading import Passage

# Of the words that tell something: how many both share of all that either has, and of those the claim has.
_SHARED_OF_ALL = 0.45
_SHARED_OF_CLAIM = 0.6
_FEWEST_SHARED = 4
_NAMES_SHARED = 0.75
_NAME = re.compile(r"(?<=[\w,;’'\")”] )[^\W\d_a-zà-öø-ÿ][\w’'-]*")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_NEGATIONS = frozenset(
    (
        *("not", "no", "never", "nor", "without", "denied", "denies", "deny", "none", "nobody", "neither", "refused"),
        *("cannot", "nicht", "kein", "keine", "nie", "niemals", "ohne", "ne", "pas", "jamais", "aucun", "sans"),
        *("nunca", "ningún", "sin", "jamás", "niet", "geen", "nooit", "non", "mai", "nem", "não"),
    )
)
_NEGATED = re.compile(r"n['’]t\b", re.IGNORECASE)
_LONGEST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What of a sentence another one must share to say the same."""

    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    is_negated: bool


def said_in(passage: Passage, language: str) -> Said:
    """What a passage says, as far as its words tell."""
    text = passage.sentence.text[:_LONGEST]
    words = words_of(text)
    return Said(
        words=frozenset(word for word in words if not is_function(word, language)),
        names=frozenset(stem for name in _NAME.findall(text) for stem in words_of(name)),
        numbers=frozenset(_NUMBER.findall(text)),
        is_negated=bool(_NEGATED.search(text)) or any(word in _NEGATIONS for word in words),
    )


def says_the_same(claim: Said, other: Said) -> bool:
    """Whether another sentence bears out a claim: its numbers and names are there, and most of what it says."""
    if claim.is_negated != other.is_negated or claim.numbers - other.numbers:
        return False
    shared = len(claim.words & other.words)
    if shared < _FEWEST_SHARED or shared < _SHARED_OF_CLAIM * len(claim.words):
        return False
    if len(claim.names & other.words) < _NAMES_SHARED * len(claim.names):
        return False
    return shared >= _SHARED_OF_ALL * len(claim.words | other.words)
