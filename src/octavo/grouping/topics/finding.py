"""Finding an article's topics: from its publisher's tags and section, and from phrases that carry its text."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from octavo.grouping.topics.names import LONGEST, cleaned, topic_key
from octavo.grouping.words import names_in
from octavo.kit.languages import frequent_words, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from octavo.grouping.reports import Report

MOST_TOPICS = 8
_MOST_PHRASES = 3
_MOST_TAGS = 30
_READ = 12_000
_OFTEN = 3  # so often a phrase stands in the text
_SHORTEST = 3
_STRETCH = re.compile(r"[^\s.,;:!?…()\[\]\"“”„«»‘’'`*|–—/]+(?:[ \t-][^\s.,;:!?…()\[\]\"“”„«»‘’'`*|–—/]+)*")
# Frequent in news beyond what general lists of frequent words hold; no topic begins or ends with them.
_ENGLISH = frozenset(
    {
        "said", "says", "say", "told", "added", "according", "year", "years", "week", "weeks", "month", "months", "day",
        "days", "time", "people", "mr", "mrs", "ms", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
        "december", "today", "yesterday", "tomorrow", "million", "billion", "percent", "cent", "including", "country",
        "officials", "official", "news", "report", "reports", "statement", "spokesman", "spokeswoman", "spokesperson",
        "number", "part", "later", "earlier", "ago", "early", "late", "former", "prime",
    }
)  # fmt: skip


def topics_of(report: Report) -> tuple[tuple[str, str, int], ...]:
    """What an article is about, as (key, name, weight), the weightiest first; at most ``MOST_TOPICS``.

    A tag that the text holds weighs more than one that only its publisher knows; phrases are taken from the text in
    languages whose frequent words are known.
    """
    title, text = report.title[:500], report.text[:_READ]
    words = f" {topic_key_of_text(f'{title} {text}')} "
    weights: Counter[str] = Counter()
    names: dict[str, str] = {}
    for name in _labels(report):
        key = topic_key(name)
        if key and topic_key(report.publisher) != key:
            names.setdefault(key, name)
            weights[key] = max(weights[key], 3 if f" {key} " in words else 2)
    for phrase, number in _phrases(title, text, language_of(text, report.language)):
        key = topic_key(phrase)
        names.setdefault(key, phrase)
        weights[key] += 1 + min(number, 6) // 3
    best = sorted(weights, key=lambda key: (-weights[key], key))[:MOST_TOPICS]
    return tuple((key, names[key], weights[key]) for key in best)


def topic_key_of_text(text: str) -> str:
    """A whole text spelled as keys are."""
    return " ".join(topic_key(part) for part in text.split())


def _labels(report: Report) -> Iterator[str]:
    for label in (*report.tags[:_MOST_TAGS], report.section or ""):
        name = cleaned(label)
        if name:
            yield name


def _phrases(title: str, text: str, language: str) -> list[tuple[str, int]]:
    """Phrases of two or three words that come again and again: names, and lower-case ones without frequent words.

    After RAKE (Rose et al. 2010), but only what the text repeats.
    """
    frequent = _frequent(language)
    spelled = (_without_article(name, frequent) for name in names_in(text))
    named = Counter(name for name in spelled if " " in name and len(name) <= LONGEST)
    names = [(name, n) for name, n in named.most_common(_MOST_PHRASES) if n >= _OFTEN]
    if not frequent:
        return names
    counts = Counter(_grams(text, frequent))
    in_title = set(_grams(title.lower(), frequent))
    found = {gram: n for gram, n in counts.items() if n >= _OFTEN}
    whole = [gram for gram in found if not any(_is_part(gram, other, found) for other in found)]
    best = sorted(whole, key=lambda gram: (-(found[gram] + 2 * (gram in in_title)), gram))[:_MOST_PHRASES]
    return names + [(" ".join(gram), found[gram]) for gram in best]


def _without_article(name: str, frequent: frozenset[str]) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in frequent else name


def _grams(text: str, frequent: frozenset[str]) -> Iterable[tuple[str, ...]]:
    for stretch in _STRETCH.findall(text):
        words = stretch.split()
        for size in (2, 3):
            for start in range(len(words) - size + 1):
                gram = tuple(words[start : start + size])
                if all(_carries(word, frequent) for word in gram):
                    yield gram


def _carries(word: str, frequent: frozenset[str]) -> bool:
    return (
        len(word) >= _SHORTEST
        and word.islower()
        and word not in frequent
        and word.replace("-", "").isalpha()
        and not (frequent >= _ENGLISH and word.endswith(("ing", "ed", "ly")))
    )


def _is_part(gram: tuple[str, ...], other: tuple[str, ...], found: dict[tuple[str, ...], int]) -> bool:
    """Whether a phrase stands inside a longer one that is about as frequent."""
    return len(gram) < len(other) and " ".join(gram) in " ".join(other) and found[other] * 2 > found[gram]


@lru_cache(maxsize=32)
def _frequent(language: str) -> frozenset[str]:
    known = frequent_words(language)
    return known | _ENGLISH if language == "en" else known
