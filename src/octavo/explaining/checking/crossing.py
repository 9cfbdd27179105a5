"""Halves of a sentence that are mixed: "paid $3 million to the city", where the city got 5 and the state 3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.explaining.checking.doers import is_verb
from octavo.explaining.checking.negation import denies
from octavo.explaining.checking.numbers import numbers_in
from octavo.explaining.checking.words import STOP_WORDS, sentences_of, stem, words_of
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_HALVES, _MOST_WORDS, _MOST_PARTS = 6, 200, 12
_JOINT = re.compile(r";\s|\b(?:and|but|while|whereas)\b")
_SEAM = re.compile(r"[,;:](?=\s)|[–—()]|\s-\s|\b(?:and|but|while|whereas)\b")
_PREPOSITIONS = word_set("in on at to from by for with of against over after before")
_ARTICLES = word_set("the a an his her its their our this that these those")


@dataclass(frozen=True, slots=True)
class _Half:
    """A half of a sentence: what stands in it, as stems, each in its part of the sentence."""

    parts: dict[str, str]
    denies: bool


def crossed(claim: str, cited: Sequence[str]) -> str | None:
    """Two words of a sentence that belong to different halves of every cited one with all its words."""
    sentences = [_halves(sentence) for sentence in sentences_of(cited)]
    for part in _SEAM.split(claim)[:_MOST_PARTS]:
        words = words_of(part)
        said = {stem(word) for word in words if word not in STOP_WORDS}
        is_denied = any(map(denies, words))
        verdicts = [
            _mixed(halves, said, is_denied=is_denied)
            for halves in sentences
            if len(halves) > 1 and all(any(one in half.parts for half in halves) for one in said)
        ]
        if verdicts and all(verdicts):
            written = {stem(word): word for word in words}
            return " ".join(written[one] for one in verdicts[0] or ())
    return None


def _halves(sentence: str) -> list[_Half]:
    return [_read(part) for part in _JOINT.split(sentence)[:_MOST_HALVES]]


def _read(text: str) -> _Half:
    words = words_of(text)[:_MOST_WORDS]
    first = next((at for at in range(len(words)) if is_verb(words, at)), None)
    parts = {stem(word): _part(words, at, first) for at, word in enumerate(words) if word not in STOP_WORDS}
    return _Half(parts, any(map(denies, words)))


def _part(words: list[str], at: int, verb: int | None) -> str:
    """Which part of a half a word is: a number, its verb, what a preposition leads to, who does it or to whom."""
    if numbers_in(words[at], claimed=True):
        return "number"
    if verb is not None and is_verb(words, at):
        return "verb"
    before = at - 1
    while before >= 0 and words[before] in _ARTICLES:
        before -= 1
    if before >= 0 and words[before] in _PREPOSITIONS:
        return words[before]
    return "object" if verb is None or at > verb else "subject"


def _mixed(halves: list[_Half], said: set[str], *, is_denied: bool) -> tuple[str, ...] | None:
    """What is mixed of two halves, or said of the half that denies it; ``None`` for nothing."""
    held = [said & half.parts.keys() for half in halves]
    own = [{one for one in words if sum(one in other for other in held) == 1} for words in held]
    for number, half in enumerate(halves):
        for other in range(number + 1, len(halves)):
            pair = _crossing(half, halves[other], own[number], own[other], said)
            if pair:
                return pair
    telling = [number for number, words in enumerate(own) if words]
    last = telling[-1] if telling else 0
    if telling and halves[last].denies != is_denied and any(half.denies for half in halves):
        return tuple(sorted(own[last]))
    return None


def _crossing(one: _Half, other: _Half, mine: set[str], theirs: set[str], said: set[str]) -> tuple[str, str] | None:
    """Two words of one half each, where each half has another word in the other's part that is not said."""
    left_here = {part for word, part in one.parts.items() if word not in said}
    left_there = {part for word, part in other.parts.items() if word not in said}
    crossing = [(word, beside) for word in sorted(mine) for beside in sorted(theirs)]
    return next(
        (pair for pair in crossing if one.parts[pair[0]] in left_there and other.parts[pair[1]] in left_here), None
    )
