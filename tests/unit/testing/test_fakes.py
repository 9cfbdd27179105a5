from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from octavo.model.articles import Article, Block, BlockKind, Draft
from octavo.model.fetches import FailureReason, FetchRequest, NoReply, Reply
from octavo.model.ids import ArticleId, SourceId
from octavo.model.keeping import new_article
from octavo.model.search import SearchQuery
from octavo.testing import MemorySearchIndex, MemoryStore, ScriptedFetcher

if TYPE_CHECKING:
    from octavo.ports import Fetcher, SearchIndex, Store

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
FEED = "https://tide.example/feed"


def article(number: int, title: str, *texts: str) -> Article:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
    made = new_article(Draft(url=None, title=title, blocks=blocks), source=SourceId(1), now=NOW)
    return Article(**{name: getattr(made, name) for name in Article.__dataclass_fields__} | {"id": ArticleId(number)})


def test_fakes_stand_for_their_ports() -> None:
    store: Store = MemoryStore()
    fetcher: Fetcher = ScriptedFetcher()
    index: SearchIndex = MemorySearchIndex()
    for port in (store, fetcher, index):
        port.close()


def test_a_script_answers_and_remembers_what_was_asked() -> None:
    reply = Reply(url=FEED, status=200, body=b"<rss/>", at=NOW)

    def echo(request: FetchRequest) -> Reply:
        return Reply(url=request.url, status=304 if request.etag else 200, at=NOW)

    fetcher = ScriptedFetcher({FEED: reply, "https://post.example/feed": echo}, at=NOW)
    requests = [
        (1, FetchRequest(url=FEED)),
        (2, FetchRequest(url="https://post.example/feed", etag='"x"')),
        (3, FetchRequest(url="https://nowhere.example/")),
    ]
    answers = dict(fetcher.fetch(requests))
    assert answers[1] == reply
    assert answers[2] == Reply(url="https://post.example/feed", status=304, at=NOW)
    assert answers[3] == NoReply(reason=FailureReason.UNREACHABLE, detail="not in the script", at=NOW)
    assert fetcher.requests == [request for _, request in requests]


def test_a_script_draws_requests_one_by_one() -> None:
    fetcher = ScriptedFetcher()
    answers = fetcher.fetch((number, FetchRequest(url=FEED)) for number in range(1_000_000_000))
    assert next(answers)[0] == 0
    fetcher.script[FEED] = Reply(url=FEED, status=200, at=NOW)
    assert next(answers)[1] == Reply(url=FEED, status=200, at=NOW)
    assert len(fetcher.requests) == 2


@pytest.fixture
def index() -> MemorySearchIndex:
    made = MemorySearchIndex()
    articles = [
        article(1, "Ferry late", "The ferry to Aurelia is late."),
        article(2, "Strike", "Teachers strike; no ferry either."),
        article(3, "Storm", "Straße flooded."),
    ]
    made.update(articles, {ArticleId(1): [SourceId(1)], ArticleId(2): [SourceId(2)]}, 7)
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [("ferry", [1, 2]), ("FERRY late", [1]), ("ferry storm", []), ("strasse", [3]), ("", []), ("\x00 \"'(*", [])],
)
def test_every_word_is_found(index: MemorySearchIndex, text: str, found: list[int]) -> None:
    hits = index.search(SearchQuery(text=text))
    assert (list(hits.articles), hits.total) == (found, len(found))


def test_a_search_may_be_limited_and_paged(index: MemorySearchIndex) -> None:
    assert index.search(SearchQuery(text="ferry", sources=(SourceId(2),))).articles == (2,)
    assert index.search(SearchQuery(text="ferry", sources=())).total == 0
    second = index.search(SearchQuery(text="ferry", offset=1, limit=1))
    assert (second.articles, second.total) == ((2,), 2)


def test_an_article_is_replaced_and_everything_forgotten(index: MemorySearchIndex) -> None:
    index.update([article(1, "Ferry sails", "It sails.")], {}, 8)
    assert index.search(SearchQuery(text="late")).total == 0
    assert index.position() == 8
    index.clear()
    assert (index.position(), index.search(SearchQuery(text="ferry")).total) == (0, 0)


def test_an_excerpt_shows_why_it_was_found(index: MemorySearchIndex) -> None:
    excerpt = index.excerpt("ferry", "word " * 200 + "the Ferry is late, a ferry " + "word " * 200)
    assert len(excerpt.text) <= 300
    assert [excerpt.text[start:end] for start, end in excerpt.highlights] == ["Ferry", "ferry"]
    assert index.excerpt("storm", "short").text == "short"
