"""The sentences of a story's documents with their words and pairs of words, as matrices."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.keypoints.standing import refers_to_itself, tells
from octavo.explaining.keypoints.words import is_function, length_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from octavo.explaining.documents import Document, Sentence

# What is said late in a long text is no key point, and there is an end to what is worth comparing.
_MOST_DOCUMENTS = 40
_MOST_SENTENCES = 320
_FEWEST_EACH = 8
_MOST_EACH = 120
_MOST_WORDS = 120
_LONGEST = 2_000
_NAME = re.compile(r"(?<=[\w,] )[A-ZÀ-ÖØ-Þ][\w-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of one of the documents: ``place`` is the document's place, ``length`` is in words."""

    place: int
    sentence: Sentence
    words: tuple[str, ...]
    length: int
    tells: bool
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Words or pairs of words: ``has`` is (passages, terms).

    ``function`` counts the function words in each, ``titles`` the titles that have all of its words.
    """

    terms: tuple[tuple[str, ...], ...]
    has: NDArray[np.bool_]
    function: NDArray[np.float32]
    titles: NDArray[np.float32]


class Reading:
    """The first sentences of each document, in order, and the words of their titles."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = tuple(documents[:_MOST_DOCUMENTS])
        each = max(_FEWEST_EACH, _MOST_SENTENCES // max(1, len(self.documents)))
        self.passages = tuple(
            passage
            for place, document in enumerate(self.documents)
            for passage in _passages_of(place, document, min(each, _MOST_EACH))
        )
        self.titles = tuple(frozenset(words_of(document.title[:_LONGEST])) for document in self.documents)
        self.language = _main_language(self.documents)

    def __len__(self) -> int:
        return len(self.passages)

    @cached_property
    def places(self) -> NDArray[np.intp]:
        """(passages,): the place of the document of each."""
        return np.array([one.place for one in self.passages], np.intp)

    @cached_property
    def starts(self) -> NDArray[np.intp]:
        """(documents with sentences,): where the passages of each begin."""
        return np.flatnonzero(np.diff(self.places, prepend=-1))

    @cached_property
    def positions(self) -> NDArray[np.float32]:
        """(passages,): which sentence of its document each is, from 0."""
        first = np.repeat(self.starts, np.diff(self.starts, append=len(self)))
        return (np.arange(len(self)) - first).astype(np.float32)

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Which of the words say little by themselves."""
        words = {word for one in self.passages for word in one.words}
        return frozenset(word for word in words if is_function(word, self.language))

    @cached_property
    def singles(self) -> Terms:
        """The words."""
        return self._terms([[(word,) for word in one.words] for one in self.passages])

    @cached_property
    def pairs(self) -> Terms:
        """Each two words that stand side by side."""
        return self._terms([list(pairwise(one.words)) for one in self.passages])

    def _terms(self, found: list[list[tuple[str, ...]]]) -> Terms:
        numbers: dict[tuple[str, ...], int] = {}
        rows: list[int] = []
        columns: list[int] = []
        for row, terms in enumerate(found):
            for term in terms:
                rows.append(row)
                columns.append(numbers.setdefault(term, len(numbers)))
        has = np.zeros((len(found), len(numbers)), np.bool_)
        has[rows, columns] = True
        counts = [sum(word in self.function_words for word in term) for term in numbers]
        return Terms(
            terms=tuple(numbers), has=has, function=np.array(counts, np.float32), titles=self._in_titles(numbers)
        )

    def _in_titles(self, terms: Iterable[tuple[str, ...]]) -> NDArray[np.float32]:
        titled = frozenset[str]().union(*self.titles)
        counts = [
            sum(title.issuperset(term) for title in self.titles) if titled.issuperset(term) else 0 for term in terms
        ]
        return np.array(counts, np.float32)


def _passages_of(place: int, document: Document, most: int) -> list[Passage]:
    sentences = document.sentences[:most]
    names = frozenset(name for one in sentences for name in _NAME.findall(one.text[:_LONGEST]))
    found = []
    for sentence in sentences:
        text = sentence.text[:_LONGEST]
        does_tell = tells(sentence.text)
        found.append(
            Passage(
                place=place,
                sentence=sentence,
                words=tuple(words_of(text)[:_MOST_WORDS]),
                length=length_of(sentence.text),
                tells=does_tell,
                stands=does_tell and refers_to_itself(text, document.main_language, names),
            )
        )
    return found


def _main_language(documents: Sequence[Document]) -> str:
    """The language of most documents, of the first where they are as many."""
    counts = Counter(document.main_language for document in documents)
    return counts.most_common(1)[0][0] if counts else ""
