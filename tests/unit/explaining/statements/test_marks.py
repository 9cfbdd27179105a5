from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.explaining.statements.marks import quoted_in


def inside(*texts: str) -> list[str]:
    return [texts[one.block][one.inner_start : one.inner_end] for one in quoted_in(texts)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“A thing,” he said. “And another.”", ["A thing,", "And another."]),
        ('"A thing," he said, "and another."', ["A thing,", "and another."]),
        ("„Das ist „Unsinn“ hier“, sagte er.", ["Das ist „Unsinn“ hier"]),
        ("»Ja«, sagte sie. »Nein.«", ["Ja", "Nein."]),
        ("« Oui », dit-il. «Non»", ["Oui", "Non"]),
        ("It was “closed“ in a note, “for now”.", ["closed", "for now"]),
        ("''We go,'' he said.", ["We go,"]),
        ("“He said ‘no’ to it,” she said.", ["He said ‘no’ to it,"]),
    ],
)
def test_marks_of_many_houses_are_read(text: str, quoted: list[str]) -> None:
    assert inside(text) == quoted


def test_apostrophes_end_no_quotation_in_single_marks() -> None:
    text = "'It's the soldiers' bodies, and the dogs' owners know,' he said. 'We don't.'"
    assert inside(text) == ["It's the soldiers' bodies, and the dogs' owners know,", "We don't."]


def test_an_apostrophe_at_a_words_beginning_or_end_opens_nothing() -> None:
    assert inside("In the '90s the dogs' owners came, and the boats' crews went.") == []


def test_single_marks_are_for_headlines_where_double_ones_quote() -> None:
    assert inside("The 'Shield' is a group. “We help,” it said.") == ["We help,"]


def test_a_quotation_that_runs_over_paragraphs_is_marked_as_going_on() -> None:
    quotes = quoted_in(["“First this.", "“Then that.”", "“Something else,” he said."])
    assert [(one.block, one.goes_on, one.is_closed) for one in quotes] == [
        (0, False, False),
        (1, True, True),
        (2, False, True),
    ]


def test_marks_in_a_tag_are_no_quotation() -> None:
    assert inside('<a href="x">text</a> and "words" here') == ["words"]


def test_marks_of_an_attribute_are_no_quotation_though_its_tag_never_ends() -> None:
    assert inside('<post author="@harbour" date="May 1', 'and "words" here') == ["words"]


@given(st.lists(st.text("ab .,“”„\"«»‘’'\n‚", max_size=60), max_size=4))
def test_quotations_lie_in_order_within_their_paragraphs(texts: list[str]) -> None:
    quotes = quoted_in(texts)
    for one in quotes:
        assert 0 <= one.start <= one.inner_start < one.inner_end <= one.end <= len(texts[one.block])
    places = [(one.block, one.start, one.end) for one in quotes]
    assert places == sorted(places)
    assert all(one[0] != two[0] or one[2] <= two[1] for one, two in pairwise(places))
