"""Which stories are most similar to one, by the words of their headlines: for a person who puts two together."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from typing import TYPE_CHECKING

from octavo.grouping.words import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.stories import Story


def most_similar(story: Story, others: Sequence[Story]) -> tuple[Story, ...]:
    """The others by the cosine similarity of the tf-idf vectors of all their headlines, the most similar first.

    Equals stay in the order they came in; ``story`` itself is left out.
    """
    counted = {one.id: _words(one) for one in (story, *others)}
    spread = Counter(word for words in counted.values() for word in words)
    vectors = {
        number: _unit({word: count * log((1 + len(counted)) / spread[word]) for word, count in words.items()})
        for number, words in counted.items()
    }
    own = vectors[story.id]
    rest = [one for one in others if one.id != story.id]
    return tuple(sorted(rest, key=lambda one: -_cosine(own, vectors[one.id])))


def _words(story: Story) -> Counter[str]:
    return Counter(word for one in story.articles for word in words_in(one.row.title))


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)
