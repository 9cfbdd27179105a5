"""The examples of publisher rules hold on every article of the papers that they are for."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from octavo.demo import load_articles, papers, second_edition
from octavo.demo.printed import Printed
from octavo.demo.sites import Site
from octavo.extracting import everywhere, extract, read_rules
from octavo.model.articles import BlockKind, Draft
from octavo.model.fetches import FetchedPage

FOLDER = Path(__file__).parents[2] / "docs/reference/publisher-rules"
EXAMPLES = {"evening-post": "post", "northern-ledger": "ledger"}
SATURDAY = date(2026, 6, 13)
NOW = second_edition(SATURDAY)
ARTICLES = load_articles(SATURDAY)
TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.CORRECTION, BlockKind.QUOTE})


def _of(paper: str) -> list[Printed]:
    found = next(one for one in papers.ALL if one.key == paper)
    own = [article for article in ARTICLES if article.paper == paper and article.kind != "live"]
    return [Printed(article=article, paper=found, site=f"https://{paper}.example", now=NOW) for article in own]


def _page(printed: Printed) -> FetchedPage:
    site = Site(printed.paper, ARTICLES, address=printed.site, now=NOW)
    body = site.document(printed.url.removeprefix(printed.site)).body
    return FetchedPage(
        url=printed.url,
        final_url=printed.url,
        at=datetime(2026, 6, 14, tzinfo=UTC),
        status=200,
        media_type="text/html",
        charset=printed.paper.charset,
        body=body,
    )


def _lines(texts: list[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]


@pytest.mark.parametrize(("example", "paper"), EXAMPLES.items())
def test_an_example_reads_every_article_of_its_paper_as_it_was_written(example: str, paper: str) -> None:
    rules = everywhere(read_rules(f"{example}.toml", (FOLDER / f"{example}.toml").read_text(encoding="utf-8")))
    printed = _of(paper)
    assert len(printed) > 10
    for one in printed:
        draft = extract(_page(one), rules=(rules,))
        assert isinstance(draft, Draft), one.url
        assert draft.extracted_by == f"publisher rules: {rules.name}", one.url
        written = [*filter(None, [one.article.standfirst])]
        written += [text for block in one.blocks if block.kind in {"paragraph", "blockquote"} for text in block.texts]
        told = _lines([block.text for block in draft.blocks if block.kind in TEXT])
        assert [line for line in told if not line.startswith(("Clarification:", "Correction:"))] == _lines(written)
        assert draft.title == one.article.headline
        assert (draft.partial is not None) == one.locked
        assert draft.published_at is not None
        if one.signed:
            assert draft.byline == one.signed


def test_the_template_is_right_with_every_line_of_it() -> None:
    text = (FOLDER / "template.toml").read_text(encoding="utf-8")
    assert read_rules("template.toml", text).name == "The Quay"
    whole = re.sub(r"^# (?=[a-z_]+ = )", "", text, flags=re.MULTILINE)
    (layout,) = read_rules("template.toml", whole).layouts
    assert layout.until == date(2026, 3, 1)
    assert layout.paywall
