"""Dates in a text and in an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.explaining.dates.lexicon import lexicon_of, main_part
from octavo.explaining.dates.reading import DatePhrase, phrases_in
from octavo.explaining.dates.tokens import may_hold_date, tokens_in
from octavo.model.articles import BlockKind

if TYPE_CHECKING:
    from datetime import date

    from octavo.explaining.dates.context import Bound
    from octavo.explaining.documents import Document, Sentence
    from octavo.model.articles import Precision

# Sentences that are longer are none.
_LONGEST = 4_000
# Days that there is room around.
_COUNTED_FROM = range(1000, 2200)
_MONTH_FIRST_REGIONS = frozenset({"us", "ph"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in a document: ``document.blocks[block].text[start:end]``, in the sentence of that ``number``.

    It names the days from ``first`` to ``last``, which are one and the same for a day; ``relative`` ones were counted
    from the day of publication ("on Wednesday", "12 June").
    """

    sentence: int
    block: int
    start: int
    end: int
    first: date
    last: date
    precision: Precision
    relative: bool
    bound: Bound


def dates_in_text(text: str, *, language: str | None, relative_to: date | None) -> tuple[DatePhrase, ...]:
    """The dates that a text names, in order; places are code points.

    Args:
        text: A sentence or a question. Of long texts only the first 4,000 characters are read.
        language: A tag such as "de" or "en-GB". In English, German, French and Spanish dates are read as they are
            spoken; in further languages only those that name day, month and year; see ``has_date_grammar``.
        relative_to: The day that "yesterday" is the day before of. Without it, only dates with a year are found.
    """
    text = text[:_LONGEST]
    lexicon = lexicon_of(main_part(language))
    if not may_hold_date(text, lexicon):
        return ()
    near = relative_to if relative_to and relative_to.year in _COUNTED_FROM else None
    return tuple(phrases_in(tokens_in(text, lexicon), near, day_first=_day_first(language)))


def dates_in(document: Document) -> tuple[DateMention, ...]:
    """The dates that an article's sentences name, in order, counted from the day it was published (in UTC).

    After an entry of a live report they are counted from the day of the entry.
    """
    published = document.published_at
    near = published.date() if published else None
    found: list[DateMention] = []
    block = -1
    for sentence in document.sentences:
        for passed in range(block + 1, sentence.block + 1):
            entry = document.blocks[passed]
            near = entry.at.date() if entry.kind is BlockKind.LIVE_ENTRY and entry.at else near
        block = sentence.block
        phrases = dates_in_text(sentence.text, language=document.language, relative_to=near)
        found.extend(_mention(sentence, phrase) for phrase in phrases)
    return tuple(found)


def _mention(sentence: Sentence, phrase: DatePhrase) -> DateMention:
    return DateMention(
        sentence=sentence.number,
        block=sentence.block,
        start=sentence.start + phrase.start,
        end=sentence.start + phrase.end,
        first=phrase.first,
        last=phrase.last,
        precision=phrase.precision,
        relative=phrase.relative,
        bound=phrase.bound,
    )


def _day_first(language: str | None) -> bool | None:
    """Whether "3/4/2026" is the third of April, ``None`` where a language does not tell."""
    parts = (language or "").replace("_", "-").lower().split("-")
    if parts[0] in {"", "en"}:
        region = parts[-1] if len(parts) > 1 else ""
        return None if not region else region not in _MONTH_FIRST_REGIONS
    return True
