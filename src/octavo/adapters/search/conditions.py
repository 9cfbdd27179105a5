"""What a query asks for, in tantivy's terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from tantivy import FieldType, Occur, Query

from octavo.adapters.search.documents import language_of, subject_term
from octavo.adapters.search.words import (
    ANY_FORM,
    BODY,
    BOOSTS,
    BYLINE,
    NAMES,
    PAIRS,
    SAID,
    SPEAKER,
    STEMMERS,
    TITLE,
    WORDS,
    is_common,
    pairs_in,
)
from octavo.model.queries import words_in
from octavo.model.search import (
    Brings,
    CameOut,
    HasStatement,
    HasWords,
    IsAbout,
    IsAmong,
    IsListed,
    IsWritten,
    Part,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tantivy import Index, Schema

    from octavo.model.ids import ArticleId, SourceId
    from octavo.model.search import Clause, Condition

_FIELDS = {Part.TITLE: TITLE, Part.BYLINE: BYLINE, Part.SAID: SAID}
# So many articles with numbers one after the other are told as a run.
LONG_RUN = 4_096
_EARLIEST, _LATEST = -(2**62), 2**62


class Conditions:
    """Makes queries of conditions. ``stating`` finds the articles of the statements that a query finds."""

    def __init__(self, index: Index, schema: Schema, stating: Callable[[Query], Sequence[ArticleId]]) -> None:
        self._index = index
        self._schema = schema
        self._stating = stating

    def query(self, clauses: Sequence[Clause], sources: Sequence[SourceId] | None, *, any_word: bool) -> Query:
        """The articles that meet all clauses; with ``any_word`` one clause is enough of those that are words."""
        parts: list[tuple[Occur, Query]] = []
        words: list[tuple[Occur, Query]] = []
        are_articles = False
        for clause in clauses:
            are_words = all(isinstance(one.condition, HasWords) and not one.is_excluded for one in clause)
            are_articles |= are_words
            if any_word and are_words:
                words.append((Occur.Should, self._clause(clause)))
            elif len(clause) == 1 and clause[0].is_excluded:
                parts.append((Occur.MustNot, self._condition(clause[0].condition)))
            else:
                parts.append((Occur.Must, self._clause(clause)))
        if words:
            parts.append((Occur.Must, Query.boolean_query(words)))
        # A statement has neither a source nor words of its article: where they are asked for, articles alone are found.
        if sources is not None:
            parts.append((Occur.Must, Query.const_score_query(self._set("source", sources), 0.0)))
        elif not are_articles:
            parts.append((Occur.Must, Query.const_score_query(self._words("kind", "article"), 0.0)))
        return Query.boolean_query(parts)

    def words(self, wanted: HasWords) -> Query:
        """Words in their part of an article: one word in any form of it, several just as they are."""
        if wanted.part is not Part.ANY:
            return self.phrase(wanted.words, (_FIELDS[wanted.part],))
        words = words_in(wanted.words)
        return self._exactly(words) if " " in words else self._in_any_form(words)

    def shown(self, words: str) -> Query:
        """What finds words in a text: as they are, and a single one in the forms of it."""
        words = words_in(words)
        return self._parsed(words, (BODY,) if " " in words else (BODY, *STEMMERS))

    def phrase(self, words: str, fields: Sequence[str]) -> Query:
        """Words that stand one after the other in one of these fields."""
        return self._parsed(words_in(words), fields)

    def _parsed(self, words: str, fields: Sequence[str]) -> Query:
        # Nothing but words and spaces is between the quotes, so that no query syntax can be smuggled in.
        query, _ = self._index.parse_query_lenient(f'"{words}"', list(fields), BOOSTS)
        return query

    def _in_any_form(self, word: str) -> Query:
        """A word in any form, which counts more as it was typed, and in headlines; of the commonest no place counts."""
        anywhere = self._parsed(word, ANY_FORM if word.isascii() else (*ANY_FORM, BODY))
        if is_common(word):
            return anywhere
        return Query.boolean_query([(Occur.Must, anywhere), (Occur.Should, self._parsed(word, (TITLE, BODY)))])

    def _exactly(self, words: str) -> Query:
        """Words one after the other; what pairs tell need not be looked up word by word."""
        pairs = [(Occur.Must, self._parsed(pair, (PAIRS,))) for pair in pairs_in(words)]
        if not pairs:
            return self._parsed(words, (TITLE, BODY))
        if words.count(" ") == 1:
            return Query.boolean_query([*pairs, (Occur.Should, self._parsed(words, (TITLE,)))])
        return Query.boolean_query([*pairs, (Occur.Must, self._parsed(words, (TITLE, BODY)))])

    def _clause(self, clause: Clause) -> Query:
        if len(clause) == 1:
            return self._condition(clause[0].condition)
        either = [(Occur.Should, self._either(one.condition, is_excluded=one.is_excluded)) for one in clause]
        return Query.boolean_query(either)

    def _either(self, condition: Condition, *, is_excluded: bool) -> Query:
        query = self._condition(condition)
        if not is_excluded:
            return query
        return Query.boolean_query([(Occur.Must, self._words("kind", "article")), (Occur.MustNot, query)])

    def _condition(self, condition: Condition) -> Query:
        if isinstance(condition, HasWords):
            return self.words(condition)
        if isinstance(condition, IsAmong):  # each query around it copies it, and it may be long
            return self._plain(condition)
        return Query.const_score_query(self._plain(condition), 0.0)

    def _plain(self, condition: Condition) -> Query:  # noqa: PLR0911 - one query for each condition
        """What narrows a search without a say in its order."""
        match condition:
            case HasWords():
                return self.words(condition)
            case IsAbout():
                return self._about(condition)
            case HasStatement():
                return self._set("article", self._stating(self._statement(condition)))
            case IsListed():
                return self._set("source", condition.sources)
            case IsAmong():
                return self._among(sorted(set(condition.articles)))
            case IsWritten():
                return self._words("language", language_of(condition.language))
            case CameOut():
                return self._between(condition)
            case Brings():
                return self._words("feature", condition.feature)
            case _:
                assert_never(condition)

    def _among(self, articles: Sequence[ArticleId]) -> Query:
        """These articles, in order of their numbers; a long run of numbers is told by its ends.

        Whoever marks everything as read, or nothing, has such runs.
        """
        rest: list[ArticleId] = []
        either: list[tuple[Occur, Query]] = []
        for start in range(0, len(articles), LONG_RUN):
            some = articles[start : start + LONG_RUN]
            if len(some) == LONG_RUN and some[-1] - some[0] == LONG_RUN - 1:
                either.append((Occur.Should, self._run(some[0], some[-1])))
            else:
                rest += some
        if not either:
            return self._set("article", rest)
        return Query.boolean_query([*either, (Occur.Should, self._set("article", rest))])

    def _run(self, first: ArticleId, last: ArticleId) -> Query:
        return Query.range_query(self._schema, "article", FieldType.Unsigned, first, last)

    def _about(self, about: IsAbout) -> Query:
        subjects = [subject_term(kind, key) for kind in about.kinds for key in about.keys]
        names = self._all_words(about.name, [NAMES[kind] for kind in about.kinds])
        return Query.boolean_query([(Occur.Should, self._set("subject", subjects)), (Occur.Should, names)])

    def _statement(self, wanted: HasStatement) -> Query:
        speaker = [(Occur.Should, self._set("speaker", wanted.speaker.keys))]
        speaker.append((Occur.Should, self._all_words(wanted.speaker.name, [SPEAKER])))
        said = [(Occur.Must, self.phrase(words, [WORDS])) for words in wanted.words]
        return Query.boolean_query([(Occur.Must, Query.boolean_query(speaker)), *said])

    def _all_words(self, words: str, fields: Sequence[str]) -> Query:
        """Words that all stand in one of the fields, in any order."""
        wanted = words_in(words).split()
        if not wanted:
            return Query.empty_query()
        fully = [Query.boolean_query([(Occur.Must, self.phrase(one, [field])) for one in wanted]) for field in fields]
        return Query.boolean_query([(Occur.Should, one) for one in fully])

    def _between(self, came: CameOut) -> Query:
        if came.since is None and came.until is None:
            return Query.all_query()
        return Query.range_query(
            self._schema,
            "seen" if came.first_seen else "at",
            FieldType.Integer,
            int(came.since.timestamp()) if came.since else _EARLIEST,
            int(came.until.timestamp()) if came.until else _LATEST,
            include_upper=False,
        )

    def _words(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, str(value), "basic")

    def _set(self, field: str, values: Sequence[int] | Sequence[str]) -> Query:
        return Query.term_set_query(self._schema, field, list(values)) if values else Query.empty_query()
