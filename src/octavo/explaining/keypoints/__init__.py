"""Key points: the sentences of an article or a story that say the most of it, verbatim and cited."""

from __future__ import annotations

from octavo.explaining.keypoints.points import key_points, story_key_points
from octavo.explaining.keypoints.summaries import summary

__all__ = ["key_points", "story_key_points", "summary"]
