from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.grouping.copies.words import words_of

HOSTILE = st.text(max_size=200)  # with control characters and whatever Unicode has


def hashes(text: str) -> list[int]:
    return [int(number) for number in words_of(text).hashes]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Twelve MEN left", "twelve men left,"),
        ("1,212 bodies", "1.212 bodies"),
        ("1,212 bodies", "1\u00a0212 bodies"),
        ("1,212 bodies", "1\u202f212 bodies"),
        ("don’t go", "don't go"),
        ("co\u00adope\u200brate", "cooperate"),
        ("ﬁne", "fine"),
        ("cafe\u0301", "café"),
        ("a — b", "a - b"),
        ("Straße", "STRASSE"),
    ],
)
def test_looks_make_no_other_words(one: str, other: str) -> None:
    assert hashes(one) == hashes(other)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n\t…—", 0),
        ("one two,three.four", 4),
        ("3.5 per cent. 12", 4),
        ("新华社北京电", 6),
        ("東京でロケット", 7),
        ("한국 방송", 2),
        ("ข่าว", 4),
        ("हिन्दी समाचार", 2),
        ("🚀🚀", 0),
        ("\ud800", 0),
        ("Tiếng Việt", 2),
    ],
)
def test_words_by_scripts(text: str, count: int) -> None:
    assert len(words_of(text)) == count


def test_figures_are_known() -> None:
    assert words_of("In 1,212 of 16th B2").is_figure.tolist() == [False, True, False, True, False]


def test_the_numbers_stay_what_they_are() -> None:
    """Snapshots hold them: whoever changes this raises the version of snapshots."""
    assert hashes("Ünïcode 12") == [350637210583117605, 2816106032658166774]


def test_anagrams_are_other_words() -> None:
    assert len(set(hashes("listen silent enlist tinsel"))) == 4


@given(HOSTILE)
def test_any_text_has_words_and_as_many_flags(text: str) -> None:
    words = words_of(text)
    assert len(words.is_figure) == len(words.is_ideograph) == len(words)


@given(st.text("ab1 .,x", max_size=40), st.text("ab1 .,x", max_size=40))
def test_lines_are_words_apart(one: str, other: str) -> None:
    assert hashes(f"{one}\n{other}") == hashes(one) + hashes(other)
