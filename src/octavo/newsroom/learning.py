"""What sites teach while their pages are read: taken from the store once a run, and put back at its end."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from octavo import extracting
from octavo.kit.urls import host_of
from octavo.model.sites import SiteHabits

if TYPE_CHECKING:
    from octavo.model.ids import SourceId
    from octavo.ports import Clock, Store

# So many sites are held at once; with more in one run the one not met for longest is put back early.
MOST_SITES = 200
FORGOTTEN_AFTER = timedelta(days=180)


@dataclass(slots=True)
class _Site:
    habits: extracting.Habits
    sources: set[SourceId] = field(default_factory=set)


class Learning:
    """The habits of the sites of one run."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._sites: OrderedDict[str, _Site] = OrderedDict()

    def habits(self, url: str) -> extracting.Habits:
        """What is known of the site of an address."""
        return self._site(host_of(url)).habits

    def learn(self, url: str, lesson: extracting.Lesson, source: SourceId) -> None:
        """Add what a page taught, and to which source it belongs."""
        site = self._site(host_of(url))
        site.habits = extracting.learned(site.habits, lesson)
        site.sources.add(source)

    def keep(self) -> None:
        """Put back what was learned, with the alarms that follow from it; what is old is forgotten."""
        while self._sites:
            self._put_back()
        self._store.forget_sites(self._clock.now() - FORGOTTEN_AFTER)

    def _site(self, host: str) -> _Site:
        if host not in self._sites:
            if len(self._sites) >= MOST_SITES:
                self._put_back()
            kept = self._store.site_habits(host)
            self._sites[host] = _Site(extracting.read_habits(kept.state if kept else None))
        self._sites.move_to_end(host)
        return self._sites[host]

    def _put_back(self) -> None:
        host, site = self._sites.popitem(last=False)
        if not site.sources:
            return
        state = SiteHabits(host=host, state=extracting.written_habits(site.habits), updated_at=self._clock.now())
        change = extracting.layout_change(site.habits, host)
        self._store.save_site_habits(state, sources=sorted(site.sources), change=change)
