"""Words, names and numbers as they stand in a text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.grouping.analysis import BUCKETS, WIDTH, numbers_of, row_of, terms_of
from octavo.grouping.boilerplate import Boilerplate
from octavo.grouping.parting import weakest_seam
from octavo.grouping.why import shared
from octavo.grouping.words import names_in, numbers_in, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't stop: the U.S. won", ["don't", "stop", "the", "u.s", "won"]),
        ("The mayor's 20-year-old son", ["the", "mayor", "20-year-old", "son"]),
        ("Chủ tịch nước", ["chủ", "tịch", "nước"]),
        ("日本銀行が5%", ["日本", "本銀", "銀行", "行が", "5"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_in(text) == words


def test_names_are_runs_of_capitals_and_no_sentence_openers() -> None:
    text = "Police said Ida Moen met Per. Later, J. Smith's boat left Élan. “Nobody came,” Österreich said."
    assert names_in(text) == ["Ida Moen", "Per", "J Smith", "Élan"]
    assert names_in("Police") == []


def test_numbers_come_with_what_they_count() -> None:
    assert numbers_in("3 of 1,212 bodies at 14:30") == ["3 of", "1,212", "1,212 bodies", "14:30"]


@given(st.text(max_size=400), st.text(max_size=60))
def test_every_text_has_a_row(text: str, title: str) -> None:
    terms = terms_of(title, text)
    assert terms.bounds[-1] == len(terms.numbers) == len(terms.weights)
    row = row_of(terms, np.ones(len(terms.numbers), np.float32))
    assert len(row.numbers) == WIDTH
    assert ((row.numbers > 0) == (row.weights > 0)).all()
    assert int(row.numbers.max(initial=0)) < BUCKETS


def test_the_number_of_a_term_is_the_same_everywhere() -> None:
    assert numbers_of(["skarn", "\ud800", "@Port Vell", "skarn"]).tolist() == [125_756, 311_984, 158_987, 125_756]
    assert numbers_of([]).tolist() == []


def test_lines_that_come_back_are_left_out_once_they_were_seen_twice() -> None:
    boilerplate = Boilerplate()
    texts = [f"Sign up for our newsletter.\nWhat happened on day {day} is told here." for day in range(3)]
    for text in texts[:2]:
        assert boilerplate.without(text, "post") == text
        boilerplate.learn(text, "post")
    assert boilerplate.without(texts[2], "post") == "What happened on day 2 is told here."
    assert boilerplate.without(texts[2], "tide") == texts[2]
    assert boilerplate.without("Sign up for our newsletter.", "post") == "Sign up for our newsletter."


def test_a_story_of_two_halves_parts_between_them() -> None:
    links = [(1, 2, 0.9), (2, 3, 0.8), (1, 3, 0.7), (4, 5, 0.9), (3, 4, 0.1)]
    part, mean = weakest_seam([1, 2, 3, 4, 5], links)
    assert sorted(part) == [4, 5]
    assert mean == pytest.approx(0.1 / 6)
    part, mean = weakest_seam([1, 2, 3], links)
    assert part == [3]
    assert mean == pytest.approx(0.75)
    assert weakest_seam([1], links) == ([], 1.0)


def test_what_is_shared_is_told_once() -> None:
    one = "talks\tzelenskyy\tcity\nIstanbul\tZelenskyy\tUmerov\tRustem Umerov\n2 June\t2"
    other = "zelenskyy\ttalks\nUmerov\tRustem Umerov\tZelenskyy\tIstanbul\n2 June"
    assert shared(one, other) == (("Istanbul", "Zelenskyy", "Rustem Umerov"), ("2 June",), ("talks",))


def test_a_little_word_behind_a_number_is_not_told() -> None:
    spelled = "turbine\nNorvind\n37 and\t37\t212 people\t212"
    assert shared(spelled, spelled)[1] == ("37", "212 people")
