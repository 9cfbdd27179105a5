"""Migrations: what they build is the schema the program expects, and no library is lost on the way."""

from __future__ import annotations

import sqlite3
import stat
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from tests.contract.making import NOW, add_source, draft, save

from octavo.adapters.store import open_store
from octavo.adapters.store.engine import Database, address_of
from octavo.adapters.store.schema import HEAD, VERSION_TABLE, alembic_config
from octavo.adapters.store.tables import metadata
from octavo.model.errors import StoreUnavailable

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no library yet."""
    return str(tmp_path / "new.db" if request.param == "sqlite" else request.getfixturevalue("pg_empty"))


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())
    assert scripts.get_heads() == [HEAD]


def test_migrations_build_the_schema_that_the_program_expects(new_url: str) -> None:
    open_store(new_url).close()
    database = Database(address_of(new_url))
    with database.reading() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    database.close()


def test_indexes_have_the_conditions_that_the_program_expects(tmp_path: Path) -> None:
    open_store(str(tmp_path / "migrated.db")).close()
    fresh = sa.create_engine(f"sqlite:///{tmp_path / 'fresh.db'}")
    metadata.create_all(fresh)
    fresh.dispose()
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
    found = []
    for name in ("migrated.db", "fresh.db"):
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            found.append(connection.execute(query).fetchall())
    assert found[0] == found[1]
    assert len(found[0]) > 10


def test_opening_a_library_again_changes_nothing(new_url: str) -> None:
    with closing(open_store(new_url)) as store:
        article = save(store, add_source(store), draft())
    with closing(open_store(new_url)) as store:
        assert store.article(article.id) == article


def test_a_library_of_a_newer_octavo_is_refused_and_left_alone(new_url: str) -> None:
    with closing(open_store(new_url)) as store:
        article = save(store, add_source(store), draft())
    _set_revision(new_url, "9999")
    with pytest.raises(StoreUnavailable, match="newer Octavo"):
        open_store(new_url)
    _set_revision(new_url, HEAD)
    with closing(open_store(new_url)) as store:
        assert store.article(article.id) == article


def test_another_programs_database_is_refused_and_left_alone(new_url: str) -> None:
    engine = sa.create_engine(address_of(new_url))
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE articles (note TEXT)"))
    engine.dispose()
    with pytest.raises(StoreUnavailable, match="another program"):
        open_store(new_url)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["articles"]
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
    engine.dispose()


def test_a_copy_is_kept_before_an_upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    with closing(open_store(str(path))) as store:
        article = save(store, add_source(store), draft())
    with monkeypatch.context() as patched:
        newer = _with_another_migration(tmp_path, patched)
        with closing(open_store(str(path))) as store:
            assert store.article(article.id) == article
        assert _revision(path) == newer
    copy = tmp_path / f"news.db.before-{HEAD}-upgrade"
    assert _revision(copy) == HEAD
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(open_store(str(copy))) as store:
        assert store.article(article.id) == article
    with pytest.raises(StoreUnavailable, match="newer Octavo"):
        open_store(str(path))


def test_a_migration_that_fails_leaves_the_library_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    with closing(open_store(str(path))) as store:
        article = save(store, add_source(store), draft())
    with monkeypatch.context() as patched:
        _with_another_migration(tmp_path, patched, "op.execute('DELETE FROM articles')", "raise ValueError('broken')")
        with pytest.raises(ValueError, match="broken"):
            open_store(str(path))
    with closing(open_store(str(path))) as store:
        assert store.article(article.id) == article


def test_a_rebuilt_table_keeps_what_points_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    with closing(open_store(str(path))) as store:
        article = save(store, add_source(store), draft())
    rebuild = "with op.batch_alter_table('articles', recreate='always') as batch: batch.alter_column('title')"
    with monkeypatch.context() as patched:
        _with_another_migration(tmp_path, patched, rebuild)
        with closing(open_store(str(path))) as store:
            assert store.article(article.id) == article
            assert len(store.revisions(article.id)) == 1


def test_many_processes_may_open_a_new_library_at_once(new_url: str) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        owners = list(pool.map(_owner, [new_url] * 4))
    assert owners == [1] * 4


def test_a_new_library_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with closing(open_store(str(path))) as store:
        add_source(store)
        for file in tmp_path.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def _owner(url: str) -> int:
    with closing(open_store(url)) as store:
        return store.ensure_owner("Ada", NOW).id


def _set_revision(url: str, revision: str) -> None:
    engine = sa.create_engine(address_of(url))
    with engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = :revision"), {"revision": revision})  # noqa: S608
    engine.dispose()


def _revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()[0])  # noqa: S608


def _with_another_migration(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> str:
    """Let the program find one migration more than there is."""
    versions = folder / "versions"
    versions.mkdir()
    body = "\n    ".join(lines or ["op.create_table('leaflets', sa.Column('id', sa.Integer, primary_key=True))"])
    (versions / "next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = 'next'\ndown_revision = {HEAD!r}\n\n\ndef upgrade() -> None:\n    {body}\n"
    )

    def config(connection: sa.Connection | None = None) -> object:
        made = alembic_config(connection)
        made.set_main_option("version_locations", f"%(here)s/versions;{versions}".replace("%(here)s", _own_folder()))
        made.set_main_option("path_separator", ";")
        return made

    monkeypatch.setattr("octavo.adapters.store.schema.alembic_config", config)
    monkeypatch.setattr("octavo.adapters.store.bring_up_to_date.__defaults__", ("next",))
    return "next"


def _own_folder() -> str:
    return str(alembic_config().get_main_option("script_location"))
