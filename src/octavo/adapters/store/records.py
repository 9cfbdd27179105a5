"""Articles as rows, and rows as articles.

Statements that every page sends are made once, with places for what differs: making one and working out whether it is
known costs more than the database takes to answer it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from octavo.adapters.store.codec import decode_blocks, decode_image, decode_words, encode_image, encode_words
from octavo.adapters.store.columns import key_of
from octavo.adapters.store.following_tables import arrangements
from octavo.adapters.store.note_tables import reading_places
from octavo.adapters.store.tables import articles, marks, revisions, sources
from octavo.kit.text import shorten
from octavo.model.articles import Article, ArticleKind, Precision
from octavo.model.keeping import address_key
from octavo.model.listing import Row
from octavo.model.sources import SourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXCERPT = 300
_AS_THEY_ARE = (
    "source", "url", "revision", "first_seen_at", "revised_at", "sort_at", "title", "publisher", "published_at",
    "modified_at", "language", "section", "partial", "extracted_by",
)  # fmt: skip

# The places in statements that are made once.
ME = sa.bindparam("me", type_=articles.c.id.type)
SOME = sa.bindparam("some", type_=articles.c.id.type, expanding=True)

# An article with the blocks of its latest revision.
whole_articles = sa.select(articles, revisions.c.blocks).join(
    revisions, sa.and_(revisions.c.article == articles.c.id, revisions.c.number == articles.c.revision)
)


def article_values(article: Article) -> dict[str, object]:
    """What stands in the row of an article, all but its id and change number."""
    return {
        **{name: getattr(article, name) for name in _AS_THEY_ARE},
        "address_key": url_key(article.url),
        "digest": article.digest,
        "excerpt": shorten(article.prose, _EXCERPT),
        "word_count": article.word_count,
        "byline": encode_words(article.byline),
        "precision": article.precision.value,
        "tags": encode_words(article.tags),
        "kind": article.kind.value,
        "image": encode_image(article.image),
    }


def article_in(row: sa.Row[tuple[Any, ...]]) -> Article:
    """An article from a row of ``whole_articles``."""
    return Article(
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
        id=row.id,
        blocks=decode_blocks(row.blocks),
        byline=decode_words(row.byline),
        precision=Precision(row.precision),
        tags=decode_words(row.tags),
        kind=ArticleKind(row.kind),
        image=decode_image(row.image),
    )


# What a line of a list is read from, in the order in which ``row_in`` takes it.
_ROW: tuple[sa.ColumnElement[Any], ...] = (
    articles.c.id,
    sources.c.id.label("listed_by"),
    sa.func.coalesce(arrangements.c.title, sources.c.title).label("source_title"),
    articles.c.title,
    articles.c.excerpt,
    articles.c.byline,
    articles.c.published_at,
    articles.c.precision,
    articles.c.sort_at,
    articles.c.first_seen_at,
    articles.c.language,
    articles.c.word_count,
    articles.c.partial,
    articles.c.revision,
    marks.c.read_at,
    marks.c.starred_at,
    sources.c.kind.label("source_kind"),
    articles.c.publisher,
    reading_places.c.share,
    articles.c.image,
)
ROW_WIDTH = len(_ROW)


def rows_for(user: sa.ColumnElement[int], source: sa.ColumnElement[int]) -> sa.Select[tuple[Any, ...]]:
    """Select what a line of a list shows of articles: under the title of ``source``, with the marks of ``user``.

    These are the first ``ROW_WIDTH`` columns.
    """
    return (
        sa.select(*_ROW)
        .select_from(articles)
        .join(sources, sources.c.id == source)
        .outerjoin(arrangements, sa.and_(arrangements.c.user == user, arrangements.c.source == sources.c.id))
        .outerjoin(marks, sa.and_(marks.c.user == user, marks.c.article == articles.c.id))
        .outerjoin(reading_places, sa.and_(reading_places.c.user == user, reading_places.c.article == articles.c.id))
    )


def row_in(columns: Sequence[Any]) -> Row:
    """A line of a list from the first columns of a row of ``rows_for``.

    They are taken by their places: a page shows hundreds, and to ask for each column by its name takes three times as
    long.
    """
    (
        article, source, source_title, title, excerpt, byline, published_at, precision, sort_at, first_seen_at,
        language, word_count, partial, revision, read_at, starred_at, source_kind, publisher, share, image,
    ) = columns  # fmt: skip
    return Row(
        article=article,
        source=source,
        source_title=source_title,
        title=title,
        excerpt=excerpt,
        byline=decode_words(byline),
        published_at=published_at,
        precision=Precision(precision),
        sort_at=sort_at,
        first_seen_at=first_seen_at,
        language=language,
        word_count=word_count,
        partial=partial,
        revision=revision,
        read=read_at is not None,
        starred=starred_at is not None,
        source_kind=SourceKind(source_kind),
        publisher=publisher,
        share=share or 0,
        image=decode_image(image),
    )


def url_key(url: str | None) -> str | None:
    """The key of an article's address; ``None`` where it has none."""
    address = address_key(url)
    return None if address is None else key_of(address)
