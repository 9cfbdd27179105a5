"""Telling a story from its articles: its headline, its shape, its chapters, and its place in an edition."""

from __future__ import annotations

from octavo.grouping.telling.chapters import chapters_of
from octavo.grouping.telling.editions import EDITION_SIZE, Wish, choose_edition
from octavo.grouping.telling.similarity import most_similar
from octavo.grouping.telling.stories import story_of

__all__ = ["EDITION_SIZE", "Wish", "chapters_of", "choose_edition", "most_similar", "story_of"]
