"""Keeping the search index in step with the store."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from octavo.model.errors import IndexBusy

if TYPE_CHECKING:
    from octavo.newsroom.resources import Resources

LOG = logging.getLogger("octavo.search")
BATCH = 500


def catch_up(resources: Resources) -> int:
    """Bring into the index what was written since it was last in step; returns how many articles that were.

    When another process is writing the index, that one catches up for us.
    """
    indexed = 0
    while True:
        changed = resources.store.changed_articles(resources.index.position(), BATCH)
        if not changed:
            return indexed
        articles = [article for _, article, _ in changed]
        listed_in = {article.id: sources for _, article, sources in changed}
        try:
            resources.index.update(articles, listed_in, changed[-1][0])
        except IndexBusy:
            LOG.info("another process is writing the search index; %d articles wait for it", len(changed))
            return indexed
        indexed += len(changed)
