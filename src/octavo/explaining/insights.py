"""All insights of an article, and of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.model.insights import ArticleInsights, StoryInsights

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from octavo.explaining.documents import Document
    from octavo.model.ids import ArticleId

# So many articles of a story are read: the first and the last ones, where it has more.
MOST_DOCUMENTS = 60


def article_insights(document: Document) -> ArticleInsights:
    """Everything that rules find in one article."""
    return ArticleInsights(article=document.article, revision=document.revision)


def story_insights(documents: Sequence[Document], *, copies: Collection[ArticleId] = ()) -> StoryInsights:
    """Everything that rules find over the articles of a story, oldest first; ``copies`` are no sources of their own."""
    del copies
    return StoryInsights()
