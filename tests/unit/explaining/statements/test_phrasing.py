from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.explaining.statements.grammar import grammar_of
from octavo.explaining.statements.marks import quoted_in
from octavo.explaining.statements.phrasing import PHRASING_NAMES, phrasing_rows
from octavo.explaining.statements.words import words_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.explaining.documents import Document


Rows = list[dict[str, float]]


@pytest.fixture
def rows(document: Callable[..., Document]) -> Callable[..., Rows]:
    def find(text: str, language: str = "en") -> Rows:
        article = document(text, language=language)
        quotes = quoted_in([block.text for block in article.blocks])
        found = phrasing_rows(words_in(article, quotes), quotes, grammar_of(language))
        return [dict(zip(PHRASING_NAMES, map(float, row), strict=True)) for row in found]

    return find


def test_a_work_named_before_or_behind_is_counted(rows: Callable[..., Rows]) -> None:
    title, star = rows("She wrote the novel “The Low Harbour” last year. The “Low Harbour” star was there.")
    assert (title["works_before"], title["works_after"]) == (1, 0)
    assert (star["works_before"], star["works_after"]) == (0, 1)


def test_what_the_next_sentence_says_is_not_beside(rows: Callable[..., Rows]) -> None:
    (quote,) = rows("He called it “dull”. The film went on.")
    assert quote["works_after"] == 0
    assert quote["hinting_before"] == 1


@pytest.mark.parametrize(("before", "like"), [("as", "als"), ("the", "der"), ("of", "von"), ("a", "une")])
def test_small_words_of_different_languages_that_do_the_same_count_alike(
    rows: Callable[..., Rows], before: str, like: str
) -> None:
    one, other = rows(f"It went {before} “big thing” here."), rows(f"It went {like} “big thing” here.")
    assert one[0]["word_before"] == other[0]["word_before"] > 0


def test_the_german_subjunctive_is_counted(rows: Callable[..., Rows]) -> None:
    (quote,) = rows("Die Lage sei „sehr ernst“, hieß es.", "de")
    assert quote["subjunctives"] == 1


def test_a_title_has_its_words_of_weight_in_capitals(rows: Callable[..., Rows]) -> None:
    title, saying = rows("She read “The Light of a Harbour” aloud. “The light of Arden was dim.”")
    assert (title["is_title"], saying["is_title"]) == (1, 0)
    assert title["weighty_capitals"] == 1 > saying["weighty_capitals"] > 0
    assert (title["ends_in"], saying["ends_in"]) == (0, 2)


def test_the_address_of_a_site_is_told_from_a_saying(rows: Callable[..., Rows]) -> None:
    site, saying, name = rows("Laut „hafenblatt.de“ sagte er: „Das geht.“ Er heißt „@hafen“.", "de")
    assert [one["is_site"] for one in (site, saying, name)] == [1, 0, 0]
    assert [one["has_sign"] for one in (site, saying, name)] == [0, 0, 1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text("ab A1 .,“”\"'’\n-(", max_size=80))
def test_every_quotation_of_any_text_has_its_numbers(rows: Callable[..., Rows], text: str) -> None:
    assert all(np.isfinite(list(row.values())).all() for row in rows(text))
