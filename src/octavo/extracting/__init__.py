"""Extracting: from a publisher's page, a feed's text or a captured page to articles in typed blocks."""

from __future__ import annotations

from octavo.extracting.clipping import read_clipping
from octavo.extracting.comparing import compare
from octavo.extracting.leads import from_lead
from octavo.extracting.page import extract
from octavo.extracting.why import explain

__all__ = ["compare", "explain", "extract", "from_lead", "read_clipping"]
