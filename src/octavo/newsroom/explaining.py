"""Keeping insights in step with the store: what rules find in new articles, and what these are about."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from octavo import explaining, grouping
from octavo.model.findings import ArticleInsights, StoryInsights
from octavo.model.names import NameKind
from octavo.model.subjects import (
    Explained,
    ExplainingState,
    Mention,
    StoryExplained,
    Subject,
    SubjectKind,
)
from octavo.newsroom.by_the_way import by_the_way
from octavo.newsroom.grouping import outlet_of, report_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from octavo.model.articles import Article
    from octavo.model.ids import ArticleId
    from octavo.model.stories import Coverage, Story
    from octavo.newsroom.resources import Resources

LOG = logging.getLogger("octavo.explaining")
BATCH = 200
# Of a library that newer rules have to read again so many articles are read in one refresh.
AGAIN_AT_ONCE = 5_000


class Explaining:
    """Finds insights in articles and stories, and keeps them."""

    def __init__(self, resources: Resources) -> None:
        self._store = resources.store
        self._clock = resources.clock

    def catch_up(self, *, at_once: int | None = AGAIN_AT_ONCE, progress: Callable[[int], None] | None = None) -> int:
        """Read what was written since the last time; returns how many articles that were.

        When newer rules begin, all articles are read again, ``at_once`` of them (``None``: to the end). When another
        process is at it, that one catches up for us.
        """
        state, done = self._store.explaining_state(), 0
        if state.version != explaining.RULES_VERSION:
            begun = ExplainingState(position=0, version=explaining.RULES_VERSION)
            if not self._store.save_explained((), after=state, state=begun):
                return 0
            state = begun
        while at_once is None or done < at_once:
            changed = self._store.changed_articles(state.position, BATCH)
            if not changed:
                break
            found = [_explained(article) for _, article, _ in changed]
            reached = replace(state, position=changed[-1][0])
            if not self._store.save_explained(found, after=state, state=reached):
                LOG.info("another process is explaining; %d articles wait for it", len(changed))
                break
            state, done = reached, done + len(changed)
            if progress:
                progress(done)
        return done

    def article(self, article: Article) -> tuple[ArticleInsights, tuple[Subject, ...]]:
        """What rules find in an article, from the store where it was read already; and what it is known to be about."""
        subjects: tuple[Subject, ...] = ()
        for kept in self._store.explained([article.id]):
            subjects = tuple(mention.subject for mention in kept.mentions)
            insights = explaining.read_article_insights(kept.insights)
            if kept.revision == article.revision and insights is not None:
                return insights, subjects
        found, mentions = _found(article)
        if not subjects:
            subjects = tuple(mention.subject for mention in mentions)
        self._keep(article, found, mentions)
        return found, subjects

    def _keep(self, article: Article, found: ArticleInsights, mentions: tuple[Mention, ...]) -> None:
        """Keep what was found in an article that no refresh has read yet, for the next one who looks at it."""
        state = self._store.explaining_state()
        if state.version <= explaining.RULES_VERSION:  # what newer rules found stays
            with by_the_way(self._store):
                self._store.save_explained((_as_kept(article, found, mentions),), after=state, state=state)

    def story(self, story: Story) -> StoryInsights:
        """What rules find over the articles of a story; it is kept for the next one who sees the same articles."""
        chosen = _chosen(story)
        digest = _digest(chosen)
        kept = self._store.story_insights(story.id, digest)
        insights = explaining.read_story_insights(kept.insights) if kept else None
        if insights is None:
            articles = self._store.articles([one.row.article for one in chosen])
            copies = frozenset(one.row.article for one in chosen if one.placement.copy_of is not None)
            documents = [explaining.document_of(article, outlet_of(article)) for article in articles]
            insights = _told(story, documents, copies, self._known(articles))
            kept = StoryExplained(
                story=story.id, digest=digest, insights=explaining.written(insights), at=self._clock.now()
            )
            with by_the_way(self._store):  # then they are found anew the next time
                self._store.save_story_insights(kept)
        return insights

    def _known(self, articles: Sequence[Article]) -> dict[ArticleId, ArticleInsights]:
        """What is kept of articles; nothing as long as some wait to be read, perhaps again by newer rules."""
        state = self._store.explaining_state()
        if state.version != explaining.RULES_VERSION or self._store.changed_articles(state.position, 1):
            return {}
        kept = {
            one.article: explaining.read_article_insights(one.insights)
            for one in self._store.explained([article.id for article in articles])
        }
        return {article: insights for article, insights in kept.items() if insights is not None}


def _found(article: Article) -> tuple[ArticleInsights, tuple[Mention, ...]]:
    """What rules find in an article, and what it is about; nothing in a text that breaks a rule."""
    try:
        insights = explaining.article_insights(explaining.document_of(article, outlet_of(article)))
        return insights, _mentions(article, insights)
    except Exception:  # it must end neither a run nor a page; the log keeps which text it was
        LOG.exception("could not explain article %d", article.id)
        return ArticleInsights(article=article.id, revision=article.revision), ()


def _explained(article: Article) -> Explained:
    return _as_kept(article, *_found(article))


def _as_kept(article: Article, insights: ArticleInsights, mentions: tuple[Mention, ...]) -> Explained:
    return Explained(
        article=article.id, revision=article.revision, insights=explaining.written(insights), mentions=mentions
    )


def _told(
    story: Story,
    documents: Sequence[explaining.Document],
    copies: Collection[ArticleId],
    found: Mapping[ArticleId, ArticleInsights],
) -> StoryInsights:
    """What rules find over the articles of a story; nothing where one of them breaks a rule."""
    try:
        return explaining.story_insights(documents, copies=copies, found=found)
    except Exception:  # as above
        LOG.exception("could not explain story %d", story.id)
        return StoryInsights()


def _chosen(story: Story) -> Sequence[Coverage]:
    """The articles that are read: all, or the first and the last ones of a long story."""
    most = explaining.MOST_DOCUMENTS
    articles = story.articles
    return articles if len(articles) <= most else (*articles[: most // 2], *articles[-(most - most // 2) :])


def _digest(chosen: Iterable[Coverage]) -> str:
    """What says which revisions of which articles were read, and by which version of the rules."""
    seen = ",".join(f"{one.row.article}.{one.row.revision}.{one.placement.copy_of is not None}" for one in chosen)
    return blake2b(f"{explaining.RULES_VERSION}:{seen}".encode(), digest_size=16).hexdigest()


def _named(insights: ArticleInsights) -> Iterator[Mention]:
    for name in insights.names:
        # A place is known by where it is, whatever a language calls it.
        key = name.place.id if name.place else explaining.name_key(name.name)
        if key and name.is_certain and (name.place or name.kind is not NameKind.PLACE):
            subject = Subject(kind=SubjectKind(name.kind), key=key, name=name.place.name if name.place else name.name)
            yield Mention(subject=subject, weight=len(name.citations))


def _speaking(insights: ArticleInsights) -> Iterator[Mention]:
    """Those whose words an article brings, where it is certain who they are."""
    said: Counter[str] = Counter()
    names: dict[str, str] = {}
    for one in insights.statements:
        key = explaining.speaker_key(one.name) if one.is_certain and one.name else ""
        if key and one.name:
            said[key] += 1
            names[key] = max(names.get(key, ""), one.name, key=len)
    for key, number in said.items():
        yield Mention(subject=Subject(kind=SubjectKind.SPEAKER, key=key, name=names[key]), weight=number)


def _mentions(article: Article, insights: ArticleInsights) -> tuple[Mention, ...]:
    """What an article is about; a topic that is somebody's name stands under the name alone."""
    named = [*_named(insights), *_speaking(insights)]
    taken = {grouping.topic_key(one.subject.name) for one in named}
    topics = (
        Mention(subject=Subject(kind=SubjectKind.TOPIC, key=key, name=name), weight=weight)
        for key, name, weight in grouping.topics_of(report_of(article))
        if key not in taken
    )
    return (*named, *topics)
