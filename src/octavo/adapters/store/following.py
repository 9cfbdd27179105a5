"""Folders, titles of one's own, and many sources at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from octavo.adapters.store.columns import key_of
from octavo.adapters.store.entries import follow
from octavo.adapters.store.following_tables import arrangements, folders
from octavo.adapters.store.part import Part, batches, require_source, require_user
from octavo.adapters.store.records import ME
from octavo.adapters.store.tables import entries, sources, subscriptions, visits
from octavo.model.errors import AlreadyThere, NotFound
from octavo.model.following import Activity, Folder, FolderId, Outcome, Taken, Wanted
from octavo.model.ids import SourceId, UserId
from octavo.model.keeping import folder_key, storable
from octavo.model.sources import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

_ALL = folders  # a method has that name
_ACTIVITY = (
    sa.select(
        entries.c.source,
        sa.func.count().label("articles"),
        sa.func.min(entries.c.sort_at).label("first_at"),
        sa.func.max(entries.c.sort_at).label("latest_at"),
    )
    .where(entries.c.user == ME, entries.c.sort_at >= sa.bindparam("since", type_=entries.c.sort_at.type))
    .group_by(entries.c.source)
)
_ACTIVITY_OF_ONE = _ACTIVITY.where(entries.c.source == sa.bindparam("its", type_=entries.c.source.type))
_MINE = sa.select(_ALL).where(_ALL.c.user == ME)  # every list sends it: see records


class SqlFollowing(Part):
    """The part of the store that keeps what people arrange."""

    def folders(self, user: UserId) -> tuple[Folder, ...]:
        """A person's folders, by name (case folded)."""
        with self._database.reading() as connection:
            found = [_folder(row) for row in connection.execute(_MINE, {"me": user})]
        return tuple(sorted(found, key=lambda one: (folder_key(one.name), one.id)))

    def add_folder(self, user: UserId, name: str) -> Folder:
        """Make a folder; the one that is there when the person has one of this name (case folded)."""
        with self._database.writing() as connection:
            require_user(connection, user)
            number = _numbers(connection, user, [name])[folder_key(name)]
            return _folder(connection.execute(sa.select(_ALL).where(_ALL.c.id == number)).one())

    def rename_folder(self, user: UserId, folder: FolderId, name: str) -> Folder:
        """Give a folder another name. Raises NotFound: no such folder; AlreadyThere: another one has the name."""
        key = key_of(folder_key(name))
        with self._database.writing() as connection:
            _require_folder(connection, user, folder)
            taken = sa.select(_ALL.c.id).where(_ALL.c.user == user, _ALL.c.name_key == key, _ALL.c.id != folder)
            if connection.scalar(taken) is not None:
                raise AlreadyThere(f"You have a folder called “{name}” already: choose another name.")
            connection.execute(sa.update(_ALL).where(_ALL.c.id == folder).values(name=name, name_key=key))
            return _folder(connection.execute(sa.select(_ALL).where(_ALL.c.id == folder)).one())

    def remove_folder(self, user: UserId, folder: FolderId) -> bool:
        """Take a folder away, its sources stay; whether it was there."""
        mine = sa.and_(_ALL.c.id == folder, _ALL.c.user == user)
        with self._database.writing() as connection:
            return connection.execute(sa.delete(_ALL).where(mine)).rowcount > 0

    def put_into_folder(self, user: UserId, source: SourceId, folder: FolderId | None) -> None:
        """Put a source into a folder, or (``None``) into none. Raises NotFound when any of the three is unknown."""
        with self._database.writing() as connection:
            if folder is not None:
                _require_folder(connection, user, folder)
            _arrange(connection, user, source, arrangements.c.folder, folder)

    def rename_source(self, user: UserId, source: SourceId, title: str | None) -> None:
        """Call a source by a title of one's own, or (``None``) by its own again. Raises NotFound: either is unknown."""
        with self._database.writing() as connection:
            _arrange(connection, user, source, arrangements.c.title, title)

    def follow_all(self, user: UserId, wanted: Sequence[Wanted], now: datetime) -> tuple[Taken, ...]:
        """Let a person follow all of these feeds, in one transaction; what became of each, in their order."""
        with self._database.writing() as connection:
            require_user(connection, user)
            numbers = _sources(connection, wanted, now)
            mine = sa.select(subscriptions.c.source).where(subscriptions.c.user == user)
            followed = set(connection.scalars(mine))
            taken, fresh = [], {}
            for one in wanted:
                source = numbers[_key(one)]
                known = source in followed or source in fresh
                taken.append(_taken(one, source, Outcome.KNOWN if known else Outcome.ADDED))
                if not known:
                    fresh[source] = one
            _subscribe(connection, user, list(fresh), now)
            _arrange_all(connection, user, fresh)
        return tuple(taken)

    def activity(self, user: UserId, since: datetime, source: SourceId | None = None) -> dict[SourceId, Activity]:
        """What each followed source, or the one asked for, listed since then; silent ones are left out."""
        query, its = (_ACTIVITY, {}) if source is None else (_ACTIVITY_OF_ONE, {"its": source})
        with self._database.reading() as connection:
            return {
                SourceId(row.source): Activity(articles=row.articles, first_at=row.first_at, latest_at=row.latest_at)
                for row in connection.execute(query, {"me": user, "since": since, **its})
            }


