"""Integer identities: sync clients need integers, and types keep one kind from standing in for another."""

from __future__ import annotations

from typing import NewType

SourceId = NewType("SourceId", int)
LeadId = NewType("LeadId", int)
ArticleId = NewType("ArticleId", int)
UserId = NewType("UserId", int)
StoryId = NewType("StoryId", int)
DecisionId = NewType("DecisionId", int)
