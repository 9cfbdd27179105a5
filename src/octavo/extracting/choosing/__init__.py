"""Which blocks of a page are its article."""

from __future__ import annotations

from octavo.extracting.choosing.candidates import Hints
from octavo.extracting.choosing.choice import Choice, Judged, choose

__all__ = ["Choice", "Hints", "Judged", "choose"]
