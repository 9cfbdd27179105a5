"""Articles whose text one page does not hold: further parts, single-page views, AMP and print versions."""

from __future__ import annotations

from octavo.extracting.parts.gathering import MOST_PARTS, Gathering, begin, broken_off, heard

__all__ = ["MOST_PARTS", "Gathering", "begin", "broken_off", "heard"]
