"""Sources, who follows them, and how visits to them went."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from octavo.adapters.store.columns import key_of
from octavo.adapters.store.entries import follow, follows
from octavo.adapters.store.following_tables import arrangements
from octavo.adapters.store.leads import announce
from octavo.adapters.store.part import Part, require_source, require_user
from octavo.adapters.store.records import ME
from octavo.adapters.store.tables import entries, layout_changes, sources, subscriptions, visits
from octavo.model.errors import NotFound
from octavo.model.keeping import storable, told_by_feed
from octavo.model.listing import Subscription, Tally
from octavo.model.sites import LayoutChange
from octavo.model.sources import Feed, Source, SourceKind, Visit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.ids import SourceId, UserId

_VISIT_COLUMNS = [column.label(f"visit_{column.name}") for column in visits.c]
_LAYOUT_COLUMNS = [column.label(f"layout_{column.name}") for column in layout_changes.c]
_OWN_COLUMNS = [subscriptions.c.unread, arrangements.c.folder, arrangements.c.title.label("own_title")]
_SOURCE_WIDTH = len(sources.c)
_VISIT_END = _SOURCE_WIDTH + len(visits.c)
# Every page sends it: see records.
_FOLLOWED = (
    sa.select(sources, *_VISIT_COLUMNS, *_LAYOUT_COLUMNS, *_OWN_COLUMNS)
    .select_from(subscriptions)
    .join(sources, sources.c.id == subscriptions.c.source)
    .join(visits, visits.c.source == sources.c.id)
    .outerjoin(layout_changes, layout_changes.c.source == sources.c.id)
    .outerjoin(arrangements, sa.and_(arrangements.c.user == ME, arrangements.c.source == subscriptions.c.source))
    .where(subscriptions.c.user == ME)
)

_TALLY = sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(subscriptions.c.unread), 0)).where(
    subscriptions.c.user == ME
)


class SqlSources(Part):
    """The part of the store that keeps sources, subscriptions and visits."""

    def add_source(
        self, *, url: str, kind: SourceKind, title: str, site_url: str | None, language: str | None, now: datetime
    ) -> Source:
        """Add a source, due at once; the one that is there when the address is known already."""
        with self._database.writing() as connection:
            known = _by_url(connection, url)
            if known is not None:
                return known
            values = {
                "url": url,
                "url_key": key_of(storable(url)),
                "kind": kind.value,
                "title": title,
                "site_url": site_url,
                "language": language,
                "added_at": now,
                "articles": 0,
            }
            row = connection.execute(sa.insert(sources).values(values).returning(*sources.c)).one()
            connection.execute(sa.insert(visits).values(source=row.id, next_at=now, failures=0, gone=False))
            return _source(row)

    def source(self, source: SourceId) -> Source | None:
        """One source."""
        with self._database.reading() as connection:
            return _by_id(connection, source)

    def source_by_url(self, url: str) -> Source | None:
        """The source with exactly this address."""
        with self._database.reading() as connection:
            return _by_url(connection, url)

    def sources(self) -> tuple[Source, ...]:
        """All sources of the server, by id."""
        with self._database.reading() as connection:
            return tuple(_source(row) for row in connection.execute(sa.select(sources).order_by(sources.c.id)))

    def subscribe(self, user: UserId, source: SourceId, now: datetime) -> None:
        """Let a person follow a source; no change when they do. Raises NotFound when either is unknown."""
        with self._database.writing() as connection:
            require_user(connection, user)
            require_source(connection, source)
            if not follows(connection, user, source):
                values = {"user": user, "source": source, "since": now, "unread": follow(connection, user, source)}
                connection.execute(sa.insert(subscriptions).values(values))

    def unsubscribe(self, user: UserId, source: SourceId) -> None:
        """Stop following. Articles, marks and stars stay."""
        with self._database.writing() as connection:
            for table in (subscriptions, entries):
                connection.execute(sa.delete(table).where(table.c.user == user, table.c.source == source))

    def subscriptions(self, user: UserId) -> tuple[Subscription, ...]:
        """What a person follows, by its title for them (case folded), with visits and counts."""
        return self._database.once(("subscriptions", user), lambda: self._followed(user))

    def _followed(self, user: UserId) -> tuple[Subscription, ...]:
        with self._database.reading() as connection:
            followed = [_subscription(row) for row in connection.execute(_FOLLOWED, {"me": user})]
        return tuple(sorted(followed, key=lambda one: (one.source.title.casefold(), one.source.id)))

    def count_followed(self, user: UserId) -> Tally:
        """How many sources a person follows, and how much of them is unread."""
        with self._database.reading() as connection:
            return Tally(*connection.execute(_TALLY, {"me": user}).one())

    def due_sources(self, now: datetime, *, lease_until: datetime, limit: int) -> tuple[tuple[Source, Visit], ...]:
        """Take up to ``limit`` followed feeds that are due, longest overdue first; their next visit is ``lease_until``.

        Two callers at once never get the same source. A caller that dies loses nothing: the lease runs out.
        Sources that are gone, that nobody follows, or that are no feeds are never due.
        """
        query = _askable().where(visits.c.next_at <= now).order_by(visits.c.next_at, sources.c.id).limit(limit)
        lease = sa.update(visits).where(visits.c.source == sa.bindparam("leased")).values(next_at=sa.bindparam("until"))
        with self._database.writing() as connection:
            due = _with_visits(connection, query)
            if due:
                connection.execute(lease, [{"leased": source.id, "until": lease_until} for source, _ in due])
            return due

    def followed_sources(self) -> tuple[tuple[Source, Visit], ...]:
        """All feeds that somebody follows and that are not gone, by id, with their visits: no schedule, no lease."""
        with self._database.reading() as connection:
            return _with_visits(connection, _askable().order_by(sources.c.id))

    def visit(self, source: SourceId) -> Visit | None:
        """How the last visit went."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(*_VISIT_COLUMNS).where(visits.c.source == source)).one_or_none()
            return None if row is None else _visit(row)

    def record_visit(self, visit: Visit, *, feed: Feed | None = None, url: str | None = None) -> int:
        """Write how a visit went and, in the same transaction, what the feed says; returns how many leads to fetch.

        Title (where the source had none), site and language of the source are taken from the feed. A lead is new when
        its guid and its address are new to the source; it is to be fetched again when its ``updated_at`` is later
        than known. ``url`` is the source's new address after a permanent move (kept unless another source has it).
        Raises NotFound when the source is unknown.
        """
        with self._database.writing() as connection:
            source = _by_id(connection, visit.source)
            if source is None:
                raise NotFound(f"There is no source {visit.source}.")
            connection.execute(sa.update(visits).where(visits.c.source == visit.source).values(asdict(visit)))
            if url is not None and _by_url(connection, url) is None:
                _write(connection, source, url=url, url_key=key_of(storable(url)))
            if feed is None:
                return 0
            told = told_by_feed(source, feed)
            _write(connection, source, title=told.title, site_url=told.site_url, language=told.language)
            return announce(connection, source.id, storable(feed.leads), visit.at or visit.next_at)


