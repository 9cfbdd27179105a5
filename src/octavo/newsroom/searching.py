"""Searching what a person follows."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from octavo import explaining
from octavo.kit.text import without_accents
from octavo.model.listing import Excerpt
from octavo.model.queries import PARTS, Field, asked_by, field_meant, quoted, without, words_in
from octavo.model.search import (
    CameOut,
    FoundRow,
    HasStatement,
    SearchPage,
    SearchQuery,
    Sort,
    Suggestion,
    Survey,
    Wanted,
)
from octavo.newsroom.indexing import AT_ONCE, catch_up, is_behind
from octavo.newsroom.resolving import KINDS, Resolving, about
from octavo.newsroom.sieving import AT_FIRST, Sieving, likely
from octavo.newsroom.stated import stated_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from octavo.model.ids import ArticleId, SourceId
    from octavo.model.listing import Row, Subscription
    from octavo.model.people import User
    from octavo.model.queries import Term
    from octavo.model.search import Clause, SearchHits
    from octavo.model.statements import Statement
    from octavo.newsroom.resolving import Resolved
    from octavo.newsroom.resources import Resources

MOST_SOURCES = 6
_MOST_STATEMENTS = 3
_MOST_SUGGESTIONS = 5
_MOST_TRIED, _FEW = 8, 6
_STATED = frozenset({Field.SPEAKER, Field.SAID})
_WAITING = "New articles are still being made ready for search: some may be missing. The next search sees more."


class SearchDesk:
    """Finds articles by their words, and by what is known of them."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._resources = resources
        self._store = resources.store
        self._index = resources.index
        self._me = me

    def search(self, text: str, *, sort: Sort, offset: int, limit: int) -> SearchPage:
        """A page of hits, each with the excerpt that shows why it matches.

        Where no article has all words those with some are found, the best first. What asks for no words is sorted by
        date.
        """
        waits = catch_up(self._resources, at_once=AT_ONCE) >= AT_ONCE and is_behind(self._resources)
        resolving = Resolving(self._resources, self._me)
        resolved = resolving.query(text)
        query = SearchQuery(
            clauses=resolved.clauses,
            sources=resolved.sources,
            sort=sort if resolved.has_words else Sort.DATE,
            offset=offset,
            limit=AT_FIRST if resolved.sieves else limit,
        )
        is_best = bool(resolved.sieves) and query.sort is Sort.RELEVANCE and not offset
        hits = (resolving.best(resolved, query.limit) if is_best else None) or self._hits(query)
        relaxed = not hits.total and resolved.words > 1
        if relaxed:
            query = replace(query, any_word=True)
            hits = self._hits(query)
        page = self._page(query, hits, resolving, resolved, limit)
        return replace(
            page,
            query=text,
            problems=(*resolved.problems, *([_WAITING] if waits else ())),
            is_relaxed=relaxed and bool(hits.total),
            suggestions=self._suggestions(resolved) if not offset and (relaxed or not hits.total) else (),
        )

    def _page(
        self, query: SearchQuery, hits: SearchHits, resolving: Resolving, resolved: Resolved, limit: int
    ) -> SearchPage:
        """What is shown of hits; of those that are to bear a mark, the first so many that do."""
        # How articles with some of the words spread says nothing of what was asked for.
        tells = bool(hits.total and query.clauses and (resolved.sieves or not query.any_word))
        survey = self._index.survey(query) if tells else Survey()
        if resolved.sieves and hits.total:
            sieving = Sieving(self._index, resolving)
            sieved = sieving.page(query, hits, resolved.sieves, limit)
            shares = [(sieve, sieving.shares(query, survey, sieve)) for sieve in resolved.sieves]
            total, survey = likely(hits.total, survey, shares, resolving.follows)
            articles, following = sieved.articles, sieved.next_offset
        else:
            end, articles, total = query.offset + len(hits.articles), hits.articles, hits.total
            following = end if hits.articles and end < hits.total else None
        return SearchPage(
            query=query.text,
            rows=self._found(resolved, articles),
            total=total,
            is_estimate=bool(resolved.sieves),
            next_offset=following,
            sort=query.sort,
            days=survey.days,
            sources=_most(survey, resolving.follows),
        )

    def matching(self, asked: Iterable[tuple[str, Clause]], *, limit: int = 0) -> tuple[SearchHits, ...]:
        """What each query finds that meets one more condition as well, of which it has no say in the order.

        With no ``limit`` how many they are, without any of them.
        """
        resolving = Resolving(self._resources, self._me, narrows=False)
        return tuple(self._hits(_more(resolving.query(text), clause, limit)) for text, clause in asked)

    def _hits(self, query: SearchQuery) -> SearchHits:
        return self._index.search(query)

    def _found(self, resolved: Resolved, articles: Sequence[ArticleId]) -> tuple[FoundRow, ...]:
        rows = self._store.rows(self._me.id, articles)
        texts: Mapping[ArticleId, str] = {}
        if resolved.has_words:
            texts = self._store.texts([row.article for row in rows])
        said = self._said(resolved, rows)
        return tuple(
            FoundRow(
                row=row,
                excerpt=self._excerpt(resolved, row, texts.get(row.article)),
                title=self._title(resolved, row),
                statements=said.get(row.article, ()),
            )
            for row in rows
        )

    def _excerpt(self, resolved: Resolved, row: Row, text: str | None) -> Excerpt:
        if text is None:
            return Excerpt(text=row.excerpt)
        return self._index.excerpt(resolved.asked.text, text)

    def _title(self, resolved: Resolved, row: Row) -> Excerpt:
        """The title with the words that were asked for; whole, where it is too long for an excerpt."""
        shown = self._index.excerpt(resolved.asked.text, row.title) if resolved.has_words else None
        whole = " ".join(row.title.split())
        return shown if shown is not None and shown.text == whole else Excerpt(text=row.title)

    def _said(self, resolved: Resolved, rows: Sequence[Row]) -> Mapping[ArticleId, tuple[Statement, ...]]:
        """The statements in these articles that a query asks for, if it asks for any."""
        terms = [term for term in resolved.asked.terms if term.field in _STATED and not term.is_excluded]
        if not terms:
            return {}
        # Where a speaker and words are to be one statement's, no other is shown; else each that was asked for.
        whole = all if any(isinstance(one.condition, HasStatement) for c in resolved.clauses for one in c) else any
        return stated_in(
            self._store, rows, lambda said: whole(_fits(said, term) for term in terms), most=_MOST_STATEMENTS
        )

    def _suggestions(self, resolved: Resolved) -> tuple[Suggestion, ...]:
        """What would find something: a word spelled otherwise, or one thing less asked for."""
        others = dict(self._others(resolved))
        anything = (Wanted(condition=CameOut()),)
        counts = self.matching((query, anything) for query in others)
        found = (
            Suggestion(query=query, reason=reason, articles=hits.total)
            for (query, reason), hits in zip(others.items(), counts, strict=True)
            if hits.total
        )
        return tuple(islice(found, _MOST_SUGGESTIONS))

    def _others(self, resolved: Resolved) -> Iterator[tuple[str, str]]:
        asked = resolved.asked
        tried = [group for group in asked.groups if not group[0].is_excluded][:_MOST_TRIED]
        for term in (group[0] for group in tried if group[0].field is Field.TEXT):
            if meant := field_meant(asked.text[term.start : term.stop]):
                yield f"{asked.text[: term.start]}{meant[0]}{asked.text[term.stop :]}", meant[1]
        words = [group[0] for group in tried if group[0].field in PARTS and " " not in group[0].words]
        near = [(term, word) for term in words for word in self._index.near(term.words)[:2]]
        for term, word in near:
            put = f"{term.field.value}:{quoted(word)}" if term.field.value else word
            yield f"{asked.text[: term.start]}{put}{asked.text[term.stop :]}", f"“{word}” for “{term.words}”"
        for term in (group[0] for group in tried if group[0].field in KINDS):
            yield f"{asked.text[: term.start]}{quoted(term.value)}{asked.text[term.stop :]}", "anywhere in the text"
        # Of many words one less hardly helps; articles with most of them are shown anyway.
        for group in tried if 1 < len(asked.groups) <= _FEW else ():
            rest = without(asked, group)
            if asked_by(rest).asks:
                yield rest, f"without “{asked.text[group[0].start : group[-1].stop].strip()}”"
        for term, word in near:
            yield word, f"“{word}” for “{term.words}”"


