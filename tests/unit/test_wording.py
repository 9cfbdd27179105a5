"""Words for people."""

from __future__ import annotations

import pytest

from octavo.wording import counted, pace


@pytest.mark.parametrize(
    ("per_day", "said"),
    [
        (None, ""),
        (12.4, "about 12 articles a day"),
        (1.0, "about 1 article a day"),
        (0.4, "about 3 articles a week"),
        (0.1, "about 1 article a week"),
        (0.06, "about 2 articles a month"),
        (0.01, "an article now and then"),
        (0.0, "an article now and then"),
    ],
)
def test_how_often_somebody_publishes_is_said_in_the_unit_that_fits(per_day: float | None, said: str) -> None:
    assert pace(per_day) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (1_234, "1,234 articles")]
)
def test_one_of_something_is_not_several(number: int, said: str) -> None:
    assert counted(number, "article") == said


def test_what_an_s_does_not_make_several_is_named() -> None:
    assert (counted(1, "story", "stories"), counted(2, "story", "stories")) == ("1 story", "2 stories")