def _askable() -> sa.Select[tuple[object, ...]]:
    followed = sa.exists().where(subscriptions.c.source == sources.c.id)
    return (
        sa.select(sources, *_VISIT_COLUMNS)
        .join(visits, visits.c.source == sources.c.id)
        .where(sources.c.kind == SourceKind.FEED.value, ~visits.c.gone, followed)
    )


def _with_visits(connection: sa.Connection, query: sa.Select[tuple[object, ...]]) -> tuple[tuple[Source, Visit], ...]:
    return tuple(
        (_source(row[:_SOURCE_WIDTH]), _visit(row[_SOURCE_WIDTH:_VISIT_END])) for row in connection.execute(query)
    )


def _write(connection: sa.Connection, source: Source, **values: str | None) -> None:
    connection.execute(sa.update(sources).where(sources.c.id == source.id).values(values))


def _by_id(connection: sa.Connection, source: SourceId) -> Source | None:
    row = connection.execute(sa.select(sources).where(sources.c.id == source)).one_or_none()
    return None if row is None else _source(row)


def _by_url(connection: sa.Connection, url: str) -> Source | None:
    row = connection.execute(sa.select(sources).where(sources.c.url_key == key_of(storable(url)))).one_or_none()
    return None if row is None else _source(row)


def _subscription(row: sa.Row[tuple[Any, ...]]) -> Subscription:
    """By the places of the columns of ``_FOLLOWED``, as in ``records.row_in``: most pages show all sources."""
    columns, articles = row[:_SOURCE_WIDTH], row[_SOURCE_WIDTH - 1]
    unread, folder, own_title = row[-len(_OWN_COLUMNS) :]
    source = _source(columns)
    return Subscription(
        source=source if own_title is None else replace(source, title=own_title),
        visit=_visit(row[_SOURCE_WIDTH:_VISIT_END]),
        articles=articles,
        unread=unread,
        layout=_layout(row[_VISIT_END : -len(_OWN_COLUMNS)]),
        folder=folder,
        renamed_from=None if own_title is None else source.title,
    )


def _source(columns: Sequence[Any]) -> Source:
    """From the columns of ``sources``, in their order."""
    number, url, _, kind, title, site_url, language, added_at, _ = columns
    return Source(
        id=number,
        url=url,
        kind=SourceKind(kind),
        title=title,
        site_url=site_url,
        language=language,
        added_at=added_at,
    )


def _layout(columns: Sequence[Any]) -> LayoutChange | None:
    """From the columns of ``layout_changes``, in their order."""
    source, host, incomplete, latest = columns
    return None if source is None else LayoutChange(host=host, incomplete=incomplete, latest=latest)


def _visit(columns: Sequence[Any]) -> Visit:
    """From the columns of ``visits``, in their order."""
    source, at, succeeded_at, next_at, etag, last_modified, failures, reason, problem, gone = columns
    return Visit(
        source=source,
        at=at,
        succeeded_at=succeeded_at,
        next_at=next_at,
        etag=etag,
        last_modified=last_modified,
        failures=failures,
        reason=reason,
        problem=problem,
        gone=gone,
    )
