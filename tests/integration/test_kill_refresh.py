"""A refresh that is killed at any moment loses nothing, and the next one carries on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import octavo
from octavo.demo import PressServer, second_edition
from octavo.model.listing import Shelf

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 6
REFRESH = """
import sys, octavo
with octavo.open(sys.argv[1], allowed_networks=("127.0.0.1/32",)) as paper:
    print("begun", flush=True)
    paper.refresh(progress=lambda event: print(event.step, flush=True))
"""


def _kill_midway(library: Path, steps: int) -> bool:
    """Refresh in a process of its own and kill it after some steps; whether it was still running."""
    child = subprocess.Popen(
        [sys.executable, "-c", REFRESH, str(library)], stdout=subprocess.PIPE, text=True, env={**os.environ}
    )
    assert child.stdout is not None
    for _ in range(steps):
        if not child.stdout.readline():
            break
    # Not at a step, but somewhere inside the next one.
    time.sleep(0.003 * steps % 0.02)
    running = child.poll() is None
    child.send_signal(signal.SIGKILL)
    child.wait(timeout=30)
    child.stdout.close()
    return running


def test_killed_again_and_again(tmp_path: Path) -> None:
    library = tmp_path / "news.db"
    with PressServer(now=second_edition(date(2026, 6, 13))) as press:
        with octavo.open(library, allowed_networks=("127.0.0.1/32",)) as paper:
            announced = sum(paper.sources.follow(feed.url).announced for feed in press.feeds)
        killed = sum(_kill_midway(library, steps=4 + 17 * n) for n in range(ROUNDS))
        assert killed >= ROUNDS // 2

        with octavo.open(library, allowed_networks=("127.0.0.1/32",)) as paper:
            starred = [row.article for row in paper.articles.listing(limit=20).rows]
            paper.articles.star(starred)
            report = paper.refresh()
            assert report.pages_failed == 0
            articles = paper.articles.listing(limit=1000).rows
            assert len(articles) == announced
            assert len({row.article for row in articles}) == announced
            assert [r.article for r in paper.articles.listing(Shelf.STARRED, limit=1000).rows] == starred
            counts = {s.source.id: s.articles for s in paper.sources.list()}
            assert sum(counts.values()) == announced
            for source, count in counts.items():
                assert len(paper.articles.listing(source=source, limit=1000).rows) == count
            # The index was brought in step with the store as well.
            assert paper.search("the", limit=1).total > announced // 2
            # So were the stories: every article is in one, and several tell what several papers report.
            placed = paper._resources.store.placements([row.article for row in articles])
            assert len(placed) == announced
            assert len(paper.stories.listing(limit=100).stories) > 10
    with sqlite3.connect(library) as raw:
        assert raw.execute("pragma integrity_check").fetchone() == ("ok",)
