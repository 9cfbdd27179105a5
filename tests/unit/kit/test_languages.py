from __future__ import annotations

import pytest

from octavo.kit.languages import language_tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("EN", "en"),
        ("pt_br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        (" de ", "de"),
        ("", None),
        (None, None),
        ("x y", None),
        ("english", None),
    ],
)
def test_tags_are_spelt_one_way(text: str | None, tag: str | None) -> None:
    assert language_tag(text) == tag
