"""Sourcing: from the bytes of a feed or page to leads, and to the feeds that a page offers."""

from __future__ import annotations

from octavo.sourcing.discovery import find_feeds
from octavo.sourcing.reading import read_feed

__all__ = ["find_feeds", "read_feed"]
