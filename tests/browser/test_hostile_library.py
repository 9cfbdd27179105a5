"""Words that people keep for themselves, or bring along from elsewhere, are trusted no more than a publisher's."""

from __future__ import annotations

from contextlib import suppress
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.browser.payloads import PAYLOADS
from tests.browser.test_hostile_press import check
from tests.doors.web_library import paragraph

from octavo.model.discussion import HouseRules
from octavo.model.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.browser.conftest import Looker, Site

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
WORDS = "The ferry Aurelia struck the Tern Rocks off Skarn with 212 people aboard, the coastguard said."
# So many stand on one page of everything.
OF_A_KIND = 40
CONTROLS = dict.fromkeys(range(32), " ")


def taken(deed: Callable[[str], object], words: Iterable[str]) -> int:
    """Do it with each of the words; how many were taken. What no name can be may be refused, in a sentence."""
    count = 0
    for one in words:
        with suppress(InvalidInput):
            deed(one)
            count += 1
    return count


def shares() -> Iterator[tuple[str, ...]]:
    """The payloads in shares, again and again."""
    while True:
        for start in range(0, len(PAYLOADS), OF_A_KIND):
            yield PAYLOADS[start : start + OF_A_KIND]


def opml(names: Iterable[str]) -> bytes:
    """A list whose folders, titles and addresses are payloads."""
    told = [escape(name.translate(CONTROLS)) for name in names]
    lines = "".join(
        f'<outline text="{one}"><outline type="rss" text="{one}" title="{one}" xmlUrl="https://o{n}.example/{one}" '
        f'htmlUrl="{one}"/><outline type="rss" text="{one}" xmlUrl="{one}"/></outline>'
        for n, one in enumerate(told)
        if "\uffff" not in one
    )
    return f'<opml version="2.0"><head><title>{told[0]}</title></head><body>{lines}</body></opml>'.encode()


def test_what_one_keeps_stays_words(look: Looker, site: Site) -> None:
    paper, share = site.library.paper, shares()
    article = site.library.article(site.library.source("Plain"), blocks=(paragraph(WORDS),))
    sources = iter([site.library.source(name) for name in next(share)])
    paper.discussion.moderation.save_rules(HouseRules(welcome=PAYLOADS[0], reactions=PAYLOADS[:3], words=PAYLOADS[3:9]))
    assert taken(lambda one: paper.sources.rename(next(sources).id, one), next(share)) >= OF_A_KIND // 2
    sources = iter([one.source for one in paper.sources.list()])
    assert taken(lambda one: paper.sources.put(next(sources).id, one), next(share)) >= OF_A_KIND // 2
    assert taken(lambda one: paper.searches.save(one, one), next(share)) >= OF_A_KIND // 2
    assert taken(lambda one: paper.notes.add(article.id, quote="ferry", body=one), PAYLOADS) >= len(PAYLOADS) * 0.9
    assert taken(paper.trackers.add, next(share)) >= OF_A_KIND // 2
    assert paper.moving.import_opml(opml(PAYLOADS)).lines
    shown = (
        "/sources",
        "/topics",
        "/notes",
        "/trackers",
        "/trackers/1",
        "/feeds",
        "/searches/1",
        "/note/1",
    )
    with look.page() as page:
        for path in (*shown, "/moderation/house", "/source/1", "/folder/1", "/note/2", f"/article/{article.id}"):
            check(page, path)


def test_what_stands_in_an_address_stays_words(look: Looker, site: Site) -> None:
    article = site.library.article(site.library.source("Plain"), blocks=(paragraph(WORDS),))
    places = ("/search?q={}", "/ask?q={}", "/notes?q={}", f"/article/{article.id}/ask?q={{}}", "/sign-in?next={}")
    more = (
        "/sources/look?address={}",
        "/sources?sort={}",
        "/latest?after={}",
        "/topics/person/{}",
        "/sources/follow?address={}",
    )
    with look.page() as page:
        for number, payload in enumerate(PAYLOADS):
            asked = quote(payload.encode("utf-8", "replace"), safe="")
            page.goto((*places, *more)[number % len((*places, *more))].format(asked))
            assert page.title() != "run", payload
    look.complaints[:] = [one for one in look.complaints if "status of 40" not in one]


def test_a_list_with_hostile_lines_is_reported_in_words(look: Looker) -> None:
    with look.page() as page:
        page.goto("/welcome")
        page.set_input_files("[type=file]", {"name": PAYLOADS[2], "mimeType": "text/xml", "buffer": opml(PAYLOADS)})
        with page.expect_navigation():
            page.locator("form:has([type=file]) button").first.evaluate("button => button.form.requestSubmit(button)")
        assert page.locator("main li, main tr").count() >= OF_A_KIND
        assert page.title() != "run"
        for selector in (
            "main :is(script, iframe, object, embed, base, style, img)",
            "main [onerror]",
            "main [onclick]",
        ):
            assert page.locator(selector).count() == 0, selector
