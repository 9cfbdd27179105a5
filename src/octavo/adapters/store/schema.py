"""Bringing a library to today's schema: made when new, upgraded when old, refused when newer or not ours."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import sqlalchemy as sa

from octavo.adapters.store.engine import BUSY_SECONDS, Database, make_private
from octavo.adapters.store.failures import translated
from octavo.adapters.store.tables import metadata
from octavo.model.errors import StoreUnavailable

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.engine.interfaces import DBAPICursor

HEAD = "0008"
VERSION_TABLE = "octavo_schema"
_PAUSE_SECONDS = 0.05
_MIGRATIONS = Path(__file__).with_name("migrations")


def bring_up_to_date(database: Database, target: str = HEAD) -> None:
    """Migrate a library to ``target``, in one transaction that also keeps other processes from doing the same.

    A copy of an existing SQLite library is kept beside it, named after the revision it had.

    Raises:
        StoreUnavailable: a newer Octavo wrote it, it is something else's database, or it cannot be read or written.
    """
    with database.reading() as connection:
        current = _revision(connection, database)
    if database.is_sqlite:
        _use_write_ahead_log(database)  # only now: the file of another program is left as it is
    if current == target:
        return
    if database.is_sqlite:
        _upgrade_sqlite(database, target)
    else:
        with database.writing() as connection:
            _upgrade(connection, database, target)


def alembic_config(connection: sa.Connection | None = None) -> Config:
    """How Alembic finds the migrations and the connection to run them on."""
    from alembic.config import Config  # noqa: PLC0415 - slow to import, and seldom needed

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def prepare_file(database: Database) -> None:
    """Make the file of a new SQLite library, for its owner alone; on PostgreSQL there is nothing to do."""
    if database.is_sqlite:
        make_private(Path(database.place))


def _use_write_ahead_log(database: Database) -> None:
    patience = time.monotonic() + BUSY_SECONDS
    with translated(database.place), contextlib.closing(database.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        while not _switched(cursor, patience):
            time.sleep(_PAUSE_SECONDS)


def _switched(cursor: DBAPICursor, patience: float) -> bool:
    """Whether the file has its write-ahead log now; SQLite itself does not wait when another process switches it."""
    try:
        if cursor.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > patience:
            raise
        return False
    return True


def _upgrade_sqlite(database: Database, target: str) -> None:
    # A migration may rebuild a table, and with foreign keys on dropping the old one would empty those that point to
    # it. They can only be switched outside a transaction, hence a connection for this alone.
    engine = database.engine.execution_options(octavo_writes=True)
    with translated(database.place), engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)  # noqa: S101 - tells mypy what the address says
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                _upgrade(connection, database, target)
                _check_references(connection, database)
        finally:
            raw.execute("PRAGMA foreign_keys = ON")


def _upgrade(connection: sa.Connection, database: Database, target: str) -> None:
    current = _revision(connection, database)  # again: another process may have been quicker
    if current == target:
        return
    if current is not None:
        _check_known(current, database)
        if database.is_sqlite:
            _keep_copy(Path(database.place), current)
    from alembic import command  # noqa: PLC0415 - slow to import, and seldom needed

    command.upgrade(alembic_config(connection), target)


def _revision(connection: sa.Connection, database: Database) -> str | None:
    tables = set(sa.inspect(connection).get_table_names())
    if VERSION_TABLE in tables:
        revision: str | None = connection.scalar(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608
        return revision
    # A file is ours alone; a PostgreSQL database may be shared as long as no names clash.
    if tables if database.is_sqlite else tables & set(metadata.tables):
        raise StoreUnavailable(f"{database.place} belongs to another program: name another file or database.")
    return None


def _check_known(revision: str, database: Database) -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - slow to import, and seldom needed

    if revision not in {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}:
        _refuse_newer(database)


def _refuse_newer(database: Database) -> NoReturn:
    raise StoreUnavailable(
        f"The library {database.place} was written by a newer Octavo: update this one, or name another library."
    )


def _keep_copy(path: Path, revision: str) -> None:
    copy = path.with_name(f"{path.name}.before-{revision}-upgrade")
    unfinished = copy.with_name(copy.name + ".part")
    unfinished.unlink(missing_ok=True)
    make_private(unfinished)
    with (
        contextlib.closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as source,
        contextlib.closing(sqlite3.connect(unfinished)) as target,
    ):
        source.backup(target)
    unfinished.replace(copy)


def _check_references(connection: sa.Connection, database: Database) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreUnavailable(f"The library {database.place} is damaged: put back a copy from a backup.")
