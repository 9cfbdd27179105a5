"""Grouping that is killed at any moment ends in the stories that it would have made undisturbed."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

import octavo
from octavo.demo import PressServer, second_edition
from octavo.model.stories import Regrouping

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 8
GROUP = """
import sys, octavo
from octavo.newsroom import grouping
grouping.BATCH = 9
print("begun", flush=True)
with octavo.open(sys.argv[1]) as paper:
    paper.stories.catch_up()
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A week's articles, none of them grouped."""
    path = tmp_path_factory.mktemp("ungrouped") / "news.db"
    with (
        PressServer(now=second_edition(date(2026, 6, 13))) as press,
        octavo.open(path, allowed_networks=("127.0.0.1/32",)) as paper,
    ):
        for feed in press.feeds:
            paper.sources.follow(feed.url)
        paper.refresh()
        store = paper._resources.store
        assert store.save_regrouping(Regrouping(position=0), after=store.grouping_state().position)
    _sql(path, "DELETE FROM placements", "DELETE FROM stories", "UPDATE grouping SET state = NULL, state_position = 0")
    return path


def _sql(path: Path, *statements: str) -> None:
    import sqlite3  # noqa: PLC0415 - the one place that goes behind the store's back

    with sqlite3.connect(path) as raw:
        for statement in statements:
            raw.execute(statement)


def _stories(path: Path) -> set[frozenset[int]]:
    stories: dict[int, set[int]] = {}
    with octavo.open(path) as paper:
        for place in paper._resources.store.placements_since(second_edition(date(2020, 1, 4))):
            stories.setdefault(place.story, set()).add(place.article)
    return {frozenset(articles) for articles in stories.values()}


def _group(path: Path, seconds: float | None) -> bool:
    """Group in a process of its own, and kill it after some time; whether it was still running."""
    child = subprocess.Popen([sys.executable, "-c", GROUP, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    child.stdout.readline()
    if seconds is not None:
        time.sleep(seconds)
    running = child.poll() is None
    if seconds is not None:
        child.send_signal(signal.SIGKILL)
    child.wait(timeout=100)
    child.stdout.close()
    return running


def test_killed_again_and_again(library: Path, tmp_path: Path) -> None:
    for name in ("quiet.db", "killed.db"):
        shutil.copy(library, tmp_path / name)
    _group(tmp_path / "quiet.db", None)
    killed = sum(_group(tmp_path / "killed.db", 0.05 + 0.09 * number) for number in range(ROUNDS))
    assert killed >= ROUNDS // 2
    _group(tmp_path / "killed.db", None)
    quiet = _stories(tmp_path / "quiet.db")
    assert max(map(len, quiet)) > 2
    assert _stories(tmp_path / "killed.db") == quiet
