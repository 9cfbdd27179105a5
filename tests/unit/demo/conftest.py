"""The demo press on a Saturday evening, when everything is out and corrected."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from octavo.demo import load_articles, papers, second_edition
from octavo.demo.sites import Site

if TYPE_CHECKING:
    from octavo.demo.desk import PressArticle

SATURDAY = date(2026, 6, 13)
ADDRESSES = {paper.key: f"http://127.0.0.1:{8100 + number}" for number, paper in enumerate(papers.ALL)}


@pytest.fixture(scope="session")
def saturday() -> date:
    return SATURDAY


@pytest.fixture(scope="session")
def articles() -> tuple[PressArticle, ...]:
    return load_articles(SATURDAY)


@pytest.fixture(scope="session")
def sites(articles: tuple[PressArticle, ...]) -> dict[str, Site]:
    """Each paper's site by its key."""
    now = second_edition(SATURDAY)
    return {p.key: Site(p, articles, address=ADDRESSES[p.key], now=now) for p in papers.ALL}
