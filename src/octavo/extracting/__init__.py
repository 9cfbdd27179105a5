"""Extracting: from a publisher's page, a feed's text or a captured page to articles in typed blocks."""

from __future__ import annotations

from octavo.extracting.clipping import read_clipping
from octavo.extracting.comparing import compare
from octavo.extracting.leads import from_lead
from octavo.extracting.learning import Habits, Lesson, layout_change, learned, read_habits, written_habits
from octavo.extracting.page import extract
from octavo.extracting.parts import MOST_PARTS, Gathering, begin, broken_off, heard
from octavo.extracting.publishers import doubts_rules, everywhere, findings_on, holds_for, read_rules
from octavo.extracting.why import explain, explain_gathered

__all__ = [
    "MOST_PARTS",
    "Gathering",
    "Habits",
    "Lesson",
    "begin",
    "broken_off",
    "compare",
    "doubts_rules",
    "everywhere",
    "explain",
    "explain_gathered",
    "extract",
    "findings_on",
    "from_lead",
    "heard",
    "holds_for",
    "layout_change",
    "learned",
    "read_clipping",
    "read_habits",
    "read_rules",
    "written_habits",
]
