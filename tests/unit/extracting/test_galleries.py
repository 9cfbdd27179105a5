"""Galleries, lazy pictures and AMP pages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from octavo.extracting import begin, extract, heard
from octavo.model.articles import ArticleKind, BlockKind, Draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.fetches import FetchedPage

    Fetched = Callable[..., FetchedPage]

URL = "https://paper.example/2026/harbour-day"
TITLE = "A day in the harbour of Skarn"
INTRO = "From the first trawler at four to the last lamp at midnight, our photographer stayed a day in Skarn’s harbour."
CAPTIONS = (
    "The first trawler comes in at four in the morning.",
    "Ice is shovelled into crates before the auction.",
    "Gulls wait on the roof of the auction hall.",
    "A buyer from Port Elsin looks at the cod.",
    "The ferry leaves for the outer islands at noon.",
    "Children jump from the old pier in the afternoon.",
)
CREDIT = "Ines Varga / Octavo Press"


def page_of(slides: str, *, head: str = "", around: str = "", container: str = "photo-gallery") -> str:
    teasers = "".join(
        f'<div class="teaser"><a href="/gallery/{n}"><img src="/t/{n}.jpg"><p>Another gallery, number {n}</p></a></div>'
        for n in range(9)
    )
    more = f'{around}<aside class="more-galleries">{teasers}</aside>'
    return f"""<html lang="en"><head><title>{TITLE}</title>{head}
    <meta property="og:image" content="/p/lead.jpg"></head>
    <body><nav><a href="/">Home</a></nav><article><h1>{TITLE}</h1><p>{INTRO}</p>
    <div class="{container}">{slides}</div></article>{more}</body></html>"""


def drawn(page: FetchedPage) -> Draft:
    draft = extract(page)
    assert isinstance(draft, Draft), draft
    return draft


def figures(draft: Draft) -> list[tuple[str, str | None, str | None]]:
    found = [block for block in draft.blocks if block.kind is BlockKind.FIGURE]
    return [(b.text, re.sub(r"^(?:Photo|Foto): ", "", b.credit) if b.credit else None, b.url) for b in found]


def expected(credit: str | None = CREDIT) -> list[tuple[str, str | None, str | None]]:
    return [(text, credit, f"https://paper.example/p/{n}.jpg") for n, text in enumerate(CAPTIONS)]


IMG = '<img src="/p/{n}.jpg">'
SIGNED = "<p>{text} Photo: {credit}</p></div>"
SHAPES = {
    "figures": f'<figure>{IMG}<figcaption>{{text}} <span class="credit">{{credit}}</span></figcaption></figure>',
    "list": f'<li class="slide s-{{n}}"><i>{{m}} / 6</i>{IMG}<p>{{text}}</p><p class="credit">{{credit}}</p></li>',
    "lazy": f'<div class="slide"><img src="data:image/gif;base64,R0" data-src="/p/{{n}}.jpg">{SIGNED}',
    "noscript": f'<div class="s"><img src="/img/blank.gif"><noscript>{IMG}</noscript>{SIGNED}',
    "picture": '<div class="cell"><picture><source srcset="/s/{n}.jpg 300w,/p/{n}.jpg 1600w"><img src="data:,">'
    '</picture><p>{text}</p><p class="photo-credit">{credit}</p></div>',
    "own pages": f'<div class="slide"><a href="/2026/harbour-day/{{n}}">{IMG}</a><p>{{text}}</p>'
    '<small class="credit">{credit}</small></div>',
    "large file": f'<div class="slide"><a href="/large/{{n}}.jpg">{IMG}</a><p>{{text}} Foto: {{credit}}</p></div>',
    "amp": '<div class="slide"><amp-img src="/p/{n}.jpg" width="4" height="3">'
    f'<amp-img placeholder src="/low.jpg"></amp-img></amp-img>{SIGNED}',
}


def slides_of(shape: str) -> str:
    return "".join(SHAPES[shape].format(n=n, m=n + 1, text=text, credit=CREDIT) for n, text in enumerate(CAPTIONS))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_gallery_is_its_slides_in_order(fetched: Fetched, shape: str) -> None:
    draft = drawn(fetched(page_of(slides_of(shape)), url=URL))
    assert figures(draft) == expected()
    assert draft.kind is ArticleKind.GALLERY
    assert [block.text for block in draft.blocks if block.kind is not BlockKind.FIGURE] == [INTRO]
    assert draft.blocks[0].text == INTRO


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_read_out_in_place_of_a_slides_picture_is_kept(fetched: Fetched, shape: str) -> None:
    slides = slides_of(shape)
    for n in range(len(CAPTIONS)):
        slides = re.sub(
            rf'(<(?:amp-)?img (?:src="data:[^"]*" data-)?src="/p/{n}\.jpg")', rf'\1 alt="Pier number {n}"', slides
        )
    slides = slides.replace('<img src="data:,">', '<img src="data:," alt="A pier">')
    draft = drawn(fetched(page_of(slides), url=URL))
    alts = [block.alt for block in draft.blocks if block.kind is BlockKind.FIGURE]
    assert alts == (["A pier"] * 6 if shape == "picture" else [f"Pier number {n}" for n in range(6)])


@pytest.mark.parametrize("alt", ["", "image", "IMG_2041.jpg"])
def test_what_says_nothing_is_not_read_out(fetched: Fetched, alt: str) -> None:
    slides = slides_of("list").replace("<img ", f'<img alt="{alt}" ')
    draft = drawn(fetched(page_of(slides), url=URL))
    assert {block.alt for block in draft.blocks if block.kind is BlockKind.FIGURE} == {None}


def test_a_slide_that_is_a_bare_picture_is_read_out_too(fetched: Fetched) -> None:
    slides = "".join(f'<img class="slide" src="/p/{n}.jpg" alt="Pier number {n}">' for n in range(6))
    data = json.dumps({"@type": "ImageGallery", "headline": TITLE})
    draft = drawn(fetched(page_of(slides, head=f'<script type="application/ld+json">{data}</script>'), url=URL))
    alts = [block.alt for block in draft.blocks if block.kind is BlockKind.FIGURE]
    assert alts == [f"Pier number {n}" for n in range(6)]


def test_a_described_picture_is_read_out_as_where_it_is_shown(fetched: Fetched) -> None:
    media = [{"@type": "ImageObject", "contentUrl": f"/p/{n}.jpg", "caption": text} for n, text in enumerate(CAPTIONS)]
    data = json.dumps({"@type": "ImageGallery", "headline": TITLE, "associatedMedia": media})
    head = f'<script type="application/ld+json">{data}</script>'
    draft = drawn(fetched(page_of('<img src="/p/0.jpg?w=9" alt="A trawler">', head=head), url=URL))
    assert [b.alt for b in draft.blocks if b.kind is BlockKind.FIGURE] == ["A trawler", None, None, None, None, None]


def test_a_gallery_that_is_only_described(fetched: Fetched) -> None:
    media = [
        {"@type": "ImageObject", "contentUrl": f"/p/{n}.jpg", "caption": text, "creditText": CREDIT}
        for n, text in enumerate(CAPTIONS)
    ]
    data = json.dumps({"@type": "ImageGallery", "headline": TITLE, "associatedMedia": media})
    head = f'<script type="application/ld+json">{data}</script>'
    draft = drawn(fetched(page_of('<img src="/p/0.jpg">', head=head), url=URL))
    assert (figures(draft), draft.kind) == (expected(), ArticleKind.GALLERY)


def test_a_slide_without_a_caption_is_not_lost_and_a_copy_comes_once(fetched: Fetched) -> None:
    slides = slides_of("list")
    bare = '<li class="slide slide-9"><img src="/p/bare.jpg"></li>'
    clone = slides.split("</li>")[0].replace("slide s-0", "slide slick-cloned") + "</li>"
    found = figures(drawn(fetched(page_of(slides + bare + clone), url=URL)))
    assert found == [*expected(), ("", None, "https://paper.example/p/bare.jpg")]


def test_headings_of_slides_stay_and_long_texts_follow_their_picture(fetched: Fetched) -> None:
    slides = "".join(
        f'<div class="slide"><h3>{n + 1}. Pier {"abcdef"[n]}</h3><img src="/p/{n}.jpg"><p>{text}</p></div>'
        for n, text in enumerate(CAPTIONS)
    )
    draft = drawn(fetched(page_of(slides), url=URL))
    assert [b.text for b in draft.blocks if b.kind is BlockKind.HEADING] == [
        f"{n + 1}. Pier {'abcdef'[n]}" for n in range(6)
    ]
    assert figures(draft) == expected(None)


def test_teasers_of_other_galleries_make_no_gallery(fetched: Fetched) -> None:
    text = "".join(
        f"<p>{INTRO} That was hour {n}, and the wind went on from the north all the time.</p>" for n in range(5)
    )
    cards = "".join(
        f'<div class="slide"><a href="/other/{n}"><img src="/p/{n}.jpg"></a><p>Another story {n}</p></div>'
        for n in range(8)
    )
    draft = drawn(fetched(page_of(cards).replace(f"<p>{INTRO}</p>", text), url=URL))
    assert (draft.kind, figures(draft)) == (ArticleKind.REPORT, [])


def test_an_article_with_a_few_pictures_stays_a_report(fetched: Fetched) -> None:
    text = "".join(
        f"<p>{INTRO} That was hour {n}, and the wind went on from the north all the time.</p>" for n in range(9)
    )
    draft = drawn(fetched(page_of(slides_of("figures")).replace(f"<p>{INTRO}</p>", text), url=URL))
    assert draft.kind is ArticleKind.REPORT


def test_an_amp_page_is_read_like_any_other_and_known_by_its_canonical_address(fetched: Fetched) -> None:
    paragraphs = "".join(f"<p>{INTRO} {text}</p>" for text in CAPTIONS)
    advert = "<amp-ad><div fallback>Buy two boats and get the third one for nothing, only this week!</div></amp-ad>"
    body = f"""<html amp lang=en><head><title>{TITLE}</title><link rel="canonical" href="{URL}"></head><body>
    <amp-sidebar><ul><li>Home</ul></amp-sidebar><article><h1>{TITLE}</h1>{advert}{paragraphs}</article></body></html>"""
    draft = drawn(fetched(body, url=f"{URL}/amp"))
    assert draft.url == URL
    assert [block.text for block in draft.blocks] == [f"{INTRO} {text}" for text in CAPTIONS]


def test_the_pages_of_an_amp_story_are_its_slides(fetched: Fetched) -> None:
    pages = "".join(
        f'<amp-story-page id="p{n}"><amp-story-grid-layer template="fill"><amp-img src="/p/{n}.jpg"></amp-img>'
        f"</amp-story-grid-layer><amp-story-grid-layer><p>{text}</p></amp-story-grid-layer></amp-story-page>"
        for n, text in enumerate(CAPTIONS)
    )
    body = f"<html amp lang=en><head><title>{TITLE}</title></head><body><amp-story>{pages}</amp-story></body></html>"
    assert figures(drawn(fetched(body, url=URL))) == expected(None)


def test_a_gallery_with_a_page_for_each_slide(fetched: Fetched) -> None:
    def page(n: int) -> str:
        data = json.dumps({"@type": "ImageGallery", "headline": TITLE})
        after = f'<a rel="next" href="{URL}/{n + 1}">Next</a>' if n < len(CAPTIONS) else ""
        return f"""<html lang=en><head><title>{TITLE}</title><script type="application/ld+json">{data}</script>
        <meta property="og:image" content="/p/{n - 1}.jpg"></head><body><article><h1>{TITLE}</h1>
        <figure><img src="/p/{n - 1}.jpg" alt="Pier {n - 1}"><figcaption>{CAPTIONS[n - 1]}</figcaption></figure>
        <p>{CAPTIONS[n - 1]}</p></article>{after}</body></html>"""

    gathering = begin(fetched(page(1), url=URL))
    while gathering.wanted is not None:
        number = int(gathering.wanted.rpartition("/")[2])
        gathering = heard(gathering, fetched(page(number), url=gathering.wanted))
    assert isinstance(gathering.drawn, Draft)
    assert figures(gathering.drawn) == expected(None)
    assert [b.alt for b in gathering.drawn.blocks if b.kind is BlockKind.FIGURE] == [f"Pier {n}" for n in range(6)]
    assert [b.text for b in gathering.drawn.blocks if b.kind is not BlockKind.FIGURE] == []


@pytest.mark.parametrize(("within", "is_gallery"), [(20, True), (500, False)])
def test_what_holds_most_of_a_page_is_no_slide(fetched: Fetched, within: int, is_gallery: bool) -> None:
    slides = re.sub("<img ", "<i></i>" * within + "<img ", slides_of("list"))
    assert (drawn(fetched(page_of(slides), url=URL)).kind is ArticleKind.GALLERY) is is_gallery
