"""Sources and leads in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.kit.moments import as_utc
from octavo.kit.urls import canonical_url
from octavo.model.ids import LeadId, SourceId, UserId
from octavo.model.keeping import announces_anew, storable, told_by_feed
from octavo.model.listing import Subscription, Tally
from octavo.model.sources import Feed, Lead, PendingLead, Source, SourceKind, Visit, Watch
from octavo.testing.library import KeptLead, Library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class MemorySources(Library):
    """The part of the fake store that keeps sources, subscriptions, visits and leads."""

    def add_source(
        self, *, url: str, kind: SourceKind, title: str, site_url: str | None, language: str | None, now: datetime
    ) -> Source:
        """Add a source, due at once; the one that is there when the address is known already."""
        with self._lock:
            known = self.source_by_url(url)
            if known is not None:
                return known
            source = storable(
                Source(
                    id=SourceId(len(self._sources) + 1),
                    url=url,
                    kind=kind,
                    title=title,
                    site_url=site_url,
                    language=language,
                    added_at=now,
                )
            )
            self._sources[source.id] = source
            self._visits[source.id] = Visit(source=source.id, next_at=source.added_at)
            return source

    def source(self, source: SourceId) -> Source | None:
        """One source."""
        with self._lock:
            return self._sources.get(source)

    def source_by_url(self, url: str) -> Source | None:
        """The source with exactly this address."""
        with self._lock:
            return next((source for source in self._sources.values() if source.url == storable(url)), None)

    def sources(self) -> tuple[Source, ...]:
        """All sources of the server, by id."""
        with self._lock:
            return tuple(self._sources.values())

    def subscribe(self, user: UserId, source: SourceId, now: datetime) -> None:
        """Let a person follow a source; no change when they do. Raises NotFound when either is unknown."""
        with self._lock:
            as_utc(now)
            self._require_user(user)
            self._require_source(source)
            self._follows.add((user, source))

    def unsubscribe(self, user: UserId, source: SourceId) -> None:
        """Stop following. Articles, marks and stars stay."""
        with self._lock:
            self._follows.discard((user, source))

    def count_followed(self, user: UserId) -> Tally:
        """How many sources a person follows, and how much of them is unread."""
        followed = self.subscriptions(user)
        return Tally(sources=len(followed), unread=sum(one.unread for one in followed))

    def subscriptions(self, user: UserId) -> tuple[Subscription, ...]:
        """What a person follows, by its title for them (case folded), with visits and counts."""
        with self._lock:
            followed = [
                Subscription(
                    source=replace(self._sources[source], title=self._title_for(user, source)),
                    visit=self._visits[source],
                    articles=len(self._listed(source)),
                    unread=len(self._unread(user, source)),
                    layout=self._layouts.get(source),
                    folder=self._placed.get((user, source)),
                    renamed_from=self._sources[source].title if (user, source) in self._own_titles else None,
                )
                for source in self._followed(user)
            ]
            return tuple(sorted(followed, key=lambda one: (one.source.title.casefold(), one.source.id)))

    def due_sources(self, now: datetime, *, lease_until: datetime, limit: int) -> tuple[tuple[Source, Visit], ...]:
        """Take up to ``limit`` followed feeds that are due, longest overdue first, and lease them."""
        with self._lock:
            now, lease_until = as_utc(now), as_utc(lease_until)
            due = [(source, visit) for source, visit in self.followed_sources() if visit.next_at <= now]
            due.sort(key=lambda pair: (pair[1].next_at, pair[0].id))
            for source, visit in due[:limit]:
                self._visits[source.id] = replace(visit, next_at=lease_until)
            return tuple(due[:limit])

    def followed_sources(self) -> tuple[tuple[Source, Visit], ...]:
        """All feeds that somebody follows and that are not gone, by id, with their visits: no schedule, no lease."""
        with self._lock:
            followed = {source for _, source in self._follows}
            return tuple(
                (source, self._visits[key])
                for key, source in self._sources.items()
                if source.kind is SourceKind.FEED and key in followed and not self._visits[key].gone
            )

    def visit(self, source: SourceId) -> Visit | None:
        """How the last visit went."""
        with self._lock:
            return self._visits.get(source)

    def record_visit(self, visit: Visit, *, feed: Feed | None = None, url: str | None = None) -> int:
        """Write how a visit went and what the feed says; returns how many leads to fetch.

        Raises NotFound when the source is unknown.
        """
        with self._lock:
            visit, feed = storable(visit), storable(feed)
            source = self._require_source(visit.source)
            self._visits[visit.source] = visit
            if url is not None and self.source_by_url(url) is None:
                source = replace(source, url=storable(url))
            self._sources[source.id] = source
            if feed is None:
                return 0
            self._sources[source.id] = told_by_feed(source, feed)
            return sum(self._announce(source.id, lead, visit.at or visit.next_at) for lead in feed.leads)

    def take_leads(
        self,
        now: datetime,
        *,
        lease_until: datetime,
        limit: int,
        sources: Sequence[SourceId] | None = None,
        ignore_leases: bool = False,
        ignore_watches: bool = False,
    ) -> tuple[PendingLead, ...]:
        """Lease up to ``limit`` leads whose pages are due, newest first; ``attempts`` counts earlier tries."""
        with self._lock:
            now, lease_until = as_utc(now), as_utc(lease_until)
            due = [
                kept
                for kept in self._leads.values()
                if (kept.pending and (ignore_leases or kept.next_at <= now))
                or (kept.watched and (ignore_watches or kept.next_at <= now))
                if sources is None or kept.source in sources
            ]
            due.sort(key=lambda kept: (kept.rank_at, kept.id), reverse=True)
            for kept in due[:limit]:
                self._leads[kept.id] = replace(kept, next_at=lease_until)
            return tuple(
                PendingLead(id=kept.id, source=kept.source, lead=kept.lead, attempts=kept.attempts, watch=kept.watch)
                for kept in due[:limit]
            )

    def put_off_lead(self, lead: LeadId, *, next_at: datetime, problem: str) -> None:  # noqa: ARG002 - nobody asks why
        """A page could not be had: count the attempt and try again at ``next_at``."""
        with self._lock:
            next_at = as_utc(next_at)
            kept = self._leads.get(lead)
            if kept is not None and kept.pending:
                self._leads[lead] = replace(kept, attempts=kept.attempts + 1, next_at=next_at)

    def watch_lead(self, lead: LeadId, watch: Watch | None) -> None:
        """A watched page was looked at and brought nothing: look again as ``watch`` says, or (``None``) no more."""
        with self._lock:
            self._keep_watch(lead, watch)

    def close_lead(self, lead: LeadId, *, problem: str) -> None:  # noqa: ARG002 - as above
        """Nothing will come of this lead, for the reason given."""
        with self._lock:
            if lead in self._leads:
                self._leads[lead] = replace(self._leads[lead], pending=False, watched=False)

    def _announce(self, source: SourceId, lead: Lead, now: datetime) -> bool:
        address = canonical_url(lead.url)
        mine = [kept for kept in self._leads.values() if kept.source == source]
        known = next((kept for kept in mine if kept.guid == lead.guid), None) or next(
            (kept for kept in mine if kept.address == address), None
        )
        if known is not None and not announces_anew(lead, known_at=known.known_at):
            return False
        kept = KeptLead(
            id=known.id if known else LeadId(len(self._leads) + 1),
            source=source,
            guid=known.guid if known else lead.guid,
            address=known.address if known else address,
            lead=lead,
            next_at=now,
            known_at=lead.updated_at or now,
            rank_at=known.rank_at if known else min(lead.published_at or now, now),
            watch=known.watch if known else None,
        )
        self._leads[kept.id] = kept
        return True
