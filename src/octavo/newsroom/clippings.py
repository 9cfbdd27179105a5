"""Clippings: a captured page dropped into Octavo becomes the articles that are on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo import extracting
from octavo.model.errors import InvalidInput
from octavo.model.sources import SourceKind
from octavo.newsroom.grouping import Grouping

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.articles import Article
    from octavo.model.clippings import Clipping
    from octavo.model.people import User
    from octavo.newsroom.resources import Resources

MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedClipping:
    """A clipping and the articles it became, in the same order."""

    clipping: Clipping
    articles: tuple[Article, ...]


class ClippingDesk:
    """Reads captured pages and keeps their articles for one person."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._grouping = Grouping(resources)
        self._me = me

    def read(self, captured: str | bytes, *, captured_at: datetime | None) -> Clipping:
        """What stands on a captured page, without keeping it.

        Raises:
            InvalidInput: there is no text in it, or far too much.
        """
        if len(captured) > MOST_BYTES:
            raise InvalidInput("This is more than 10 MB, too much for one captured page: cut it into its pages.")
        clipping = extracting.read_clipping(captured, captured_at)
        if not clipping.articles and not clipping.unread:
            raise InvalidInput("There is no text on this page: save the page again, as text or as HTML.")
        return clipping

    def keep(self, clipping: Clipping) -> SavedClipping:
        """Put the articles of a clipping into the library and among its stories, with their relations.

        Again and again is no harm.
        """
        now = self._clock.now()
        box = self._store.add_source(
            url=f"octavo:clippings/{self._me.id}",
            kind=SourceKind.CLIPPINGS,
            title="Clippings",
            site_url=None,
            language=None,
            now=now,
        )
        self._store.subscribe(self._me.id, box.id, now)
        articles = tuple(
            self._store.save_article(draft, source=box.id, now=clipping.captured_at or now)[0]
            for draft in clipping.articles
        )
        for first, second in clipping.related:
            self._store.relate(articles[first].id, articles[second].id, reason="listed as related on the captured page")
        self._grouping.catch_up()
        return SavedClipping(clipping=clipping, articles=articles)
