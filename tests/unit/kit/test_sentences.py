from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.kit.sentences import sentences_in


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences_in(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Smith met Sen. J. R. Ewing on Jan. 5. They talked.", 2),
        ("“Why?” he asked. “Because!” she said.", 2),
        ("The U.S. Senate voted. He lives in the U.S. The vote was close.", 3),
        ("Es geschah am 3. März in Berlin. Danach war Ruhe.", 2),
        ("He paid $3.5 million. It was 5 p.m. on Monday.", 2),
        ("It began in 2014. The war goes on.", 2),
        ("今日は晴れ。明日は雨！", 2),
        ("No end here\nA new line", 2),
        ("She said “it is over.” Then she left.", 2),
        ("Senate leader Chuck Schumer (D-N.Y.) said no. It failed.", 2),
        ("Sens. Cruz and Lee met Reps. Jordan and Roy. They agreed (at last.) Then they left.", 3),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(split(text)) == count, split(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200) | st.text(alphabet="aB .!?\"'”\n。", max_size=80))
def test_every_character_is_in_exactly_one_sentence(text: str) -> None:
    found = sentences_in(text)
    assert "".join("".join(split(text)).split()) == "".join(text.split())
    assert all(a < b for a, b in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    assert all(text[a:b] == text[a:b].strip() for a, b in found)
