"""Sorting: articles set into stories and known as copies, as they come in; both halves of this room as one."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from octavo.grouping.copies import CopyIndex, CopyKind, CopyText
from octavo.grouping.decisions import ContradictionError
from octavo.grouping.grouper import Grouper
from octavo.grouping.telling.reasons import DECIDED, OPENED, reason_of
from octavo.grouping.translations import TranslationIndex
from octavo.model.errors import InvalidInput
from octavo.model.ids import ArticleId, StoryId
from octavo.model.stories import CopyOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from octavo.grouping.changes import Change
    from octavo.grouping.decisions import Decision
    from octavo.grouping.reports import Report
    from octavo.grouping.why import PairScore
    from octavo.model.stories import Placement, Relation

_MARK = b"octavo grouping 2\n"
_LENGTHS = struct.Struct("<QQQQ")
_LEVEL = 1  # halves the state; higher levels take ten times as long for a tenth less
_COPIED_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What a step of sorting touched: articles, and stories that became part of others (old to new).

    ``relations`` are all that the new ones have to earlier articles of other stories.
    """

    articles: frozenset[ArticleId] = frozenset()
    merged: tuple[tuple[StoryId, StoryId], ...] = ()
    relations: tuple[Relation, ...] = ()


class Sorter:
    """Sets articles among stories and copies, batch by batch; the order inside a batch does not matter.

    The same batches and decisions in the same order give the same stories, also with a restart in between. ``model`` is
    what made the reports' vectors, empty where they have none.
    """

    def __init__(self, model: str = "") -> None:
        self.model = model
        self._grouper = Grouper()
        self._copies = CopyIndex()
        self._translations = TranslationIndex()

    def add(self, reports: Sequence[Report]) -> Sorted:
        """Take in what one fetch brought; what is known is looked at anew."""
        translated = [(one.article, one.original) for one in self._translations.add_all(reports)]
        same: dict[int, list[int]] = {}
        for pair in translated:
            for one, other in (pair, pair[::-1]):
                same.setdefault(one, []).append(other)
        changes = self._grouper.add(reports, same)
        self._copies.add_all(_copy_text(report) for report in reports)
        copied = {member for report in reports for member in self._copies.group_of(report.id)}
        if reports:
            oldest = max(report.at for report in reports) - _COPIED_FOR
            self._copies.expire(oldest)
            self._translations.expire(oldest)
        found = self._sorted(changes, also={report.id for report in reports} | copied | set(same))
        related = (self._grouper.relations(report.id, is_opinion=report.is_opinion) for report in reports)
        return replace(found, relations=tuple(relation for several in related for relation in several))

    def placed(self, place: Placement) -> Placement:
        """An article's place as it now is, from what is known of it: its time and outlet, and whose copy it was."""
        story = self._grouper.story_of(place.article)
        if story is None:
            return place
        return replace(
            place,
            story=StoryId(story),
            reason=self._reason(place, story),
            copy_of=self._copy_of(place.article) if place.article in self._copies else place.copy_of,
        )

    def decide(self, decision: Decision) -> Sorted:
        """Carry out a person's decision.

        Raises:
            InvalidInput: it contradicts one that stands.
        """
        try:
            return self._sorted(self._grouper.decide(decision))
        except ContradictionError as error:
            sentence = "An earlier decision by hand says the contrary: undo that one first."
            raise InvalidInput(sentence) from error

    def withdraw(self, decision: int) -> Sorted:
        """Let a decision stand no longer."""
        return self._sorted(self._grouper.withdraw(decision))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that stand."""
        return self._grouper.decisions

    def why(self, one: ArticleId, other: ArticleId) -> PairScore | None:
        """How likely two articles belong together; ``None`` where one is no longer looked at."""
        return self._grouper.why(one, other)

    def stories(self) -> Mapping[int, tuple[int, ...]]:
        """All stories with their articles in the order they came."""
        return self._grouper.stories()

    def renumber(self, numbers: Mapping[int, int], *, next_id: int) -> None:
        """Give all stories other numbers, and new ones numbers from ``next_id`` on."""
        self._grouper.renumber(numbers, next_id=next_id)

    def state(self) -> bytes:
        """All that sorting knows, as bytes for ``restored``."""
        knowing = (self._grouper, self._copies, self._translations)
        parts = [zlib.compress(part, _LEVEL) for part in (self.model.encode(), *(one.snapshot() for one in knowing))]
        return b"".join((_MARK, _LENGTHS.pack(*map(len, parts)), *parts))

    @classmethod
    def restored(cls, state: bytes) -> Sorter:
        """A sorter that goes on where another was.

        Raises:
            InvalidInput: it is no such state, or of another version: the articles have to be sorted anew.
        """
        sorter = cls()
        try:
            model, stories, copies, translations = _parts(state)
            sorter.model = model.decode()
            sorter._grouper = Grouper.restore(stories)
            sorter._copies = CopyIndex.restore(copies)
            sorter._translations = TranslationIndex.restore(translations)
        except (ValueError, KeyError, TypeError, OSError, zlib.error, struct.error) as error:
            raise InvalidInput("What grouping knew was written by another version of Octavo.") from error
        return sorter

    def _sorted(self, changes: Iterable[Change], also: Iterable[int] = ()) -> Sorted:
        changed = list(changes)
        moved = {report for change in changed for report in change.reports}
        redirects = self._grouper.redirects
        gone = {change.other for change in changed if change.other is not None and change.other in redirects}
        return Sorted(
            articles=frozenset(ArticleId(article) for article in moved.union(also)),
            merged=tuple((StoryId(story), StoryId(redirects[story])) for story in sorted(gone)),
        )

    def _reason(self, place: Placement, story: int) -> str:
        if self._grouper.members(story)[0] == place.article:
            return OPENED
        translation = self._translations.of(place.article)
        if translation is not None and self._grouper.story_of(translation.original) == story:
            return translation.reason
        common = self._grouper.nearest(place.article)
        if common is not None:
            return reason_of(common)
        return place.reason or DECIDED

    def _copy_of(self, article: int) -> CopyOf | None:
        """The first article with the same text, where that is another one; else the one that it translates."""
        group = self._copies.group_of(article)
        first = self._copies.first_of(group)
        if first == article:
            return self._translation_of(article)
        copies = [copy for copy in self._copies.copies_of(article) if copy.kind is not CopyKind.EXCERPT]
        direct = [copy for copy in copies if first in {copy.a, copy.b}]
        told = (direct or copies)[:1]
        kind, reason = (told[0].kind, told[0].reason) if told else (CopyKind.EDITED, "through a third")
        return CopyOf(article=ArticleId(first), kind=kind, reason=reason)

    def _translation_of(self, article: int) -> CopyOf | None:
        found = self._translations.of(article)
        if found is None:
            return None
        return CopyOf(article=ArticleId(found.original), kind=CopyKind.TRANSLATION, reason=found.reason)


def _copy_text(report: Report) -> CopyText:
    return CopyText(id=report.id, publisher=report.publisher, title=report.title, text=report.text, at=report.at)


def _parts(state: bytes) -> list[bytes]:
    if not state.startswith(_MARK):
        raise ValueError("another mark")
    start = len(_MARK) + _LENGTHS.size
    lengths = _LENGTHS.unpack(state[len(_MARK) : start])
    if len(state) != start + sum(lengths):
        raise ValueError("another length")
    ends = list(accumulate(lengths, initial=start))
    return [zlib.decompress(state[begin:end]) for begin, end in pairwise(ends)]
