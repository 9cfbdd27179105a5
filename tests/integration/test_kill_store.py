"""What a store acknowledged is there after ``kill -9``, at any moment, several times over."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.contract.making import NOW, add_source, draft, follow, save
from tests.contract.tallies import assert_counts_are_true

from octavo.adapters.store import open_store
from octavo.model.ids import ArticleId
from octavo.model.notes import NoteId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from octavo.adapters.store import SqlStore
    from octavo.model.people import User

ROUNDS = 6
WRITERS = ("first", "second")
WRITER = Path(__file__).with_name("kill_store_writer.py")

Told = list[tuple[str, int, str]]


@pytest.fixture(params=["sqlite_url", pytest.param("pg_url", marks=pytest.mark.postgres)])
def library(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.mark.timeout(300)
def test_what_was_acknowledged_is_there_after_being_killed(library: str) -> None:
    with closing(open_store(library)) as store:
        owner = store.ensure_owner("Ada", NOW)
        for name in ("tide", "post", "courier"):
            follow(store, owner, name)
    chance = random.Random(20260105)  # noqa: S311 - only for the moments of the kills
    for turn in range(ROUNDS):
        told = write_until_killed(library, turn, chance)
        assert sum(kind == "saved" for kind, _, _ in told) > len(WRITERS)
        with closing(open_store(library)) as store:
            assert_all_there(store, owner, told)
            assert_counts_are_true(store, owner)
            assert store.count_articles() == len(store.changed_articles(0, 1_000_000))
            article = save(store, add_source(store), draft(f"life goes on {turn}"))
            assert store.article(article.id) == article
        if "://" not in library:
            assert_sound(library)


def write_until_killed(library: str, turn: int, chance: random.Random) -> Told:
    """Let two processes write at once, kill them somewhere in the middle, and return what they had acknowledged."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    writers = [
        subprocess.Popen(
            [sys.executable, str(WRITER), library, f"{name}-{turn}"],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for name in WRITERS
    ]
    first_lines = [line for writer in writers if writer.stdout for line in _until_saved_twice(writer.stdout)]
    time.sleep(chance.uniform(0.05, 0.5))
    for writer in writers:
        writer.send_signal(signal.SIGKILL)
    told = [line for writer in writers for line in writer.communicate()[0].splitlines(keepends=True)]
    assert [writer.returncode for writer in writers] == [-signal.SIGKILL] * len(writers)
    # A line without its end was cut by the kill.
    return [_told(line) for line in (*first_lines, *told) if line.endswith("\n")]


def _until_saved_twice(lines: Iterable[str]) -> Iterator[str]:
    """The first lines of a writer: how long they take differs from machine to machine."""
    saved = 0
    for line in lines:
        yield line
        saved += line.startswith("saved\t")
        if saved > 1:
            return


def _told(line: str) -> tuple[str, int, str]:
    kind, number, rest = line.rstrip("\n").split("\t")
    return kind, int(number), rest


def assert_all_there(store: SqlStore, owner: User, told: Told) -> None:
    for kind, number, rest in told:
        if kind == "noted":
            note = store.note(owner.id, NoteId(number))
            assert note is not None
            assert (note.body, note.words) == (rest, (rest,))
            continue
        mark = store.mark(owner.id, ArticleId(number))
        if kind == "saved":
            article = store.article(ArticleId(number))
            assert article is not None
            assert article.title == rest
            assert len(store.revisions(article.id)) == article.revision
        elif kind == "starred":
            assert mark.starred_at == datetime.fromisoformat(rest)
        elif kind == "read":
            # Another writer may have marked all read a moment earlier; what is read keeps its time.
            assert mark.read_at is not None


def assert_sound(library: str) -> None:
    with closing(sqlite3.connect(library)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
