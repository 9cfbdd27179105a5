"""The days that a story's articles speak of, and the sentences that do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.explaining.dates import dates_in
from octavo.model.articles import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from octavo.explaining.dates import DateMention
    from octavo.explaining.documents import Document, Sentence

_REMEMBERED_AFTER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A sentence that speaks of a day; ``dates`` is how many dates it names in all."""

    document: Document
    sentence: Sentence
    mention: DateMention
    dates: int

    @property
    def names_number(self) -> bool:
        """Whether it gives the day its number ("June 12"), instead of a name that is gone in a week ("Wednesday")."""
        text = self.document.blocks[self.mention.block].text[self.mention.start : self.mention.end]
        return any(map(str.isdigit, text))

    @property
    def text_without_date(self) -> str:
        """The sentence, its date blanked out."""
        start, end = self.mention.start - self.sentence.start, self.mention.end - self.sentence.start
        return self.sentence.text[:start] + " " * (end - start) + self.sentence.text[end:]

    @property
    def days_after(self) -> int | None:
        """How many days after the day it was published, ``None`` where that is not known."""
        published = self.document.published_at
        return (published.date() - self.mention.first).days if published else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day with every sentence that speaks of it."""

    day: date
    tellings: tuple[Telling, ...]

    @property
    def articles(self) -> int:
        """How many articles speak of it."""
        return len({telling.document.article for telling in self.tellings})

    @property
    def outlets(self) -> int:
        """How many outlets speak of it."""
        return len({telling.document.outlet for telling in self.tellings})

    @property
    def importance(self) -> float:
        """How much a day matters to a story.

        It does for each article and outlet that speaks of it, half as much again for each article that gives its
        number, and for each later day on which it is come back to. Mentions alone favour the days on which most was
        published; that a day is dated in full and remembered sets apart those that chronicles keep (features after
        Tran et al., "Leveraging learning to rank in an optimization framework for timeline summarization", 2013; and
        Ghalandari & Ifrim, "Examining the state of the art in news timeline summarization", ACL 2020).
        """
        numbered = {telling.document.article for telling in self.tellings if telling.names_number}
        later = {
            telling.document.published_at.date()
            for telling in self.tellings
            if telling.document.published_at and (telling.days_after or 0) >= _REMEMBERED_AFTER
        }
        return self.articles + self.outlets + 0.5 * (len(numbered) + len(later))


def days_in(documents: Sequence[Document]) -> list[Day]:
    """The single days that articles speak of, in order; weeks, months and years are none."""
    found: dict[date, list[Telling]] = defaultdict(list)
    for document in documents:
        for telling in _tellings(document):
            found[telling.mention.first].append(telling)
    return [Day(day=day, tellings=tuple(found[day])) for day in sorted(found)]


def _tellings(document: Document) -> Iterator[Telling]:
    by_sentence: dict[int, dict[date, DateMention]] = defaultdict(dict)
    for mention in dates_in(document):
        by_sentence[mention.sentence].setdefault(mention.first, mention)
    for number, mentions in by_sentence.items():
        for mention in mentions.values():
            if mention.precision is Precision.DAY and mention.first == mention.last:
                sentence = document.sentences[number]
                yield Telling(document=document, sentence=sentence, mention=mention, dates=len(mentions))
