"""Notes: words of an article that a person marked, what they wrote to them, and how far they have read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from octavo.kit.stretches import Stretch
from octavo.model.articles import Precision
from octavo.model.ids import ArticleId, UserId

NoteId = NewType("NoteId", int)

LONGEST_NOTE = 10_000
LONGEST_QUOTE = 5_000
PARTED = "\n\n"


class NoteKind(StrEnum):
    """What words were marked for; each looks different in shape as well as in colour."""

    HIGHLIGHT = "highlight"
    DOUBT = "doubt"
    LOOK_UP = "look up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where words come from, as it stood when they were marked: enough to cite them should the article go."""

    title: str
    outlet: str
    url: str | None = None
    published_at: datetime | None = None
    precision: Precision = Precision.SECOND
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """Marked words before they are kept.

    ``words`` stand ``at`` a stretch of the article's ``revision``, letter for letter, a string for each block; ``body``
    is what the person wrote to them, or nothing.
    """

    user: UserId
    article: ArticleId | None
    revision: int
    at: Stretch
    words: tuple[str, ...]
    kind: NoteKind = NoteKind.HIGHLIGHT
    body: str = ""
    made_at: datetime
    reference: Reference

    @property
    def quote(self) -> str:
        """The words as one text, blocks parted by empty lines."""
        return PARTED.join(words for words in self.words if words)

    @property
    def searched(self) -> str:
        """All that a search for notes looks at, case folded."""
        parts = (self.reference.title, self.reference.outlet, self.quote, self.body)
        return "\n".join(parts).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(NoteDraft):
    """Words that a person marked. The ``article`` is ``None`` when it is no longer in the library: the words stay."""

    id: NoteId
    changed_at: datetime
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteQuery:
    """A page of a person's notes, the latest first.

    Those with all of these words (in what was marked, in what was written, in title or outlet), of these articles
    (``None``: of all), older than the note ``before``; with ``deleted_since`` instead those that were deleted since.
    """

    user: UserId
    words: tuple[str, ...] = ()
    articles: tuple[ArticleId, ...] | None = None
    before: NoteId | None = None
    deleted_since: datetime | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNote:
    """A note as a page shows it: what was written as safe markup, and where its words stand.

    ``place`` is in the article as it now is; ``None``: the words were changed since, or the article is not at hand.
    """

    note: Note
    html: str = ""
    place: Stretch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteListing:
    """A page of notes and where the next begins (``None``: the end)."""

    notes: tuple[ShownNote, ...]
    next: NoteId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPlace:
    """Where a person stopped in an article.

    That is the sentence that begins at ``start`` in ``block``; ``share`` is how much of the text, in per cent, was
    behind them.
    """

    user: UserId
    article: ArticleId
    block: int
    start: int
    share: int
    at: datetime
