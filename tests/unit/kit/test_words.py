from __future__ import annotations

import re

import pytest

from octavo.kit.words import LETTERS, UNSPACED, WORD_OR_NUMBER, word_set


def test_lines_are_one_set_of_words() -> None:
    assert word_set("a  b", "b\nc") == {"a", "b", "c"}
    assert word_set() == frozenset()


def test_an_apostrophe_stays_in_its_word_and_points_in_their_number() -> None:
    text = "The town’s 1,212.5 boats didn't 'sail' at 05:50."
    assert WORD_OR_NUMBER.findall(text) == [
        "The", "town’s", "1,212.5", "boats", "didn't", "sail", "at", "05:50",
    ]  # fmt: skip


def test_letters_are_those_of_any_script() -> None:
    assert LETTERS.findall("Grünhaven_7 Київ 東京") == ["Grünhaven", "Київ", "東京"]


@pytest.mark.parametrize(("text", "unspaced"), [("東京", True), ("ไทย", True), ("Київ", False), ("서울", False)])
def test_scripts_without_spaces_are_known(text: str, unspaced: bool) -> None:
    assert bool(re.search(f"[{UNSPACED}]", text)) is unspaced
