"""Reading the hits of a search in their order, letting through those that are marked as asked, until a page is full.

Marks stand in the store and change with every article that is read, so the search index knows nothing of them. Where
few articles bear one, or few are left of a search, their numbers are told to the index. Where neither is so, that would
be tens of thousands of numbers for a page of twenty: here the hits are looked through instead. How many there are in
all is then estimated, from what the person has read of each source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import prod
from typing import TYPE_CHECKING

from octavo.model.search import IsAmong, MarkState, SearchQuery, Sort, Survey, Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from octavo.model.ids import ArticleId, SourceId
    from octavo.model.listing import Subscription
    from octavo.model.search import SearchHits
    from octavo.newsroom.resolving import Resolving, Sieve
    from octavo.ports import SearchIndex

# So many hits are looked at first; each time these are too few, so many times more. The store is asked for each of a
# short stretch whether it is marked, and for all that are where a stretch is longer.
AT_FIRST, _TIMES, _LONGEST_ASKED = 256, 8, 2_048
# Beside words it keeps their clause from being one that a relaxed search may do without.
_NONE = Wanted(condition=IsAmong(articles=()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieved:
    """Hits that came through, and at which hit the next page begins (``None``: there is no further one)."""

    articles: tuple[ArticleId, ...]
    next_offset: int | None


class Sieving:
    """Looks through the hits of searches, for one person."""

    def __init__(self, index: SearchIndex, resolving: Resolving) -> None:
        self._index = index
        self._resolving = resolving

    def page(self, query: SearchQuery, hits: SearchHits, sieves: Sequence[Sieve], limit: int) -> Sieved:
        """Some of a query's hits from its offset on, which counts hits whether they come through or not.

        ``hits`` are the first of them, as many as the query wants.
        """
        found: list[ArticleId] = []
        at, stretch = query.offset, query.limit
        while True:
            through = self._through(hits.articles, sieves, query)
            for place, article in enumerate(hits.articles, start=at):
                if article in through:
                    if len(found) >= limit:
                        return Sieved(articles=tuple(found), next_offset=place)
                    found.append(article)
            at += len(hits.articles)
            stretch *= _TIMES
            if not hits.articles or at >= hits.total:
                return Sieved(articles=tuple(found), next_offset=None)
            hits = self._index.search(replace(query, offset=at, limit=stretch))

    def shares(self, query: SearchQuery, survey: Survey, sieve: Sieve) -> Mapping[SourceId, float]:
        """How much of each source's hits needs no mark to come through."""
        if not sieve.others or not survey.sources:
            return {}
        without = self._index.survey(replace(query, clauses=(*query.clauses, (*sieve.others, _NONE))))
        found = dict(without.sources)
        return {source: min(1.0, found.get(source, 0) / number) for source, number in survey.sources if number}

    def _through(self, articles: Sequence[ArticleId], sieves: Sequence[Sieve], query: SearchQuery) -> set[ArticleId]:
        left = set(articles)
        for sieve in sieves:
            is_long = len(left) > _LONGEST_ASKED
            through = self._otherwise(left, sieve, query) if sieve.others else set()
            for state, is_excluded in sieve.marks:
                marked = self._resolving.marked(state, None if is_long else tuple(left))
                through |= left.difference(marked) if is_excluded else left.intersection(marked)
            left = through
        return left

    def _otherwise(self, articles: set[ArticleId], sieve: Sieve, query: SearchQuery) -> set[ArticleId]:
        """Those of some hits that need no mark."""
        among = (Wanted(condition=IsAmong(articles=tuple(articles))),)
        asked = SearchQuery(clauses=(among, sieve.others), sources=query.sources, sort=Sort.DATE, limit=len(articles))
        return set(self._index.search(asked).articles)


def likely(
    total: int,
    survey: Survey,
    sieves: Sequence[tuple[Sieve, Mapping[SourceId, float]]],
    follows: Sequence[Subscription],
) -> tuple[int, Survey]:
    """About how many hits come through, were what is read of each source spread evenly over its articles and days.

    With each sieve comes how much of each source's hits needs no mark.
    """
    shares = {
        one.source.id: prod(_share(one, sieve, others.get(one.source.id, 0.0)) for sieve, others in sieves)
        for one in follows
    }
    sources = [(source, round(number * shares.get(source, 0.0))) for source, number in survey.sources]
    sources = sorted((one for one in sources if one[1]), key=lambda one: (-one[1], one[0]))
    before, after = sum(number for _, number in survey.sources), sum(number for _, number in sources)
    share = after / before if before else 0.0
    days = tuple((day, round(number * share)) for day, number in survey.days)
    return round(total * share), Survey(days=days, sources=tuple(sources))


def _share(subscription: Subscription, sieve: Sieve, others: float) -> float:
    """What comes through of a source; few articles are starred, so none is counted as it."""
    unread = min(1.0, subscription.unread / subscription.articles) if subscription.articles else 0.0
    bearing = {MarkState.UNREAD: unread, MarkState.STARRED: 0.0}
    states = {  # not read is unread
        (MarkState.UNREAD if state is MarkState.READ else state, is_excluded is not (state is MarkState.READ))
        for state, is_excluded in sieve.marks
    }
    marked = sum(1 - bearing[state] if is_excluded else bearing[state] for state, is_excluded in states)
    return others + (1 - others) * min(1.0, marked)
