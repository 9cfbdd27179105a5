"""Questions to what one reads, and their answers: sentences as they stand in articles, or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from octavo.model.ids import ArticleId
from octavo.model.insights import RULES, Author, Citation, Claim


class AnswerKind(StrEnum):
    """What would answer a question, as far as its words tell."""

    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    COUNTRY = "country"
    STATE = "state"
    NUMBER = "number"
    REASON = "reason"
    NAME = "name"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days that a question names, both included, and the words that name them."""

    first: date
    last: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that counts in a question: as it is written there, and its stem.

    ``weight`` is 1 for what is asked now, less for what a follow-up takes over from the question before.
    """

    word: str
    stem: str
    is_name: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it is understood.

    ``standalone`` says the same without the questions before it. ``language`` is a tag without region, a guess from the
    question's small words. ``names`` are capitalised runs as they are written. ``period`` is what its time words mean
    on ``asked_on``.
    """

    text: str
    standalone: str
    language: str
    kind: AnswerKind
    terms: tuple[Term, ...]
    names: tuple[str, ...] = ()
    period: Period | None = None
    asked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Up to three sentences of an article that follow one another, as citations into it."""

    article: ArticleId
    revision: int
    outlet: str
    title: str
    sentences: tuple[Citation, ...]
    number: int
    language: str | None = None
    published_at: datetime | None = None

    @property
    def text(self) -> str:
        """Its sentences in a row."""
        return " ".join(sentence.quote for sentence in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedPassage:
    """A passage with how well it fits a question.

    ``coverage`` is the share of the question's words in it and its title, ``named`` the share of the question's names
    in its article: each weighed by how rare the words are, from 0 to 1. ``best`` counts the sentence that fits best:
    ``covers`` is the share of the question's words in it, ``holds`` adds how near they are to something of the kind
    that is asked for, ``fits`` says whether there is such a thing. ``marks`` are, for each sentence, the places (code
    points) of the question's words in it. ``outright`` is where the words that answer stand in the best sentence, where
    some do for certain.
    """

    passage: Passage
    score: float
    coverage: float
    named: float
    best: int
    covers: float
    holds: float
    fits: bool
    marks: tuple[tuple[tuple[int, int], ...], ...] = ()
    outright: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question: sentences as they stand in articles, most fitting first, and where they stand.

    ``found`` is False where the best passages do not hold what the question is about; there are no claims then, and
    ``passages`` are what came closest. ``narrowed_to`` are the days that time words in the question limited the search
    to; ``searched`` is how many articles were looked into.
    """

    question: Question
    claims: tuple[Claim, ...] = ()
    passages: tuple[RankedPassage, ...] = ()
    found: bool = False
    narrowed_to: Period | None = None
    searched: int = 0
    written_by: Author = RULES

    @property
    def standalone(self) -> str:
        """The question as it was understood, without those before it."""
        return self.question.standalone


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """Whether a saved question has another answer than before, and why, in words for a person."""

    changed: bool
    reason: str
