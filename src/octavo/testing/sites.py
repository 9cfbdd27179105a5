"""What was learned of sites, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.kit.moments import as_utc
from octavo.model.keeping import storable
from octavo.testing.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.ids import SourceId
    from octavo.model.sites import LayoutChange, SiteHabits


class MemorySites(Library):
    """The part of the fake store that keeps what was learned of sites."""

    def __init__(self) -> None:
        super().__init__()
        self._sites: dict[str, SiteHabits] = {}

    def site_habits(self, host: str) -> SiteHabits | None:
        """What the pages of a host taught so far."""
        with self._lock:
            return self._sites.get(storable(host))

    def save_site_habits(self, habits: SiteHabits, *, sources: Sequence[SourceId], change: LayoutChange | None) -> None:
        """Keep what a host's pages taught, and let sources bear the alarm about it or none."""
        with self._lock:
            kept = storable(habits)
            self._sites[kept.host] = kept
            bearing = {source for source, known in self._layouts.items() if known.host == kept.host}
            for source in bearing:
                del self._layouts[source]
            if change is not None:
                alarmed = bearing | {source for source in sources if source in self._sources}
                self._layouts.update(dict.fromkeys(alarmed, storable(change)))

    def chosen_by(self, source: SourceId, limit: int) -> tuple[str, ...]:
        """What chose the text of a source's latest articles, the latest first."""
        with self._lock:
            return tuple(article.extracted_by for article in self._listed(source)[:limit])

    def forget_sites(self, before: datetime) -> int:
        """Forget hosts of which nothing was read since, and alarms about them; returns how many hosts that were."""
        with self._lock:
            old = [host for host, known in self._sites.items() if known.updated_at < as_utc(before)]
            for host in old:
                del self._sites[host]
            self._layouts = {source: known for source, known in self._layouts.items() if known.host not in old}
            return len(old)
