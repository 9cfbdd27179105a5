"""What reading costs: a fixed number of queries, and pages that walk an index instead of sorting a library."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from tests.contract.making import NOW, add_source, lead
from tests.contract.tallies import assert_counts_are_true

from octavo.adapters.store import SqlStore, open_store
from octavo.adapters.store.codec import encode_lead
from octavo.adapters.store.tables import articles, entries, leads, listings, marks, sources, subscriptions
from octavo.model.ids import ArticleId
from octavo.model.listing import Cursor, ListQuery, Shelf
from octavo.model.preferences import ReadingPreferences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from octavo.model.people import User

SOURCES = 8
FEW, MANY = 40, 12_000

Asked = list[tuple[str, object]]


@contextmanager
def asked(store: SqlStore) -> Iterator[Asked]:
    """The statements that a store sends to its database, transactions and locks aside."""
    statements: Asked = []

    def note(_c: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        if not statement.startswith(("BEGIN", "SELECT pg_advisory")):
            statements.append((statement, parameters))

    event.listen(store._database.engine, "before_cursor_execute", note)
    yield statements
    event.remove(store._database.engine, "before_cursor_execute", note)


def fill(store: SqlStore, user: User, size: int) -> None:
    """Add articles in bulk, every second one read, every tenth starred, all counts true."""
    made = [store.source_by_url(f"https://n{n}.example/feed") or add_source(store, f"n{n}") for n in range(SOURCES)]
    for source in made:
        store.subscribe(user.id, source.id, NOW)
    first = store.count_articles() + 1
    numbers = range(first, first + size)
    place = {n: {"article": n, "sort_at": NOW - timedelta(seconds=n * 37 % 90_001)} for n in numbers}
    with store._database.writing() as connection:
        connection.execute(sa.insert(articles), [{**_article(n), "sort_at": place[n]["sort_at"]} for n in numbers])
        connection.execute(sa.insert(listings), [{**place[n], "source": n % SOURCES + 1} for n in numbers])
        mine = [{**place[n], "source": n % SOURCES + 1, "user": user.id, "unread": n % 2 == 0} for n in numbers]
        connection.execute(sa.insert(entries), mine)
        read = [{**place[n], "user": user.id, "read_at": NOW} for n in numbers if n % 2]
        starred = [{**place[n], "user": user.id, "starred_at": NOW} for n in numbers if n % 10 == 0]
        for some in (read, starred):
            connection.execute(sa.insert(marks), some)
        _count_again(connection)


def _article(number: int) -> dict[str, object]:
    texts = dict.fromkeys(("title", "excerpt", "byline", "tags", "extracted_by"), "")
    return texts | {
        "source": number % SOURCES + 1,
        "address_key": str(number),
        "digest": str(number),
        "revision": 1,
        "change": number,
        "first_seen_at": NOW,
        "revised_at": NOW,
        "word_count": 1,
        "precision": "second",
        "kind": "report",
    }


def _count_again(connection: sa.Connection) -> None:
    connection.exec_driver_sql("UPDATE counters SET value = (SELECT count(*) FROM articles)")
    listed = sa.select(sa.func.count()).where(listings.c.source == sources.c.id)
    connection.execute(sa.update(sources).values(articles=listed.scalar_subquery()))
    unread = sa.select(sa.func.count()).where(
        entries.c.user == subscriptions.c.user, entries.c.source == subscriptions.c.source, entries.c.unread
    )
    connection.execute(sa.update(subscriptions).values(unread=unread.scalar_subquery()))


def _last(store: SqlStore, many: int) -> list[ArticleId]:
    count = store.count_articles()
    return [ArticleId(n) for n in range(count - many + 1, count + 1)]


@pytest.fixture
def sql_store(database_url: str) -> Iterator[SqlStore]:
    store = open_store(database_url)
    yield store
    store.close()


READS: dict[str, Callable[[SqlStore, User], object]] = {
    "latest": lambda store, user: store.listing(ListQuery(user=user.id)),
    "unread": lambda store, user: store.listing(ListQuery(user=user.id, shelf=Shelf.UNREAD)),
    "starred": lambda store, user: store.listing(ListQuery(user=user.id, shelf=Shelf.STARRED)),
    "one source": lambda store, user: store.listing(ListQuery(user=user.id, source=store.sources()[0].id)),
    "rows": lambda store, user: store.rows(user.id, [ArticleId(n) for n in range(1, 40)]),
    "subscriptions": lambda store, user: store.subscriptions(user.id),
    "changes": lambda store, _: store.changed_articles(0, 40),
    "followed": lambda store, _: store.followed_sources(),
    "count": lambda store, _: store.count_articles(),
    "marking": lambda store, user: store.set_read(user.id, _last(store, 39), NOW),
}


def test_the_number_of_queries_does_not_grow_with_the_library(sql_store: SqlStore) -> None:
    user = sql_store.ensure_owner("Ada", NOW)
    counts: list[dict[str, int]] = []
    for size in (FEW, 400):
        fill(sql_store, user, size)
        counts.append({})
        for name, read in READS.items():
            with asked(sql_store) as statements:
                read(sql_store, user)
            counts[-1][name] = len(statements)
    assert counts[0] == counts[1]
    assert max(counts[0].values()) <= 7
    assert counts[0]["latest"] == counts[0]["unread"] == 2
    assert counts[0]["subscriptions"] == counts[0]["count"] == 1


def plan(store: SqlStore, statement: str, parameters: object) -> str:
    explain = "EXPLAIN QUERY PLAN " if store._database.is_sqlite else "EXPLAIN "
    with store._database.engine.begin() as connection:
        assert isinstance(parameters, (tuple, dict))
        rows = connection.exec_driver_sql(explain + statement, parameters)
        return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize("turned", [False, True])
def test_a_page_walks_an_index_and_sorts_nothing(sql_store: SqlStore, turned: bool) -> None:
    user = sql_store.ensure_owner("Ada", NOW)
    fill(sql_store, user, MANY)
    _analyze(sql_store)
    source = sql_store.sources()[0].id
    after = Cursor(sort_at=NOW - timedelta(hours=5), article=ArticleId(77)) if turned else None
    # The stars of one source are left out: a person's stars are few, and a database may well sort them.
    for shelf, one in [*((shelf, None) for shelf in Shelf), (Shelf.LATEST, source), (Shelf.UNREAD, source)]:
        query = ListQuery(user=user.id, shelf=shelf, source=one, after=after)
        with asked(sql_store) as statements:
            assert len(sql_store.listing(query).rows) == 50
        page = next(one for one in statements if "ORDER BY" in one[0])
        assert_walks(sql_store, plan(sql_store, *page))


def _analyze(store: SqlStore) -> None:
    with store._database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("ANALYZE")


def assert_walks(store: SqlStore, found: str) -> None:
    if store._database.is_sqlite:
        assert "TEMP B-TREE" not in found, found
        assert "SCAN" not in found, found
    else:
        assert "Sort" not in found, found
        assert "Seq Scan" not in found, found
        assert "Hash" not in found, found
    assert "ix_" in found, found


def test_whose_session_it_is_and_how_they_read_is_one_query(sql_store: SqlStore) -> None:
    user = sql_store.ensure_owner("Ada", NOW)
    sql_store.save_reading_preferences(user.id, ReadingPreferences(size=5))
    sql_store.add_session("one", user.id, now=NOW, expires_at=NOW + timedelta(hours=1))
    with asked(sql_store) as statements:
        found = sql_store.session("one", NOW)
    assert found is not None
    assert found.user.preferences.size == 5
    assert len(statements) == 1


def test_what_was_filled_in_bulk_is_a_true_library(sql_store: SqlStore) -> None:
    user = sql_store.ensure_owner("Ada", NOW)
    fill(sql_store, user, FEW)
    assert_counts_are_true(sql_store, user)


def test_leads_are_taken_without_a_look_at_those_that_are_done(sql_store: SqlStore) -> None:
    source = add_source(sql_store)
    states = [*["done"] * MANY, *["pending"] * 60, *["watched"] * 60]
    with sql_store._database.writing() as connection:
        connection.execute(sa.insert(leads), [_lead(source.id, n, state) for n, state in enumerate(states)])
    _analyze(sql_store)
    with asked(sql_store) as statements:
        assert len(sql_store.take_leads(NOW, lease_until=NOW, limit=100)) == 100
    for statement, parameters in statements:
        if statement.startswith("SELECT"):
            found = plan(sql_store, statement, parameters)
            assert "ix_leads_" in found, found
            assert "Seq Scan" not in found, found


def _lead(source: int, number: int, state: str) -> dict[str, object]:
    return {
        "source": source,
        "guid_key": str(number),
        "address_key": str(number),
        "state": state,
        "attempts": 0,
        "next_at": NOW,
        "known_at": NOW,
        "rank_at": NOW - timedelta(seconds=number),
        "lead": encode_lead(lead(f"n{number}")),
        "looks": 0,
    }
