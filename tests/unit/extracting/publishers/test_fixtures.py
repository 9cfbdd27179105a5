"""Pages of an invented paper, its rules, and what must come of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from octavo.extracting import extract, read_rules
from octavo.extracting.page import read_page
from octavo.model.articles import Draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.fetches import FetchedPage

    Fetched = Callable[..., FetchedPage]

PAGES = Path(__file__).parent / "pages"
RULES = (read_rules("quay.toml", (PAGES / "quay.toml").read_text(encoding="utf-8")),)
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def _told(draft: Draft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "byline": list(draft.byline),
        "published": draft.published_at.isoformat() if draft.published_at else None,
        "image": draft.image.url if draft.image else None,
        "partial": draft.partial,
        "by": draft.extracted_by,
        "blocks": [[block.kind.value, block.text] for block in draft.blocks],
        "links": [span.url for block in draft.blocks for span in block.spans if span.url],
        "pictures": [block.url for block in draft.blocks if block.url],
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_page_with_rules_is_the_article_that_is_expected(fetched: Fetched, name: str) -> None:
    page = fetched((PAGES / f"{name}.html").read_text(encoding="utf-8"), url=f"https://www.quay.example/port/{name}")
    draft = extract(page, rules=RULES)
    assert isinstance(draft, Draft)
    assert _told(draft) == json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_another_publishers_page_is_as_it_is_without_rules(fetched: Fetched, name: str) -> None:
    page = fetched((PAGES / f"{name}.html").read_text(encoding="utf-8"), url=f"https://other.example/port/{name}")
    assert extract(page, rules=RULES) == extract(page)
    assert not read_page(page, rules=RULES).rules_apply
