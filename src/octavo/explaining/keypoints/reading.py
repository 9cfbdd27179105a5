"""The sentences of a story's documents with their words and pairs of words, as matrices."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.keypoints.standing import (
    is_credited_behind,
    is_within_quotation,
    small_words,
    stands_alone,
    tells,
)
from octavo.explaining.keypoints.words import is_function, length_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from octavo.explaining.documents import Document, Sentence

# What is said late in a long text is no key point, and there is an end to what is worth comparing.
_MOST_DOCUMENTS = 40
_MOST_SENTENCES = 320
_FEWEST_EACH = 8
_MOST_EACH = 120
_MOST_WORDS = 120
_LONGEST = 2_000
_NAME = re.compile(r" (?<=[\w,] )([A-ZÀ-ÖØ-Þ][\w-]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of one of the documents: ``place`` is the document's place, ``length`` is in words.

    ``function`` is how many of its words are function words.
    """

    place: int
    sentence: Sentence
    words: tuple[str, ...]
    function: int
    length: int
    tells: bool
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Words or pairs of words: ``parts`` is (terms, words in each), numbers of words; ``has`` is (passages, terms).

    ``function`` counts the function words in each, ``titles`` the titles that have all of its words.
    """

    parts: NDArray[np.intp]
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
        self._numbers: dict[str, int] = {}
        words = [self._numbers.setdefault(word, len(self._numbers)) for one in self.passages for word in one.words]
        self._words = np.array(words, np.intp)
        self._rows = np.repeat(np.arange(len(self.passages)), [len(one.words) for one in self.passages])
        self.vocabulary = tuple(self._numbers)

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
    def function(self) -> NDArray[np.bool_]:
        """(vocabulary,): which of the words say little by themselves."""
        return np.array([is_function(word, self.language) for word in self.vocabulary], np.bool_)

    @cached_property
    def letters(self) -> NDArray[np.float32]:
        """(vocabulary,): how many letters each word has."""
        return np.array([len(word) for word in self.vocabulary], np.float32)

    @cached_property
    def digits(self) -> NDArray[np.bool_]:
        """(vocabulary,): which of the words are numbers."""
        return np.array([word[0].isdigit() for word in self.vocabulary], np.bool_)

    @cached_property
    def titled(self) -> NDArray[np.bool_]:
        """(documents, vocabulary): which words the title of each has."""
        found = np.zeros((len(self.titles), len(self.vocabulary)), np.bool_)
        for row, title in enumerate(self.titles):
            found[row, [self._numbers[word] for word in title if word in self._numbers]] = True
        return found

    @cached_property
    def singles(self) -> Terms:
        """The words."""
        has = np.zeros((len(self), len(self.vocabulary)), np.bool_)
        has[self._rows, self._words] = True
        return self._terms(np.arange(len(self.vocabulary))[:, None], has)

    @cached_property
    def pairs(self) -> Terms:
        """Each two words that stand side by side."""
        beside = self._rows[1:] == self._rows[:-1]
        codes = (self._words[:-1] * len(self.vocabulary) + self._words[1:])[beside]
        found, columns = np.unique(codes, return_inverse=True)
        has = np.zeros((len(self), len(found)), np.bool_)
        has[self._rows[1:][beside], columns] = True
        return self._terms(np.stack(np.divmod(found, max(1, len(self.vocabulary))), axis=1), has)

    def words_in(self, terms: Terms) -> list[tuple[str, ...]]:
        """The words of each term."""
        return [tuple(self.vocabulary[part] for part in parts) for parts in terms.parts.tolist()]

    def _terms(self, parts: NDArray[np.intp], has: NDArray[np.bool_]) -> Terms:
        return Terms(
            parts=parts,
            has=has,
            function=self.function[parts].sum(axis=1).astype(np.float32),
            titles=self.titled[:, parts].all(axis=2).sum(axis=0).astype(np.float32),
        )


def _passages_of(place: int, document: Document, most: int) -> list[Passage]:
    sentences, language = document.sentences[:most], document.main_language
    names = frozenset(name for one in sentences for name in _NAME.findall(one.text[:_LONGEST]))
    texts = [one.text[:_LONGEST] for one in sentences]
    words_each = [tuple(words_of(text)[:_MOST_WORDS]) for text in texts]
    function = {word: is_function(word, language) for word in set().union(*words_each)}
    found = []
    for sentence, text, words in zip(sentences, texts, words_each, strict=True):
        small = small_words(sentence.text)
        does_tell = tells(sentence.text, words=small)
        paragraph = document.blocks[sentence.block].text
        is_told = does_tell and not is_within_quotation(paragraph, sentence.start)
        is_told = is_told and not is_credited_behind(paragraph, sentence.end)
        found.append(
            Passage(
                place=place,
                sentence=sentence,
                words=words,
                function=sum(map(function.__getitem__, words)),
                length=length_of(sentence.text),
                tells=does_tell,
                stands=is_told and stands_alone(text, language, names, words=small),
            )
        )
    return found


def _main_language(documents: Sequence[Document]) -> str:
    """The language of most documents, of the first where they are as many."""
    counts = Counter(document.main_language for document in documents)
    return counts.most_common(1)[0][0] if counts else ""
