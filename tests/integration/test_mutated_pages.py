"""A few dozen damaged pages of the kinds that the benchmark makes by the thousand."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from benchmarks.mutations import MUTATIONS

from octavo.extracting import extract
from octavo.model.articles import Draft
from octavo.model.fetches import FetchedPage, FetchFailed

TEXTS = [
    f"In the {n}th hour of its sitting the council of Skarn heard the keeper of the lock, and paid." for n in range(9)
]
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Council pays the keeper</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Council pays the keeper"}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li></ul></nav><article><h1>Council pays the keeper</h1>
<div class="body">{"".join(f"<p>{text}</p>" for text in TEXTS)}</div></article>
<div class="comments"><p>Well done, says a reader.</p></div></body></html>""".encode()


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_page_is_read_or_refused(mutate: object, seed: int) -> None:
    assert callable(mutate)
    body = mutate(PAGE, random.Random(seed))  # noqa: S311 - a page that can be made again
    url = "https://paper.example/news/council.html"
    page = FetchedPage(
        url=url, final_url=url, at=datetime.now(UTC), status=200, media_type="text/html", charset=None, body=body
    )
    assert isinstance(extract(page), Draft | FetchFailed)
