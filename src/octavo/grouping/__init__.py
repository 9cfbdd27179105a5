"""Grouping: articles set among copies and stories, one at a time, as they come in."""

from __future__ import annotations

from octavo.grouping.changes import Change, ChangeKind
from octavo.grouping.decisions import ContradictionError, Decision, Ruling
from octavo.grouping.grouper import Grouper
from octavo.grouping.matching import matched, successors
from octavo.grouping.reports import Report
from octavo.grouping.sorting import Sorted, Sorter
from octavo.grouping.telling import EDITION_SIZE, Wish, chapters_of, choose_edition, most_similar, story_of
from octavo.grouping.topics import topic_key, topics_of
from octavo.grouping.why import Feature, PairScore

__all__ = [
    "EDITION_SIZE",
    "Change",
    "ChangeKind",
    "ContradictionError",
    "Decision",
    "Feature",
    "Grouper",
    "PairScore",
    "Report",
    "Ruling",
    "Sorted",
    "Sorter",
    "Wish",
    "chapters_of",
    "choose_edition",
    "matched",
    "most_similar",
    "story_of",
    "successors",
    "topic_key",
    "topics_of",
]
