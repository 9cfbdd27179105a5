"""What the fake store remembers."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from octavo.model.errors import NotFound
from octavo.model.keeping import storable
from octavo.model.people import Mark, SignedIn, User

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.articles import Article, Revision
    from octavo.model.following import Folder, FolderId
    from octavo.model.ids import ArticleId, LeadId, SourceId, UserId
    from octavo.model.notes import ReadingPlace
    from octavo.model.sites import LayoutChange
    from octavo.model.sources import Lead, Source, Visit, Watch
    from octavo.model.stories import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLead:
    """A lead and how it stands: ``pending``, ``watched``, or neither. ``watch`` is set once its article was had."""

    id: LeadId
    source: SourceId
    guid: str
    address: str
    lead: Lead
    pending: bool = True
    watched: bool = False
    watch: Watch | None = None
    attempts: int = 0
    next_at: datetime
    known_at: datetime
    rank_at: datetime


class Library:
    """Plain collections under one lock: nothing is counted or sorted before it is asked for.

    That makes it slow, and a check on the real stores, which count and sort as they write.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._users: dict[UserId, User] = {}
        self._password_hashes: dict[UserId, str] = {}
        self._sessions: dict[str, SignedIn] = {}
        self._links: dict[str, tuple[UserId, datetime]] = {}
        self._sources: dict[SourceId, Source] = {}
        self._visits: dict[SourceId, Visit] = {}
        self._follows: set[tuple[UserId, SourceId]] = set()
        self._leads: dict[LeadId, KeptLead] = {}
        self._articles: dict[ArticleId, Article] = {}
        self._revisions: dict[ArticleId, tuple[Revision, ...]] = {}
        self._listed_by: dict[ArticleId, set[SourceId]] = {}
        self._changes: dict[ArticleId, int] = {}
        self._last_change = 0
        self._relations: list[Relation] = []
        self._marks: dict[tuple[UserId, ArticleId], Mark] = {}
        self._reading: dict[tuple[UserId, ArticleId], ReadingPlace] = {}
        self._layouts: dict[SourceId, LayoutChange] = {}
        self._folders: dict[FolderId, Folder] = {}
        self._last_folder = 0
        self._placed: dict[tuple[UserId, SourceId], FolderId] = {}
        self._own_titles: dict[tuple[UserId, SourceId], str] = {}

    def _keep_watch(self, lead: LeadId, watch: Watch | None) -> None:
        kept = self._leads.get(lead)
        if kept is None or not (kept.pending or kept.watched):
            return
        if watch is None:
            self._leads[lead] = replace(kept, pending=False, watched=False)
        else:
            watch = storable(watch)
            self._leads[lead] = replace(
                kept, pending=False, watched=True, attempts=0, next_at=watch.next_at, watch=watch
            )

    def _require_user(self, user: UserId) -> User:
        if user not in self._users:
            raise NotFound(f"There is no account {user}.")
        return self._users[user]

    def _require_source(self, source: SourceId) -> Source:
        if source not in self._sources:
            raise NotFound(f"There is no source {source}.")
        return self._sources[source]

    def _require_article(self, article: ArticleId) -> Article:
        if article not in self._articles:
            raise NotFound(f"There is no article {article}.")
        return self._articles[article]

    def _followed(self, user: UserId, folder: FolderId | None = None) -> set[SourceId]:
        mine = {source for follower, source in self._follows if follower == user}
        return mine if folder is None else {source for source in mine if self._placed.get((user, source)) == folder}

    def _title_for(self, user: UserId, source: SourceId) -> str:
        return self._own_titles.get((user, source), self._sources[source].title)

    def _mark(self, user: UserId, article: ArticleId) -> Mark:
        return self._marks.get((user, article)) or Mark(user=user, article=article)

    def _listed(self, *sources: SourceId) -> list[Article]:
        """The articles that any of these sources lists, newest first."""
        wanted = set(sources)
        found = [article for key, article in self._articles.items() if self._listed_by[key] & wanted]
        return sorted(found, key=lambda article: (article.sort_at, article.id), reverse=True)

    def _unread(self, user: UserId, *sources: SourceId) -> list[Article]:
        return [article for article in self._listed(*sources) if self._mark(user, article.id).read_at is None]
