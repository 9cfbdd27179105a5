"""The store on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.adapters.store.accounts import SqlAccounts
from octavo.adapters.store.articles import SqlArticles
from octavo.adapters.store.brakes import SqlBrakes
from octavo.adapters.store.discussion import SqlDiscussion
from octavo.adapters.store.engine import Database, address_of
from octavo.adapters.store.following import SqlFollowing
from octavo.adapters.store.insights import SqlInsights
from octavo.adapters.store.leads import SqlLeads
from octavo.adapters.store.letters import SqlLetters
from octavo.adapters.store.lists import SqlLists
from octavo.adapters.store.marks import SqlMarks
from octavo.adapters.store.model_calls import SqlModelCalls
from octavo.adapters.store.moderation import SqlModeration
from octavo.adapters.store.notes import SqlNotes
from octavo.adapters.store.places import SqlPlaces
from octavo.adapters.store.schema import bring_up_to_date, prepare_file
from octavo.adapters.store.searches import SqlSearches
from octavo.adapters.store.sites import SqlSites
from octavo.adapters.store.sources import SqlSources
from octavo.adapters.store.stories import SqlStories
from octavo.adapters.store.trackers import SqlTrackers
from octavo.adapters.store.work import SqlWork

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

__all__ = ["SqlStore", "open_store"]


class SqlStore(
    SqlSources,
    SqlFollowing,
    SqlLeads,
    SqlArticles,
    SqlLists,
    SqlMarks,
    SqlStories,
    SqlInsights,
    SqlTrackers,
    SqlNotes,
    SqlPlaces,
    SqlSearches,
    SqlSites,
    SqlAccounts,
    SqlBrakes,
    SqlDiscussion,
    SqlModeration,
    SqlModelCalls,
    SqlLetters,
    SqlWork,
):
    """A library in a database. Safe from several threads and several processes at once."""

    def hurried(self, seconds: float) -> AbstractContextManager[None]:
        """Within it writes wait so long at most for other writers, and then raise StoreUnavailable."""
        return self._database.hurried(seconds)

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Within it, all that this thread reads is of one moment, until it writes."""
        return self._database.at_one_moment()

    def size(self) -> int:
        """How many bytes the library takes up, about."""
        return self._database.size()

    def close(self) -> None:
        """Let go of files and connections."""
        self._database.close()


def open_store(url_or_path: str) -> SqlStore:
    """Open the library at a path, ``sqlite:///path`` or ``postgresql://user@host/name``; it is made when it is new.

    An older library is brought up to date; a copy of its file is kept beside it first.

    Raises:
        StoreUnavailable: it cannot be opened, or a newer Octavo or another program wrote it.
    """
    database = Database(address_of(url_or_path))
    try:
        prepare_file(database)
        bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return SqlStore(database)
