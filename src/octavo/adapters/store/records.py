"""Articles as rows, and rows as articles.

Statements that every page sends are made once, with places for what differs: making one and working out whether it is
known costs more than the database takes to answer it.
"""

from __future__ import annotations

from typing import Any

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


def rows_for(user: sa.ColumnElement[int], source: sa.ColumnElement[int]) -> sa.Select[tuple[Any, ...]]:
    """Select what a line of a list shows of articles: under the title of ``source``, with the marks of ``user``."""
    return (
        sa.select(
            articles,
            sources.c.id.label("listed_by"),
            sa.func.coalesce(arrangements.c.title, sources.c.title).label("source_title"),
            sources.c.kind.label("source_kind"),
            marks.c.read_at,
            marks.c.starred_at,
            reading_places.c.share,
        )
        .select_from(articles)
        .join(sources, sources.c.id == source)
        .outerjoin(arrangements, sa.and_(arrangements.c.user == user, arrangements.c.source == sources.c.id))
        .outerjoin(marks, sa.and_(marks.c.user == user, marks.c.article == articles.c.id))
        .outerjoin(reading_places, sa.and_(reading_places.c.user == user, reading_places.c.article == articles.c.id))
    )


def row_in(row: sa.Row[tuple[Any, ...]]) -> Row:
    """A line of a list from a row of ``rows_for``."""
    return Row(
        article=row.id,
        source=row.listed_by,
        source_title=row.source_title,
        title=row.title,
        excerpt=row.excerpt,
        byline=decode_words(row.byline),
        published_at=row.published_at,
        precision=Precision(row.precision),
        sort_at=row.sort_at,
        first_seen_at=row.first_seen_at,
        language=row.language,
        word_count=row.word_count,
        partial=row.partial,
        revision=row.revision,
        read=row.read_at is not None,
        starred=row.starred_at is not None,
        source_kind=SourceKind(row.source_kind),
        publisher=row.publisher,
        share=row.share or 0,
        image=decode_image(row.image),
    )


def url_key(url: str | None) -> str | None:
    """The key of an article's address; ``None`` where it has none."""
    address = address_key(url)
    return None if address is None else key_of(address)
