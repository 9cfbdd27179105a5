"""Starter packs: every file is well formed, and a mistake in one is told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from babel import Locale

from octavo.kit.urls import canonical_url, host_of, web_address
from octavo.model.errors import InvalidInput
from octavo.sourcing import packs, read_pack

if TYPE_CHECKING:
    from octavo.model.packs import Pack

GOOD = """
name = "Tides"
language = "en"

[[publishers]]
name = "Tide"
site = "https://tide.example/"
feed = "https://tide.example/feed"
"""


def test_there_are_packs_in_many_languages() -> None:
    assert {"en", "de", "fr", "es", "it", "pt", "nl", "ar", "ru", "zh", "hi", "vi", "ja"} <= {
        p.language for p in packs()
    }
    assert len({pack.key for pack in packs()}) == len({pack.name for pack in packs()}) == len(packs())


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.key)
def test_every_pack_is_well_formed(pack: Pack) -> None:
    assert pack.about.endswith((".", "。", "।"))
    assert 4 <= len(pack.publishers) <= 16
    assert not [n for n, count in Counter(one.name for one in pack.publishers).items() if count > 1]
    for one in pack.publishers:
        assert one.feed == web_address(one.feed) == canonical_url(one.feed)
        assert one.feed.startswith("https://") or host_of(one.feed) == "rss.sciam.com"
        assert one.site == web_address(one.site)
        assert one.section
        assert one.about.endswith((".", "。", "।"))
        assert Locale.parse(one.language.replace("-", "_")).language


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "no TOML"),
        (GOOD.replace('language = "en"', ""), "“language” is missing"),
        (GOOD.replace("site =", "sight ="), "publisher 1: there is no key “sight”"),
        (GOOD.replace("https://tide.example/feed", "tide"), "“feed”: “tide” is no web address"),
        (GOOD.replace('"Tide"', "7"), "“name” must be a text"),
        (GOOD + GOOD[GOOD.index("[[") :], "names a feed twice"),
        ('name = "x"\nlanguage = "en"\npublishers = [1]', "is no table"),
        ('name = "x"\nlanguage = "en"\npublishers = 1', "needs 1 to"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        read_pack("tides", text)


def test_a_pack_is_read() -> None:
    pack = read_pack("tides", GOOD)
    assert (pack.name, pack.country, pack.publishers[0].language) == ("Tides", None, "en")
