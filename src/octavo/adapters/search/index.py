"""The search index in a folder."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein
from tantivy import Index, Occur, Query, SnippetGenerator

from octavo.adapters.search.conditions import Conditions
from octavo.adapters.search.documents import documents_of, marker
from octavo.adapters.search.excerpts import EXCERPT_LENGTH, excerpt_of
from octavo.adapters.search.words import BODY, STEMMERS, register_analysers, schema
from octavo.kit.text import shorten
from octavo.model.errors import IndexBusy, StoreUnavailable
from octavo.model.ids import ArticleId, SourceId
from octavo.model.listing import Excerpt
from octavo.model.queries import word_clauses, words_in
from octavo.model.search import Found, HasWords, SearchHits, Sort, Survey
from octavo.model.subjects import ExplainingState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tantivy import IndexWriter, Searcher

    from octavo.model.articles import Article
    from octavo.model.search import SearchQuery

LOG = logging.getLogger("octavo.search")
# Part of the folder's name: where there is none of this shape one is built anew, and those of earlier ones go.
SHAPE = 3
_COMMITTED = "meta.json"  # of tantivy
WRITER_BYTES = 50_000_000
LOCK_TRIES = 20
LOCK_PAUSE_SECONDS = 0.1
MOST_STATEMENTS, MOST_WORDS = 100_000, 100_000
MOST_SOURCES = 200
MOST_NEAR, LIKEST = 5, 2
_DAY_SECONDS = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_NOTHING = Found()


class TantivyIndex:
    """Implements the ``SearchIndex`` port. Safe for several threads; of several processes one writes at a time.

    The position stands in the index itself, as a document of its own, so that one commit carries both. A folder that
    cannot be read is thrown away: the position is 0 again, and whoever keeps the index in step fills it anew.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / f"search-{SHAPE}"
        self._schema = schema()
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._index = self._open()
        self._last: tuple[tuple[object, ...], Query | None] = ((), None)
        self._phrases: tuple[str, Query | None, dict[str, SnippetGenerator], Sequence[str]] = ("", None, {}, ())
        self._conditions = Conditions(self._index, self._schema, self._stating)

    def position(self) -> int:
        """The last change that is in the index; 0 when it is empty."""
        return self._marked("position")

    def told(self) -> ExplainingState:
        """How far explaining had come in what the index knows of articles' insights."""
        return ExplainingState(position=self._marked("told"), version=self._marked("version"))

    def update(
        self,
        articles: Sequence[Article],
        listed_in: Mapping[ArticleId, Sequence[SourceId]],
        position: int,
        *,
        found: Mapping[ArticleId, Found] = MappingProxyType({}),
        told: ExplainingState | None = None,
    ) -> None:
        """Add or replace articles and remember the position, in one commit.

        Raises:
            IndexBusy: another process is writing.
            StoreUnavailable: the folder cannot be written.
        """
        with self._lock:
            writer = self._writer()
            try:
                for article in articles:
                    writer.delete_documents_by_query(Query.term_query(self._schema, "article", article.id))
                    listed = listed_in.get(article.id, (article.source,))
                    for document in documents_of(article, listed, found.get(article.id, _NOTHING)):
                        writer.add_document(document)
                self._finish(writer, position, told or self.told())
            except (ValueError, OSError) as error:
                raise StoreUnavailable(
                    f"The search index in {self._folder} cannot be written ({error}): make room on the disk; "
                    "search will catch up by itself."
                ) from error

    def search(self, query: SearchQuery) -> SearchHits:
        """The articles that meet all clauses of the query, or have all words of its text.

        With ``any_word`` those with any.
        """
        asked = self._asked(query)
        if asked is None:
            return SearchHits(articles=(), total=0)
        searcher = self._searcher()
        # How well each fits need not be told where they are only counted.
        by_date = "at" if query.sort is Sort.DATE or query.limit < 1 else None
        result = searcher.search(asked, max(query.limit, 1), offset=query.offset, order_by_field=by_date)
        total: int = result.count  # type: ignore[attr-defined]  # its stub forgets it
        numbers = searcher.fast_field_values("article", [address for _, address in result.hits])
        found = tuple(ArticleId(int(number or 0)) for number in numbers)
        return SearchHits(articles=found[: max(query.limit, 0)], total=total)

    def survey(self, query: SearchQuery) -> Survey:
        """How all articles that match spread over days and sources."""
        asked = self._asked(query)
        if asked is None:
            return Survey()
        days = {"histogram": {"field": "at", "interval": float(_DAY_SECONDS), "min_doc_count": 1}}
        sources = {"terms": {"field": "source", "size": MOST_SOURCES}}
        found = self._searcher().aggregate(asked, {"days": days, "sources": sources})
        return Survey(
            days=tuple(
                (date.fromordinal(_EPOCH + int(one["key"] // _DAY_SECONDS)), int(one["doc_count"]))
                for one in found["days"]["buckets"]
                if one["doc_count"]
            ),
            sources=tuple((SourceId(int(one["key"])), int(one["doc_count"])) for one in found["sources"]["buckets"]),
        )

    def near(self, word: str) -> tuple[str, ...]:
        """Words of articles that are written nearly alike, the likeliest first: few letters differ, many have it.

        A word that some articles have itself is no mistake.
        """
        plain, searcher = words_in(word).casefold(), self._searcher()
        if len(plain) <= LIKEST or " " in plain or searcher.doc_freq(BODY, plain) > LIKEST:
            return ()
        known = dict(searcher.terms_with_prefix(BODY, plain[:1], limit=MOST_WORDS))
        most = 1 if len(plain) <= LIKEST + LIKEST else LIKEST
        near = process.extract(
            plain, list(known), scorer=DamerauLevenshtein.distance, processor=None, score_cutoff=most, limit=None
        )
        order = sorted((distance, -known[other], other) for other, distance, _ in near if other != plain)
        return tuple(other for _, _, other in order[:MOST_NEAR])

    def excerpt(self, query: str, text: str) -> Excerpt:
        """The stretch of the text that shows best why it matches, with the places of the words."""
        either, generators, asked = self._either(query)
        if either is not None:
            for field in (BODY, *STEMMERS):
                if field not in generators:
                    generators[field] = self._generator(either, field)
                found = excerpt_of(text, generators[field], field, asked)
                if found is not None:
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
        if not self._folder.exists():
            self._remove_earlier()
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

    def _remove_earlier(self) -> None:
        for other in self._folder.parent.glob("search-*"):
            shape = other.name.removeprefix("search-")
            if shape.isdecimal() and int(shape) < SHAPE:
                shutil.rmtree(other, ignore_errors=True)

    def _searcher(self) -> Searcher:
        """A searcher of the last commit, whichever process made it: each puts another file in this one's place."""
        try:
            status = (self._folder / _COMMITTED).stat()
            seen = status.st_ino, status.st_mtime_ns, status.st_size
        except OSError:
            seen = None
        if seen is None or seen != self._seen:
            self._index.reload()
            self._seen = seen
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

    def _finish(self, writer: IndexWriter, position: int, told: ExplainingState) -> None:
        self._last = (), None  # it may know which statements fit
        writer.delete_documents_by_query(Query.term_query(self._schema, "kind", "position"))
        writer.add_document(marker(position, told))
        writer.commit()
        writer.wait_merging_threads()

    def _marked(self, name: str) -> int:
        searcher = self._searcher()
        hits = searcher.search(Query.term_query(self._schema, "kind", "position"), 1).hits
        return int(searcher.doc(hits[0][1]).get_first(name) or 0) if hits else 0

    def _asked(self, query: SearchQuery) -> Query | None:
        """The query in tantivy's terms; ``None`` where it asks for nothing."""
        clauses = query.clauses or word_clauses(query.text)
        if not any(not one.is_excluded for clause in clauses for one in clause) or query.sources == ():
            return None
        # A survey asks what the search before it did, and a long query takes a while to make.
        asked = (query.clauses, query.sources, query.any_word)
        known, made = self._last
        if made is None or not query.clauses or known[0] is not asked[0] or known[1:] != asked[1:]:
            made = self._conditions.query(clauses, query.sources, any_word=query.any_word)
            self._last = asked, made
        return made

    def _stating(self, query: Query) -> Sequence[ArticleId]:
        searcher = self._searcher()
        hits = searcher.search(query, MOST_STATEMENTS, count=False, order_by_field="article").hits
        numbers = searcher.fast_field_values("article", [address for _, address in hits])
        return tuple(dict.fromkeys(ArticleId(int(number or 0)) for number in numbers))

    def _either(self, query: str) -> tuple[Query | None, dict[str, SnippetGenerator], Sequence[str]]:
        """The words of a query, of which one is enough, what finds them in a field, and the words alone.

        That of the last query is kept for its next excerpt, for a page has dozens of one query.
        """
        kept, either, generators, asked = self._phrases
        if kept != query:
            asked = [
                words_in(one.condition.words)
                for clause in word_clauses(query)
                for one in clause
                if isinstance(one.condition, HasWords) and not one.is_excluded
            ]
            phrases = [(Occur.Should, self._conditions.shown(words)) for words in asked]
            either, generators = (Query.boolean_query(phrases) if phrases else None), {}
            self._phrases = query, either, generators, asked
        return either, generators, asked

    def _generator(self, query: Query, field: str) -> SnippetGenerator:
        generator = SnippetGenerator.create(self._searcher(), query, self._schema, field)
        generator.set_max_num_chars(EXCERPT_LENGTH)
        return generator
