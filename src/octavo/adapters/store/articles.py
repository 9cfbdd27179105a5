"""Articles, their revisions, and what is related to them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from octavo.adapters.store.codec import decode_blocks, decode_text, encode_blocks
from octavo.adapters.store.entries import list_under
from octavo.adapters.store.leads import keep_watch
from octavo.adapters.store.part import Part, batches, require_article, require_source
from octavo.adapters.store.records import SOME, article_in, article_values, url_key, whole_articles
from octavo.adapters.store.tables import articles, counters, listings, relations, revisions
from octavo.model.articles import Article, Draft, Revision
from octavo.model.ids import ArticleId, LeadId, SourceId
from octavo.model.keeping import new_article, renewed, storable
from octavo.model.stories import Relation, RelationKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.sources import Watch


_ARTICLES = articles  # a method has a parameter of that name


class SqlArticles(Part):
    """The part of the store that keeps articles."""

    def save_article(
        self, draft: Draft, *, source: SourceId, now: datetime, lead: LeadId | None = None, watch: Watch | None = None
    ) -> tuple[Article, bool]:
        """Write what was drawn from a page, in one transaction: the article as it now stands, and whether it changed.

        An article is known by its address across all sources (one without an address by its digest within its
        source). A known one gets a new revision when its digest differs, is listed under ``source`` as well, and its
        other fields are brought up to date; a partial draft never replaces a whole text. ``lead`` is closed as
        done, or kept under ``watch``. It changed when it is new or has a new revision. Raises NotFound when the
        source is unknown.
        """
        draft, now = storable(draft), storable(now)
        with self._database.writing() as connection:
            require_source(connection, source)
            known = _known(connection, draft, source)
            if known is None:
                article = _insert(connection, new_article(draft, source=source, now=now))
            else:
                article = renewed(known, draft, now=now)
                _renew(connection, known, article)
            newly_listed = list_under(connection, article, source)
            if known is not None and (newly_listed or article != known):
                _number_change(connection, article)
            if lead is not None:
                keep_watch(connection, lead, watch)
        return article, known is None or article.revision != known.revision

    def relate(self, article: ArticleId, related: ArticleId, *, reason: str) -> None:
        """Remember that two articles were listed as related; no change when that is known.

        Raises NotFound when either is unknown.
        """
        kind = RelationKind.RELATED.value
        values = {"article": article, "related": related, "kind": kind, "reason": reason}
        with self._database.writing() as connection:
            require_article(connection, article)
            require_article(connection, related)
            if article != related and not _are_related(connection, article, related):
                connection.execute(sa.insert(relations).values(values))

    def related(self, article: ArticleId) -> tuple[Relation, ...]:
        """How an article stands to others and others to it: first what nobody weighed, then by score, best first."""
        either = sa.or_(relations.c.article == article, relations.c.related == article)
        order = (relations.c.score.is_not(None), relations.c.score.desc(), relations.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(relations).where(either).order_by(*order)).all()
        return tuple(
            Relation(
                article=ArticleId(row.article),
                related=ArticleId(row.related),
                kind=RelationKind(row.kind),
                reason=row.reason,
                score=row.score,
            )
            for row in rows
        )

    def article(self, article: ArticleId) -> Article | None:
        """One article in its latest revision."""
        with self._database.reading() as connection:
            return _one(connection, articles.c.id == article)

    def articles(self, articles: Sequence[ArticleId]) -> tuple[Article, ...]:
        """These articles in their latest revisions, in the order asked for; unknown ones are left out."""
        found: dict[int, Article] = {}
        with self._database.reading() as connection:
            for some in batches(sorted(set(articles))):
                rows = connection.execute(_THESE, {"some": some})
                found.update((row.id, article_in(row)) for row in rows)
        return tuple(found[article] for article in articles if article in found)

    def texts(self, articles: Sequence[ArticleId]) -> dict[ArticleId, str]:
        """The texts of articles in their latest revisions; unknown ones are left out."""
        found: dict[ArticleId, str] = {}
        with self._database.reading() as connection:
            for some in batches(sorted(set(articles))):
                rows = connection.execute(_TEXTS, {"some": some})
                found.update((ArticleId(article), decode_text(blocks)) for article, blocks in rows)
        return found

    def article_by_url(self, url: str) -> Article | None:
        """The article at an address."""
        with self._database.reading() as connection:
            return _by_address(connection, url_key(storable(url)))

    def articles_at(self, urls: Sequence[str]) -> dict[str, ArticleId]:
        """Which articles are at these addresses; unknown ones are left out."""
        keys = {url: key for url in urls if (key := url_key(storable(url))) is not None}
        found: dict[str, ArticleId] = {}
        with self._database.reading() as connection:
            for some in batches(list(keys.values())):
                query = sa.select(articles.c.address_key, articles.c.id).where(articles.c.address_key.in_(some))
                found.update((key, ArticleId(number)) for key, number in connection.execute(query))
        return {url: found[key] for url, key in keys.items() if key in found}

    def revisions(self, article: ArticleId) -> tuple[Revision, ...]:
        """All versions of an article, oldest first."""
        query = sa.select(revisions).where(revisions.c.article == article).order_by(revisions.c.number)
        with self._database.reading() as connection:
            return tuple(
                Revision(
                    article=article,
                    number=row.number,
                    at=row.at,
                    title=row.title,
                    blocks=decode_blocks(row.blocks),
                    digest=row.digest,
                )
                for row in connection.execute(query)
            )

    def changed_articles(self, after: int, limit: int) -> tuple[tuple[int, Article, tuple[SourceId, ...]], ...]:
        """Articles written since change ``after``, oldest change first: change, article, sources that list it."""
        with self._database.reading() as connection:
            rows = connection.execute(_CHANGED, {"after": after, "most": limit}).all()
            listed = _listed_by(connection, [row.id for row in rows]) if rows else {}
        return tuple((row.change, article_in(row), tuple(listed[row.id])) for row in rows)

    def count_articles(self) -> int:
        """How many articles the library holds."""
        with self._database.reading() as connection:
            return int(connection.scalars(sa.select(counters.c.value).where(counters.c.name == "articles")).one())


# Every search sends these: see records.
_THESE = whole_articles.where(_ARTICLES.c.id.in_(SOME))
_TEXTS = whole_articles.with_only_columns(_ARTICLES.c.id, revisions.c.blocks).where(_ARTICLES.c.id.in_(SOME))
_CHANGED = (
    whole_articles.where(articles.c.change > sa.bindparam("after"))
    .order_by(articles.c.change)
    .limit(sa.bindparam("most", type_=sa.Integer))
)


def _known(connection: sa.Connection, draft: Draft, source: SourceId) -> Article | None:
    key = url_key(draft.url)
    if key is not None:
        return _by_address(connection, key)
    return _one(
        connection,
        articles.c.address_key.is_(None),
        articles.c.source == source,
        articles.c.digest == draft.digest,
    )


def _by_address(connection: sa.Connection, key: str | None) -> Article | None:
    return None if key is None else _one(connection, articles.c.address_key == key)


def _one(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> Article | None:
    row = connection.execute(whole_articles.where(*conditions)).one_or_none()
    return None if row is None else article_in(row)


def _insert(connection: sa.Connection, article: Article) -> Article:
    values = article_values(article) | {"change": _count_up(connection, "change")}
    written = connection.execute(sa.insert(articles).values(values).returning(articles.c.id)).scalar_one()
    _count_up(connection, "articles")
    article = replace(article, id=ArticleId(written))
    _insert_revision(connection, article)
    return article


def _renew(connection: sa.Connection, known: Article, article: Article) -> None:
    if article != known:
        connection.execute(sa.update(articles).where(articles.c.id == article.id).values(article_values(article)))
    if article.revision != known.revision:
        _insert_revision(connection, article)


def _insert_revision(connection: sa.Connection, article: Article) -> None:
    connection.execute(
        sa.insert(revisions).values(
            article=article.id,
            number=article.revision,
            at=article.revised_at,
            title=article.title,
            blocks=encode_blocks(article.blocks),
            digest=article.digest,
        )
    )


def _number_change(connection: sa.Connection, article: Article) -> None:
    number = _count_up(connection, "change")
    connection.execute(sa.update(articles).where(articles.c.id == article.id).values(change=number))


def _count_up(connection: sa.Connection, name: str) -> int:
    # Writers take turns, so numbers are committed in the order they are given.
    counted = sa.update(counters).where(counters.c.name == name).values(value=counters.c.value + 1)
    return int(connection.scalars(counted.returning(counters.c.value)).one())


def _are_related(connection: sa.Connection, one: ArticleId, other: ArticleId) -> bool:
    pairs = ((one, other), (other, one))
    listed = relations.c.kind == RelationKind.RELATED.value
    query = sa.select(relations.c.id).where(sa.tuple_(relations.c.article, relations.c.related).in_(pairs), listed)
    query = query.limit(1)
    return connection.scalar(query) is not None


def _listed_by(connection: sa.Connection, found: Sequence[ArticleId]) -> dict[ArticleId, list[SourceId]]:
    listed: dict[ArticleId, list[SourceId]] = defaultdict(list)
    for some in batches(found):
        query = sa.select(listings.c.article, listings.c.source).where(listings.c.article.in_(some))
        for article, source in connection.execute(query.order_by(listings.c.article, listings.c.source)):
            listed[article].append(source)
    return listed
