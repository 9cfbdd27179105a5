from __future__ import annotations

import pytest

from octavo.web.rendering import left_out


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("The ferry sank.", ("", "")),
        ("of the ferry that sank.”", ("… ", "")),
        ("The ferry, 118 metres long and", ("", "…")),
        ("The ferry, 118 metres long…", ("", "")),
        ("لم يغرق المركب؟", ("", "")),
        ("船は沈んだ。", ("", "")),
        ("”", ("", "")),
        ("", ("", "")),
    ],
)
def test_an_excerpt_says_where_it_was_cut(text: str, around: tuple[str, str]) -> None:
    assert left_out(text) == around
