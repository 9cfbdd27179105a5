"""What "lately" means in a library that may not have been refreshed for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from octavo.model.listing import ListQuery

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.ids import UserId
    from octavo.ports import Store

_LATELY = timedelta(days=14)


def lately(store: Store, user: UserId, now: datetime) -> datetime:
    """When the two weeks begin that end with the latest article in what a person follows.

    So who comes back after a while finds where things stood.
    """
    latest = store.listing(ListQuery(user=user, limit=1)).rows
    return (min(now, latest[0].sort_at) if latest else now) - _LATELY
