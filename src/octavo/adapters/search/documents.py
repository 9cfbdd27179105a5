"""What of an article goes into the index: a document for it, and one for each statement in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tantivy import Document

from octavo.adapters.search.words import BODY, BYLINE, NAMES, SAID, SPEAKER, STEMMERS, TITLE, WORDS
from octavo.model.queries import spaced
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
        document.add_text(SPEAKER, spaced(name))
        document.add_text(WORDS, spaced(words))
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
        document.add_text(NAMES[kind], spaced(name))
    for _, _, words in found.statements:
        document.add_text(SAID, spaced(words))
    return document


def _add_texts(document: Document, article: Article) -> None:
    body = spaced(" ".join((article.text, *article.byline, *article.tags)))
    document.add_text(TITLE, spaced(article.title))
    document.add_text(BODY, body)
    for author in article.byline:
        document.add_text(BYLINE, spaced(author))
    language = language_of(article.language or "en")
    if language in STEMMERS:
        document.add_text(language, f"{article.title} {body}")
