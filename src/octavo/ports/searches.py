"""The part of the library that keeps searches, and says which articles a person marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from octavo.model.ids import ArticleId, UserId
from octavo.model.search import MarkState, SavedSearch, SearchId
from octavo.model.subjects import Stance


class SearchStore(Protocol):
    """Searches that people keep; durable when the call returns."""

    def add_search(self, user: UserId, name: str, query: str, now: datetime) -> SavedSearch:
        """Keep a query; the one that is there when the person has it already. Raises NotFound: unknown account."""

    def searches(self, user: UserId) -> tuple[SavedSearch, ...]:
        """A person's searches, oldest first."""

    def rename_search(self, user: UserId, search: SearchId, name: str) -> bool:
        """Give a person's search another name; whether it was there."""

    def set_search_stance(self, user: UserId, search: SearchId, stance: Stance | None) -> bool:
        """Remember what a person wants of what a search finds; whether it was there."""

    def see_search(self, user: UserId, search: SearchId, now: datetime) -> bool:
        """Remember when its person looked at a search; whether it was there."""

    def remove_search(self, user: UserId, search: SearchId) -> bool:
        """Forget a person's search; whether it was there."""

    def marked(self, user: UserId, state: MarkState, among: Sequence[ArticleId] | None = None) -> tuple[ArticleId, ...]:
        """The articles that a person marked so, by id: of what they follow where they are unread; or those ``among``.

        In a fixed number of queries, however many there are.
        """
