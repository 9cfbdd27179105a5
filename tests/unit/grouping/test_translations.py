"""Translations: known by names, figures and lengths, joined to the story, and not taken for reports of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from tests.translation_desk import LANGUAGES, translated
from tests.wire_desk import demo_articles

from octavo.grouping import Decision, Report, Ruling, Sorter
from octavo.grouping.translations import TranslationIndex
from octavo.model.ids import ArticleId, StoryId
from octavo.model.stories import CopyKind, Placement

DAY = datetime(2026, 1, 5, 6, tzinfo=UTC)
TEXTS = [(text.title, text.text) for text in demo_articles() if len(text.text) > 1_500][:24]


def original(number: int, at: datetime = DAY) -> Report:
    title, text = TEXTS[number]
    return Report(id=number, publisher="tide", title=title, text=text, at=at, language="en")


def translation(number: int, *, seed: int = 1, hours: float = 5) -> Report:
    language = LANGUAGES[number % len(LANGUAGES)]
    title, text = translated(*TEXTS[number], language, Random(seed))  # noqa: S311 - the same each time
    at = DAY + timedelta(hours=hours)
    return Report(id=1_000 + number, publisher="woche", title=title, text=text, at=at, language=language.code)


def pairs(index: TranslationIndex, reports: list[Report]) -> set[tuple[int, int]]:
    return {(one.article, one.original) for one in index.add_all(reports)}


def test_most_translations_are_found_and_nothing_else() -> None:
    numbers = range(len(TEXTS))
    found = pairs(TranslationIndex(), [*map(original, numbers), *map(translation, numbers)])
    assert all(article - 1_000 == first for article, first in found)
    assert len(found) >= 0.6 * len(TEXTS)


def test_the_later_one_is_the_translation_whichever_came_in_first() -> None:
    one, other = original(0), translation(0)
    for order in ([one, other], [other, one]):
        index = TranslationIndex()
        assert {pair for report in order for pair in pairs(index, [report])} == {(1_000, 0)}


def test_a_text_of_the_same_language_is_no_translation() -> None:
    assert not pairs(TranslationIndex(), [original(0), replace(original(0), id=7, publisher="ledger")])


@pytest.mark.parametrize("language", [None, "", "?", "en\n"])
def test_a_text_whose_language_is_not_known_is_no_translation(language: str | None) -> None:
    assert not pairs(TranslationIndex(), [original(0), replace(translation(0), language=language)])


def test_what_comes_a_week_later_is_no_translation() -> None:
    assert not pairs(TranslationIndex(), [original(0), translation(0, hours=24 * 7)])


def test_what_was_forgotten_is_not_found_again() -> None:
    index = TranslationIndex()
    index.add_all([original(0)])
    index.expire(DAY + timedelta(hours=1))
    assert not pairs(index, [translation(0)])


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n" * 9, "0" * 50_000, "Aa " * 50_000, "１２ ３４ " * 999, "\ud800 Az 12", "۱۲۳ ۴۵", "1.2." * 9_999],
)
def test_any_text_is_taken_in(text: str) -> None:
    index = TranslationIndex()
    for number, language in enumerate(("en", "de")):
        index.add_all([replace(original(0), id=number, text=text, title=text[:40], language=language)])
    assert index.of(99) is None


def test_a_restored_index_goes_on_where_it_was() -> None:
    first = TranslationIndex()
    first.add_all(original(number) for number in range(12))
    second = TranslationIndex.restore(first.snapshot())
    late = [translation(number) for number in range(12)]
    assert pairs(first, late) == pairs(second, late)
    assert first.snapshot() == second.snapshot()


@pytest.mark.parametrize("snapshot", [b"", b"nonsense", TranslationIndex().snapshot()[:100]])
def test_what_is_no_snapshot_is_refused(snapshot: bytes) -> None:
    with pytest.raises(ValueError, match="add the articles anew"):
        TranslationIndex.restore(snapshot)


def test_a_translation_joins_the_story_and_is_marked_apart() -> None:
    sorter = Sorter()
    sorter.add([original(number) for number in range(6)])
    told = sorter.add([translation(0)])
    place = Placement(article=ArticleId(1_000), story=StoryId(0), at=DAY, outlet="woche", reason="")
    placed = sorter.placed(place)
    assert placed.copy_of is not None
    assert (placed.copy_of.article, placed.copy_of.kind) == (0, CopyKind.TRANSLATION)
    assert "in another language" in placed.reason
    assert placed.story == sorter.placed(replace(place, article=ArticleId(0))).story
    assert {0, 1_000} <= told.articles


def test_a_sorter_with_translations_can_be_restored() -> None:
    sorter = Sorter()
    sorter.add([original(0)])
    restored = Sorter.restored(sorter.state())
    assert restored.add([translation(0)]) == sorter.add([translation(0)])
    assert restored.state() == sorter.state()


def test_what_a_person_set_apart_is_not_joined_by_a_translation() -> None:
    sorter = Sorter()
    sorter.add([original(0), original(1)])
    sorter.decide(Decision(id=1, ruling=Ruling.APART, reports=(0,), others=(1_000,)))
    sorter.add([translation(0)])
    stories = {article: story for story, articles in sorter.stories().items() for article in articles}
    assert stories[0] != stories[1_000]
