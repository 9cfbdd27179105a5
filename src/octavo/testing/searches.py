"""Kept searches in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from octavo.model.keeping import storable
from octavo.model.search import MarkState, SavedSearch, SearchId
from octavo.testing.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.ids import ArticleId, UserId
    from octavo.model.subjects import Stance


class MemorySearches(Library):
    """The part of the fake store that keeps searches."""

    def __init__(self) -> None:
        super().__init__()
        self._searches: dict[SearchId, SavedSearch] = {}
        self._last_search = 0

    def add_search(self, user: UserId, name: str, query: str, now: datetime) -> SavedSearch:
        """Keep a query; the one that is there when the person has it already."""
        with self._lock:
            self._require_user(user)
            asked, at = storable(query), storable(now)
            for one in self.searches(user):
                if one.query == asked:
                    return one
            self._last_search += 1
            made = SavedSearch(
                id=SearchId(self._last_search), user=user, name=storable(name), query=asked, created_at=at, seen_at=at
            )
            self._searches[made.id] = made
            return made

    def searches(self, user: UserId) -> tuple[SavedSearch, ...]:
        """A person's searches, oldest first."""
        with self._lock:
            return tuple(one for one in self._searches.values() if one.user == user)

    def rename_search(self, user: UserId, search: SearchId, name: str) -> bool:
        """Give a person's search another name; whether it was there."""
        return self._change_search(user, search, name=storable(name))

    def set_search_stance(self, user: UserId, search: SearchId, stance: Stance | None) -> bool:
        """Remember what a person wants of what a search finds; whether it was there."""
        return self._change_search(user, search, stance=stance)

    def see_search(self, user: UserId, search: SearchId, now: datetime) -> bool:
        """Remember when its person looked at a search; whether it was there."""
        return self._change_search(user, search, seen_at=storable(now))

    def remove_search(self, user: UserId, search: SearchId) -> bool:
        """Forget a person's search; whether it was there."""
        with self._lock:
            known = self._searches.get(search)
            if known is None or known.user != user:
                return False
            del self._searches[search]
            return True

    def marked(self, user: UserId, state: MarkState, among: Sequence[ArticleId] | None = None) -> tuple[ArticleId, ...]:
        """The articles that a person marked so, by id; those ``among``, where that is given."""
        with self._lock:
            if state is MarkState.UNREAD:
                found = {article.id for article in self._unread(user, *self._followed(user))}
            else:
                mine = [mark for mark in self._marks.values() if mark.user == user]
                found = {one.article for one in mine if (one.read_at if state is MarkState.READ else one.starred_at)}
            return tuple(sorted(found if among is None else found.intersection(among)))

    def _change_search(self, user: UserId, search: SearchId, **values: Any) -> bool:  # noqa: ANN401 - any field
        with self._lock:
            known = self._searches.get(search)
            if known is None or known.user != user:
                return False
            self._searches[search] = replace(known, **values)
            return True
