"""One database and its transactions: many readers, one writer at a time, on SQLite and PostgreSQL alike.

A writer takes the one write lock when it begins (SQLite: ``BEGIN IMMEDIATE``; PostgreSQL: an advisory lock that ends
with the transaction). So a read inside a write transaction still holds at its end, change numbers are committed in
their order, and writers cannot deadlock. Readers see one moment of the library and wait for nobody.
"""

from __future__ import annotations

import importlib.util
import os
import threading
import time
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event, exc

from octavo.adapters.store.failures import translated
from octavo.model.errors import StoreUnavailable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Hashable, Iterator

T = TypeVar("T")
BUSY_SECONDS = 20.0
# For so long after somebody in a hurry waited in vain nobody in a hurry waits.
_VAIN_SECONDS = 2.0
_WRITER_LOCK = 0x4F637461766F  # "Octavo"; advisory locks are numbered per database
_WRITES = "octavo_writes"
# FULL: what a person wrote survives a power cut as soon as the call returns (https://sqlite.org/pragma.html).
_PRAGMAS = ("synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF", "journal_size_limit = 67108864")
_PATIENCE: ContextVar[float | None] = ContextVar("octavo_patience", default=None)
_MOMENT: ContextVar[_Moment | None] = ContextVar("octavo_moment", default=None)
_BUSY = "The library {place} is being written just now: try again in a moment."
_THREADS = 48  # more than the web server's pool has


class _Moment:
    """A transaction that several reads of one thread share; it begins with the first, and ends early where one fails.

    What it began for may write in between: it is ended then, for a reader wants to see what it wrote. ``known`` is what
    was read already.
    """

    def __init__(self, readers: sa.Engine) -> None:
        self._readers = readers
        self._thread = threading.get_ident()
        self._connection: sa.Connection | None = None
        self.known: dict[Hashable, Any] = {}

    def is_of(self, readers: sa.Engine) -> bool:
        """Whether it is of this database, and of the thread that asks."""
        return readers is self._readers and self._thread == threading.get_ident()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """The transaction."""
        if self._connection is None:
            self._connection = self._readers.connect()
        try:
            yield self._connection
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """End the transaction, if one has begun; whoever reads next sees a later moment."""
        self.known.clear()
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


