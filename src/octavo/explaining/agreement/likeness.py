"""Sentences that say the same: the words, names and numbers that each has of the other, neither contradicting it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from octavo.explaining.figures import grammar_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from octavo.explaining.documents import Document, Sentence

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:]\d+)*")
_STEM, _SHORTEST = 6, 3
# How much of each of two sentences has to stand in the other one, and of both together.
_EACH, _TOGETHER = 0.42, 0.52
_FEWEST_SHARED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence with what it is compared by; ``outlet`` is the number of whose it is."""

    document: Document
    sentence: Sentence
    outlet: int
    terms: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]


def told_of(document: Document, sentence: Sentence, outlet: int) -> Told:
    """A sentence made ready for comparing."""
    grammar = grammar_of(document.language)
    stops = grammar.stops if grammar else frozenset()
    terms, names, numbers = set(), set(), set()
    for place, match in enumerate(_WORD.finditer(sentence.text)):
        word = match.group()
        low = word.lower().removesuffix("'s").removesuffix("’s")
        value = grammar.numerals.get(low) if grammar else None
        if word[0].isdigit() or (value is not None and value > 1):
            numbers.add(str(value) if value is not None else re.sub(r"\D", "", word))
            continue
        if low in stops or len(low) < _SHORTEST:
            continue
        terms.add(low[:_STEM])
        if word[0].isupper() and (place > 0 or (len(word) > 1 and word[1].isupper())):
            names.add(low[:_STEM])
    return Told(
        document=document,
        sentence=sentence,
        outlet=outlet,
        terms=frozenset(terms),
        names=frozenset(names),
        numbers=frozenset(numbers),
    )


class Rarity:
    """How telling a term is among the sentences of a story."""

    def __init__(self, sentences: Sequence[Told]) -> None:
        self._holding = Counter(term for told in sentences for term in told.terms | told.numbers)
        self._most = max(2, len(sentences))
        self._weights: dict[str, float] = {}

    def of(self, terms: Iterable[str]) -> float:
        """The weight of terms together."""
        return sum(map(self._one, terms))

    def _one(self, term: str) -> float:
        weight = self._weights.get(term)
        if weight is None:
            weight = self._weights[term] = log(1 + self._most / max(1, self._holding[term]))
        return weight


def likeness(one: Told, other: Told, rarity: Rarity) -> float:
    """How alike two sentences are, from 0 to 1; 0 where they do not say the same."""
    shared = one.terms & other.terms
    if len(shared) < _FEWEST_SHARED or _contradict(one, other):
        return 0.0
    together = rarity.of(shared) + rarity.of(one.numbers & other.numbers)
    mine = together / (rarity.of(one.terms) + rarity.of(one.numbers))
    theirs = together / (rarity.of(other.terms) + rarity.of(other.numbers))
    mean = 2 * mine * theirs / (mine + theirs)
    return mean if min(mine, theirs) >= _EACH and mean >= _TOGETHER else 0.0


def _contradict(one: Told, other: Told) -> bool:
    """Whether numbers or names stand against each other: each has some that the other has not."""
    if one.numbers - other.numbers and other.numbers - one.numbers:
        return True
    return bool(one.names and other.names) and one.names.isdisjoint(other.names)
