"""Searches that a person keeps: each is a topic of their own, with what they want of it in their editions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from octavo.kit.text import clean_line, shorten
from octavo.model.errors import InvalidInput, NotFound
from octavo.model.queries import LONGEST_QUERY, asked_by
from octavo.model.search import CameOut, IsAmong, SavedCount, Wanted
from octavo.newsroom.by_the_way import Aside
from octavo.newsroom.searching import SearchDesk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from octavo.model.ids import ArticleId
    from octavo.model.people import User
    from octavo.model.search import SavedSearch, SearchId
    from octavo.model.subjects import Stance
    from octavo.newsroom.resources import Resources

LONGEST_NAME = 80
MOST_SEARCHES = 100
_SECOND = timedelta(seconds=1)


class SavedSearchDesk:
    """Keeps searches for one person."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._asides = resources.asides
        self._me = me
        self._search = SearchDesk(resources, me)

    def list(self) -> tuple[SavedCount, ...]:
        """What the person keeps, by name, each with how many articles are new since they last looked."""
        kept = sorted(self._store.searches(self._me.id), key=lambda one: (one.name.casefold(), one.id))
        return self._counted(kept)

    def get(self, search: SearchId) -> SavedSearch:
        """One of them.

        Raises:
            NotFound: the person has no such search.
        """
        found = next((one for one in self._store.searches(self._me.id) if one.id == search), None)
        if found is None:
            raise NotFound(f"You keep no search {search}. The page of topics lists yours.")
        return found

    def counted(self, search: SearchId) -> SavedCount:
        """One of them, with how many articles are new since the person last looked.

        Raises:
            NotFound: the person has no such search.
        """
        return self._counted([self.get(search)])[0]

    def of_query(self, query: str) -> SavedSearch | None:
        """The kept search that asks just this."""
        return next((one for one in self._store.searches(self._me.id) if one.query == query.strip()), None)

    def find(self, name: str) -> SavedSearch:
        """One of them by its number or name.

        Raises:
            NotFound: the person has none of that name.
        """
        mine = self._store.searches(self._me.id)
        found = [one for one in mine if str(one.id) == name] or [
            one for one in mine if one.name.casefold() == name.casefold()
        ]
        if not found:
            raise NotFound(f"You keep no search “{name[:LONGEST_NAME]}”. `octavo searches` lists yours.")
        return found[0]

    def save(self, name: str, query: str) -> SavedSearch:
        """Keep a query under a name (its own words, where it is given none); the one that is there when it is kept.

        Raises:
            InvalidInput: it asks for nothing, or the person keeps a hundred.
        """
        asked = query.strip()[:LONGEST_QUERY]
        if not asked_by(asked).asks:
            raise InvalidInput("This asks for nothing: write a word to look for.")
        if len(self._store.searches(self._me.id)) >= MOST_SEARCHES and self.of_query(asked) is None:
            raise InvalidInput(
                f"You keep {MOST_SEARCHES} searches, which is as many as there may be: remove one first."
            )
        return self._store.add_search(self._me.id, search_named(name) or search_named(asked), asked, self._clock.now())

    def rename(self, search: SearchId, name: str) -> SavedSearch:
        """Give a search another name.

        Raises:
            InvalidInput: the name is empty.
            NotFound: the person has no such search.
        """
        if not search_named(name):
            raise InvalidInput("A search needs a name: write one.")
        self._store.rename_search(self._me.id, search, search_named(name))
        return self.get(search)

    def set_stance(self, search: SearchId, stance: Stance | None) -> SavedSearch:
        """Follow what a search finds, ask for less of it, mute it, or (``None``) want nothing of it any more.

        Raises:
            NotFound: the person has no such search.
        """
        self._store.set_search_stance(self._me.id, search, stance)
        return self.get(search)

    def see(self, search: SearchId) -> None:
        """Remember that the person looked at it just now."""
        now = self._clock.now()
        seen = Aside(self._me.id, "saw search", search)
        self._asides.note(self._store, seen, lambda: self._store.see_search(self._me.id, search, now))

    def remove(self, search: SearchId) -> None:
        """Keep it no more.

        Raises:
            NotFound: the person has no such search.
        """
        if not self._store.remove_search(self._me.id, search):
            raise NotFound(f"You keep no search {search}: it may have been removed already.")

    def wanted(self, articles: Sequence[ArticleId]) -> Iterator[tuple[ArticleId, Stance, str]]:
        """Which of these articles are found by searches of which the person wants something: what, and its name."""
        kept = [one for one in self._store.searches(self._me.id) if one.stance is not None]
        if not kept or not articles:
            return
        among = (Wanted(condition=IsAmong(articles=tuple(articles))),)
        found = self._search.matching([(one.query, among) for one in kept], limit=len(articles))
        for one, hits in zip(kept, found, strict=True):
            for article in hits.articles:
                if one.stance is not None:
                    yield article, one.stance, one.name

    def _counted(self, kept: Sequence[SavedSearch]) -> tuple[SavedCount, ...]:
        """Searches with how much of what they find came in since their person last looked."""
        # An index counts seconds: what came in within the one of the last look was there then.
        looked = [CameOut(since=one.seen_at + _SECOND, first_seen=True) for one in kept]
        new = [(one.query, (Wanted(condition=came),)) for one, came in zip(kept, looked, strict=True)]
        found = self._search.matching(new)
        return tuple(SavedCount(search=one, new=hits.total) for one, hits in zip(kept, found, strict=True))


def search_named(text: str) -> str:
    """The name of a search as it is kept."""
    return shorten(clean_line(text), LONGEST_NAME)
