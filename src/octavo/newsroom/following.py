"""Following publishers: from whatever a person pastes to a source that is read from now on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo import fetching, sourcing
from octavo.kit.urls import canonical_url, join_url, web_address
from octavo.model.errors import InvalidInput, NotAFeed, NotFound, Unavailable
from octavo.model.fetches import FetchedPage, FetchFailed, FetchOutcome, Gone
from octavo.model.sources import Feed, Source, SourceKind, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.model.ids import SourceId
    from octavo.model.listing import Subscription
    from octavo.model.people import User
    from octavo.newsroom.resources import Resources

# Where publishers keep their feed when their page does not say.
USUAL_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
MOST_LINKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The outcome of following an address; ``announced`` articles wait for the next refresh."""

    source: Source
    announced: int
    already_followed: bool


class SourceDesk:
    """Follows and lists sources for one person."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._fetcher = resources.fetcher
        self._clock = resources.clock
        self._me = me

    def follow(self, address: str) -> Followed:
        """Follow a feed, or the feed that a publisher's page offers.

        Raises:
            InvalidInput: the text is no web address.
            NotAFeed: the address was reached and offers no feed.
            Unavailable: the address cannot be reached just now.
        """
        url = _web_address(address)
        known = self._store.source_by_url(url)
        if known:
            return self._subscribe(known, announced=0)
        page, feed = self._find_feed(url)
        now = self._clock.now()
        source = self._store.add_source(
            url=page.moved_to or page.url,
            kind=SourceKind.FEED,
            title=feed.title,
            site_url=feed.site_url,
            language=feed.language,
            now=now,
        )
        followed = self._subscribe(source, announced=0)
        visit = self._store.visit(source.id) or Visit(source=source.id, next_at=now)
        after = fetching.next_visit(visit, page, now, new_leads=len(feed.leads), ttl_minutes=feed.ttl_minutes)
        announced = self._store.record_visit(after, feed=feed)
        return Followed(
            source=self._store.source(source.id) or source,
            announced=announced,
            already_followed=followed.already_followed,
        )

    def unfollow(self, source: SourceId) -> Source:
        """Stop following a source; its articles stay.

        Raises:
            NotFound: there is no such source.
        """
        known = self._store.source(source)
        if known is None:
            raise NotFound(f"There is no source {source}. The list of sources shows their numbers.")
        self._store.unsubscribe(self._me.id, source)
        return known

    def list(self) -> tuple[Subscription, ...]:
        """What the person follows, by title, with the state of each source and its counts."""
        return self._store.subscriptions(self._me.id)

    def find(self, words: str) -> Source:
        """The followed source that is meant by a number, an address or (a part of) a title.

        Raises:
            NotFound: no source, or more than one, is meant by it.
        """
        sources = [s.source for s in self.list()]
        exact = [s for s in sources if words in (str(s.id), s.url, s.title)]
        matches = exact or [s for s in sources if words.casefold() in s.title.casefold()]
        if len(matches) == 1:
            return matches[0]
        if matches:
            named = ", ".join(f"{s.title} ({s.id})" for s in matches[:5])
            raise NotFound(f"“{words}” could be {named}. Use the number.")
        raise NotFound(f"You follow no source called “{words}”. The list of sources shows what you follow.")

    def _subscribe(self, source: Source, *, announced: int) -> Followed:
        already = any(s.source.id == source.id for s in self.list())
        self._store.subscribe(self._me.id, source.id, self._clock.now())
        return Followed(source=source, announced=announced, already_followed=already)

    def _find_feed(self, url: str) -> tuple[FetchedPage, Feed]:
        outcome = self._fetch(url)
        if not isinstance(outcome, FetchedPage):
            raise Unavailable(_sentence(outcome))
        feed = sourcing.read_feed(outcome)
        if isinstance(feed, Feed):
            return outcome, feed
        for candidate in self._candidates(outcome):
            found = self._try(candidate)
            if found:
                return found
        raise NotAFeed(feed.sentence)

    def _candidates(self, page: FetchedPage) -> Iterator[str]:
        links = [link.url for link in sourcing.find_feeds(page)[:MOST_LINKS]]
        yield from links
        tried = {canonical_url(link) for link in links}
        for place in USUAL_PLACES:
            url = join_url(page.final_url, place)
            if url and canonical_url(url) not in tried:
                yield url

    def _try(self, url: str) -> tuple[FetchedPage, Feed] | None:
        outcome = self._fetch(url)
        if not isinstance(outcome, FetchedPage):
            return None
        feed = sourcing.read_feed(outcome)
        return (outcome, feed) if isinstance(feed, Feed) else None

    def _fetch(self, url: str) -> FetchOutcome:
        request = fetching.feed_request(url, None)
        _, answer = next(self._fetcher.fetch([(url, request)]))
        return fetching.read_reply(request, answer)


def _web_address(text: str) -> str:
    try:
        return web_address(text)
    except ValueError as error:
        raise InvalidInput(str(error)) from error


def _sentence(outcome: FetchOutcome) -> str:
    if isinstance(outcome, FetchFailed | Gone):
        return outcome.sentence
    return f"{outcome.url} answered, but sent nothing: try again later."
