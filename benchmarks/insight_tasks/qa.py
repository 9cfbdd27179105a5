"""Questions to a library: the passages that answer them best, as the product finds them.

``rows`` are questions (id, question, date), ``more`` the articles (url, title, text), whose dates stand in their
addresses. Each line is ``{"id": …, "passages": [{"text": …, "doc": url}, …], "found": …}``, best first.
"""

from __future__ import annotations

import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.adapters.search import TantivyIndex
from octavo.model.articles import Block, BlockKind, Draft
from octavo.model.sources import SourceKind
from octavo.newsroom import Newsroom, Resources
from octavo.testing import FixedClock, MemoryStore, PlainCredentials, ScriptedFetcher

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from octavo.model.articles import Article
    from octavo.model.ids import ArticleId, SourceId

_DATED = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)/")
_START = datetime(2000, 1, 1, tzinfo=UTC)


class _NewOnly(MemoryStore):
    """Takes every article for a new one: comparing thousands with each other is no part of what is measured."""

    def _known(self, draft: Draft, source: SourceId) -> Article | None:
        del draft, source
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A newsroom whose one source has the articles of the data, and which of them each article is."""

    paper: Newsroom
    resources: Resources
    clock: FixedClock
    places: dict[ArticleId, int]


@contextmanager
def library_of(articles: Sequence[dict[str, Any]]) -> Iterator[Library]:
    """A library with these articles."""
    with tempfile.TemporaryDirectory() as folder:
        store, clock = _NewOnly(), FixedClock(_START)
        me = store.ensure_owner("reader", _START)
        source = store.add_source(
            url="https://a.example/", kind=SourceKind.FEED, title="All", site_url=None, language=None, now=_START
        )
        store.subscribe(me.id, source.id, _START)
        places: dict[ArticleId, int] = {}
        for place, article in enumerate(articles):
            saved, _ = store.save_article(draft_of(article), source=source.id, now=_START)
            places.setdefault(saved.id, place)
        index = TantivyIndex(Path(folder))
        fetcher = ScriptedFetcher(at=_START)
        resources = Resources(store=store, fetcher=fetcher, index=index, clock=clock, credentials=PlainCredentials())
        yield Library(paper=Newsroom(resources, me), resources=resources, clock=clock, places=places)


def draft_of(article: dict[str, Any]) -> Draft:
    """One article of the data, a paragraph a line."""
    lines = [line.strip() for line in str(article["text"]).split("\n")]
    return Draft(
        url=None,
        title=str(article.get("title", "")),
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines if line),
        published_at=published(str(article.get("url", ""))),
        language="en",
    )


def published(url: str) -> datetime | None:
    """The day in an address."""
    found = _DATED.search(url)
    try:
        return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC) if found else None
    except ValueError:
        return None


def asked_at(row: dict[str, Any]) -> datetime:
    """The end of the day on which a question was asked."""
    year, month, day = (int(part) for part in re.split("[/-]", row["date"]))
    return datetime(year, month, day, tzinfo=UTC) + timedelta(hours=23)


def predict(rows: Iterable[dict[str, Any]], more: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    with library_of(more) as library:
        for row in rows:
            library.clock.advance(asked_at(row) - library.clock.now())
            answer = library.paper.ask.library(row["question"])
            found = [(one.passage.text, more[library.places[one.passage.article]]["url"]) for one in answer.passages]
            passages = [{"text": text, "doc": url} for text, url in found]
            yield {"id": row["id"], "passages": passages, "found": answer.found}
