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
    "apollo": {
        "ROOT_QUERY": {"article": {"__ref": "Article:1"}},
        "Article:1": {"__typename": "Article", "body": [{"__ref": f"Paragraph:{n}"} for n in range(5)]},
        **{f"Paragraph:{n}": {"__typename": "Paragraph", "text": text} for n, text in enumerate(TEXT)},
    },
    "numbered (Nuxt)": [
        ["Reactive", 1],
        {"article": 2, "others": 5},
        {"title": 3, "body": 4},
        "Dredging",
        [6, 7, 8, 9, 10],
        [11, 12, 13, 14],
        *({"type": 3, "text": 15 + n} for n in range(5)),
        *({"title": 3, "text": 20} for _ in range(4)),
        *TEXT,
        "Something else altogether is announced here, at some length, for those who have read all of the article.",
    ],
    "beside teasers": {
        "a": {"items": [{"title": "Other news", "text": f"{text} {text}", "url": "/other"} for text in TEXT * 3]},
        "b": {"c": {"body": HTML}},
    },
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


@pytest.mark.parametrize(
    "script",
    [
        "window.__INITIAL_STATE__ = {state};",
        'var a = 1; window["__PRELOADED_STATE__"]={state}; (function() {{ a = "<p>" }})()',
        "window.__APOLLO_STATE__=JSON.parse({written});",
        "window.__NUXT__={{}};window.__NUXT__ = {state}",
    ],
)
def test_the_state_that_a_script_sets_is_data_too(fetched: Callable[..., FetchedPage], script: str) -> None:
    state = json.dumps(SHAPES["html under a key"])
    data = script.format(state=state, written=json.dumps(state))
    draft = extract(fetched(page(data, "text/javascript")))
    assert isinstance(draft, Draft), draft
    assert tuple(block.text for block in draft.blocks) == TEXT


def test_other_scripts_are_not_read(fetched: Callable[..., FetchedPage]) -> None:
    code = f"window.settings = {json.dumps(SHAPES['html under a key'])}"
    assert not isinstance(extract(fetched(page(code, "text/javascript"))), Draft)


@pytest.mark.parametrize(("free", "is_partial"), [(True, False), (False, True)])
def test_text_in_script_data_is_a_part_only_where_the_page_says_so(
    fetched: Callable[..., FetchedPage], free: bool, is_partial: bool
) -> None:
    prompt = {"zz": "Subscribe to continue reading"}  # a wording for all pages, which nobody sees on this one
    said = json.dumps({"@type": "NewsArticle", "headline": "Dredging", "isAccessibleForFree": free})
    data = json.dumps(SHAPES["html under a key"] | prompt)
    markup = page(data).replace("</head>", f'<script type="application/ld+json">{said}</script></head>')
    draft = extract(fetched(markup))
    assert isinstance(draft, Draft), draft
    assert (draft.partial is not None) is is_partial


def test_an_invisible_prompt_in_script_data_makes_no_part(fetched: Callable[..., FetchedPage]) -> None:
    data = json.dumps({"body": "\n\n".join(TEXT), "prompt": "Subscribe to continue reading"})
    draft = extract(fetched(page(data)))
    assert isinstance(draft, Draft), draft
    assert draft.partial is None


def test_things_that_refer_to_each_other_without_end_come_to_one(fetched: Callable[..., FetchedPage]) -> None:
    """Without a bound on the work these would not come to their end before the runner stops them."""
    round_trip = [[1] * 1_000, {"children": 2}, [3] * 500, {"children": 4, "body": 0}, [1] * 500, "word " * 10_000]
    extract(fetched(page(json.dumps([*round_trip, *([1, 3, 5] for _ in range(50_000))]))))
    refs = {f"A:{n}": {"__typename": "A", "body": [{"__ref": f"A:{m}"} for m in range(90)]} for n in range(900)}
    assert extract(fetched(page(json.dumps(refs)))) is not None


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
