"""The search index in a folder."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from tantivy import Document, Index, Occur, Query, SnippetGenerator

from octavo.adapters.search.words import BODY, BOOSTS, FIELDS, STEMMERS, Term, register_analysers, schema, spaced, terms
from octavo.kit.text import shorten
from octavo.model.errors import IndexBusy, StoreUnavailable
from octavo.model.ids import ArticleId
from octavo.model.listing import Excerpt, SearchHits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tantivy import IndexWriter, Searcher

    from octavo.model.articles import Article
    from octavo.model.ids import SourceId
    from octavo.model.listing import SearchQuery

LOG = logging.getLogger("octavo.search")
# Part of the folder's name: an index of another shape is left alone, and a new one is built.
SHAPE = 1
WRITER_BYTES = 50_000_000
EXCERPT_LENGTH = 280
LOCK_TRIES = 20
LOCK_PAUSE_SECONDS = 0.1


class TantivyIndex:
    """Implements the ``SearchIndex`` port. Safe for several threads; of several processes one writes at a time.

    The position stands in the index itself, as a document of its own, so that one commit carries both. A folder that
    cannot be read is thrown away: the position is 0 again, and whoever keeps the index in step fills it anew.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / f"search-{SHAPE}"
        self._schema = schema()
        self._lock = threading.Lock()
        self._index = self._open()

    def position(self) -> int:
        """The last change that is in the index; 0 when it is empty."""
        searcher = self._searcher()
        hits = searcher.search(Query.term_query(self._schema, "kind", "position"), 1).hits
        return int(searcher.doc(hits[0][1]).get_first("position") or 0) if hits else 0

    def update(
        self, articles: Sequence[Article], listed_in: Mapping[ArticleId, Sequence[SourceId]], position: int
    ) -> None:
        """Add or replace articles and remember the position, in one commit.

        Raises:
            IndexBusy: another process is writing.
            StoreUnavailable: the folder cannot be written.
        """
        with self._lock:
            writer = self._writer()
            try:
                self._write(writer, articles, listed_in, position)
            except (ValueError, OSError) as error:
                raise StoreUnavailable(
                    f"The search index in {self._folder} cannot be written ({error}): make room on the disk; "
                    "search will catch up by itself."
                ) from error

    def search(self, query: SearchQuery) -> SearchHits:
        """The articles with all words of the query, best first; where none has all of them, those with any.

        With ``any_word`` those with any at once.
        """
        asked = terms(query.text)
        if not any(not term.excluded for term in asked) or query.sources == ():
            return SearchHits(articles=(), total=0)
        searcher = self._searcher()
        for occur in (Occur.Should,) if query.any_word else (Occur.Must, Occur.Should):
            parsed = self._query(asked, occur, query.sources)
            result = searcher.search(parsed, query.limit, offset=query.offset)
            total: int = result.count  # type: ignore[attr-defined]  # its stub forgets it
            if total:
                found = (searcher.doc(address).get_first("article") for _, address in result.hits)
                return SearchHits(articles=tuple(ArticleId(int(a or 0)) for a in found), total=total)
        return SearchHits(articles=(), total=0)

    def excerpt(self, query: str, text: str) -> Excerpt:
        """The stretch of the text that shows best why it matches, with the places of the words."""
        asked = tuple(term for term in terms(query) if not term.excluded)
        if asked:
            parsed = self._query(asked, Occur.Should, None)
            for field in (BODY, *STEMMERS):
                found = self._snippet(parsed, field, text)
                if found:
                    return found
        return Excerpt(text=shorten(text, EXCERPT_LENGTH))

    def size(self) -> int:
        """How many bytes its files take up; those that vanish under our eyes count nothing."""
        total = 0
        for path in self._folder.glob("*"):
            with suppress(OSError):
                total += path.stat().st_size
        return total

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            writer = self._writer()
            writer.delete_all_documents()
            writer.commit()
            writer.wait_merging_threads()

    def close(self) -> None:
        """Nothing is kept open between calls but the reader, which goes with this object."""

    def _open(self) -> Index:
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            index = Index(self._schema, path=str(self._folder))
        except ValueError as error:
            LOG.warning("the search index in %s cannot be read (%s) and is built anew", self._folder, error)
            shutil.rmtree(self._folder)
            self._folder.mkdir(parents=True)
            index = Index(self._schema, path=str(self._folder))
        register_analysers(index)
        return index

    def _searcher(self) -> Searcher:
        self._index.reload()
        return self._index.searcher()

    def _writer(self) -> IndexWriter:
        for _ in range(LOCK_TRIES):
            try:
                return self._index.writer(WRITER_BYTES, 1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise StoreUnavailable(f"The search index in {self._folder} cannot be written: {error}.") from error
            time.sleep(LOCK_PAUSE_SECONDS)
        raise IndexBusy("Another process is writing the search index: search will catch up by itself.")

    def _write(
        self,
        writer: IndexWriter,
        articles: Sequence[Article],
        listed_in: Mapping[ArticleId, Sequence[SourceId]],
        position: int,
    ) -> None:
        for article in articles:
            writer.delete_documents_by_query(Query.term_query(self._schema, "article", article.id))
            writer.add_document(_document(article, listed_in.get(article.id, (article.source,))))
        writer.delete_documents_by_query(Query.term_query(self._schema, "kind", "position"))
        marker = Document()
        marker.add_text("kind", "position")
        marker.add_unsigned("position", position)
        writer.add_document(marker)
        writer.commit()
        writer.wait_merging_threads()

    def _query(self, asked: Sequence[Term], occur: Occur, sources: Sequence[SourceId] | None) -> Query:
        wanted = [(occur, self._term(term)) for term in asked if not term.excluded]
        unwanted = [(Occur.MustNot, self._term(term)) for term in asked if term.excluded]
        query = Query.boolean_query([(Occur.Must, Query.boolean_query(wanted)), *unwanted])
        if sources is None:
            return query
        followed = Query.term_set_query(self._schema, "source", list(sources))
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(followed, 0.0))])

    def _term(self, term: Term) -> Query:
        # Nothing but words and spaces is between the quotes, so that no query syntax can be smuggled in.
        query, _ = self._index.parse_query_lenient(f'"{term.words}"', list(FIELDS), BOOSTS)
        return query

    def _snippet(self, query: Query, field: str, text: str) -> Excerpt | None:
        generator = SnippetGenerator.create(self._index.searcher(), query, self._schema, field)
        generator.set_max_num_chars(EXCERPT_LENGTH)
        document = Document()
        document.add_text(field, text)
        snippet = generator.snippet_from_doc(document)
        places = [(found.start, found.end) for found in snippet.highlighted()]
        return _excerpt(snippet.fragment(), places) if places else None


