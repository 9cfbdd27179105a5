"""Extraction by itself: a page turned into an article without keeping it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo import extracting, fetching
from octavo.kit.urls import web_address
from octavo.model.articles import Draft
from octavo.model.errors import InvalidInput, NoArticle, Unavailable
from octavo.model.fetches import FetchedPage, FetchFailed, Gone

if TYPE_CHECKING:
    from octavo.ports import Clock, Fetcher

UNKNOWN_URL = "https://unknown.invalid/"


def extract_page(html: str | bytes, *, url: str | None, clock: Clock) -> Draft:
    """The article on a page given as its HTML; ``url`` is where it came from, for its links and its site.

    Raises:
        NoArticle: there is none on it.
    """
    body, charset = (html.encode("utf-8", "replace"), "utf-8") if isinstance(html, str) else (html, None)
    address = url or UNKNOWN_URL
    page = FetchedPage(
        url=address,
        final_url=address,
        at=clock.now(),
        status=200,
        media_type="text/html",
        charset=charset,
        body=body,
    )
    return _drawn(extracting.extract(page))


def extract_address(address: str, *, fetcher: Fetcher) -> Draft:
    """The article at an address.

    Raises:
        InvalidInput: the text is no web address.
        Unavailable: the page cannot be had just now.
        NoArticle: there is none on it.
    """
    try:
        url = web_address(address)
    except ValueError as error:
        raise InvalidInput(str(error)) from error
    request = fetching.page_request(url)
    _, answer = next(iter(fetcher.fetch([(url, request)])))
    outcome = fetching.read_reply(request, answer)
    if isinstance(outcome, FetchFailed | Gone):
        raise Unavailable(outcome.sentence)
    if not isinstance(outcome, FetchedPage):
        raise Unavailable(f"{url} answered, but sent nothing: try again later.")
    return _drawn(extracting.extract(outcome))


def _drawn(outcome: Draft | FetchFailed) -> Draft:
    if isinstance(outcome, Draft):
        return outcome
    raise NoArticle(outcome.sentence.replace("unknown.invalid", "the file"))
