"""Lists of sources that come from another reader or go to one, and starter packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo import sourcing
from octavo.model.errors import InvalidInput
from octavo.model.following import Import, Outcome, Taken, Wanted
from octavo.model.sources import SourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.packs import Pack
    from octavo.model.people import User
    from octavo.newsroom.resources import Resources

LARGEST = sourcing.LARGEST_OPML


class MovingDesk:
    """Takes lists of sources in and hands them out, for one person. Nothing is fetched here: what is new is due."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._offered = resources.offered
        self._me = me

    def import_opml(self, body: bytes) -> Import:
        """Follow what an OPML document lists, all of it or, when it is none, nothing; what became of each line.

        Raises:
            InvalidInput: it is no OPML document, or too large a one.
        """
        listed = sourcing.read_opml(body)
        refused = tuple(
            Taken(url=one.page, title=one.title, folder=one.folder, outcome=Outcome.REFUSED, sentence=one.sentence)
            for one in listed.refused
        )
        taken = self._store.follow_all(self._me.id, listed.feeds, self._clock.now())
        return Import(lines=(*refused, *taken))

    def is_list(self, text: str) -> bool:
        """Whether a pasted text is an OPML document."""
        return sourcing.is_opml(text)

    def export_opml(self) -> bytes:
        """An OPML document of all feeds that the person follows, with their folders and titles."""
        folders = {one.id: one.name for one in self._store.folders(self._me.id)}
        feeds = [
            Wanted(
                url=one.source.url,
                title=one.source.title,
                site_url=one.source.site_url,
                language=one.source.language,
                folder=folders.get(one.folder) if one.folder is not None else None,
            )
            for one in self._store.subscriptions(self._me.id)
            if one.source.kind is SourceKind.FEED
        ]
        title = f"What {self._me.name} follows in Octavo"
        return sourcing.write_opml(feeds, title=title, at=self._clock.now())

    def packs(self) -> tuple[Pack, ...]:
        """The starter packs, those that whoever runs Octavo offers first."""
        return (*self._offered, *sourcing.packs())

    def offered(self) -> tuple[Pack, ...]:
        """The packs that whoever runs Octavo offers."""
        return tuple(self._offered)

    def offer(self, pack: Pack) -> None:
        """Offer a pack besides Octavo's own, as long as this newsroom is open."""
        self._offered.append(pack)

    def follow_packs(self, keys: Sequence[str], feeds: Sequence[str] = (), *, folders: bool = False) -> Import:
        """Follow whole packs and single feeds from packs; with ``folders`` each in one named after its pack.

        Raises:
            InvalidInput: nothing is chosen.
        """
        wanted = {
            one.feed: Wanted(
                url=one.feed,
                title=one.name,
                site_url=one.site,
                language=one.language,
                folder=pack.name if folders else None,
            )
            for pack in self.packs()
            for one in pack.publishers
            if pack.key in keys or one.feed in feeds
        }
        if not wanted:
            raise InvalidInput("Nothing is chosen: tick a pack, or single publishers in one.")
        return Import(lines=self._store.follow_all(self._me.id, tuple(wanted.values()), self._clock.now()))
