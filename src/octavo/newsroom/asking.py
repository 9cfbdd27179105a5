"""Asking an article, a story, or all one follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from octavo import explaining
from octavo.model.errors import NotFound
from octavo.model.search import SearchQuery
from octavo.newsroom.indexing import catch_up
from octavo.newsroom.stories import StoryDesk
from octavo.newsroom.subjects import SubjectDesk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from octavo.model.answers import Answer, Passage, Period, Question
    from octavo.model.ids import ArticleId, SourceId, StoryId
    from octavo.model.listing import Row
    from octavo.model.people import User
    from octavo.model.subjects import SubjectKind
    from octavo.newsroom.resources import Resources

# How many articles are read for one answer, and how many are looked at for their dates.
MOST_READ = 60
_MOST_FOUND = 400
_MOST_PASSAGES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """In how many articles the question's words stand, and whether the person chose the articles to be read."""

    frequencies: Mapping[str, int]
    chosen: bool


class AskDesk:
    """Answers questions with sentences of articles, for one person.

    Each question may come with those before it in the same conversation, oldest first, so that "and when did she
    resign?" is understood.
    """

    def __init__(self, resources: Resources, me: User) -> None:
        self._resources = resources
        self._store = resources.store
        self._index = resources.index
        self._clock = resources.clock
        self._stories = StoryDesk(resources, me)
        self._subjects = SubjectDesk(resources, me)
        self._me = me

    def library(self, text: str, *, earlier: Sequence[str] = ()) -> Answer:
        """An answer from the articles of all sources that the person follows."""
        catch_up(self._resources)
        question = self._question(text, earlier)
        # Only a period wants to know the dates of more than are read.
        found = self._found(question)[: MOST_READ if question.period is None else _MOST_FOUND]
        return self._answer(question, self._store.rows(self._me.id, found))

    def article(self, article: ArticleId, text: str, *, earlier: Sequence[str] = ()) -> Answer:
        """An answer from one article; time words do not narrow it.

        Raises:
            NotFound: there is no such article.
        """
        rows = self._store.rows(self._me.id, [article])
        if not rows:
            raise NotFound(f"There is no article {article}.", one_of="articles")
        return self._answer(replace(self._question(text, earlier), period=None), rows, chosen=True)

    def story(self, story: StoryId, text: str, *, earlier: Sequence[str] = ()) -> Answer:
        """An answer from the articles of a story.

        Raises:
            NotFound: there is no such story in what the person follows.
        """
        told = self._stories.story(story)
        return self.articles([one.row.article for one in told.articles], text, earlier=earlier)

    def subject(self, kind: SubjectKind, key: str, text: str, *, earlier: Sequence[str] = ()) -> Answer:
        """An answer from the articles about a subject, the latest some hundred of them.

        Raises:
            NotFound: no article was ever about it.
        """
        page = self._subjects.page(kind, key, limit=_MOST_FOUND)
        return self.articles([row.article for row in page.listing.rows], text, earlier=earlier)

    def articles(self, articles: Sequence[ArticleId], text: str, *, earlier: Sequence[str] = ()) -> Answer:
        """An answer from these articles; of many, from those that have the question's words."""
        question = self._question(text, earlier)
        chosen = list(dict.fromkeys(articles))
        if len(chosen) > MOST_READ:
            catch_up(self._resources)
            place = {article: place for place, article in enumerate(self._found(question))}
            chosen.sort(key=lambda article: place.get(article, len(place)))
        return self._answer(question, self._store.rows(self._me.id, chosen[:_MOST_FOUND]), chosen=True)

    def _question(self, text: str, earlier: Sequence[str]) -> Question:
        return explaining.question_of(text, earlier=earlier, today=self._clock.now().date())

    def _found(self, question: Question) -> tuple[ArticleId, ...]:
        """The articles that have words of the question, best first."""
        words = " ".join(term.word for term in question.terms)
        query = SearchQuery(text=words, sources=self._sources(), limit=_MOST_FOUND, any_word=True)
        return self._index.search(query).articles

    def _answer(self, question: Question, rows: Sequence[Row], *, chosen: bool = False) -> Answer:
        """The answer of the period that the question names; where that has none, of any time."""
        reading = _Reading(frequencies=self._frequencies(question), chosen=chosen)
        period = question.period
        if period is not None:
            narrowed = [row for row in rows if self._is_of(row, period, question)]
            answer = self._answer_from(question, narrowed[:MOST_READ], reading, period)
            if answer.found:
                return answer
        return self._answer_from(question, rows[:MOST_READ], reading, None)

    def _answer_from(self, question: Question, rows: Sequence[Row], reading: _Reading, period: Period | None) -> Answer:
        passages: list[Passage] = []
        outlets = {row.article: row.credit for row in rows}
        for article in self._store.articles(tuple(outlets)):
            # Sixty reports have some three thousand; sixty live reports might have a hundred thousand.
            if len(passages) < _MOST_PASSAGES:
                passages += explaining.passages_of(explaining.document_of(article, outlets[article.id]))
        best = explaining.ranked(
            question, passages, frequencies=reading.frequencies, total=self._store.count_articles()
        )
        return explaining.answer_of(question, best, narrowed_to=period, searched=len(rows), chosen=reading.chosen)

    def _is_of(self, row: Row, period: Period, question: Question) -> bool:
        """Whether an article may tell of a period: it came out in it, or so soon after that it is still news."""
        return period.first <= row.sort_at.date() <= explaining.told_until(period, question.asked_on)

    def _frequencies(self, question: Question) -> Mapping[str, int]:
        """In how many articles of what the person follows each word of a question stands."""
        sources = self._sources()
        queries = {term.word: SearchQuery(text=term.word, sources=sources, limit=0) for term in question.terms}
        return {word: self._index.search(query).total for word, query in queries.items()}

    def _sources(self) -> tuple[SourceId, ...]:
        return tuple(one.source.id for one in self._store.subscriptions(self._me.id))
