"""When a database cannot go on: one sentence that says what to do, nothing half written, and work goes on after."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from tests.contract.making import NOW, add_source, draft, follow, save
from tests.contract.tallies import assert_counts_are_true

from octavo.adapters.store import open_store
from octavo.adapters.store.engine import address_of
from octavo.model.errors import StoreUnavailable
from octavo.model.sources import SourceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from octavo.adapters.store import SqlStore


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill_up(store: SqlStore) -> int:
    """Write until the store refuses; returns how many articles it took."""
    source = add_source(store)
    for number in range(10_000):
        try:
            save(store, source, draft(f"n{number}", text=f"{number} " * 2_000))
        except StoreUnavailable as error:
            assert "full: make room" in str(error)  # noqa: PT017 - the number is wanted as well
            return number
    raise AssertionError("the disk never filled up")


def test_a_full_disk_loses_nothing_that_was_written(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(500_000))
    with closing(open_store(str(small_disk / "news.db"))) as store:
        owner = store.ensure_owner("Ada", NOW)
        follow(store, owner)
        taken = fill_up(store)
        assert taken > 5
        assert store.count_articles() == taken
        assert_counts_are_true(store, owner)
        ballast.unlink()
        save(store, add_source(store), draft("after"))
        assert store.count_articles() == taken + 1
        assert_counts_are_true(store, owner)
    assert _integrity(small_disk / "news.db") == "ok"


def test_a_full_file_loses_nothing_that_was_written(sqlite_url: str) -> None:
    with closing(open_store(sqlite_url)) as store:
        owner = store.ensure_owner("Ada", NOW)
        follow(store, owner)
        _limit_pages(store, 150)
        taken = fill_up(store)
        assert store.count_articles() == taken
        assert_counts_are_true(store, owner)
        _limit_pages(store, 1_000_000)
        save(store, add_source(store), draft("after"))
        assert store.count_articles() == taken + 1


def test_a_disk_that_cannot_be_written_is_told(small_disk: Path) -> None:
    with closing(open_store(str(small_disk / "news.db"))) as store:
        add_source(store)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(StoreUnavailable, match=r"written|opened"):
        open_store(str(small_disk / "news.db"))


def test_a_library_that_another_program_holds_is_told(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.adapters.store.engine.BUSY_SECONDS", 0.1)
    with closing(open_store(sqlite_url)) as store, closing(sqlite3.connect(sqlite_url)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="another program"):
            add_source(store)
        assert store.sources() == ()
        other.execute("ROLLBACK")
        assert add_source(store).title == "Tide"


def test_a_damaged_library_is_told(sqlite_url: str) -> None:
    with closing(open_store(sqlite_url)) as store:
        source = add_source(store)
        for number in range(40):
            save(store, source, draft(f"n{number}", text=f"{number} " * 900))
    with open(sqlite_url, "r+b") as file:  # noqa: PTH123 - a path as text
        size = os.fstat(file.fileno()).st_size
        for page in range(4096 * 2, size, 4096):
            file.seek(page)
            file.write(b"\xff" * 64)
    with pytest.raises(StoreUnavailable, match="damaged"), closing(open_store(sqlite_url)) as store:
        store.changed_articles(0, 99)


def _missing(folder: Path) -> str:
    return str(folder / "none" / "news.db")


def _folder(folder: Path) -> str:
    return str(folder)


def _no_database(folder: Path) -> str:
    (folder / "letter.txt").write_text("Dear Ada, this is no database at all. " * 200)
    return str(folder / "letter.txt")


@pytest.mark.parametrize(
    ("where", "sentence"),
    [(_missing, "cannot be opened"), (_folder, "cannot be opened"), (_no_database, "no Octavo library")],
)
def test_what_is_no_library_is_told_and_left_alone(tmp_path: Path, where: Callable[[Path], str], sentence: str) -> None:
    path = where(tmp_path)
    before = sorted((file.name, file.read_bytes()) for file in tmp_path.iterdir())
    with pytest.raises(StoreUnavailable, match=sentence):
        open_store(path)
    assert sorted((file.name, file.read_bytes()) for file in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "needs a file"),
        (":memory:", "needs a file"),
        ("sqlite://", "needs a file"),
        ("mysql://ada:secret@host/news", "no library in mysql"),
        ("://news", "cannot be read"),
        ("postgresql://ada:secret@127.0.0.1:1/news", "does not answer"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(address: str, sentence: str) -> None:
    with pytest.raises(StoreUnavailable, match=sentence) as refused:
        open_store(address)
    assert "secret" not in str(refused.value)


def test_a_missing_driver_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(StoreUnavailable, match="pip install"):
        open_store("postgresql://ada@host/news")


@pytest.mark.parametrize("prefix", ["", "sqlite:///"])
def test_a_library_may_be_named_by_path_or_address(tmp_path: Path, prefix: str) -> None:
    path = tmp_path / "a b%20ü.db"
    with closing(open_store(f"{prefix}{path}")) as store:
        add_source(store)
    assert path.exists()


def test_a_closed_library_says_so(database_url: str) -> None:
    store = open_store(database_url)
    store.close()
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.sources()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.add_source(url="x", kind=SourceKind.FEED, title="", site_url=None, language=None, now=NOW)


@pytest.mark.postgres
def test_a_database_that_is_not_there_is_told(pg_server: str) -> None:
    with pytest.raises(StoreUnavailable, match=r"nowhere.* does not exist"):
        open_store(sa.make_url(pg_server).set(database="nowhere").render_as_string(hide_password=False))


@pytest.mark.postgres
def test_a_server_that_cut_the_line_is_asked_again(pg_url: str) -> None:
    with closing(open_store(pg_url)) as store:
        source = add_source(store)
        _execute(
            pg_url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        assert store.sources() == (source,)


@pytest.mark.postgres
def test_a_reader_cannot_write(pg_url: str) -> None:
    with closing(open_store(pg_url)) as store, pytest.raises(StoreUnavailable, match="read-only"):  # noqa: SIM117
        with store._database.reading() as connection:
            connection.exec_driver_sql("DELETE FROM counters")


def _execute(url: str, statement: str) -> None:
    engine = sa.create_engine(address_of(url), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


def _limit_pages(store: SqlStore, pages: int) -> None:
    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(store._database.engine, "connect", limit)
    store._database.engine.dispose()


def _integrity(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
