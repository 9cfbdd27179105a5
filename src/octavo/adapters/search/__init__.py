"""Full-text search on tantivy, in a folder beside the library: a copy that may be deleted and is built again."""

from __future__ import annotations

from octavo.adapters.search.index import TantivyIndex

__all__ = ["TantivyIndex"]
