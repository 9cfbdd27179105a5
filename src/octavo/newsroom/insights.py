"""Insights: what is shown beside an article or a story, each claim with the words it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.newsroom.explaining import Explaining
from octavo.newsroom.required import required_article
from octavo.newsroom.stories import StoryDesk

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.articles import Article
    from octavo.model.findings import ArticleInsights, StoryInsights
    from octavo.model.ids import ArticleId, StoryId
    from octavo.model.people import User
    from octavo.model.stories import Story
    from octavo.model.subjects import Subject
    from octavo.newsroom.resources import Resources


class InsightDesk:
    """Shows insights to one person."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._explaining = Explaining(resources)
        self._stories = StoryDesk(resources, me)

    def of_article(self, article: ArticleId) -> ArticleInsights:
        """What rules find in an article.

        Raises:
            NotFound: there is no such article.
        """
        return self._explaining.article(required_article(self._store, article))[0]

    def beside(self, article: Article) -> tuple[ArticleInsights, tuple[Subject, ...]]:
        """What stands beside an article that is at hand: what rules find in it, and what it is about."""
        return self._explaining.article(article)

    def of_story(self, story: StoryId) -> StoryInsights:
        """What rules find over the articles of a story that the person can see.

        Raises:
            NotFound: there is none, or nothing the person follows tells it.
        """
        return self._explaining.story(self._stories.story(story))

    def of_told(self, story: Story) -> StoryInsights:
        """What rules find over the articles of a story that is at hand."""
        return self._explaining.story(story)

    def catch_up(self, progress: Callable[[int], None] | None = None) -> int:
        """Read all articles that were not read yet, as a refresh does; returns how many."""
        return self._explaining.catch_up(at_once=None, progress=progress)