def _key(wanted: Wanted) -> str:
    return key_of(storable(wanted.url))


def _sources(connection: sa.Connection, wanted: Sequence[Wanted], now: datetime) -> dict[str, SourceId]:
    """The sources at these addresses by their keys; those that were not there are made, due at once."""
    keys = list(dict.fromkeys(_key(one) for one in wanted))
    numbers = _numbers_of(connection, keys)
    missing = {key: one for one in wanted if (key := _key(one)) not in numbers}
    for some in batches(list(missing.items())):
        connection.execute(sa.insert(sources), [_source_values(key, one, now) for key, one in some])
    made = _numbers_of(connection, list(missing))
    for numbered in batches(list(made.values())):
        rows = [{"source": source, "next_at": now, "failures": 0, "gone": False} for source in numbered]
        connection.execute(sa.insert(visits), rows)
    return numbers | made


def _numbers_of(connection: sa.Connection, keys: Sequence[str]) -> dict[str, SourceId]:
    found: dict[str, SourceId] = {}
    for some in batches(keys):
        query = sa.select(sources.c.url_key, sources.c.id).where(sources.c.url_key.in_(some))
        found.update((row.url_key, SourceId(row.id)) for row in connection.execute(query))
    return found


def _source_values(key: str, wanted: Wanted, now: datetime) -> dict[str, object]:
    return {
        "url": wanted.url,
        "url_key": key,
        "kind": SourceKind.FEED.value,
        "title": "",  # its own title is the feed's to say
        "site_url": wanted.site_url,
        "language": wanted.language,
        "added_at": now,
        "articles": 0,
    }


def _subscribe(connection: sa.Connection, user: UserId, fresh: Sequence[SourceId], now: datetime) -> None:
    told: dict[int, int] = {}
    for some in batches(fresh):
        query = sa.select(sources.c.id, sources.c.articles).where(sources.c.id.in_(some))
        told.update((row.id, row.articles) for row in connection.execute(query))
    rows = [
        {"user": user, "source": one, "since": now, "unread": follow(connection, user, one) if told[one] else 0}
        for one in fresh
    ]
    for batch in batches(rows):
        connection.execute(sa.insert(subscriptions), batch)


def _arrange_all(connection: sa.Connection, user: UserId, fresh: dict[SourceId, Wanted]) -> None:
    """Put newly followed sources where the list says, in the place of what was arranged before."""
    numbers = _numbers(connection, user, [one.folder for one in fresh.values() if one.folder])
    told = {source: one for source, one in fresh.items() if one.folder or one.title}
    for some in batches(list(told)):
        mine = sa.and_(arrangements.c.user == user, arrangements.c.source.in_(some))
        connection.execute(sa.delete(arrangements).where(mine))
        rows = [
            {
                "user": user,
                "source": source,
                "folder": numbers[folder_key(folder)] if (folder := told[source].folder) else None,
                "title": told[source].title or None,
            }
            for source in some
        ]
        connection.execute(sa.insert(arrangements), rows)


def _numbers(connection: sa.Connection, user: UserId, names: Iterable[str]) -> dict[str, FolderId]:
    """The person's folders of these names, by the key of the name; those that were not there are made."""
    wanted = {folder_key(name): name for name in reversed(list(names))}
    query = sa.select(_ALL.c.id, _ALL.c.name).where(_ALL.c.user == user)
    known = {folder_key(row.name): FolderId(row.id) for row in connection.execute(query)}
    for key, name in wanted.items():
        if key not in known:
            values = {"user": user, "name": name, "name_key": key_of(key)}
            known[key] = FolderId(connection.execute(sa.insert(_ALL).values(values).returning(_ALL.c.id)).scalar_one())
    return known


def _arrange(
    connection: sa.Connection, user: UserId, source: SourceId, column: sa.Column[object], value: object
) -> None:
    require_user(connection, user)
    require_source(connection, source)
    mine = sa.and_(arrangements.c.user == user, arrangements.c.source == source)
    if connection.execute(sa.update(arrangements).where(mine).values({column: value})).rowcount == 0:
        connection.execute(sa.insert(arrangements).values({"user": user, "source": source, column.name: value}))


def _require_folder(connection: sa.Connection, user: UserId, folder: FolderId) -> None:
    if connection.scalar(sa.select(_ALL.c.id).where(_ALL.c.id == folder, _ALL.c.user == user)) is None:
        raise NotFound("There is no such folder. The page of sources shows your folders.")


def _taken(wanted: Wanted, source: SourceId, outcome: Outcome) -> Taken:
    return Taken(
        url=storable(wanted.url),
        title=storable(wanted.title),
        folder=storable(wanted.folder),
        outcome=outcome,
        source=source,
    )


def _folder(row: sa.Row[tuple[object, ...]]) -> Folder:
    return Folder(id=FolderId(row.id), user=UserId(row.user), name=row.name)
