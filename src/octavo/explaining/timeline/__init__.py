"""The timeline of a story: for each day that matters one sentence that tells what happened on it."""

from __future__ import annotations

from octavo.explaining.timeline.building import timeline_of

__all__ = ["timeline_of"]
