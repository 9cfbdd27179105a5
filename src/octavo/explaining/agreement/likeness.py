"""Sentences that say the same: the words, names and numbers that each has of the other, neither contradicting it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from octavo.explaining.figures import grammar_of
from octavo.kit.words import WORD_OR_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from octavo.explaining.documents import Document, Sentence

_STEM, _SHORTEST = 6, 3
# How much of a claim has to stand in another sentence, of the other one in the claim, and of both together.
_OF_CLAIM, _OF_OTHER, _TOGETHER = 0.45, 0.3, 0.44
_FEWEST_SHARED = 4
# Names alone say nothing: so much of a claim's other words has to be shared, too.
_OF_PLAIN = 0.42
_NAMES_SHARED = 0.5


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
    for place, match in enumerate(WORD_OR_NUMBER.finditer(sentence.text)):
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


def support(claim: Told, other: Told, rarity: Rarity) -> float:
    """How far another sentence says what a claim says, from 0 to 1; 0 where it does not.

    Every number of the claim and half of its names have to be in the other one, which may have more.
    """
    shared = claim.terms & other.terms
    if len(shared) < _FEWEST_SHARED or not claim.numbers <= other.numbers:
        return 0.0
    if len(claim.names & other.names) < _NAMES_SHARED * len(claim.names):
        return 0.0
    plain = claim.terms - claim.names
    if rarity.of(plain & other.terms) < _OF_PLAIN * rarity.of(plain):
        return 0.0
    mine, theirs = shares(claim, other, rarity)
    mean = 2 * mine * theirs / (mine + theirs)
    return mean if mine >= _OF_CLAIM and theirs >= _OF_OTHER and mean >= _TOGETHER else 0.0


def shares(one: Told, other: Told, rarity: Rarity) -> tuple[float, float]:
    """How much of each of two sentences is in the other, by weight."""
    together = rarity.of(one.terms & other.terms) + rarity.of(one.numbers & other.numbers)
    mine = together / (rarity.of(one.terms) + rarity.of(one.numbers) or 1.0)
    theirs = together / (rarity.of(other.terms) + rarity.of(other.numbers) or 1.0)
    return mine, theirs
