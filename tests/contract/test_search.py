"""The contract of the search index: what each condition finds, in tantivy's and in the fake one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from octavo.adapters.search import TantivyIndex
from octavo.model.articles import Article, Block, BlockKind, Image
from octavo.model.ids import ArticleId, SourceId
from octavo.model.search import (
    Brings,
    CameOut,
    Feature,
    Found,
    HasStatement,
    HasWords,
    IsAbout,
    IsAmong,
    IsListed,
    IsWritten,
    Part,
    SearchQuery,
    Sort,
    Wanted,
)
from octavo.model.subjects import ExplainingState, SubjectKind
from octavo.testing import MemorySearchIndex

if TYPE_CHECKING:
    from pathlib import Path

    from octavo.model.search import Condition
    from octavo.ports import SearchIndex

NOW = datetime(2026, 6, 13, 20, tzinfo=UTC)
TOLD = ExplainingState(position=4, version=7)


def article(number: int, title: str, text: str, **more: Any) -> Article:  # noqa: ANN401 - any field
    at = NOW - timedelta(days=number)
    fields: dict[str, Any] = {"first_seen_at": at, "revised_at": at, "sort_at": at, "url": None, "language": "en"}
    blocks = (Block(kind=BlockKind.PARAGRAPH, text=text),)
    return Article(
        id=ArticleId(number), source=SourceId(1), revision=1, title=title, blocks=blocks, **{**fields, **more}
    )


ARTICLES = (
    article(1, "Ferry aground", "The ferry stayed in port.", byline=("Ada Holm",)),
    article(2, "Old tunnel", "A ferry passed over the tunnel.", image=Image(url="https://tide.example/a.jpg")),
    article(3, "Sturm im Hafen", "Die Boote blieben fort.", language="de-AT"),
    article(4, "Fog", "Nothing was seen of the tunnel.", first_seen_at=NOW),
)
LISTED = {one.id: (SourceId(1), SourceId(10 + one.id)) for one in ARTICLES}
PERSON, SPEAKER = SubjectKind.PERSON, SubjectKind.SPEAKER
FOUND = {
    ArticleId(1): Found(
        subjects=((PERSON, "ewa brandt", "Ewa Brandt"), (SPEAKER, "brant", "Ewa Brandt")),
        statements=(("brant", "Ewa Brandt", "The ferry is safe."), ("", "", "Nobody was hurt.")),
    ),
    ArticleId(2): Found(
        subjects=((SPEAKER, "holm", "Ada Holm"), (SubjectKind.PLACE, "xx.skarn", "Skarn")),
        statements=(("holm", "Ada Holm", "The ferry is late."), ("brant", "E. Brandt", "It is over.")),
    ),
}


@pytest.fixture(params=["memory", "tantivy"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> SearchIndex:
    made: SearchIndex = MemorySearchIndex() if request.param == "memory" else TantivyIndex(tmp_path)
    return made


@pytest.fixture
def index(empty: SearchIndex) -> SearchIndex:
    empty.update(ARTICLES, LISTED, 4, found=FOUND, told=TOLD)
    return empty


def numbers(index: SearchIndex, *clauses: tuple[Wanted, ...], **more: object) -> list[int]:
    return list(index.search(SearchQuery(clauses=clauses, sort=Sort.DATE, **more)).articles)  # type: ignore[arg-type]


def is_(condition: Condition) -> Wanted:
    return Wanted(condition=condition)


def not_(condition: Condition) -> Wanted:
    return Wanted(condition=condition, is_excluded=True)


FERRY, TUNNEL = HasWords(words="ferry"), HasWords(words="tunnel")
BRANDT = IsAbout(kinds=(SPEAKER,), name="Brandt", keys=("brant",))


@pytest.mark.parametrize(
    ("condition", "articles"),
    [
        (FERRY, [1, 2]),
        (HasWords(words="ferry", part=Part.TITLE), [1]),
        (HasWords(words="holm", part=Part.BYLINE), [1]),
        (HasWords(words="the ferry is", part=Part.SAID), [1, 2]),
        (HasWords(words="aground", part=Part.SAID), []),
        (HasWords(words="safe nobody", part=Part.SAID), []),
        (IsAbout(kinds=(PERSON,), name="brandt"), [1]),
        (IsAbout(kinds=(PERSON,), name="brandt ewa"), [1]),
        (IsAbout(kinds=(PERSON,), name="nobody", keys=("ewa brandt",)), [1]),
        (IsAbout(kinds=(PERSON,), name="skarn", keys=("xx.skarn",)), []),
        (IsAbout(kinds=(SubjectKind.PLACE, PERSON), name="", keys=("xx.skarn",)), [2]),
        (HasStatement(words=("ferry is",), speaker=BRANDT), [1]),
        (HasStatement(words=(), speaker=BRANDT), [1, 2]),
        (HasStatement(words=("late", "the ferry"), speaker=IsAbout(kinds=(SPEAKER,), name="ada holm")), [2]),
        (HasStatement(words=("nobody",), speaker=BRANDT), []),
        (IsListed(sources=(SourceId(12), SourceId(13))), [2, 3]),
        (IsWritten(language="de"), [3]),
        (IsWritten(language="EN_us"), [1, 2, 4]),
        (CameOut(since=NOW - timedelta(days=2)), [1, 2]),
        (CameOut(until=NOW - timedelta(days=2)), [3, 4]),
        (CameOut(since=NOW - timedelta(days=3), until=NOW - timedelta(days=1)), [2, 3]),
        (CameOut(since=NOW, first_seen=True), [4]),
        (IsAmong(articles=(ArticleId(3), ArticleId(99))), [3]),
        (IsAmong(articles=()), []),
        (IsAmong(articles=tuple(map(ArticleId, (4, *range(7_000, 9_000), 2)))), [2, 4]),
        (IsAmong(articles=tuple(map(ArticleId, range(2, 9_000)))), [2, 3, 4]),
        (IsAmong(articles=tuple(map(ArticleId, (1, *range(3, 9_000))))), [1, 3, 4]),
        (Brings(feature=Feature.IMAGE), [2]),
        (Brings(feature=Feature.QUOTES), [1, 2]),
    ],
)
def test_what_a_condition_finds(index: SearchIndex, condition: Condition, articles: list[int]) -> None:
    assert numbers(index, (is_(condition),)) == articles
    assert numbers(index, (is_(condition),), sources=(SourceId(1),)) == articles
    rest = [one for one in (1, 2, 3, 4) if one not in articles]
    assert numbers(index, (is_(CameOut()),), (not_(condition),)) == rest
    assert numbers(index, (not_(condition), is_(IsAmong(articles=())))) == rest


def test_clauses_are_all_to_be_met_and_one_thing_of_each(index: SearchIndex) -> None:
    assert numbers(index, (is_(FERRY),), (is_(TUNNEL),)) == [2]
    assert numbers(index, (is_(FERRY), is_(TUNNEL))) == [1, 2, 4]
    assert numbers(index, (is_(TUNNEL),), (not_(FERRY),)) == [4]
    assert numbers(index, (is_(TUNNEL), not_(IsWritten(language="en")))) == [2, 3, 4]
    assert numbers(index, (not_(FERRY),)) == []


def test_with_any_word_what_is_no_words_still_counts(index: SearchIndex) -> None:
    clauses = ((is_(FERRY),), (is_(TUNNEL),), (is_(IsListed(sources=(SourceId(14), SourceId(12)))),))
    assert numbers(index, *clauses, any_word=True) == [2, 4]
    assert numbers(index, *clauses) == [2]


def test_by_date_new_comes_first_and_pages_are_whole(index: SearchIndex) -> None:
    hits = [index.search(SearchQuery(text="the", sort=Sort.DATE, offset=at, limit=2)) for at in (0, 2, 4)]
    assert [list(one.articles) for one in hits] == [[1, 2], [4], []]
    assert {one.total for one in hits} == {3}
    assert index.search(SearchQuery(text="the", limit=0)).total == 3


def test_a_survey_counts_days_and_sources(index: SearchIndex) -> None:
    survey = index.survey(SearchQuery(text="the", sources=(SourceId(1),)))
    assert survey.days == ((date(2026, 6, 9), 1), (date(2026, 6, 11), 1), (date(2026, 6, 12), 1))
    assert survey.sources[0] == (1, 3)
    assert set(survey.sources[1:]) == {(11, 1), (12, 1), (14, 1)}
    assert index.survey(SearchQuery(text="zebra")).days == ()
    assert index.survey(SearchQuery(text="")).sources == ()


def test_old_and_future_articles_are_counted_too(empty: SearchIndex) -> None:
    moments = [datetime(year, 1, 2, tzinfo=UTC) for year in (1, 1969, 9999)]
    empty.update([article(n, "Old", "ferry", sort_at=at) for n, at in enumerate(moments, start=1)], {}, 3)
    query = SearchQuery(text="ferry", sort=Sort.DATE)
    assert empty.search(query).articles == (3, 2, 1)
    assert empty.survey(query).days == tuple((at.date(), 1) for at in moments)


def test_words_written_nearly_alike(index: SearchIndex) -> None:
    assert index.near("tunnle" if isinstance(index, TantivyIndex) else "tunnal") == ("tunnel",)
    for nothing in ("", "ferry", "x", "two words", "\x00", "🚢"):
        assert index.near(nothing) == ()


def test_what_is_told_is_kept_with_the_position(empty: SearchIndex) -> None:
    assert empty.told() == ExplainingState()
    empty.update(ARTICLES[:1], LISTED, 1)
    assert (empty.position(), empty.told()) == (1, ExplainingState())
    assert numbers(empty, (is_(BRANDT),)) == []
    empty.update(ARTICLES[:1], LISTED, 1, found=FOUND, told=TOLD)
    assert (empty.position(), empty.told(), numbers(empty, (is_(BRANDT),))) == (1, TOLD, [1])
    empty.update(ARTICLES[1:2], LISTED, 2)
    assert empty.told() == TOLD
    empty.clear()
    assert (empty.told(), numbers(empty, (is_(BRANDT),))) == (ExplainingState(), [])
