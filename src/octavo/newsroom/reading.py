"""Reading: lists of articles, one article, and the marks a person leaves on them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo import extracting
from octavo.model.articles import Revision
from octavo.model.changes import CopyPage
from octavo.model.errors import NotFound
from octavo.model.listing import ArticlePage, Cursor, Listing, ListQuery, RelatedRow, Shelf
from octavo.model.notes import ReadingPlace
from octavo.model.stories import CopyKind, RelationKind
from octavo.newsroom.by_the_way import Aside
from octavo.newsroom.required import required_article

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from octavo.model.articles import Article
    from octavo.model.changes import Comparison
    from octavo.model.following import FolderId
    from octavo.model.ids import ArticleId, SourceId
    from octavo.model.listing import Row
    from octavo.model.people import Mark, User
    from octavo.model.sources import Source
    from octavo.model.stories import Relation
    from octavo.newsroom.resources import Resources

MOST_RELATED, MOST_OF_ONE_OUTLET = 6, 2
_BEGUN, _FINISHED = 3, 96
_MOST_PLACES = 200
# Seconds. That an article was opened is a mark that a person makes: while news are written it may wait for a moment.
_FOR_A_MARK = 2.0
# What the earlier one is to the later, and the later one to the earlier.
_LABELS = {
    RelationKind.RELATED: ("related", "related"),
    RelationKind.FOLLOW_UP: ("what came before", "follow-up"),
    RelationKind.BACKGROUND: ("background", "later on"),
    RelationKind.TOPIC: ("same topic", "same topic"),
    RelationKind.OPINION: ("what it is about", "opinion on this"),
}


class ReadingDesk:
    """Lists, shows and marks articles for one person."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._asides = resources.asides
        self._me = me

    def listing(
        self,
        shelf: Shelf = Shelf.LATEST,
        *,
        source: SourceId | None = None,
        folder: FolderId | None = None,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Listing:
        """A page of articles, new to old, of what the person follows, of one folder of it, or of one source."""
        query = ListQuery(user=self._me.id, shelf=shelf, source=source, folder=folder, after=after, limit=limit)
        return self._store.listing(query)

    def page(self, article: ArticleId) -> ArticlePage:
        """Everything the page of one article shows.

        Raises:
            NotFound: there is no such article.
        """
        found = self.article(article)
        return ArticlePage(
            article=found,
            source=self._source(found),
            mark=self._store.mark(self._me.id, article),
            related=self._related(article),
            revisions=self._store.revisions(article) if found.revision > 1 else (),
        )

    def opened(self, article: ArticleId) -> ArticlePage:
        """As ``page``; the article counts as read from now on, even if the library can be told so only later.

        Raises:
            NotFound: there is no such article.
        """
        page = self.page(article)
        if page.mark.read_at is not None:
            return page
        now = self._clock.now()
        self._aside("opened", article, lambda: self._store.set_read(self._me.id, [article], now))
        mark = self.mark(article)
        return replace(page, mark=replace(mark, read_at=mark.read_at or now))

    def rows(self, articles: Sequence[ArticleId]) -> tuple[Row, ...]:
        """These articles as lists show them, in the order asked for; unknown ones are left out."""
        return self._store.rows(self._me.id, articles)

    def article(self, article: ArticleId) -> Article:
        """One article in its latest revision.

        Raises:
            NotFound: there is no such article.
        """
        return required_article(self._store, article)

    def texts(self, articles: Sequence[ArticleId]) -> tuple[Article, ...]:
        """These articles whole, in their latest revisions and the order asked for; unknown ones are left out."""
        return self._store.articles(articles)

    def comparison(self, article: ArticleId, number: int) -> Comparison:
        """What version ``number`` of an article changed in the one before it.

        Raises:
            NotFound: there is no such article, or no such version with one before it.
        """
        versions = {revision.number: revision for revision in self._store.revisions(self.article(article).id)}
        if number not in versions or number - 1 not in versions:
            raise NotFound(f"This article has no change {number}. Its page shows the versions it has.")
        return extracting.compare(versions[number - 1], versions[number])

    def copy(self, article: ArticleId) -> CopyPage:
        """What an article changed in the one whose text it is.

        Raises:
            NotFound: there is no such article, or it is nobody's copy, or one in another language.
        """
        copy = self.article(article)
        placed = next(iter(self._store.placements([article])), None)
        if placed is None or placed.copy_of is None:
            raise NotFound("This article is nobody's copy, as far as Octavo knows. A story's page shows which are.")
        if placed.copy_of.kind is CopyKind.TRANSLATION:
            raise NotFound("This article is a translation: word for word there is nothing to compare.")
        original = self.article(placed.copy_of.article)
        return CopyPage(
            copy=copy,
            original=original,
            reason=placed.copy_of.reason,
            comparison=extracting.compare(_as_revision(original, 1), _as_revision(copy, 2)),
        )

    def mark_read(self, articles: Sequence[ArticleId]) -> None:
        """Mark articles as read; those that are read keep their time."""
        with self._asides.first(self._me.id):
            self._store.set_read(self._me.id, articles, self._clock.now())

    def mark_unread(self, articles: Sequence[ArticleId]) -> None:
        """Mark articles as not read."""
        with self._asides.first(self._me.id):
            self._store.set_read(self._me.id, articles, None)

    def star(self, articles: Sequence[ArticleId]) -> None:
        """Star articles."""
        with self._asides.first(self._me.id):
            self._store.set_starred(self._me.id, articles, self._clock.now())

    def unstar(self, articles: Sequence[ArticleId]) -> None:
        """Take the star away."""
        with self._asides.first(self._me.id):
            self._store.set_starred(self._me.id, articles, None)

    def mark(self, article: ArticleId) -> Mark:
        """The person's mark on an article; an empty one where there is none."""
        return self._store.mark(self._me.id, article)

    def place(self, article: ArticleId) -> ReadingPlace | None:
        """Where the person stopped in an article that they have not finished."""
        return self._store.reading_place(self._me.id, article)

    def keep_place(self, article: ArticleId, *, block: int, start: int, share: int) -> None:
        """Remember the sentence at which the person stopped, and how much, in per cent, was behind them.

        The latest two hundred are kept. What is as good as finished, or hardly begun, is not.

        Raises:
            NotFound: there is no such article.
        """
        if not _BEGUN <= share <= _FINISHED:
            self._aside("stopped at", article, lambda: self._store.forget_reading_place(self._me.id, article))
            return
        self.article(article)
        at = self._clock.now()
        place = ReadingPlace(user=self._me.id, article=article, block=block, start=start, share=share, at=at)
        self._aside("stopped at", article, lambda: self._store.save_reading_place(place, keep=_MOST_PLACES))

    def mark_all_read(
        self, *, source: SourceId | None = None, folder: FolderId | None = None, before: datetime | None = None
    ) -> int:
        """Mark everything that had come in by ``before`` (now, unless given) as read; returns how many articles."""
        now = self._clock.now()
        until = before or now
        with self._asides.first(self._me.id):
            return self._store.mark_all_read(self._me.id, read_at=now, source=source, folder=folder, before=until)

    def _aside(self, deed: str, article: ArticleId, write: Callable[[], object]) -> None:
        self._asides.note(self._store, Aside(self._me.id, deed, article), write, seconds=_FOR_A_MARK)

    def _source(self, article: Article) -> Source:
        source = self._store.source(article.source)
        if source is None:
            raise NotFound(f"The source of article {article.id} is no longer in the library.")
        return source

    def _related(self, article: ArticleId) -> tuple[RelatedRow, ...]:
        """What is offered beside an article: of other stories, not read yet, one of each story, and of many outlets."""
        relations = {_other(one, article): one for one in reversed(self._store.related(article))}
        wanted = tuple(reversed(relations))
        places = {place.article: place for place in self._store.placements((article, *wanted))}
        rows = {row.article: row for row in self._store.rows(self._me.id, wanted)}
        offered: list[RelatedRow] = []
        stories, outlets = {places[article].story} if article in places else set(), Counter[str]()
        for number in wanted:
            row, relation, place = rows.get(number), relations[number], places.get(number)
            if row is None or (relation.score is not None and (row.read or len(offered) >= MOST_RELATED)):
                continue
            if relation.score is not None and place is not None:
                if place.story in stories or outlets[place.outlet] >= MOST_OF_ONE_OUTLET:
                    continue
                stories.add(place.story)
                outlets[place.outlet] += 1
            offered.append(RelatedRow(row=row, label=_label(relation, article), reason=relation.reason))
        return tuple(offered)


def _as_revision(article: Article, number: int) -> Revision:
    return Revision(
        article=article.id,
        number=number,
        at=article.revised_at,
        title=article.title,
        blocks=article.blocks,
        digest=article.digest,
    )


def _other(relation: Relation, article: ArticleId) -> ArticleId:
    return relation.related if relation.article == article else relation.article


def _label(relation: Relation, article: ArticleId) -> str:
    """What the other one is to the article at hand; ``relation`` tells it from the later one's side."""
    earlier, later = _LABELS[relation.kind]
    return earlier if relation.article == article else later
