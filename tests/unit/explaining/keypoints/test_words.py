from __future__ import annotations

from octavo.explaining.keypoints.words import is_function, length_of, words_of


def test_words_are_lower_case_without_possessives_and_elisions() -> None:
    assert words_of("Port Elsin’s l'Île: 1,212 homes") == ["port", "elsin", "île", "1,212", "homes"]


def test_long_words_meet_in_their_beginning() -> None:
    assert words_of("announce announced announcement") == ["announc", "announc", "announc"]


def test_scripts_without_spaces_give_pairs_of_characters() -> None:
    assert words_of("北京地铁 2026") == ["北京", "京地", "地铁", "2026"]
    assert length_of("北京地铁网络") == 3


def test_function_words_are_those_of_the_language_or_short() -> None:
    assert is_function("the", "en")
    assert not is_function("die", "en")
    assert is_function("die", "de")
    assert is_function("na", "pl")
    assert not is_function("19", "pl")
    assert not is_function("北京", "zh")
