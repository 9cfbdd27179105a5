"""The search index: what it finds, how it highlights, and how it outlives accidents."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.adapters.search import TantivyIndex
from octavo.adapters.search.index import SHAPE
from octavo.model.articles import Article, Block, BlockKind
from octavo.model.errors import IndexBusy
from octavo.model.ids import ArticleId, SourceId
from octavo.model.search import SearchQuery

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 6, 13, 20, tzinfo=UTC)


def _article(number: int, title: str, text: str, language: str | None = "en") -> Article:
    return Article(
        id=ArticleId(number),
        source=SourceId(1),
        revision=1,
        first_seen_at=NOW,
        revised_at=NOW,
        sort_at=NOW,
        url=f"https://example.org/{number}",
        title=title,
        language=language,
        blocks=(Block(kind=BlockKind.PARAGRAPH, text=text),),
    )


ARTICLES = (
    _article(1, "Ferry aground off Skarn", "The ferries of the Marren Line stayed in port. 1,212 people waited."),
    _article(2, "Old Berta stops again", "The tunnelling machine has stopped under the harbour. A ferry passed."),
    _article(3, "Sturm über Grünhaven", "Die Fähren blieben im Hafen, die Häuser ohne Strom.", "de"),
    _article(4, "港のトンネル", "東京で港のトンネルが開通した。", "ja"),
    _article(5, "Notes", 'kind:position article:1 "unclosed'),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyIndex]:
    index = TantivyIndex(tmp_path_factory.mktemp("index"))
    listed_in = {article.id: (SourceId(1), SourceId(article.id + 10)) for article in ARTICLES}
    index.update(ARTICLES, listed_in, 5)
    yield index
    index.close()


def _found(index: TantivyIndex, text: str, sources: tuple[int, ...] | None = None) -> list[int]:
    chosen = None if sources is None else tuple(SourceId(source) for source in sources)
    return list(index.search(SearchQuery(text=text, sources=chosen)).articles)


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("ferry", [1, 2]),
        ("FERRIES skarn", [1]),
        ('"tunnelling machine"', [2]),
        ('"machine tunnelling"', []),
        ("ferry -tunnelling", [1]),
        ("1,212", [1]),
        ("grunhaven", [3]),
        ("Fähre", [3]),
        ("トンネル", [4]),
        ("東京", [4]),
        ("京東", []),
        ("", []),
        ("-ferry", []),
        ('"', []),
        ("kind:position", [5]),
        ("article:1 OR article:2", [5]),
        ("ferry zebra", []),
    ],
)
def test_what_is_found(index: TantivyIndex, query: str, articles: list[int]) -> None:
    assert sorted(_found(index, query)) == articles


def test_the_title_counts_more_than_the_text(index: TantivyIndex) -> None:
    assert _found(index, "ferry") == [1, 2]


def test_only_the_sources_asked_for(index: TantivyIndex) -> None:
    assert _found(index, "ferry", (12,)) == [2]
    assert _found(index, "ferry", (1,)) == [1, 2]
    assert _found(index, "ferry", ()) == []


def test_pages_of_hits(index: TantivyIndex) -> None:
    first = index.search(SearchQuery(text="ferry", limit=1))
    second = index.search(SearchQuery(text="ferry", limit=1, offset=1))
    assert (first.total, second.total) == (2, 2)
    assert set(first.articles) | set(second.articles) == {1, 2}


def test_the_excerpt_shows_why(index: TantivyIndex) -> None:
    text = "Größe zählt nicht. " * 30 + "Die Fähre legte ab. " + "Danach kam nichts. " * 30
    excerpt = index.excerpt("fähre", text)
    assert [excerpt.text[start:end] for start, end in excerpt.highlights] == ["Fähre"]
    assert len(excerpt.text) <= 300


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60), text=st.text(max_size=400))
def test_any_text_is_a_query(index: TantivyIndex, query: str, text: str) -> None:
    assert index.search(SearchQuery(text=query)).total >= 0
    excerpt = index.excerpt(query, text)
    assert all(0 <= start <= end <= len(excerpt.text) for start, end in excerpt.highlights)


def test_an_update_replaces_and_the_position_is_kept(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    assert index.position() == 0
    index.update([ARTICLES[0]], {}, 7)
    index.update([_article(1, "Lighthouse", "Nothing about ships.")], {}, 9)
    assert (_found(index, "ferry"), _found(index, "lighthouse")) == ([], [1])
    assert TantivyIndex(tmp_path).position() == 9
    index.clear()
    assert (index.position(), _found(index, "lighthouse")) == (0, [])


def test_a_broken_folder_is_built_anew(tmp_path: Path) -> None:
    TantivyIndex(tmp_path).update(ARTICLES, {}, 5)
    for file in next(tmp_path.iterdir()).iterdir():
        if file.suffix == ".json":
            file.write_bytes(b"{")
    index = TantivyIndex(tmp_path)
    assert index.position() == 0
    index.update(ARTICLES, {}, 5)
    assert _found(index, "ferry") == [1, 2]


def test_what_another_writes_is_seen_at_once_each_time(tmp_path: Path) -> None:
    one, other = TantivyIndex(tmp_path), TantivyIndex(tmp_path)
    for position in range(1, 40):
        other.update([_article(position, "Ferry", "It sails.")], {}, position)
        assert one.position() == position
        assert one.search(SearchQuery(text="ferry")).total == position


def test_one_writer_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.adapters.search.index.LOCK_TRIES", 2)
    one, other = TantivyIndex(tmp_path), TantivyIndex(tmp_path)
    writer = one._writer()
    with pytest.raises(IndexBusy):
        other.update(ARTICLES, {}, 5)
    writer.wait_merging_threads()
    other.update(ARTICLES, {}, 5)
    assert _found(one, "ferry") == [1, 2]


def test_an_index_of_an_earlier_shape_makes_room_for_the_new_one(tmp_path: Path) -> None:
    for name in ("search-1", "search-x", f"search-{SHAPE + 1}"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "meta.json").write_text("{}")
    TantivyIndex(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"search-{SHAPE}", f"search-{SHAPE + 1}", "search-x"]


TYPED = ("the", "of", "a", "government", "week", "café", "über", "die", "où", "said", "y")
ASKED = ("The", "of", "A", "government", "week", "cafe", "uber", "DIE", "ou", "said", "y")
WORDS = {
    "hi": ("ताज़ा हिन्दी समाचार", "ताजा", "हिन्दी", "समाचार"),
    "ar": ("قالَ الرئيسُ إنه سيزور المدينة", "الرئيس", "الرئيسُ", "قال"),
    "he": ("שָׁלוֹם עולם", "שלום", "שָׁלוֹם"),
    "bn": ("বাংলা সংবাদ", "বাংলা", "সংবাদ"),
    "ta": ("தமிழ் செய்திகள்", "தமிழ்"),
    "th": ("ถนนหลายสายน้ำท่วมเพราะฝนตก", "ฝน", "ถนน", "น้ำ"),
    "vi": ("Tiếng Việt hôm nay", "Việt", "viet"),
    "ko": ("한국어 뉴스", "한국어"),
    "ja": ("これはガラスの靴。", "ガラス", "靴", "ガラスの靴"),
    "fr": ("Le café de l’été, l'hôtel", "cafe", "été", "ete", "hotel", "cafe\u0301"),
    "de": ("Die Straße nach Grünhaven", "strasse", "Straßen", "grunhaven"),
    "pt": ("A coração não são", "coracao", "nao"),
    "tr": ("İstanbul'da fırtına", "firtina"),
}


@pytest.mark.parametrize("language", WORDS)
def test_words_of_all_scripts_are_found_with_and_without_their_marks_and_shown(tmp_path: Path, language: str) -> None:
    text, *asked = WORDS[language]
    index = TantivyIndex(tmp_path)
    index.update([_article(1, "x", text, language), _article(2, "y", "Nothing of it.")], {}, 2)
    for word in asked:
        assert _found(index, word) == [1], word
        excerpt = index.excerpt(word, f"{'x ' * 300}{text} {'y ' * 300}")
        shown = [excerpt.text[start:end] for start, end in excerpt.highlights]
        assert len(shown) == 1, (word, shown)
        assert shown[0] in text


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from(TYPED), min_size=2, max_size=9),
    asked=st.lists(st.sampled_from(ASKED), min_size=2, max_size=4),
    language=st.sampled_from(["en", "de", "fr", "pl", None]),
)
def test_a_phrase_is_found_where_it_stands_whatever_its_words(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], asked: list[str], language: str | None
) -> None:
    """Its commonest words are looked up two by two, others one by one: both find the same."""
    index = TantivyIndex(tmp_path_factory.mktemp("phrases"))
    index.update([_article(1, " ".join(words[:4]), " ".join(words), language)], {}, 1)
    plain = [word.translate(str.maketrans("éüù", "euu")) for word in words]
    stands = f" {' '.join(asked).lower()} " in f" {' '.join(plain)} "
    assert _found(index, f'"{" ".join(asked)}"') == ([1] if stands else [])
    assert _found(index, " ".join(asked)) == ([1] if {one.lower() for one in asked} <= set(plain) else [])


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        (
            '"the ferry"',
            "The rock is where the builder was. " * 20 + "Then the Ferry sank. " + "The end. " * 60,
            ["the Ferry"],
        ),
        ('"the ferry"', "The ferry and the fog", ["The ferry"]),
        ('"the ferry" fog', "The fog and the ferry, the fog", ["fog", "the ferry", "fog"]),
        ('"cafe uber"', "Ein Café über dem cafe", ["Café über"]),
        ('"grosse strasse"', "Die Große Straße", ["Große Straße"]),
        ('"the ferry"', "The old ferry", []),
    ],
)
def test_a_phrase_is_shown_where_it_stands_and_not_each_word_of_it(
    tmp_path: Path, query: str, text: str, shown: list[str]
) -> None:
    index = TantivyIndex(tmp_path)
    index.update(
        [_article(1, "The ferry", "The fog over the ferry. Café über. Große Straße."), _article(2, "x", text)], {}, 2
    )
    excerpt = index.excerpt(query, text)
    assert [excerpt.text[start:end] for start, end in excerpt.highlights] == shown
    assert len(excerpt.text) <= 300
