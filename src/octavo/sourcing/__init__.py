"""Sourcing: from the bytes of a feed or page to leads, and to the feeds that a page offers."""

from __future__ import annotations

from octavo.sourcing.discovery import find_feeds
from octavo.sourcing.opml import LARGEST_OPML, is_opml, read_opml, write_opml
from octavo.sourcing.reading import read_feed

__all__ = ["LARGEST_OPML", "find_feeds", "is_opml", "read_feed", "read_opml", "write_opml"]
