"""A search index in memory."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from octavo.model.listing import Excerpt
from octavo.model.queries import word_clauses, words_in
from octavo.model.search import (
    Brings,
    CameOut,
    Feature,
    Found,
    HasStatement,
    HasWords,
    IsAbout,
    IsAmong,
    IsListed,
    IsWritten,
    Part,
    SearchHits,
    SearchQuery,
    Sort,
    Survey,
)
from octavo.model.subjects import ExplainingState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from octavo.model.articles import Article
    from octavo.model.ids import ArticleId, SourceId
    from octavo.model.search import Clause, Condition

_WORD = re.compile(r"\w+")
_EXCERPT = 300
_BEFORE = 60
_MOST_SOURCES = 200
_MOST_NEAR = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    article: Article
    sources: frozenset[SourceId]
    found: Found

    def part(self, part: Part) -> tuple[str, ...]:
        """The texts of a part, each in words."""
        texts = {
            Part.ANY: (self.article.title, self.article.text, *self.article.byline, *self.article.tags),
            Part.TITLE: (self.article.title,),
            Part.BYLINE: self.article.byline,
            Part.SAID: tuple(words for _, _, words in self.found.statements),
        }
        return tuple(map(_plain, texts[part]))


class MemorySearchIndex:
    """Finds the articles that meet every clause, or any word where that is asked, those with most of them first.

    Words are compared whole and case folded: no stemming, no accents folded.
    """

    def __init__(self) -> None:
        self._kept: dict[ArticleId, _Kept] = {}
        self._position = 0
        self._told = ExplainingState()

    def position(self) -> int:
        """The last change of the store that is in the index; 0 when it is empty."""
        return self._position

    def told(self) -> ExplainingState:
        """How far explaining had come in what the index knows of articles' insights."""
        return self._told

    def update(
        self,
        articles: Sequence[Article],
        listed_in: Mapping[ArticleId, Sequence[SourceId]],
        position: int,
        *,
        found: Mapping[ArticleId, Found] = MappingProxyType({}),
        told: ExplainingState | None = None,
    ) -> None:
        """Add or replace articles and remember ``position``."""
        for article in articles:
            sources = frozenset(listed_in.get(article.id, (article.source,)))
            self._kept[article.id] = _Kept(article=article, sources=sources, found=found.get(article.id, Found()))
        self._position = position
        self._told = told or self._told

    def search(self, query: SearchQuery) -> SearchHits:
        """The articles that match, best first, later ones before earlier ones when equal."""
        matches = self._matches(query)
        if query.sort is Sort.DATE:
            matches.sort(key=lambda match: (match[2].article.sort_at, match[2].article.id), reverse=True)
        else:
            matches.sort(key=lambda match: (*match[:2], match[2].article.id), reverse=True)
        shown = matches[query.offset : query.offset + query.limit]
        return SearchHits(articles=tuple(kept.article.id for _, _, kept in shown), total=len(matches))

    def survey(self, query: SearchQuery) -> Survey:
        """How all articles that match spread over days and sources."""
        kept = [match[2] for match in self._matches(query)]
        days = Counter(one.article.sort_at.date() for one in kept)
        sources = Counter(source for one in kept for source in one.sources)
        return Survey(days=tuple(sorted(days.items())), sources=tuple(sources.most_common(_MOST_SOURCES)))

    def near(self, word: str) -> tuple[str, ...]:
        """Words of articles that differ in one letter."""
        wanted = _plain(word)
        known = Counter(one for kept in self._kept.values() for text in kept.part(Part.ANY) for one in text.split())
        near = [other for other, _ in known.most_common() if other != wanted and _differ_in_one(wanted, other)]
        return tuple(near[:_MOST_NEAR])

    def excerpt(self, query: str, text: str) -> Excerpt:
        """The stretch of ``text`` around the first word of the query, at most 300 characters."""
        asked = set(_words(query))
        first = next((word.start() for word in _WORD.finditer(text) if word[0].casefold() in asked), 0)
        start = max(first - _BEFORE, 0)
        shown = text[start : start + _EXCERPT]
        highlights = tuple(word.span() for word in _WORD.finditer(shown) if word[0].casefold() in asked)
        return Excerpt(text=shown, highlights=highlights)

    def size(self) -> int:
        """How many characters it holds, which is what it takes up here."""
        return sum(len(text) for kept in self._kept.values() for text in kept.part(Part.ANY))

    def clear(self) -> None:
        """Forget everything; the position is 0 again."""
        self._kept.clear()
        self._position, self._told = 0, ExplainingState()

    def close(self) -> None:
        """Nothing to let go of."""

    def _matches(self, query: SearchQuery) -> list[tuple[int, int, _Kept]]:
        clauses = query.clauses or word_clauses(query.text)
        if not any(not one.is_excluded for clause in clauses for one in clause):
            return []
        found = []
        for kept in self._kept.values():
            if query.sources is None or not kept.sources.isdisjoint(query.sources):
                met = [_meets(kept, clause) for clause in clauses]
                words = [
                    each for each, clause in zip(met, clauses, strict=True) if query.any_word and _is_words(clause)
                ]
                rest = [
                    each
                    for each, clause in zip(met, clauses, strict=True)
                    if not (query.any_word and _is_words(clause))
                ]
                if all(rest) and (any(words) or not words):
                    found.append((sum(met), _count(kept, clauses), kept))
        return found


