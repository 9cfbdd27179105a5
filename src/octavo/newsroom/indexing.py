"""Keeping the search index in step with the store: with articles, and with what explaining found in them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from octavo import explaining
from octavo.model.errors import IndexBusy
from octavo.model.search import Found
from octavo.model.subjects import ExplainingState, SubjectKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from octavo.model.articles import Article
    from octavo.model.findings import ArticleInsights
    from octavo.model.ids import ArticleId
    from octavo.model.subjects import Explained
    from octavo.newsroom.resources import Resources

LOG = logging.getLogger("octavo.search")
BATCH = 500
# A search waits for no more; a refresh goes to the end.
AT_ONCE = 1_000


def catch_up(resources: Resources, *, at_once: int | None = None) -> int:
    """Bring into the index what was written since it was last in step; returns how many articles that were.

    Articles that explaining read since are brought in again, with what it found. No more than some ``at_once`` are
    (``None``: all). When another process is writing the index, that one catches up for us.
    """
    indexed = 0
    while at_once is None or indexed < at_once:
        explained = resources.store.explaining_state()
        changed = resources.store.changed_articles(_in_step_until(resources, explained), BATCH)
        if not changed:
            break
        articles = [article for _, article, _ in changed]
        reached = changed[-1][0]
        try:
            resources.index.update(
                articles,
                {article.id: sources for _, article, sources in changed},
                max(reached, resources.index.position()),
                found=_found_in(resources, articles),
                told=ExplainingState(position=min(reached, explained.position), version=explained.version),
            )
        except IndexBusy:
            LOG.info("another process is writing the search index; %d articles wait for it", len(changed))
            break
        indexed += len(changed)
    return indexed


def is_behind(resources: Resources) -> bool:
    """Whether articles wait to be brought into the index."""
    explained = resources.store.explaining_state()
    return bool(resources.store.changed_articles(_in_step_until(resources, explained), 1))


def _in_step_until(resources: Resources, explained: ExplainingState) -> int:
    """The change from which on articles are to be brought in, for the first time or with what explaining found."""
    told = resources.index.told()
    reached = told.position if told.version == explained.version else 0
    return reached if reached < explained.position else resources.index.position()


def _found_in(resources: Resources, articles: Sequence[Article]) -> dict[ArticleId, Found]:
    revisions = {article.id: article.revision for article in articles}
    return {one.article: _found(one, revisions[one.article]) for one in resources.store.explained(list(revisions))}


def _found(one: Explained, revision: int) -> Found:
    """What a search may ask for; what is said only of the revision that the article is in."""
    subjects = [(mention.subject.kind, mention.subject.key, mention.subject.name) for mention in one.mentions]
    insights = explaining.read_article_insights(one.insights) if one.revision == revision else None
    if insights is None:
        return Found(subjects=tuple(subjects))
    statements = tuple(_statements(insights))
    speakers = ((SubjectKind.SPEAKER, key or explaining.name_key(name), name) for key, name, _ in statements if name)
    return Found(subjects=tuple(dict.fromkeys((*subjects, *_spellings(insights), *speakers))), statements=statements)


def _spellings(insights: ArticleInsights) -> Iterator[tuple[SubjectKind, str, str]]:
    """Names as the article spells them; people also by how their surname sounds."""
    for name in insights.names:
        if name.is_certain:
            kind = SubjectKind(name.kind)
            yield kind, name.place.id if name.place else explaining.name_key(name.name), name.name
            if kind is SubjectKind.PERSON:
                yield kind, explaining.speaker_key(name.name), name.name


def _statements(insights: ArticleInsights) -> Iterator[tuple[str, str, str]]:
    for one in insights.statements:
        name = one.attributed_to or ""
        yield (explaining.speaker_key(one.name) if name and one.name else ""), name, one.words