def _document(article: Article, sources: Sequence[SourceId]) -> Document:
    document = Document()
    document.add_text("kind", "article")
    document.add_unsigned("article", article.id)
    for source in sources:
        document.add_unsigned("source", source)
    body = spaced(" ".join((article.text, *article.byline, *article.tags)))
    document.add_text("title", spaced(article.title))
    document.add_text("body", body)
    language = (article.language or "en")[:2]
    if language in STEMMERS:
        document.add_text(language, f"{article.title} {body}")
    return document


def _excerpt(fragment: str, places: Sequence[tuple[int, int]]) -> Excerpt:
    """An excerpt in one line, from a fragment with its places in bytes of UTF-8."""
    raw = fragment.encode()
    text = ""
    highlights = []
    for part, marked in _parts(raw, places):
        words = " ".join(part.split())
        lead = " " if text and part[:1].isspace() and not text.endswith(" ") else ""
        begin = len(text) + len(lead)
        text += lead + words + (" " if part[-1:].isspace() and words else "")
        if marked:
            highlights.append((begin, begin + len(words)))
    return Excerpt(text=text.rstrip(), highlights=tuple(highlights))


def _parts(raw: bytes, places: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in places:
        yield raw[at:start].decode(errors="replace"), False
        yield raw[start:end].decode(errors="replace"), True
        at = end
    yield raw[at:].decode(errors="replace"), False
