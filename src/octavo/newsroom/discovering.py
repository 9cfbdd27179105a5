"""Finding feeds: what an address leads to, what a page links, what stands where feeds usually stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo import fetching, sourcing
from octavo.kit.urls import canonical_url, join_url
from octavo.model.fetches import FailureReason, FetchedPage, FetchFailed, FetchOutcome, Gone
from octavo.model.sources import Feed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from octavo.ports import Fetcher

# Where publishers keep their feed when their page does not say.
USUAL_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
Found = tuple[FetchedPage, Feed]
Looked = tuple[Found, ...] | FetchFailed | Gone


class Discovery:
    """Asks the world where feeds are; many addresses at once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher

    def feeds(self, addresses: Iterable[str], *, most: int) -> dict[str, Looked]:
        """The feeds behind each address, or why there are none: at most ``most`` of those that its page links.

        A page that links none is looked for one in the usual places.
        """
        outcomes = self._fetch(dict.fromkeys(addresses))
        found: dict[str, Looked] = {}
        pages: dict[str, tuple[FetchedPage, FetchFailed]] = {}
        for address, outcome in outcomes.items():
            if not isinstance(outcome, FetchedPage):
                found[address] = outcome if isinstance(outcome, FetchFailed | Gone) else _empty(outcome)
                continue
            feed = sourcing.read_feed(outcome)
            if isinstance(feed, Feed):
                found[address] = ((outcome, feed),)
            else:
                pages[address] = (outcome, feed)
        self._look_on_pages(pages, found, most)
        return {address: found[address] for address in outcomes}

    def _look_on_pages(
        self,
        pages: dict[str, tuple[FetchedPage, FetchFailed]],
        found: dict[str, Looked],
        most: int,
    ) -> None:
        links = {a: [link.url for link in sourcing.find_feeds(page)[:most]] for a, (page, _) in pages.items()}
        self._try(links, found)
        left = {address: page for address, (page, _) in pages.items() if address not in found}
        places = {address: _usual(page, links[address]) for address, page in left.items()}
        for turn in range(len(USUAL_PLACES)):  # one after the other: most sites have one of the first
            self._try({a: urls[turn : turn + 1] for a, urls in places.items() if a not in found}, found)
        for address in left:
            found.setdefault(address, pages[address][1])

    def _try(self, candidates: dict[str, list[str]], found: dict[str, Looked]) -> None:
        outcomes = self._fetch(dict.fromkeys(url for urls in candidates.values() for url in urls))
        for address, urls in candidates.items():
            read = ((page, sourcing.read_feed(page)) for url in urls if isinstance(page := outcomes[url], FetchedPage))
            feeds = {canonical_url(page.url): (page, feed) for page, feed in read if isinstance(feed, Feed)}
            if feeds:
                found[address] = tuple(feeds.values())

    def _fetch(self, addresses: Iterable[str]) -> dict[str, FetchOutcome]:
        requests = {address: fetching.feed_request(address, None) for address in addresses}
        answers = dict(self._fetcher.fetch(requests.items()))
        return {address: fetching.read_reply(request, answers[address]) for address, request in requests.items()}


def _usual(page: FetchedPage, tried: list[str]) -> list[str]:
    known = {canonical_url(url) for url in tried}
    urls = (join_url(page.final_url, place) for place in USUAL_PLACES)
    return [url for url in urls if url and canonical_url(url) not in known]


def _empty(outcome: FetchOutcome) -> FetchFailed:
    sentence = f"{outcome.url} answered, but sent nothing: try again later."
    return FetchFailed(url=outcome.url, at=outcome.at, reason=FailureReason.NOT_A_FEED, sentence=sentence)
