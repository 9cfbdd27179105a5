"""What many pages of one site teach about the next: lines that come back, places that never hold text, a new layout."""

from __future__ import annotations

from octavo.extracting.learning.boilerplate import without_repeated
from octavo.extracting.learning.habits import Habits, Lesson
from octavo.extracting.learning.layout import layout_change
from octavo.extracting.learning.lessons import lesson_of, weighed
from octavo.extracting.learning.memory import learned
from octavo.extracting.learning.snapshots import read_habits, written_habits

__all__ = [
    "Habits",
    "Lesson",
    "layout_change",
    "learned",
    "lesson_of",
    "read_habits",
    "weighed",
    "without_repeated",
    "written_habits",
]
