"""Articles over several pages, and other versions of a page that shows little."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.extracting import MOST_PARTS, begin, broken_off, heard
from octavo.extracting.parts.addresses import is_below, key_of, part_number
from octavo.model.articles import BlockKind, Draft
from octavo.model.fetches import FailureReason, FetchedPage, FetchFailed, FetchOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from octavo.extracting import Gathering

    Fetched = Callable[..., FetchedPage]

HOST = "https://paper.example"
FIRST = f"{HOST}/long-read/the-lighthouse"
TITLE = "The keepers of the last lighthouse on the northern coast"
LEAD = "For ninety years one family has kept the lamp of Skarn burning, and now the lamp is to be turned off for good."
PARTS = tuple(
    tuple(
        f"In chapter {chapter} the keeper spoke for the {time} time about the {thing}, and of the winters in which "
        f"no boat came for {chapter * 7 + time} days and the mail lay in Port Elsin."
        for time, thing in enumerate(("lamp", "stairs", "ledger", "foghorn"), start=1)
    )
    for chapter in range(1, 30)
)


def page_of(part: int, *, head: str = "", foot: str = "", title: str = TITLE, lead: str = LEAD) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARTS[part - 1])
    return f"""<!doctype html><html lang="en"><head><title>{title} | The Paper</title>{head}
    <meta property="og:title" content="{title}"></head><body><nav><a href="/">Home</a></nav>
    <main><article><h1>{title}</h1><p class="standfirst">{lead}</p>{paragraphs}</article>{foot}</main>
    <footer><a href="/about">About us</a></footer></body></html>"""


def failed(url: str) -> FetchFailed:
    return FetchFailed(
        url=url, at=datetime(2026, 3, 1, tzinfo=UTC), reason=FailureReason.SERVER_ERROR, sentence="It has trouble."
    )


def gathered(fetched: Fetched, pages: Mapping[str, str], first: str = FIRST) -> tuple[Gathering, list[str]]:
    """Follow every wish for a page; what is not among the pages fails."""
    gathering = begin(fetched(pages[first], url=first))
    asked: list[str] = []
    while gathering.wanted is not None:
        asked.append(gathering.wanted)
        body = pages.get(gathering.wanted)
        outcome: FetchOutcome = fetched(body, url=gathering.wanted) if body else failed(gathering.wanted)
        gathering = heard(gathering, outcome)
        assert len(asked) <= MOST_PARTS + 1
    return gathering, asked


def draft_of(gathering: Gathering) -> Draft:
    assert isinstance(gathering.drawn, Draft), gathering.drawn
    return gathering.drawn


def whole(count: int) -> list[str]:
    return [LEAD, *(text for part in PARTS[:count] for text in part)]


def texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        (FIRST, f"{FIRST}?page=2", f"{FIRST}?page=3"),
        (FIRST, f"{FIRST}/2", f"{FIRST}/3"),
        (f"{FIRST}/", f"{FIRST}/2/", f"{FIRST}/3/"),
        (FIRST, f"{FIRST}/page/2/", f"{FIRST}/page/3/"),
        (FIRST, f"{FIRST}/seite-2", f"{FIRST}/seite-3"),
        (f"{FIRST}.html", f"{FIRST}-2.html", f"{FIRST}-3.html"),
        (f"{FIRST}.html", f"{FIRST},2.html", f"{FIRST},3.html"),
        (f"{FIRST}-page1.html", f"{FIRST}-page2.html", f"{FIRST}-page3.html"),
        (f"{HOST}/a.php?id=77", f"{HOST}/a.php?id=77&seite=2", f"{HOST}/a.php?id=77&seite=3"),
        (f"{FIRST}?page=1", f"{FIRST}?page=2", f"{FIRST}?page=3"),
    ],
)
@pytest.mark.parametrize("form", ["link", "a", "numbers", "word"])
def test_the_parts_of_an_article_become_one(fetched: Fetched, first: str, second: str, third: str, form: str) -> None:
    def page(part: int, after: str | None) -> str:
        forms = {
            "link": (f'<link rel="next" href="{after}">', ""),
            "a": ("", f'<a rel="next" href="{after}">on</a>'),
            "numbers": ("", f'<div><b>{part}</b> <a href="{first}">1</a> <a href="{after}">{part + 1}</a></div>'),
            "word": ("", f'<div class="pager"><a href="{after}">Next page: the rest ›</a></div>'),
        }
        head, foot = forms[form] if after else ("", "")
        return page_of(part, head=head, foot=foot)

    gathering, asked = gathered(fetched, {first: page(1, second), second: page(2, third), third: page(3, None)}, first)
    assert asked == [second, third]
    draft = draft_of(gathering)
    assert texts(draft) == whole(3)
    assert (draft.title, draft.partial, key_of(draft.url or "")) == (TITLE, None, key_of(first))


def test_numbers_that_begin_with_nought(fetched: Fetched) -> None:
    def foot(here: int) -> str:
        links = "".join(f'<a href="{FIRST}?page={n}">{n + 1}</a> ' for n in range(3) if n != here)
        return f"<div>{links}</div>"

    pages = {
        FIRST: page_of(1, foot=foot(0)),
        f"{FIRST}?page=1": page_of(2, foot=foot(1)),
        f"{FIRST}?page=2": page_of(3, foot=foot(2)),
    }
    assert texts(draft_of(gathered(fetched, pages)[0])) == whole(3)


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (FIRST, "https://elsewhere.example/long-read/the-lighthouse?page=2"),
        (FIRST, f"{HOST}/long-read/another-story"),
        (FIRST, f"{HOST}/long-read/another-story?page=2"),
        (f"{HOST}/article/1234", f"{HOST}/article/1235"),
        (f"{HOST}/article/12", f"{HOST}/article/13"),
        (f"{HOST}/a.php?id=5", f"{HOST}/a.php?id=6"),
        (f"{HOST}/?p=2", f"{HOST}/?p=3"),
        (FIRST, f"{FIRST}?page=7"),
        (FIRST, f"{FIRST}/comment-page-2"),
        (FIRST, "javascript:next()"),
        (FIRST, "#page=2"),
        (FIRST, "http://[broken"),
    ],
)
def test_what_comes_next_on_the_site_is_no_part(fetched: Fetched, first: str, other: str) -> None:
    head = f'<link rel="next" href="{other}">'
    foot = f'<a rel="next" href="{other}">Next article</a> <a href="{other}">2</a>'
    gathering, asked = gathered(fetched, {first: page_of(1, head=head, foot=foot)}, first)
    assert asked == []
    assert (texts(draft_of(gathering)), draft_of(gathering).partial) == (whole(1), None)


def test_pages_of_comments_are_not_turned(fetched: Fetched) -> None:
    foot = f'<section id="comments"><p>Nice.</p><a rel="next" href="{FIRST}?page=2">2</a></section>'
    assert gathered(fetched, {FIRST: page_of(1, foot=foot)})[1] == []


def test_a_page_that_shows_the_same_article_again_ends_it(fetched: Fetched) -> None:
    foot = f'<a rel="next" href="{FIRST}?page=2">2</a>'
    pages = {FIRST: page_of(1, foot=foot), f"{FIRST}?page=2": page_of(1)}
    gathering, asked = gathered(fetched, pages)
    assert len(asked) == 1
    assert (texts(draft_of(gathering)), draft_of(gathering).partial) == (whole(1), None)


def test_a_bare_number_behind_a_dash_may_belong_to_another_article(fetched: Fetched) -> None:
    second = f"{FIRST}-2"
    foot = f'<a rel="next" href="{second}">Next</a>'
    other = page_of(2, title="Parliament votes on the harbour tax after a night of debate", lead="It was close.")
    gathering, asked = gathered(fetched, {FIRST: page_of(1, foot=foot), second: other})
    assert asked == [second]
    assert (texts(draft_of(gathering)), draft_of(gathering).partial) == (whole(1), None)


def test_circles_end(fetched: Fetched) -> None:
    second = f"{FIRST}?page=2"
    foot = f'<a rel="next" href="{second}">2</a>'
    back = f'<a rel="next" href="{FIRST}">3</a><a rel="next" href="{second}">3</a>'
    gathering, asked = gathered(fetched, {FIRST: page_of(1, foot=foot), second: page_of(2, foot=back)})
    assert asked == [second]
    assert texts(draft_of(gathering)) == whole(2)


def test_an_article_of_too_many_pages_is_a_part(fetched: Fetched) -> None:
    pages = {FIRST: page_of(1, foot=f'<a href="{FIRST}?page=2">2</a><a href="{FIRST}?page=999999">999999</a>')}
    pages |= {f"{FIRST}?page={n}": page_of(n, foot=f'<a href="{FIRST}?page={n + 1}">{n + 1}</a>') for n in range(2, 29)}
    gathering, asked = gathered(fetched, pages)
    assert len(asked) == MOST_PARTS - 1
    assert texts(draft_of(gathering)) == whole(MOST_PARTS)
    assert draft_of(gathering).partial == "This article has more than 20 pages: the first 20 are here."


def test_a_part_that_cannot_be_had_leaves_a_part_with_the_reason(fetched: Fetched) -> None:
    pages = {
        FIRST: page_of(1, foot=f'<a href="{FIRST}?page=2">2</a>'),
        f"{FIRST}?page=2": page_of(2, foot=f'<a href="{FIRST}?page=3">3</a>'),
    }
    draft = draft_of(gathered(fetched, pages)[0])
    assert texts(draft) == whole(2)
    assert draft.partial == "Page 3 of this article could not be had, so it ends early. It has trouble."


@pytest.mark.parametrize("body", [b"%PDF-1.7", b"", "<html><body></body></html>"])
def test_a_part_that_is_no_page_leaves_a_part(fetched: Fetched, body: str | bytes) -> None:
    gathering = begin(fetched(page_of(1, foot=f'<a href="{FIRST}?page=2">2</a>'), url=FIRST))
    gathering = heard(gathering, fetched(body, url=f"{FIRST}?page=2"))
    assert gathering.wanted is None
    assert (draft_of(gathering).partial or "").startswith("Page 2 of this article could not be had")


def test_what_breaks_off_says_so(fetched: Fetched) -> None:
    gathering = begin(fetched(page_of(1, foot=f'<a href="{FIRST}?page=2">2</a>'), url=FIRST))
    assert draft_of(broken_off(gathering, "Broken.")).partial == "Broken."


def test_title_lead_and_figures_come_once(fetched: Fetched) -> None:
    figure = '<figure><img src="/pictures/lamp.jpg?w={}"><figcaption>The lamp of Skarn.</figcaption></figure>'

    def page(part: int, foot: str = "") -> str:
        first, rest = PARTS[part - 1][0], PARTS[part - 1][1:]
        paragraphs = "".join(f"<p>{text}</p>" for text in rest)
        top = '<meta property="og:image" content="/pictures/top.jpg">'
        text = f"<h2>{TITLE} – Page {part}</h2><p>{LEAD}</p><p>{first}</p>{figure.format(part)}{paragraphs}"
        return f"""<html><head><title>{TITLE}</title>{top}</head><body><article><h1>{TITLE}</h1>
        {text}</article>{foot}</body></html>"""

    pages = {FIRST: page(1, f'<a href="{FIRST}?page=2">2</a>'), f"{FIRST}?page=2": page(2)}
    draft = draft_of(gathered(fetched, pages)[0])
    assert [text for text in texts(draft) if text != "The lamp of Skarn."] == whole(2)
    assert sum(block.kind is BlockKind.FIGURE for block in draft.blocks) == 1


@pytest.mark.parametrize(
    ("address", "words"),
    [(f"{FIRST}?page=all", "View as single page"), (f"{FIRST}/komplettansicht", "Auf einer Seite lesen")],
)
def test_a_single_page_view_saves_the_parts(fetched: Fetched, address: str, words: str) -> None:
    foot = f'<a href="{FIRST}?page=2">2</a> <a href="{address}">{words}</a>'
    together = page_of(1).replace("</article>", "".join(f"<p>{text}</p>" for text in PARTS[1]) + "</article>")
    gathering, asked = gathered(fetched, {FIRST: page_of(1, foot=foot), address: together})
    assert asked == [address]
    assert (texts(draft_of(gathering)), draft_of(gathering).url) == (whole(2), FIRST)


def test_a_single_page_view_that_is_none_leads_back_to_the_parts(fetched: Fetched) -> None:
    address = f"{FIRST}?page=all"
    foot = f'<a href="{FIRST}?page=2">2</a> <a href="{address}">Single page</a>'
    pages = {FIRST: page_of(1, foot=foot), address: page_of(9), f"{FIRST}?page=2": page_of(2)}
    gathering, asked = gathered(fetched, pages)
    assert asked == [address, f"{FIRST}?page=2"]
    assert texts(draft_of(gathering)) == whole(2)


SHELL = f"<html><head><title>{TITLE}</title>{{}}</head><body><div id=root></div>{{}}</body></html>"


@pytest.mark.parametrize(
    ("head", "foot", "address"),
    [
        (f'<link rel="amphtml" href="{FIRST}/amp">', "", f"{FIRST}/amp"),
        (
            '<link rel="amphtml" href="https://amp.paper.example/lighthouse">',
            "",
            "https://amp.paper.example/lighthouse",
        ),
        ('<link rel="alternate" media="print" href="/print/lighthouse">', "", f"{HOST}/print/lighthouse"),
        ("", '<a href="/print/lighthouse">Print version</a>', f"{HOST}/print/lighthouse"),
        ("", '<a href="?print=1" title="Drucken"><i></i></a>', f"{FIRST}?print=1"),
    ],
)
def test_another_version_is_read_where_a_page_shows_nothing(
    fetched: Fetched, head: str, foot: str, address: str
) -> None:
    gathering, asked = gathered(fetched, {FIRST: SHELL.format(head, foot), address: page_of(1)})
    assert asked == [address]
    draft = draft_of(gathering)
    assert (draft.url, texts(draft), draft.extracted_by) == (FIRST, whole(1), "octavo, other version")


def test_only_one_other_version_is_asked_for_and_only_of_the_same_site(fetched: Fetched) -> None:
    head = '<link rel="amphtml" href="https://cdn.elsewhere.example/lighthouse/amp">'
    assert gathered(fetched, {FIRST: SHELL.format(head, "")})[1] == []
    head = f'<link rel="amphtml" href="{FIRST}/amp"><link rel="alternate" media="print" href="{FIRST}/print">'
    gathering, asked = gathered(fetched, {FIRST: SHELL.format(head, "")})
    assert asked == [f"{FIRST}/amp"]
    assert isinstance(gathering.drawn, FetchFailed)


def test_a_page_that_shows_its_article_is_not_asked_for_again(fetched: Fetched) -> None:
    assert gathered(fetched, {FIRST: page_of(1, head=f'<link rel="amphtml" href="{FIRST}/amp">')})[1] == []


def test_another_article_is_no_version_of_this_one(fetched: Fetched) -> None:
    pages = {
        FIRST: SHELL.format(f'<link rel="amphtml" href="{FIRST}/amp">', ""),
        f"{FIRST}/amp": page_of(2, title="Parliament votes on the harbour tax"),
    }
    # its canonical address is its own, and so is its title
    assert isinstance(gathered(fetched, pages)[0].drawn, FetchFailed)


def test_what_is_for_subscribers_is_not_looked_for_elsewhere(fetched: Fetched) -> None:
    locked = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    head = f'<link rel="amphtml" href="{FIRST}/amp">{locked}'
    body = page_of(1, head=head).replace(f"<p>{PARTS[0][3]}</p>", "").replace(f"<p>{PARTS[0][2]}</p>", "")
    gathering, asked = gathered(fetched, {FIRST: body})
    assert asked == []
    assert draft_of(gathering).partial is not None


SAFE = st.text(alphabet="abcdefghijklmnop-", min_size=1, max_size=12).map(lambda text: f"x{text}x")


@given(name=SAFE, folder=SAFE, number=st.integers(2, 99))
def test_every_way_of_numbering_is_read_back(name: str, folder: str, number: int) -> None:
    first = f"https://paper.example/{folder}/{name}"
    ways = (f"{first}?page={number}", f"{first}/{number}", f"{first}/page/{number}/", f"{first}-{number}")
    for address in ways:
        reading = part_number(address, first)
        assert reading is not None, address
        assert reading.number == number
    assert part_number(first, first) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_addresses_are_read_without_raising(one: str, other: str) -> None:
    for a, b in ((one, other), (f"https://x.example/{one}", f"https://x.example/{other}?{one}")):
        part_number(a, b)
        is_below(a, b)


PIECES = (
    "<article>", "<h1>", "<p>", LEAD, "</p>", '<a rel="next" href="?page=2">2', "<link rel=next href='/2'>", "</a>",
    "<link rel=amphtml href='/amp'>", "<img src='a.jpg'>", "<div class='slide gallery'>", "<amp-story-page>", "</div>",
    '<a href="?page=all">Single page</a>', "<noscript>", "<picture><source>", "<figure>", "<amp-ad>", "<amp-img>",
)  # fmt: skip
MARKUP = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(deadline=None)
@given(page=MARKUP, others=st.lists(MARKUP, min_size=1, max_size=3))
def test_any_pages_come_to_an_end_without_raising(fetched: Fetched, page: str, others: list[str]) -> None:
    gathering = begin(fetched(page, url=FIRST))
    asked = []
    while gathering.wanted is not None:
        asked.append(key_of(gathering.wanted))
        gathering = heard(gathering, fetched(others[len(asked) % len(others)], url=gathering.wanted))
    assert len(asked) == len(set(asked)) <= MOST_PARTS + 1
