"""Topics: what an article is about, as pages that readers can follow."""

from __future__ import annotations

from octavo.grouping.topics.finding import topics_of
from octavo.grouping.topics.names import topic_key

__all__ = ["topic_key", "topics_of"]
