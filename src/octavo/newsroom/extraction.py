"""Extraction by itself: a page turned into an article without keeping it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from octavo import extracting, fetching
from octavo.kit.urls import host_of, web_address
from octavo.model.errors import InvalidInput, NoArticle, Unavailable
from octavo.model.fetches import FetchedPage, FetchFailed, Gone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.articles import Draft
    from octavo.model.explanations import PageExplanation
    from octavo.model.fetches import FetchOutcome
    from octavo.model.publishers import PublisherRules
    from octavo.ports import Clock, Fetcher
    from octavo.ports.library import SiteStore

Drawn = TypeVar("Drawn", "Draft", "PageExplanation")

UNKNOWN_URL = "https://unknown.invalid/"


def extract_page(html: str | bytes, *, url: str | None, clock: Clock, rules: Sequence[PublisherRules] = ()) -> Draft:
    """The article on a page given as its HTML; ``url`` is where it came from, for its links and its site.

    Raises:
        NoArticle: there is none on it.
    """
    return _drawn(extracting.extract(given_page(html, url, clock), rules=rules))


def explain_page(
    html: str | bytes,
    *,
    url: str | None,
    clock: Clock,
    rules: Sequence[PublisherRules] = (),
    sites: SiteStore | None = None,
) -> PageExplanation:
    """How the article on a page given as its HTML comes about, line by line and field by field.

    ``sites`` tells what earlier articles of a followed site taught.

    Raises:
        NoArticle: it is no page.
    """
    page = given_page(html, url, clock)
    return _drawn(extracting.explain(page, rules, habits=_habits(page, sites)))


def extract_address(address: str, *, fetcher: Fetcher, rules: Sequence[PublisherRules] = ()) -> Draft:
    """The article at an address, with its further pages.

    Raises:
        InvalidInput: the text is no web address.
        Unavailable: the page cannot be had just now.
        NoArticle: there is none on it.
    """
    gathering = extracting.begin(fetched_page(address, fetcher), rules=rules)
    while gathering.wanted is not None:
        gathering = extracting.heard(gathering, _outcome(gathering.wanted, fetcher))
    return _drawn(gathering.drawn)


def explain_address(
    address: str, *, fetcher: Fetcher, rules: Sequence[PublisherRules] = (), sites: SiteStore | None = None
) -> PageExplanation:
    """How the article at an address comes about, page by page, line by line and field by field.

    ``sites`` tells what earlier articles of a followed site taught.

    Raises:
        InvalidInput: the text is no web address.
        Unavailable: the page cannot be had just now.
        NoArticle: it is no page.
    """
    first = fetched_page(address, fetcher)
    pages = [first]
    gathering = extracting.begin(first, rules=rules, habits=_habits(first, sites))
    while gathering.wanted is not None:
        outcome = _outcome(gathering.wanted, fetcher)
        if isinstance(outcome, FetchedPage):
            pages.append(outcome)
        gathering = extracting.heard(gathering, outcome)
    return _drawn(extracting.explain_gathered(gathering, pages))


def _habits(page: FetchedPage, sites: SiteStore | None) -> extracting.Habits | None:
    """What is known of a page's site; ``None`` where nothing is."""
    kept = sites.site_habits(host_of(page.final_url)) if sites is not None else None
    return extracting.read_habits(kept.state) if kept is not None else None


def given_page(html: str | bytes, url: str | None, clock: Clock) -> FetchedPage:
    """A page given as its HTML, as if it had been fetched just now."""
    body, charset = (html.encode("utf-8", "replace"), "utf-8") if isinstance(html, str) else (html, None)
    address = url or UNKNOWN_URL
    return FetchedPage(
        url=address,
        final_url=address,
        at=clock.now(),
        status=200,
        media_type="text/html",
        charset=charset,
        body=body,
    )


def fetched_page(address: str, fetcher: Fetcher) -> FetchedPage:
    """The page at an address.

    Raises:
        InvalidInput: the text is no web address.
        Unavailable: the page cannot be had just now.
    """
    try:
        url = web_address(address)
    except ValueError as error:
        raise InvalidInput(str(error)) from error
    outcome = _outcome(url, fetcher)
    if isinstance(outcome, FetchFailed | Gone):
        raise Unavailable(outcome.sentence)
    if not isinstance(outcome, FetchedPage):
        raise Unavailable(f"{url} answered, but sent nothing: try again later.")
    return outcome


def _outcome(url: str, fetcher: Fetcher) -> FetchOutcome:
    request = fetching.page_request(url)
    _, answer = next(iter(fetcher.fetch([(url, request)])))
    return fetching.read_reply(request, answer)


def _drawn(outcome: Drawn | FetchFailed) -> Drawn:
    if isinstance(outcome, FetchFailed):
        raise NoArticle(outcome.sentence.replace("unknown.invalid", "the file"))
    return outcome
