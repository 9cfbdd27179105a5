"""What was learned of sites, and the alarms about them that sources bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from octavo.adapters.store.part import Part, batches
from octavo.adapters.store.tables import articles, layout_changes, listings, site_habits, sources
from octavo.model.keeping import storable
from octavo.model.sites import LayoutChange, SiteHabits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.ids import SourceId


# The page of every source sends it: see records.
_CHOSEN = (
    sa.select(articles.c.extracted_by)
    .join(listings, listings.c.article == articles.c.id)
    .where(listings.c.source == sa.bindparam("its", type_=listings.c.source.type))
    .order_by(listings.c.sort_at.desc(), listings.c.article.desc())
    .limit(sa.bindparam("most", type_=sa.Integer))
)


class SqlSites(Part):
    """The part of the store that keeps what was learned of sites."""

    def site_habits(self, host: str) -> SiteHabits | None:
        """What the pages of a host taught so far."""
        with self._database.reading() as connection:
            query = sa.select(site_habits).where(site_habits.c.host == storable(host))
            row = connection.execute(query).one_or_none()
        return None if row is None else SiteHabits(host=row.host, state=row.state, updated_at=row.updated_at)

    def save_site_habits(self, habits: SiteHabits, *, sources: Sequence[SourceId], change: LayoutChange | None) -> None:
        """Keep what a host's pages taught, in the place of what was kept before.

        With a ``change`` these sources, and those that had it, bear the alarm about their host from now on; without one
        none does any more. Unknown sources are passed over.
        """
        kept = storable(habits)
        with self._database.writing() as connection:
            connection.execute(sa.delete(site_habits).where(site_habits.c.host == kept.host))
            values = {"host": kept.host, "state": kept.state, "updated_at": kept.updated_at}
            connection.execute(sa.insert(site_habits).values(values))
            if change is None:
                connection.execute(sa.delete(layout_changes).where(layout_changes.c.host == kept.host))
            else:
                _alarm(connection, kept.host, change, sources)

    def chosen_by(self, source: SourceId, limit: int) -> tuple[str, ...]:
        """What chose the text of a source's latest articles, the latest first."""
        with self._database.reading() as connection:
            return tuple(connection.scalars(_CHOSEN, {"its": source, "most": limit}))

    def forget_sites(self, before: datetime) -> int:
        """Forget hosts of which nothing was read since, and alarms about them; returns how many hosts that were."""
        old = site_habits.c.updated_at < storable(before)
        hosts = sa.select(site_habits.c.host).where(old)
        with self._database.writing() as connection:
            connection.execute(sa.delete(layout_changes).where(layout_changes.c.host.in_(hosts)))
            return connection.execute(sa.delete(site_habits).where(old)).rowcount


def _alarm(connection: sa.Connection, host: str, change: LayoutChange, alarmed: Sequence[SourceId]) -> None:
    values = {"host": host, "incomplete": change.incomplete, "latest": change.latest}
    connection.execute(sa.update(layout_changes).where(layout_changes.c.host == host).values(values))
    for some in batches(sorted(set(alarmed))):
        known = connection.scalars(sa.select(sources.c.id).where(sources.c.id.in_(some))).all()
        connection.execute(sa.delete(layout_changes).where(layout_changes.c.source.in_(known)))
        if known:
            connection.execute(sa.insert(layout_changes), [{"source": source, **values} for source in known])
