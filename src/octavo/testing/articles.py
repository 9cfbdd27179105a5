"""Articles, lists and marks in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.kit.moments import as_utc
from octavo.kit.text import shorten
from octavo.model.articles import Article, Draft, Revision
from octavo.model.ids import ArticleId, LeadId, SourceId, UserId
from octavo.model.keeping import address_key, new_article, renewed, storable
from octavo.model.listing import Cursor, Listing, ListQuery, Row, Shelf
from octavo.model.stories import Relation, RelationKind
from octavo.testing.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.following import FolderId
    from octavo.model.people import Mark
    from octavo.model.sources import Watch

_EXCERPT = 300


class MemoryArticles(Library):
    """The part of the fake store that keeps articles and marks."""

    def save_article(
        self, draft: Draft, *, source: SourceId, now: datetime, lead: LeadId | None = None, watch: Watch | None = None
    ) -> tuple[Article, bool]:
        """Write what was drawn from a page: the article as it now stands, and whether it is new or newly revised.

        Raises NotFound when the source is unknown.
        """
        with self._lock:
            draft, now = storable(draft), storable(now)
            self._require_source(source)
            known = self._known(draft, source)
            if known is None:
                fresh = new_article(draft, source=source, now=now)
                article = replace(fresh, id=ArticleId(len(self._articles) + 1))
            else:
                article = renewed(known, draft, now=now)
            self._keep(known, article, source)
            if lead is not None:
                self._keep_watch(lead, watch)
            return article, known is None or article.revision != known.revision

    def relate(self, article: ArticleId, related: ArticleId, *, reason: str) -> None:
        """Remember that two articles were listed as related; no change when that is known.

        Raises NotFound when either is unknown.
        """
        with self._lock:
            self._require_article(article)
            self._require_article(related)
            listed = [one for one in self._relations if one.kind is RelationKind.RELATED]
            known = any({article, related} == {one.article, one.related} for one in listed)
            if article != related and not known:
                kind = RelationKind.RELATED
                one = Relation(article=article, related=related, kind=kind, reason=storable(reason))
                self._relations.append(one)

    def related(self, article: ArticleId) -> tuple[Relation, ...]:
        """How an article stands to others and others to it: first what nobody weighed, then by score, best first."""
        with self._lock:
            found = [one for one in self._relations if article in (one.article, one.related)]
            return tuple(sorted(found, key=lambda one: (one.score is not None, -(one.score or 0.0))))

    def article(self, article: ArticleId) -> Article | None:
        """One article in its latest revision."""
        with self._lock:
            return self._articles.get(article)

    def texts(self, articles: Sequence[ArticleId]) -> dict[ArticleId, str]:
        """The texts of articles in their latest revisions; unknown ones are left out."""
        return {article.id: article.text for article in self.articles(articles)}

    def articles(self, articles: Sequence[ArticleId]) -> tuple[Article, ...]:
        """These articles in their latest revisions, in the order asked for; unknown ones are left out."""
        with self._lock:
            return tuple(self._articles[article] for article in articles if article in self._articles)

    def article_by_url(self, url: str) -> Article | None:
        """The article at an address."""
        with self._lock:
            return self._by_address(address_key(storable(url)))

    def articles_at(self, urls: Sequence[str]) -> dict[str, ArticleId]:
        """Which articles are at these addresses; unknown ones are left out."""
        found = {url: self.article_by_url(url) for url in urls}
        return {url: article.id for url, article in found.items() if article}

    def revisions(self, article: ArticleId) -> tuple[Revision, ...]:
        """All versions of an article, oldest first."""
        with self._lock:
            return self._revisions.get(article, ())

    def changed_articles(self, after: int, limit: int) -> tuple[tuple[int, Article, tuple[SourceId, ...]], ...]:
        """Articles written since change ``after``, oldest change first: change, article, sources that list it."""
        with self._lock:
            changed = sorted((change, key) for key, change in self._changes.items() if change > after)
            return tuple(
                (change, self._articles[key], tuple(sorted(self._listed_by[key]))) for change, key in changed[:limit]
            )

    def count_articles(self) -> int:
        """How many articles the library holds."""
        with self._lock:
            return len(self._articles)

    def listing(self, query: ListQuery) -> Listing:
        """A page of a list."""
        with self._lock:
            after = None if query.after is None else (as_utc(query.after.sort_at), query.after.article)
            found = [one for one in self._shelf(query) if after is None or (one.sort_at, one.id) < after]
            page = found[: max(query.limit, 0)]
            rows = tuple(self._row(query.user, article, query.source) for article in page)
            more = page and len(found) > len(page)
            return Listing(rows=rows, next=Cursor(sort_at=page[-1].sort_at, article=page[-1].id) if more else None)

    def rows(self, user: UserId, articles: Sequence[ArticleId]) -> tuple[Row, ...]:
        """Rows for these articles, in their order; unknown ones are left out."""
        with self._lock:
            return tuple(self._row(user, self._articles[key], None) for key in articles if key in self._articles)

    def mark(self, user: UserId, article: ArticleId) -> Mark:
        """The mark of a person on an article; an empty one where there is none."""
        with self._lock:
            return self._mark(user, article)

    def set_read(self, user: UserId, articles: Sequence[ArticleId], read_at: datetime | None) -> None:
        """Mark articles read, or unread with ``None``. What is read keeps its time. Unknown ids are passed over."""
        with self._lock:
            read_at = storable(read_at)
            self._require_user(user)
            for mark in self._marks_on(user, articles):
                kept = read_at and (mark.read_at or read_at)
                self._marks[user, mark.article] = replace(mark, read_at=kept)

    def set_starred(self, user: UserId, articles: Sequence[ArticleId], starred_at: datetime | None) -> None:
        """Star articles, or take the star away with ``None``. What is starred keeps its time."""
        with self._lock:
            starred_at = storable(starred_at)
            self._require_user(user)
            for mark in self._marks_on(user, articles):
                kept = starred_at and (mark.starred_at or starred_at)
                self._marks[user, mark.article] = replace(mark, starred_at=kept)

    def put_marks(self, user: UserId, marks: Sequence[Mark]) -> None:
        """Write marks as they were made elsewhere. What is read or starred here keeps its time."""
        with self._lock:
            self._require_user(user)
            for mark in marks:
                if mark.read_at:
                    self.set_read(user, [mark.article], mark.read_at)
                if mark.starred_at:
                    self.set_starred(user, [mark.article], mark.starred_at)

    def marks(self, user: UserId, *, after: ArticleId, limit: int) -> tuple[Mark, ...]:
        """A person's marks on the articles after this one, by article: those that say something."""
        with self._lock:
            mine = [one for one in self._marks.values() if one.user == user and one.article > after]
            says = [one for one in mine if one.read_at or one.starred_at]
            return tuple(sorted(says, key=lambda one: one.article))[: max(limit, 0)]

    def mark_all_read(
        self,
        user: UserId,
        *,
        read_at: datetime,
        source: SourceId | None,
        before: datetime,
        folder: FolderId | None = None,
    ) -> int:
        """Mark everything first seen until ``before`` as read, of one source or folder or of all followed: how many."""
        with self._lock:
            read_at, before = as_utc(read_at), as_utc(before)
            self._require_user(user)
            among = self._followed(user, folder) if source is None else {source}
            unread = [article.id for article in self._unread(user, *among) if article.first_seen_at <= before]
            self.set_read(user, unread, read_at)
            return len(unread)

    def _known(self, draft: Draft, source: SourceId) -> Article | None:
        address = address_key(draft.url)
        if address is not None:
            return self._by_address(address)
        return next(
            (
                article
                for article in self._articles.values()
                if address_key(article.url) is None and article.source == source and article.digest == draft.digest
            ),
            None,
        )

    def _by_address(self, address: str | None) -> Article | None:
        if address is None:
            return None
        return next((one for one in self._articles.values() if address_key(one.url) == address), None)

    def _keep(self, known: Article | None, article: Article, source: SourceId) -> None:
        listed_by = self._listed_by.setdefault(article.id, set())
        if article != known or source not in listed_by:
            self._last_change += 1
            self._changes[article.id] = self._last_change
        listed_by.add(source)
        self._articles[article.id] = article
        if known is None or article.revision != known.revision:
            revision = Revision(
                article=article.id,
                number=article.revision,
                at=article.revised_at,
                title=article.title,
                blocks=article.blocks,
                digest=article.digest,
            )
            self._revisions[article.id] = (*self._revisions.get(article.id, ()), revision)

    def _marks_on(self, user: UserId, articles: Sequence[ArticleId]) -> list[Mark]:
        return [self._mark(user, article) for article in articles if article in self._articles]

    def _shelf(self, query: ListQuery) -> list[Article]:
        among = self._followed(query.user, query.folder) if query.source is None else {query.source}
        if query.shelf is Shelf.LATEST:
            return self._listed(*among)
        if query.shelf is Shelf.UNREAD:
            return self._unread(query.user, *among)
        everywhere = query.source is None and query.folder is None
        within = self._listed(*(self._sources if everywhere else among))
        return [article for article in within if self._mark(query.user, article.id).starred_at is not None]

    def _row(self, user: UserId, article: Article, source: SourceId | None) -> Row:
        shown = self._shown_source(user, article) if source is None else source
        mark = self._mark(user, article.id)
        return Row(
            article=article.id,
            source=shown,
            source_title=self._title_for(user, shown),
            title=article.title,
            excerpt=shorten(article.prose, _EXCERPT),
            byline=article.byline,
            published_at=article.published_at,
            precision=article.precision,
            sort_at=article.sort_at,
            first_seen_at=article.first_seen_at,
            language=article.language,
            word_count=article.word_count,
            partial=article.partial,
            revision=article.revision,
            read=mark.read_at is not None,
            starred=mark.starred_at is not None,
            source_kind=self._sources[shown].kind,
            publisher=article.publisher,
            share=self._reading[user, article.id].share if (user, article.id) in self._reading else 0,
            image=article.image,
        )

    def _shown_source(self, user: UserId, article: Article) -> SourceId:
        """The source that had the article first where the person follows it, else the first one that they follow."""
        followed = self._listed_by[article.id] & self._followed(user)
        return article.source if article.source in followed or not followed else min(followed)
