"""Which of a story's headlines tells it best: the most central one that does not bait."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from octavo.grouping.words import words_in
from octavo.model.articles import ArticleKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.stories import Coverage

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# What makes a headline hold something back or shout it (after Chakraborty et al., "Stop Clickbait", ASONAM 2016).
_BAIT = (
    (re.compile(r"\?\s*$"), 0.25),
    (re.compile(r"(?:\.\.\.|…)\s*$"), 0.15),
    (re.compile(r"!"), 0.15),
    (
        re.compile(
            r"^\W*(?:here['’]s|this is|these are|why|how|what|meet|watch|video|photos?|in pictures|listen|opinion|live"
            r"|analysis|explained|fact check|review|quiz|so|warum|wie|darum|voici|pourquoi|comment|por qué|así)\b",
            re.IGNORECASE,
        ),
        0.2,
    ),
    (
        re.compile(
            r"^\W*\d{1,2} (?:\w+ ){0,2}(?:things|ways|reasons|facts|takeaways|dinge|gründe|choses|cosas)\b",
            re.IGNORECASE,
        ),
        0.4,
    ),
    (re.compile(r"\byou(?:['’]ll|r|['’]re)?\b|\bwe know\b|\bwon['’]t believe\b", re.IGNORECASE), 0.2),
    (re.compile(r"^[^a-z]*[A-Z][^a-z]*$"), 0.2),
)
_KINDS = {
    ArticleKind.REPORT: 0.0,
    ArticleKind.BRIEF: 0.05,
    ArticleKind.ANALYSIS: 0.2,
    ArticleKind.INTERVIEW: 0.25,
    ArticleKind.LIVE: 0.25,
    ArticleKind.GALLERY: 0.3,
    ArticleKind.VIDEO: 0.3,
    ArticleKind.OPINION: 0.4,
}
_FEWEST_WORDS, _MOST_WORDS = 4, 18
_IMMODEST = 0.1
_A_COPY = 0.05
_FOREIGN = 0.5
# A story is where three quarters of its articles are out; what lies long before loses, half of it in eight hours.
_LATELY, _PRESENT = 0.75, timedelta(hours=2)
_PAST, _HALF_LIFE = 0.15, timedelta(hours=8)
_OUTDATED = 0.3
_FEWEST_SHARED, _SHARED = 2, 0.4


def lead_of(articles: Sequence[Coverage]) -> Coverage:
    """The article whose headline stands for the story; among equals the earliest. ``articles`` must not be empty.

    A headline counts for what it shares with the others (words weighted by how many of the headlines have them), less
    for being a question, a list, a tease or a shout, for an article that is no report, is a copy, is in another
    language than most or lies long before where the story has got to, and for a number that a later headline of the
    same news replaces.
    """
    titles = [_Title(words=frozenset(words_in(one.row.title)), numbers=_numbers(one.row.title)) for one in articles]
    spread = Counter(word for title in titles for word in title.words)
    languages = Counter(_language(one) for one in articles)
    ((most_spoken, _),) = languages.most_common(1)
    lately = sorted(one.placement.at for one in articles)[int(len(articles) * _LATELY)]
    outdated = _outdated(articles, titles)

    def merit(place: int) -> tuple[float, int]:
        one = articles[place]
        score = _centrality(titles[place].words, spread, len(articles)) - baiting(one.row.title) - _KINDS[one.kind]
        score -= _A_COPY if one.placement.copy_of else 0.0
        score -= _FOREIGN if _language(one) != most_spoken else 0.0
        past = max(lately - one.placement.at - _PRESENT, timedelta())
        score -= _PAST * (1 - 0.5 ** (past / _HALF_LIFE))
        score -= _OUTDATED if place in outdated else 0.0
        return score, -place

    return articles[max(range(len(articles)), key=merit)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Title:
    words: frozenset[str]
    numbers: frozenset[str]


def _numbers(title: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(title))


def _outdated(articles: Sequence[Coverage], titles: Sequence[_Title]) -> set[int]:
    """The places of headlines whose numbers the newest headline of the same news replaces by others unheard before."""
    order = sorted(range(len(articles)), key=lambda place: (articles[place].placement.at, place))
    numbered = [place for place in order if titles[place].numbers and not baiting(articles[place].row.title)]
    found, said = set[int](), set[str]()
    for number, place in enumerate(numbered):
        title = titles[place]
        said |= title.numbers
        alike = (titles[other] for other in reversed(numbered[number + 1 :]) if _tell_alike(title, titles[other]))
        newest = next(alike, title)
        if newest.numbers.isdisjoint(said):
            found.add(place)
    return found


def _tell_alike(one: _Title, other: _Title) -> bool:
    """Whether two headlines share so many words that they tell the same, numbers aside."""
    words, others = one.words - one.numbers, other.words - other.numbers
    return len(words & others) >= max(_FEWEST_SHARED, _SHARED * min(len(words), len(others)))


def baiting(title: str) -> float:
    """How much a headline teases, from 0 up."""
    words = len(title.split())
    length = 0.0 if _FEWEST_WORDS <= words <= _MOST_WORDS else _IMMODEST
    return length + sum(penalty for pattern, penalty in _BAIT if pattern.search(title))


def _centrality(title: frozenset[str], spread: Counter[str], count: int) -> float:
    """From 0 to about 1: the mean share of the other headlines that have its words, long titles discounted."""
    if not title:
        return -1.0
    shared = sum(spread[word] - 1 for word in title) / max(1, count - 1)
    return float(shared / len(title) ** 0.75)


def _language(one: Coverage) -> str:
    return (one.row.language or "")[:2].lower()
