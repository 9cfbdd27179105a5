from __future__ import annotations

import pytest

from octavo.explaining.statements.channels import channel_in


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("the committee said on the Telegram messaging app", "Telegram"),
        ("she wrote in a post on X, formerly Twitter", "X"),
        ("he wrote on X", "X"),
        ("the minister tweeted", "Twitter"),
        ("she said in a statement on Monday", "statement"),
        ("she said at a press conference in Brussels", "press conference"),
        ("she told reporters outside the court", "reporters"),
        ("he told Reuters", "Reuters"),
        ("he told the Northern Ledger by telephone", "Northern Ledger"),
        ("he said in an interview with NBC’s Today", "NBC’s Today"),
        ("he told Mary Rudd", None),
        ("he said", None),
        ("sagte sie auf einer Pressekonferenz in Berlin", "press conference"),
        ("schrieb er auf Telegram", "Telegram"),
    ],
)
def test_a_channel_is_named(text: str, channel: str | None) -> None:
    assert channel_in(text) == channel
