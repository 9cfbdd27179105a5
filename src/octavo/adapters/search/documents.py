"""What of an article goes into the index: a document for it, and one for each statement in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tantivy import Document

from octavo.adapters.search.words import (
    BODY,
    BYLINE,
    NAMES,
    OTHER,
    PAIRS,
    SAID,
    SPEAKER,
    STEMMERS,
    TITLE,
    WORDS,
    pairs_in,
)
from octavo.model.queries import searchable
from octavo.model.search import Feature

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from octavo.model.articles import Article
    from octavo.model.ids import SourceId
    from octavo.model.search import Found
    from octavo.model.subjects import ExplainingState, SubjectKind


def documents_of(article: Article, sources: Sequence[SourceId], found: Found) -> Iterator[Document]:
    """All documents of an article."""
    yield _article(article, sources, found)
    for key, name, words in found.statements:
        document = Document()
        document.add_text("kind", "statement")
        document.add_unsigned("article", article.id)
        document.add_text("speaker", key)
        document.add_text(SPEAKER, searchable(name))
        document.add_text(WORDS, searchable(words))
        yield document


def marker(position: int, told: ExplainingState) -> Document:
    """The document that says how far the index has come."""
    document = Document()
    document.add_text("kind", "position")
    document.add_unsigned("position", position)
    document.add_unsigned("told", told.position)
    document.add_unsigned("version", told.version)
    return document


def subject_term(kind: SubjectKind, key: str) -> str:
    """A subject in one word."""
    return f"{kind}:{key}"


def language_of(tag: str) -> str:
    """The language of a tag without its region, in lower case."""
    return tag.replace("_", "-").partition("-")[0].lower()


def _article(article: Article, sources: Sequence[SourceId], found: Found) -> Document:
    document = Document()
    document.add_text("kind", "article")
    document.add_unsigned("article", article.id)
    for source in sources:
        document.add_unsigned("source", source)
    document.add_integer("at", int(article.sort_at.timestamp()))
    document.add_integer("seen", int(article.first_seen_at.timestamp()))
    document.add_text("language", language_of(article.language or ""))
    if article.image:
        document.add_text("feature", Feature.IMAGE)
    if found.statements:
        document.add_text("feature", Feature.QUOTES)
    _add_texts(document, article)
    for kind, key, name in found.subjects:
        document.add_text("subject", subject_term(kind, key))
        document.add_text(NAMES[kind], searchable(name))
    for _, _, words in found.statements:
        document.add_text(SAID, searchable(words))
    return document


def _add_texts(document: Document, article: Article) -> None:
    title, body = searchable(article.title), searchable(" ".join((article.text, *article.byline, *article.tags)))
    document.add_text(TITLE, title)
    document.add_text(BODY, body)
    document.add_text(PAIRS, " ".join((*pairs_in(title), *pairs_in(body))))
    for author in article.byline:
        document.add_text(BYLINE, searchable(author))
    language, text = language_of(article.language or "en"), f"{title} {body}"
    if language in STEMMERS:
        document.add_text(language, text)
        # A stem is made of a word as it is written: who types it without its accents may come to another.
        text = " ".join(word for word in text.split() if not word.isascii()) if not text.isascii() else ""
    document.add_text(OTHER, text)
