"""Pages whose text only a browser with scripts would show."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from octavo.extracting import extract
from octavo.model.articles import Draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.fetches import FetchedPage

TEXT = (
    "The harbour board voted on Tuesday to dredge the northern channel, four years after the first survey of it.",
    "Ships of more than eight metres have had to wait for the tide since a storm moved the sandbank in March.",
    "“We have lost eleven sailings this winter alone,” said Ida Moen, who runs the freight terminal at Skarn.",
    "The work is to begin in June and to cost 14 million crowns, a third of which the province has promised to pay.",
    "Fishermen had asked for a study of the spawning grounds first, and two of the board's seven members agreed.",
)
HTML = "".join(f"<p>{text}</p>" for text in TEXT)
COMMENTS = [
    {"text": f"This is what I, reader {n}, think of it, and I think it at great length, as ever."} for n in range(60)
]
SHAPES: dict[str, Any] = {
    "html under a key": {"props": {"pageProps": {"article": {"title": "Dredging", "body": HTML}}}},
    "wordpress": {"posts": [{"title": {"rendered": "Dredging"}, "content": {"rendered": HTML}}]},
    "paragraph nodes": {"article": {"blocks": [{"type": "p", "text": text} for text in TEXT]}},
    "texts in a list": {"article": {"paragraphs": list(TEXT)}},
    "deep nodes": {"doc": {"content": [{"type": "p", "children": [{"text": t[:40]}, {"text": t[40:]}]} for t in TEXT]}},
    "beside comments": {"comments": COMMENTS, "article": {"body": HTML}},
}


def page(data: str, kind: str = "application/json") -> str:
    return f"""<html lang="en"><head><title>Board votes to dredge the channel</title></head><body>
    <div id="__next"><h1>Board votes to dredge the channel</h1></div>
    <script id="__NEXT_DATA__" type="{kind}">{data}</script></body></html>"""


@pytest.mark.parametrize("shape", SHAPES)
def test_the_text_in_script_data_is_the_article(fetched: Callable[..., FetchedPage], shape: str) -> None:
    draft = extract(fetched(page(json.dumps(SHAPES[shape]))))
    assert isinstance(draft, Draft), draft
    assert tuple(block.text for block in draft.blocks) == TEXT
    assert draft.extracted_by == "script data"


def test_what_only_json_ld_holds_is_the_last_resort(fetched: Callable[..., FetchedPage]) -> None:
    node = {"@type": "NewsArticle", "headline": "Board votes to dredge the channel", "articleBody": "\n".join(TEXT)}
    draft = extract(fetched(page(json.dumps(node), "application/ld+json")))
    assert isinstance(draft, Draft), draft
    assert tuple(block.text for block in draft.blocks) == TEXT


def test_a_page_that_shows_its_text_is_read_as_shown(fetched: Callable[..., FetchedPage]) -> None:
    data = json.dumps({"article": {"body": HTML.replace("harbour", "wrong") * 3}})
    draft = extract(fetched(page(data).replace("</h1>", f"</h1><article>{HTML}{HTML}</article>")))
    assert isinstance(draft, Draft), draft
    assert draft.extracted_by == "octavo"


@pytest.mark.parametrize(
    "data", ["{", "[" * 100_000, '{"body": ' * 50_000, "null", '{"body": 3}', '{"body": ["", {}, [[]]]}']
)
def test_hostile_data_is_no_article_and_no_error(fetched: Callable[..., FetchedPage], data: str) -> None:
    assert not isinstance(extract(fetched(page(data))), Draft)