def _is_words(clause: Clause) -> bool:
    return all(isinstance(one.condition, HasWords) and not one.is_excluded for one in clause)


def _meets(kept: _Kept, clause: Clause) -> bool:
    return any(_holds(kept, one.condition) is not one.is_excluded for one in clause)


def _holds(kept: _Kept, condition: Condition) -> bool:  # noqa: PLR0911 - one answer for each condition
    match condition:
        case HasWords():
            return any(_stands(condition.words, text) for text in kept.part(condition.part))
        case IsAbout():
            return any(
                kind in condition.kinds and (key in condition.keys or _has_all(condition.name, name))
                for kind, key, name in kept.found.subjects
            )
        case HasStatement():
            speaker = condition.speaker
            return any(
                (key in speaker.keys or _has_all(speaker.name, name))
                and all(_stands(words, _plain(text)) for words in condition.words)
                for key, name, text in kept.found.statements
            )
        case IsListed():
            return not kept.sources.isdisjoint(condition.sources)
        case IsAmong():
            return kept.article.id in condition.articles
        case IsWritten():
            return _language(kept.article.language or "") == _language(condition.language)
        case CameOut():
            at = kept.article.first_seen_at if condition.first_seen else kept.article.sort_at
            return (condition.since is None or at >= condition.since) and (
                condition.until is None or at < condition.until
            )
        case Brings():
            return bool(kept.article.image if condition.feature is Feature.IMAGE else kept.found.statements)


def _count(kept: _Kept, clauses: Sequence[Clause]) -> int:
    """How often the words asked for stand there."""
    asked = {word for words in _asked(clauses) for word in _plain(words).split()}
    return sum(word in asked for text in kept.part(Part.ANY) for word in text.split())


def _asked(clauses: Sequence[Clause]) -> Iterator[str]:
    for clause in clauses:
        for one in clause:
            if isinstance(one.condition, HasWords) and not one.is_excluded:
                yield one.condition.words


def _plain(text: str) -> str:
    return words_in(text).casefold()


def _stands(words: str, plain: str) -> bool:
    return f" {_plain(words)} " in f" {plain} "


def _has_all(words: str, name: str) -> bool:
    wanted = set(_plain(words).split())
    return bool(wanted) and wanted <= set(_plain(name).split())


def _language(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()


def _differ_in_one(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) <= 2:  # noqa: PLR2004 - short words are all alike
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (
        one[start + 1 :] == other[start + 1 :] or one[start:] == other[start + 1 :] or one[start + 1 :] == other[start:]
    )


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
