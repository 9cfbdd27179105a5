"""Grouping: articles set among copies and stories, one at a time, as they come in."""

from __future__ import annotations
