"""Following publishers: from whatever a person pastes to a source that is read from now on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from octavo import extracting, fetching, sourcing
from octavo.kit.text import shorten
from octavo.kit.urls import host_of, likely_address, web_address
from octavo.model.errors import InvalidInput, NotAFeed, NotFound, Unavailable
from octavo.model.fetches import FailureReason, FetchFailed, Gone
from octavo.model.following import Import, Wanted
from octavo.model.previews import Exploration, FeedPreview, NotFoundThere
from octavo.model.publishers import BY_RULES
from octavo.model.sites import RulesDoubt
from octavo.model.sources import Source, SourceKind, Visit
from octavo.newsroom.discovering import Discovery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.fetches import FetchedPage
    from octavo.model.following import Activity, Folder, FolderId
    from octavo.model.ids import SourceId
    from octavo.model.listing import Subscription, Tally
    from octavo.model.people import User
    from octavo.model.sources import Feed
    from octavo.newsroom.resources import Resources

MOST_LINKS = 4
MOST_PASTED = 50
LONGEST_NAME, LONGEST_TITLE = 120, 300
LATELY = timedelta(days=28)
# So many of a source's articles tell whether its rules fit, and so many must not.
LATEST, FEWEST_UNFIT = 10, 3
NEWEST = 3  # without rules on any of these they are no longer in use


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
        self._discovery = Discovery(resources.fetcher)
        self._clock = resources.clock
        self._me = me

    def explore(self, text: str) -> Exploration:
        """What is behind pasted addresses, a line each: the feeds with their latest entries. Nothing is followed yet.

        Raises:
            InvalidInput: there is no address, or there are too many.
        """
        asked = _pasted(text)
        if not asked:
            raise InvalidInput("There is no address here: type one such as https://example.org.")
        if len(asked) > MOST_PASTED:
            raise InvalidInput(f"These are {len(asked)} addresses: paste {MOST_PASTED} at most, or bring an OPML file.")
        addresses: dict[str, str] = {}
        failures = []
        for one in asked:
            try:
                addresses.setdefault(web_address(one), one)
            except ValueError as error:
                failures.append(NotFoundThere(asked=one, sentence=str(error), meant=likely_address(one), status=400))
        mine = {one.source.url: one.source.id for one in self.list()}
        previews: dict[str, FeedPreview] = {}
        for url, looked in self._discovery.feeds(addresses, most=MOST_LINKS).items():
            if not isinstance(looked, tuple):
                failures.append(self._failure(addresses[url], looked))
                continue
            for page, feed in looked if len(asked) == 1 else looked[:1]:
                preview = self._preview(addresses[url], page, feed, mine)
                previews.setdefault(preview.url, preview)
        return Exploration(previews=tuple(previews.values()), failures=tuple(failures))

    def follow(self, address: str, *, folder: str | None = None) -> Followed:
        """Follow a feed, or the feed that a publisher's page offers; into a folder of this name, where given.

        Raises:
            InvalidInput: the text is no web address.
            NotAFeed: the address was reached and offers no feed.
            Unavailable: the address cannot be reached just now.
        """
        url, folder = _web_address(address), folder_called(folder)
        known = self._store.source_by_url(url)
        if known:
            return self._subscribe(known, announced=0, folder=folder)
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
        followed = self._subscribe(source, announced=0, folder=folder)
        visit = self._store.visit(source.id) or Visit(source=source.id, next_at=now)
        after = fetching.next_visit(visit, page, now, new_leads=len(feed.leads), ttl_minutes=feed.ttl_minutes)
        announced = self._store.record_visit(after, feed=feed)
        return Followed(
            source=self._store.source(source.id) or source,
            announced=announced,
            already_followed=followed.already_followed,
        )

    def follow_these(self, addresses: Sequence[str], *, folder: str | None = None) -> Import:
        """Follow feeds at addresses that were looked at before, without asking for them once more.

        Raises:
            InvalidInput: one of them is no web address.
        """
        wanted = [Wanted(url=_web_address(one), folder=folder_called(folder)) for one in addresses]
        return Import(lines=self._store.follow_all(self._me.id, wanted, self._clock.now()))

    def unfollow(self, source: SourceId) -> Source:
        """Stop following a source; its articles stay.

        Raises:
            NotFound: there is no such source.
        """
        known = self._store.source(source)
        if known is None:
            raise NotFound(f"There is no source {source}.", one_of="sources")
        self._store.unsubscribe(self._me.id, source)
        return known

    def follow_again(self, source: SourceId) -> Source:
        """Take back that one left a source: it is where it was, under the title it had.

        Raises:
            NotFound: there is no such source.
        """
        self._store.subscribe(self._me.id, source, self._clock.now())
        return self._followed(source).source

    def rename(self, source: SourceId, title: str) -> Subscription:
        """Call a source by a title of one's own; an empty one gives it back its own.

        Raises:
            NotFound: the person does not follow it.
        """
        known = self._followed(source)
        own = shorten(title, LONGEST_TITLE)
        self._store.rename_source(self._me.id, source, None if own in ("", known.renamed_from) else own)
        return self._followed(source)

    def put(self, source: SourceId, folder: str | None) -> Subscription:
        """Put a source into the folder of this name, which is made where there is none; ``None`` or empty: into none.

        Raises:
            NotFound: the person does not follow it.
        """
        self._followed(source)
        name = folder_called(folder)
        made = self._store.add_folder(self._me.id, name).id if name else None
        self._store.put_into_folder(self._me.id, source, made)
        return self._followed(source)

    def folders(self) -> tuple[Folder, ...]:
        """The person's folders, by name."""
        return self._store.folders(self._me.id)

    def folder(self, folder: FolderId) -> Folder:
        """One folder of the person.

        Raises:
            NotFound: they have no such folder.
        """
        found = next((one for one in self.folders() if one.id == folder), None)
        if found is None:
            raise NotFound("You have no such folder. The page of sources shows your folders.")
        return found

    def rename_folder(self, folder: FolderId, name: str) -> Folder:
        """Give a folder another name.

        Raises:
            InvalidInput: the name is empty.
            NotFound: the person has no such folder.
            AlreadyThere: another one has the name.
        """
        wanted = folder_called(name)
        if wanted is None:
            raise InvalidInput("A folder needs a name: type one, or remove the folder.")
        return self._store.rename_folder(self._me.id, folder, wanted)

    def remove_folder(self, folder: FolderId) -> Folder:
        """Take a folder away; its sources stay, in none.

        Raises:
            NotFound: the person has no such folder.
        """
        known = self.folder(folder)
        self._store.remove_folder(self._me.id, folder)
        return known

    def activity(self, source: SourceId | None = None) -> dict[SourceId, Activity]:
        """How much each source, or the one asked for, published in the last four weeks; silent ones are left out."""
        return self._store.activity(self._me.id, self._clock.now() - LATELY, source)

    def rules_doubt(self, source: SourceId) -> RulesDoubt | None:
        """Whether the rules for its publisher seem out of date: on half of its latest articles, and on three."""
        chosen = self._store.chosen_by(source, LATEST)
        ruled = [method for method in chosen if BY_RULES in method]
        unfit = sum(map(extracting.doubts_rules, ruled))
        is_in_use = any(BY_RULES in method for method in chosen[:NEWEST])
        doubtful = is_in_use and unfit >= FEWEST_UNFIT and 2 * unfit >= len(ruled)
        return RulesDoubt(unfit=unfit, latest=len(ruled)) if doubtful else None

    def _followed(self, source: SourceId) -> Subscription:
        found = next((one for one in self.list() if one.source.id == source), None)
        if found is None:
            raise NotFound("You do not follow this source.", one_of="sources")
        return found

    def list(self) -> tuple[Subscription, ...]:
        """What the person follows, by title, with the state of each source and its counts."""
        return self._store.subscriptions(self._me.id)

    def tally(self) -> Tally:
        """How many sources the person follows, and how much of them is unread."""
        return self._store.count_followed(self._me.id)

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
        raise NotFound(f"You follow no source called “{words}”.", one_of="sources")

    def _subscribe(self, source: Source, *, announced: int, folder: str | None) -> Followed:
        already = any(s.source.id == source.id for s in self.list())
        self._store.subscribe(self._me.id, source.id, self._clock.now())
        if folder:
            self._store.put_into_folder(self._me.id, source.id, self._store.add_folder(self._me.id, folder).id)
        return Followed(source=source, announced=announced, already_followed=already)

    def _find_feed(self, url: str) -> tuple[FetchedPage, Feed]:
        looked = self._discovery.feeds([url], most=MOST_LINKS)[url]
        if isinstance(looked, tuple):
            return looked[0]
        if isinstance(looked, FetchFailed) and looked.reason is FailureReason.NOT_A_FEED:
            raise NotAFeed(looked.sentence)
        raise Unavailable(looked.sentence)

    def _preview(self, asked: str, page: FetchedPage, feed: Feed, mine: dict[str, SourceId]) -> FeedPreview:
        url = page.moved_to or page.url
        return FeedPreview(
            url=url,
            title=feed.title or host_of(url),
            site_url=feed.site_url,
            language=feed.language,
            entries=len(feed.leads),
            latest=sourcing.latest(feed),
            per_day=sourcing.per_day(feed, self._clock.now()),
            whole_texts=sourcing.carries_whole_texts(feed),
            followed=mine.get(url),
            asked=asked,
        )

    def _failure(self, asked: str, looked: FetchFailed | Gone) -> NotFoundThere:
        is_away = isinstance(looked, Gone) or looked.reason is not FailureReason.NOT_A_FEED
        return NotFoundThere(asked=asked, sentence=looked.sentence, status=502 if is_away else 422)


def _web_address(text: str) -> str:
    try:
        return web_address(text)
    except ValueError as error:
        raise InvalidInput(str(error)) from error


def _pasted(text: str) -> tuple[str, ...]:
    """The addresses in a pasted text: one a line, or several in one where each of its words looks like one."""
    found: list[str] = []
    for line in text.splitlines():
        words = line.split()
        several = len(words) > 1 and all("." in word.strip(".,;") for word in words)
        found += [word.rstrip(",;") for word in words] if several else [line.strip()]
    return tuple(dict.fromkeys(filter(None, found)))


def folder_called(name: str | None) -> str | None:
    """The name of a folder as it is kept; ``None`` for none."""
    return shorten(name or "", LONGEST_NAME) or None
