"""Refreshing: from the sources' feeds to articles in the library.

    sources due -> fetch feeds -> read replies -> record visits and leads
    leads due   -> fetch pages -> extract      -> save articles, or put off, or keep what the feed says
                 -> learn of each site what its pages have in common, for the next one
                 -> fetch further pages of articles that go on, a part at a time
    articles    -> search index, stories, insights

Every step is written down before the next begins, so that a run that dies is carried on by the next one. What goes
wrong with one source or page is a value in the stream and is counted against that source alone.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from octavo import extracting, fetching, sourcing
from octavo.kit.urls import host_of
from octavo.model.articles import Draft
from octavo.model.errors import OctavoError
from octavo.model.fetches import FailureReason, FetchedPage, FetchFailed, FetchOutcome, Gone, NotModified
from octavo.model.refreshes import RefreshEvent, RefreshReport, Step
from octavo.model.sources import Feed, SourceKind
from octavo.model.work import WorkKind
from octavo.newsroom.explaining import Explaining
from octavo.newsroom.grouping import Grouping
from octavo.newsroom.heartbeat import Heartbeat
from octavo.newsroom.indexing import catch_up
from octavo.newsroom.learning import Learning
from octavo.newsroom.publishers import usable_rules
from octavo.newsroom.tracking import look_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from octavo.model.ids import SourceId
    from octavo.model.sources import PendingLead, Source, Visit
    from octavo.newsroom.resources import Resources

LOG = logging.getLogger("octavo.refresh")
LEASE = timedelta(minutes=10)
SOURCES_AT_ONCE = 200
LEADS_AT_ONCE = 200
MOST_LEADS = 20_000
INDEX_EVERY = 200
YOUNG = 2_000
UNFINISHED_AT_ONCE = 50


@dataclass(slots=True)
class _Count:
    steps: Counter[Step] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[str, str]] = field(default_factory=list)

    def report(self) -> RefreshReport:
        return RefreshReport(
            feeds_read=self.steps[Step.FEED_READ],
            feeds_unchanged=self.steps[Step.FEED_UNCHANGED],
            feeds_failed=self.steps[Step.FEED_FAILED],
            articles_new=self.steps[Step.ARTICLE_NEW],
            articles_changed=self.steps[Step.ARTICLE_CHANGED],
            articles_unchanged=self.steps[Step.ARTICLE_UNCHANGED],
            pages_failed=self.steps[Step.PAGE_FAILED],
            page_failures=tuple(self.reasons.most_common()),
            problems=tuple(self.problems),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unfinished:
    """An article of which more is on other pages; ``page`` is its first, without the body."""

    pending: PendingLead
    page: FetchedPage
    gathering: extracting.Gathering


class Refresh:
    """One run over all sources, or over those that are due."""

    def __init__(
        self,
        resources: Resources,
        progress: Callable[[RefreshEvent], None] | None = None,
        *,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._resources = resources
        self._store = resources.store
        self._clock = resources.clock
        self._progress = progress
        self._stopped = stopped
        self._heartbeat = Heartbeat(resources.store, resources.clock, WorkKind.REFRESH)
        self._count = _Count()
        self._titles: dict[int, str] = {}
        self._only: Sequence[SourceId] | None = None
        self._unfinished: list[_Unfinished] = []
        self._rules = usable_rules(resources.rule_files())
        self._learning = Learning(resources.store, resources.clock)
        # Who begins wants to see a front page soon: a young library is grouped while it fills.
        self._is_young = self._store.count_articles() < YOUNG

    def run(self, *, due_only: bool, again: bool, only: Sequence[SourceId] | None = None) -> RefreshReport:
        """Visit, fetch, extract, store, index and group; returns what came of it.

        With ``only`` these sources are visited and no others, also where they are gone. Who is asked to stop lets go
        of what is not begun: it is done when it is next due.
        """
        with self._heartbeat:
            return self._run(due_only=due_only, again=again, only=only)

    def _run(self, *, due_only: bool, again: bool, only: Sequence[SourceId] | None) -> RefreshReport:
        self._titles = {s.id: s.title for s in self._store.sources()}
        self._only = only
        if due_only:
            self._visit_due()
        else:
            self._visit(self._askable() if only is None else self._chosen(only))
        self._fetch_pages(ignore_leases=not due_only, ignore_watches=again)
        self._learning.keep()
        self._index()
        if not self._stopped():
            self._group()
            self._explain()
        return self._count.report()

    def _tell(self, event: RefreshEvent) -> None:
        self._heartbeat.begin()  # a round that finds nothing due writes nothing
        self._count.steps[event.step] += 1
        if self._progress:
            self._progress(event)

    # Feeds

    def _askable(self) -> tuple[tuple[Source, Visit], ...]:
        """All followed feeds, save those whose server asked us to wait."""
        return tuple(pair for pair in self._store.followed_sources() if not self._asked_us_to_wait(pair[1]))

    def _asked_us_to_wait(self, visit: Visit) -> bool:
        return visit.reason == FailureReason.RATE_LIMITED and visit.next_at > self._clock.now()

    def _chosen(self, only: Sequence[SourceId]) -> tuple[tuple[Source, Visit], ...]:
        """These feeds; of many only those that may be asked, of a single one also one that is gone."""
        if len(only) > 1:
            wanted = set(only)
            return tuple(pair for pair in self._askable() if pair[0].id in wanted)
        found = ((self._store.source(one), self._store.visit(one)) for one in only)
        return tuple((source, visit) for source, visit in found if source and visit and source.kind is SourceKind.FEED)

    def _visit_due(self) -> None:
        while not self._stopped():
            now = self._clock.now()
            due = self._store.due_sources(now, lease_until=now + LEASE, limit=SOURCES_AT_ONCE)
            if not due:
                return
            self._visit(due)

    def _visit(self, sources: Sequence[tuple[Source, Visit]]) -> None:
        self._tell(RefreshEvent(step=Step.FEEDS_BEGIN, count=len(sources)))
        keyed = {source.id: (source, visit) for source, visit in sources}
        requests = {source.id: fetching.feed_request(source.url, visit) for source, visit in sources}
        for key, answer in self._resources.fetcher.fetch(requests.items()):
            source, visit = keyed[key]
            self._heard(source, visit, fetching.read_reply(requests[key], answer))
            if self._stopped():
                return

    def _heard(self, source: Source, visit: Visit, outcome: FetchOutcome) -> None:
        if isinstance(outcome, FetchedPage):
            feed = sourcing.read_feed(outcome)
            if isinstance(feed, Feed):
                self._feed_read(source, visit, outcome, feed)
                return
            outcome = feed
        now = self._clock.now()
        self._store.record_visit(fetching.next_visit(visit, outcome, now))
        if isinstance(outcome, NotModified):
            self._tell(RefreshEvent(step=Step.FEED_UNCHANGED, source=source.title))
        elif isinstance(outcome, FetchFailed | Gone):
            name = source.title or host_of(source.url)
            self._count.problems.append((name, outcome.sentence))
            self._tell(RefreshEvent(step=Step.FEED_FAILED, source=name, sentence=outcome.sentence))

    def _feed_read(self, source: Source, visit: Visit, page: FetchedPage, feed: Feed) -> None:
        now = self._clock.now()
        after = fetching.next_visit(visit, page, now, ttl_minutes=feed.ttl_minutes)
        news = self._store.record_visit(after, feed=feed, url=page.moved_to)
        if news:
            sooner = fetching.next_visit(visit, page, now, new_leads=news, ttl_minutes=feed.ttl_minutes)
            self._store.record_visit(sooner)
        self._titles[source.id] = source.title or feed.title
        self._tell(RefreshEvent(step=Step.FEED_READ, source=self._titles[source.id], count=news))

    # Pages

    def _fetch_pages(self, *, ignore_leases: bool, ignore_watches: bool) -> None:
        while not self._stopped():
            now = self._clock.now()
            leads = self._store.take_leads(
                now,
                lease_until=now + LEASE,
                sources=self._only,
                limit=MOST_LEADS if ignore_leases or ignore_watches else LEADS_AT_ONCE,
                ignore_leases=ignore_leases,
                ignore_watches=ignore_watches,
            )
            if not leads:
                return
            # Only once: what was put off just now would be taken again for ever.
            ignore_leases = ignore_watches = False
            self._tell(RefreshEvent(step=Step.PAGES_BEGIN, count=len(leads)))
            self._fetch_leads(leads)

    def _fetch_leads(self, leads: Iterable[PendingLead]) -> None:
        keyed = {pending.id: pending for pending in leads}
        requests = {key: fetching.page_request(one.lead.url, one.watch) for key, one in keyed.items()}
        for done, (key, answer) in enumerate(self._resources.fetcher.fetch(requests.items()), start=1):
            self._page_came(keyed[key], fetching.read_reply(requests[key], answer))
            if len(self._unfinished) >= UNFINISHED_AT_ONCE:
                self._fetch_further()
            if self._stopped():
                return
            if done % INDEX_EVERY == 0:
                self._index()
                if self._is_young:
                    self._group()
        self._fetch_further()

    def _fetch_further(self) -> None:
        """Ask for the further pages of all articles that go on, round by round, until they are whole."""
        while self._unfinished and not self._stopped():
            asking, self._unfinished = dict(enumerate(self._unfinished)), []
            wanted = {key: one.gathering.wanted for key, one in asking.items()}
            requests = {key: fetching.page_request(address) for key, address in wanted.items() if address}
            for key, answer in self._resources.fetcher.fetch(requests.items()):
                one = asking[key]
                outcome = fetching.read_reply(requests[key], answer)
                self._gathered(one.pending, one.page, self._further(one.gathering, outcome))

    def _page_came(self, pending: PendingLead, outcome: FetchOutcome) -> None:
        if not isinstance(outcome, FetchedPage):
            self._nothing_came(pending, outcome)
            return
        begun = self._begin(pending, outcome)
        if isinstance(begun, FetchFailed):
            self._nothing_came(pending, begun)
        else:
            self._gathered(pending, replace(outcome, body=b""), begun)

    def _gathered(self, pending: PendingLead, page: FetchedPage, gathering: extracting.Gathering) -> None:
        if gathering.wanted is not None:
            self._unfinished.append(_Unfinished(pending=pending, page=page, gathering=gathering))
        elif isinstance(gathering.drawn, Draft):
            # The first page may stand as it is while another comes or changes: the next look must not be conditional.
            seen = replace(page, etag=None, last_modified=None) if gathering.has_parts else page
            self._save(pending, gathering.drawn, seen)
        else:
            self._nothing_came(pending, gathering.drawn)

    def _nothing_came(self, pending: PendingLead, outcome: NotModified | FetchFailed | Gone) -> None:
        if pending.watch:
            self._unchanged(pending, outcome)
        elif not isinstance(outcome, NotModified):
            self._page_failed(pending, outcome)

    def _begin(self, pending: PendingLead, page: FetchedPage) -> extracting.Gathering | FetchFailed:
        habits = self._learning.habits(page.final_url)
        try:
            begun = extracting.begin(page, pending.lead, self._rules, habits=habits)
        except Exception:  # one page that breaks the extractor must not end the run; the log keeps the cause
            LOG.exception("could not read %s", page.url)
            sentence = f"Octavo could not read {page.url}; the log says why. What the feed says of it is kept."
            return FetchFailed(
                url=page.url, at=page.at, reason=FailureReason.NO_ARTICLE, sentence=sentence, passing=False
            )
        if begun.lesson is not None:
            self._learning.learn(page.final_url, begun.lesson, pending.source)
        return begun

    def _further(self, gathering: extracting.Gathering, outcome: FetchOutcome) -> extracting.Gathering:
        try:
            return extracting.heard(gathering, outcome)
        except Exception:  # as above
            LOG.exception("could not read %s", gathering.wanted)
            sentence = f"Octavo could not read {gathering.wanted}, where this article goes on; the log says why."
            return extracting.broken_off(gathering, sentence)

    def _unchanged(self, pending: PendingLead, outcome: NotModified | FetchFailed | Gone) -> None:
        """A page that was had before brings nothing new, or cannot be had just now: the article stays as it is."""
        now = self._clock.now()
        published_at = pending.lead.published_at
        self._store.watch_lead(pending.id, fetching.next_watch(pending.watch, outcome, now, published_at=published_at))
        source = self._titles.get(pending.source, "")
        self._tell(RefreshEvent(step=Step.ARTICLE_UNCHANGED, source=source, title=pending.lead.title))

    def _save(self, pending: PendingLead, draft: Draft, page: FetchedPage) -> None:
        now = self._clock.now()
        watch = fetching.next_watch(
            pending.watch, page, now, published_at=draft.published_at or pending.lead.published_at
        )
        article, changed = self._store.save_article(draft, source=pending.source, now=now, lead=pending.id, watch=watch)
        new = changed and article.revision == 1
        step = Step.ARTICLE_NEW if new else Step.ARTICLE_CHANGED if changed else Step.ARTICLE_UNCHANGED
        self._tell(RefreshEvent(step=step, source=self._titles.get(pending.source, ""), title=article.title))

    def _page_failed(self, pending: PendingLead, outcome: FetchFailed | Gone) -> None:
        """Keep what the feed says, and try again where that can help."""
        failed = outcome if isinstance(outcome, FetchFailed) else _gone(outcome)
        now = self._clock.now()
        again = fetching.next_attempt(pending.attempts, failed, now)
        self._keep_teaser(pending, failed, now, last=again is None)
        if again:
            self._store.put_off_lead(pending.id, next_at=again, problem=failed.sentence)
        source = self._titles.get(pending.source, "")
        self._count.reasons[failed.reason] += 1
        self._tell(
            RefreshEvent(step=Step.PAGE_FAILED, source=source, title=pending.lead.title, sentence=failed.sentence)
        )

    def _keep_teaser(self, pending: PendingLead, failed: FetchFailed, now: datetime, *, last: bool) -> None:
        draft = extracting.from_lead(pending.lead, why=failed.sentence)
        if draft:
            self._store.save_article(draft, source=pending.source, now=now, lead=pending.id if last else None)
        elif last:
            self._store.close_lead(pending.id, problem=failed.sentence)

    # Search

    def _index(self) -> None:
        indexed = catch_up(self._resources)
        if indexed:
            self._tell(RefreshEvent(step=Step.INDEXED, count=indexed))

    # Stories

    def _group(self) -> None:
        try:
            grouped = Grouping(self._resources).catch_up()
        except OctavoError:
            raise
        except Exception:  # articles that break grouping must not end the run: they are there, and the log keeps why
            LOG.exception("could not group new articles into stories")
            return
        if grouped:
            self._tell(RefreshEvent(step=Step.GROUPED, count=grouped))

    def _explain(self) -> None:
        explained = Explaining(self._resources).catch_up()
        if explained:
            self._tell(RefreshEvent(step=Step.EXPLAINED, count=explained))
            catch_up(self._resources)  # with what was found
            self._track()

    def _track(self) -> None:
        changed = look_again(self._resources)
        if changed:
            self._tell(RefreshEvent(step=Step.TRACKED, count=changed))


def _gone(outcome: Gone) -> FetchFailed:
    return FetchFailed(
        url=outcome.url, at=outcome.at, reason=FailureReason.GONE, sentence=outcome.sentence, passing=False
    )
