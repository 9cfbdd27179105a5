"""Insights as bytes, for a store that need not understand them."""

from __future__ import annotations

import zlib

from pydantic import TypeAdapter, ValidationError

from octavo.model.answers import Answer
from octavo.model.findings import ArticleInsights, StoryInsights

# Insights written by another version of the rules are found anew. Raise it when what they find changes.
RULES_VERSION = 16

_ARTICLE = TypeAdapter(ArticleInsights)
_STORY = TypeAdapter(StoryInsights)
_ANSWER = TypeAdapter(Answer)
_LEVEL = 6
_MOST_BYTES = 32 * 1024 * 1024


def written(insights: ArticleInsights | StoryInsights) -> bytes:
    """Insights of an article or a story as bytes."""
    adapter: TypeAdapter[ArticleInsights] | TypeAdapter[StoryInsights]
    adapter = _ARTICLE if isinstance(insights, ArticleInsights) else _STORY
    return zlib.compress(adapter.dump_json(insights, exclude_defaults=True), _LEVEL)  # type: ignore[arg-type]


def read_article_insights(kept: bytes) -> ArticleInsights | None:
    """An article's insights from bytes; ``None`` when these are damaged or of another form."""
    try:
        return _ARTICLE.validate_json(_unpacked(kept))
    except (ValidationError, zlib.error):
        return None


def read_story_insights(kept: bytes) -> StoryInsights | None:
    """A story's insights from bytes; ``None`` when these are damaged or of another form."""
    try:
        return _STORY.validate_json(_unpacked(kept))
    except (ValidationError, zlib.error):
        return None


def written_answer(answer: Answer) -> bytes:
    """An answer as bytes."""
    return zlib.compress(_ANSWER.dump_json(answer, exclude_defaults=True), _LEVEL)


def read_answer(kept: bytes) -> Answer | None:
    """An answer from bytes; ``None`` when these are damaged or of another form."""
    try:
        return _ANSWER.validate_json(_unpacked(kept))
    except (ValidationError, zlib.error):
        return None


def _unpacked(kept: bytes) -> bytes:
    return zlib.decompressobj().decompress(kept, _MOST_BYTES)