def _more(resolved: Resolved, clause: Clause, limit: int) -> SearchQuery:
    """A query with one more condition; one that asks for nothing finds nothing with it as well."""
    asks = any(not one.is_excluded for each in resolved.clauses for one in each)
    clauses = (*resolved.clauses, clause) if asks else ()
    return SearchQuery(clauses=clauses, sources=resolved.sources, limit=limit)


def _most(survey: Survey, follows: Sequence[Subscription]) -> tuple[tuple[SourceId, str, int], ...]:
    """The followed sources with most hits; one alone is no choice."""
    titles = {one.source.id: one.source.title for one in follows}
    found = [(source, titles[source], number) for source, number in survey.sources if source in titles]
    return tuple(found[:MOST_SOURCES]) if len(found) > 1 else ()


def _fits(statement: Statement, term: Term) -> bool:
    """Whether a statement has the words of a term, or is by the one whom it names."""
    if term.field is Field.SAID:
        return f" {_plain(term.words)} " in f" {_plain(statement.words)} "
    name = statement.attributed_to or ""
    wanted = about(term)
    return bool(name) and (
        explaining.speaker_key(name) in wanted.keys or set(_plain(wanted.name).split()) <= set(_plain(name).split())
    )


def _plain(text: str) -> str:
    return without_accents(words_in(text).casefold())
