"""Sourcing: from the bytes of a feed or page to leads, and to the feeds that a page offers; lists of feeds."""

from __future__ import annotations

from octavo.sourcing.discovery import find_feeds
from octavo.sourcing.opml import LARGEST_OPML, is_opml, read_opml, write_opml
from octavo.sourcing.packs import packs, read_pack
from octavo.sourcing.previewing import carries_whole_texts, latest, per_day
from octavo.sourcing.reading import read_feed

__all__ = [
    "LARGEST_OPML",
    "carries_whole_texts",
    "find_feeds",
    "is_opml",
    "latest",
    "packs",
    "per_day",
    "read_feed",
    "read_opml",
    "read_pack",
    "write_opml",
]
