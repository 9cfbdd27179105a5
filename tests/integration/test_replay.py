"""The whole pipeline over a dozen captured pages of real publishers, served over loopback."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import octavo

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "bench" / "extraction"
PAGES = 12


@pytest.fixture(scope="module")
def replaying() -> ModuleType:
    if not (DATA / "manifest.json").exists():
        pytest.skip(f"the captured pages are not beside the project ({DATA})")
    spec = importlib.util.spec_from_file_location("replay_runner", ROOT / "benchmarks" / "replay.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.bench
def test_every_captured_page_becomes_an_article(replaying: ModuleType, tmp_path: Path) -> None:
    pages = replaying.captured(DATA, PAGES)
    with replaying.serve(pages) as press, octavo.open(tmp_path / "news.db", allow_private_networks=True) as paper:
        report = replaying.replay(paper, press)
        assert (report.articles_new, report.pages_failed, report.problems) == (PAGES, 0, ())
        assert press.served["missing"] == 0
        again = paper.refresh()
        assert (again.articles_new, again.articles_changed, again.pages_failed) == (0, 0, 0)


@pytest.mark.bench
def test_a_page_that_is_not_there_is_counted_with_its_reason(replaying: ModuleType, tmp_path: Path) -> None:
    pages = replaying.captured(DATA, 2)
    with replaying.serve(pages) as press, octavo.open(tmp_path / "news.db", allow_private_networks=True) as paper:
        del press.answers[f"/p/{pages[0].id}"]
        report = replaying.replay(paper, press)
        assert (report.articles_new, report.pages_failed) == (1, 1)
        assert "1 × not found" in replaying.describe(report, press, 2, 1.0)
