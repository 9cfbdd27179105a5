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

from octavo.model.search import MarkState, Survey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.ids import ArticleId
    from octavo.model.listing import Subscription
    from octavo.model.search import SearchHits, SearchQuery
    from octavo.newsroom.resolving import Resolving, Sieve
    from octavo.ports import SearchIndex

# So many hits are looked at first; each time these are too few, so many times more. The store is asked for each of a
# short stretch whether it is marked, and for all that are where a stretch is longer.
AT_FIRST, _TIMES, _LONGEST_ASKED = 256, 8, 2_048


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
            through = self._through(hits.articles, sieves)
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

    def _through(self, articles: Sequence[ArticleId], sieves: Sequence[Sieve]) -> set[ArticleId]:
        left = set(articles)
        for sieve in sieves:
            is_long = len(left) > _LONGEST_ASKED
            marked = self._resolving.marked(sieve.state, None if is_long else tuple(left))
            left = left.difference(marked) if sieve.is_excluded else left.intersection(marked)
        return left


def likely(total: int, survey: Survey, sieves: Sequence[Sieve], follows: Sequence[Subscription]) -> tuple[int, Survey]:
    """About how many hits come through, were what is read of each source spread evenly over its articles and days."""
    shares = {one.source.id: _share(one, sieves) for one in follows}
    sources = [(source, round(number * shares.get(source, 0.0))) for source, number in survey.sources]
    sources = sorted((one for one in sources if one[1]), key=lambda one: (-one[1], one[0]))
    before, after = sum(number for _, number in survey.sources), sum(number for _, number in sources)
    share = after / before if before else 0.0
    days = tuple((day, round(number * share)) for day, number in survey.days)
    return round(total * share), Survey(days=days, sources=tuple(sources))


def _share(subscription: Subscription, sieves: Sequence[Sieve]) -> float:
    unread = min(1.0, subscription.unread / subscription.articles) if subscription.articles else 0.0
    return prod(unread if (one.state is MarkState.UNREAD) is not one.is_excluded else 1 - unread for one in sieves)
