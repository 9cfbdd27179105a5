"""Which stories may be the same as one: by the words of all their headlines, rare ones above all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.grouping.telling.telling import article, story

from octavo.grouping import most_similar


def numbered(*headlines: str) -> list[int]:
    """The places of stories of one headline each, by their similarity to the first."""
    first, *others = (story(number, article(headline)) for number, headline in enumerate(headlines))
    return [one.id for one in most_similar(first, others)]


def test_what_shares_a_rare_word_stands_before_what_shares_common_ones() -> None:
    others = [f"The {what} is off the {where}" for what, where in zip("abcdefgh", "stuvwxyz", strict=True)]
    assert numbered("The ferry Aurelia is off the rocks", *others, "Aurelia towed into harbour")[0] == 9


def test_all_headlines_of_a_story_count_and_not_only_the_one_it_bears() -> None:
    told = story(1, article("Ferry strikes rocks near Skarn"), article("Skarn lifeboats rescue 212 people"))
    other = story(2, article("Fog delays mail"), article("Night in the fog"), article("Skarn lifeboats praised"))
    assert "Skarn" not in other.headline
    plain = story(3, article("Parliament passes budget"))
    assert [one.id for one in most_similar(told, [plain, other])] == [2, 3]


def test_scripts_without_spaces_are_compared_too() -> None:
    assert numbered("渡船在斯卡恩触礁", "议会通过预算", "斯卡恩渡船乘客获救") == [2, 1]


@given(st.lists(st.text(alphabet="ab ", max_size=8), min_size=1, max_size=6))
def test_nothing_is_lost_and_equals_stay_in_their_order(headlines: list[str]) -> None:
    first, *others = (story(number, article(headline)) for number, headline in enumerate(headlines))
    assert sorted(one.id for one in most_similar(first, [first, *others])) == sorted(one.id for one in others)
    same = [story(number, article("Fog delays mail")) for number in range(5, 9)]
    assert list(most_similar(first, same)) == same