class Database:
    """A database that holds a library, opened for reading and writing.

    ``place`` names it for people, without a password.
    """

    def __init__(self, url: sa.URL) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self.place = url.database or "" if self.is_sqlite else url.render_as_string(hide_password=True)
        self._closed = False
        # Threads of one process queue here, in turn, rather than in SQLite's polling.
        self._writer = threading.Lock()
        self._in_vain_until = 0.0
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgres_engine(url)
        self._readers = self.engine if self.is_sqlite else _read_only(self.engine)
        self._writers = self.engine.execution_options(**{_WRITES: True})

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one moment of the library and is not to write."""
        moment = self._moment()
        with translated(self.place):
            self._check_open()
            with self._readers.begin() if moment is None else moment.reading() as connection:
                yield connection

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Within it, all that this thread reads is read in one transaction, until it writes: then a new one begins."""
        moment = _Moment(self._readers)
        token = _MOMENT.set(moment)
        try:
            yield
        finally:
            _MOMENT.reset(token)
            moment.end()

    def once(self, key: Hashable, read: Callable[[], T]) -> T:
        """What a read brings; within one moment it is read once for each key."""
        moment = self._moment()
        if moment is None:
            return read()
        if key not in moment.known:
            moment.known[key] = read()
        found: T = moment.known[key]
        return found

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that alone writes; durable when this returns, undone when an exception leaves it."""
        with ExitStack() as stack:
            stack.enter_context(translated(self.place))
            self._check_open()
            moment = self._moment()
            if moment is not None:
                moment.end()  # what is read from now on is to show what is written here
            if self.is_sqlite:
                self._take_turn(stack)
            connection = stack.enter_context(self._writers.begin())
            if not self.is_sqlite:
                _lock_postgres(connection)
            yield connection

    @contextmanager
    def hurried(self, seconds: float) -> Iterator[None]:
        """Within it, writing waits so long at most for other writers."""
        is_in_vain = time.monotonic() < self._in_vain_until
        token = _PATIENCE.set(0.0 if is_in_vain else seconds)
        try:
            yield
        except StoreUnavailable:
            self._in_vain_until = time.monotonic() + _VAIN_SECONDS
            raise
        finally:
            _PATIENCE.reset(token)

    def size(self) -> int:
        """How many bytes the database takes up."""
        sqlite = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        statement = sqlite if self.is_sqlite else "SELECT pg_database_size(current_database())"
        with self.reading() as connection:
            return int(connection.scalar(sa.text(statement)) or 0)

    def close(self) -> None:
        """Let go of files and connections."""
        self._closed = True
        self.engine.dispose()

    def _moment(self) -> _Moment | None:
        moment = _MOMENT.get()
        return moment if moment is not None and moment.is_of(self._readers) else None

    def _take_turn(self, stack: ExitStack) -> None:
        patience = _PATIENCE.get()
        if not self._writer.acquire(timeout=-1 if patience is None else patience):
            raise StoreUnavailable(_BUSY.format(place=self.place))
        stack.callback(self._writer.release)

    def _check_open(self) -> None:
        if self._closed:
            raise StoreUnavailable(f"The library {self.place} is closed: open it again.")


def address_of(url_or_path: str) -> sa.URL:
    """The address of a database from what a person wrote: a path, ``sqlite:///…`` or ``postgresql://…``.

    Raises:
        StoreUnavailable: it is none of these, or the driver is missing.
    """
    if "://" not in url_or_path:
        return _sqlite_address(url_or_path)
    try:
        url = sa.make_url(url_or_path)
    except (exc.ArgumentError, ValueError) as error:
        raise StoreUnavailable(
            "The address of the library cannot be read: write postgresql://user@host/name."
        ) from error
    backend = url.get_backend_name()
    if backend == "sqlite":
        return _sqlite_address(url.database or "")
    if backend in {"postgresql", "postgres"}:
        return _postgres_address(url)
    raise StoreUnavailable(f"Octavo keeps no library in {backend}: name a file, or write postgresql://user@host/name.")


def _sqlite_address(path: str) -> sa.URL:
    if path in {"", ":memory:"}:
        raise StoreUnavailable("A library needs a file to live in: name one, such as news.db.")
    return sa.URL.create("sqlite+pysqlite", database=str(Path(path).expanduser().absolute()))


def _postgres_address(url: sa.URL) -> sa.URL:
    if importlib.util.find_spec("psycopg") is None:
        raise StoreUnavailable("The driver for PostgreSQL is missing: install it with pip install 'octavo[postgres]'.")
    return url.set(drivername="postgresql+psycopg")


def _sqlite_engine(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(
        url,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=5,
        max_overflow=_THREADS,
        pool_timeout=BUSY_SECONDS,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def make_private(path: Path) -> None:
    """Make the file of a new library, which will hold password hashes, readable by its owner alone."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError:
        return  # it is there already, or SQLite will say better why it cannot be made


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions begin too late and without IMMEDIATE: ours begin in _begin_sqlite.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    if not connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql("BEGIN")
        return
    patience = _PATIENCE.get()
    if patience is not None:
        _wait_for_others(connection, patience)
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        if patience is not None:
            _wait_for_others(connection, BUSY_SECONDS)


def _wait_for_others(connection: sa.Connection, seconds: float) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(seconds * 1000)}").close()


def _lock_postgres(connection: sa.Connection) -> None:
    patience = _PATIENCE.get()
    if patience is not None:  # 0 would be: for ever
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, int(patience * 1000))}")
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITER_LOCK)))
    if patience is not None:
        connection.exec_driver_sql("SET LOCAL lock_timeout TO DEFAULT")


def _postgres_engine(url: sa.URL) -> sa.Engine:
    # UTC for the session: the driver cannot read years 1 and 9999 in other zones.
    options: dict[str, Any] = {"options": "-c timezone=UTC", "connect_timeout": int(BUSY_SECONDS)}
    if "options" in url.query:
        options.pop("options")
    return sa.create_engine(
        url,
        connect_args=options,
        pool_size=5,
        max_overflow=_THREADS,
        pool_timeout=BUSY_SECONDS,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
    )


def _read_only(engine: sa.Engine) -> sa.Engine:
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
