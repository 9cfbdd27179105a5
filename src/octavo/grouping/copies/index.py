"""The index of copies: one article at a time, at a cost that does not grow with the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from octavo.grouping.copies.boilerplate import Boilerplate, is_in, missing
from octavo.grouping.copies.fingerprints import MODULUS, fingerprint_of, mentions
from octavo.grouping.copies.groups import Links
from octavo.grouping.copies.judging import Entry, alike, judge
from octavo.grouping.copies.snapshots import State, read, written
from octavo.grouping.copies.table import SMALLEST, WIDTH, ShingleTable
from octavo.grouping.copies.values import Copy, CopyKind, CopyText

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from octavo.grouping.copies.fingerprints import Fingerprint, Sample
    from octavo.grouping.copies.groups import Group

# Of a long text's sample every fourth is looked up by; of a short one all.
INDEXED = 16
# Two long texts with one shingle in common are no candidates, nor are two that seem to share less than this.
HITS = 2
SEEMING = 0.2
# A text is compared with so many at most: those that share most of what is looked up by.
MOST_COMPARED = 12
# A publisher's form, filled in again, shares less than this with what it was before.
VERSION = 0.75
# Where less of a text than this has turned out to be boilerplate, what was judged of it stands.
TOUCHED = 0.05


class CopyIndex:
    """Near-copies among the articles of the last days.

    ``add`` takes one article and returns its copies among those added before; ``add_all`` takes a batch, whose order
    does not matter. What was added is kept as fingerprints, some two kilobytes an article; ``expire`` forgets the old.
    """

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}
        self._numbered: dict[int, Entry] = {}
        self._last = 0
        self._taken = 0
        self._table = ShingleTable()
        self._publishers: dict[str, Boilerplate] = {}
        self._links = Links()

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, article: int) -> bool:
        return article in self._entries

    def add_all(self, texts: Iterable[CopyText]) -> tuple[Copy, ...]:
        """Add a batch, the oldest first."""
        return tuple(copy for text in sorted(texts, key=lambda t: (t.at, t.id)) for copy in self.add(text))

    def add(self, text: CopyText) -> tuple[Copy, ...]:
        """Add an article, or its new text in the place of the old; its copies, by the other's number."""
        self.remove((text.id,))
        self._last += 1
        entry = Entry(self._last, text.id, text.publisher, text.at, fingerprint_of(text))
        boilerplate = self._publishers.setdefault(text.publisher, Boilerplate())
        shingles = missing(entry.print.thinned(), boilerplate.common)
        copies = self._copies(entry, shingles)
        for copy in copies:
            self._links.add(copy)
        self._enter(entry, shingles)
        self._learn(text, entry, boilerplate, copies)
        return copies

    def _copies(self, entry: Entry, shingles: Sample) -> tuple[Copy, ...]:
        judged = (self._judge(entry, candidate) for candidate in self._candidates(entry, shingles))
        return tuple(sorted(filter(None, judged), key=lambda copy: copy.a + copy.b))

    def _candidates(self, entry: Entry, shingles: Sample) -> list[Entry]:
        """The texts that may be copies, those with most in common first."""
        numbers, hits = self._table.find(shingles)
        best = np.lexsort((numbers, -hits))
        found = []
        for number, count in zip(numbers[best].tolist(), hits[best].tolist(), strict=True):
            other = self._numbered.get(number)
            if other and other is not entry and _may_be_copy(count, len(shingles), entry.print, other.print):
                found.append(other)
                if len(found) == MOST_COMPARED:
                    break
        return found

    def _judge(self, one: Entry, other: Entry) -> Copy | None:
        publishers = {one.publisher, other.publisher}
        common = (self._publishers[publisher].common for publisher in sorted(publishers))
        return judge(one, other, tuple(common))

    def _enter(self, entry: Entry, shingles: Sample) -> None:
        if 2 * self._taken > WIDTH * self._table.buckets:
            self._rebuild()
        self._entries[entry.id] = self._numbered[entry.number] = entry
        self._taken += self._table.add(_looked_up(entry.print, shingles), entry.number)

    def _rebuild(self) -> None:
        """Enter what still lives anew, in a table that is some quarter full."""
        parts = {n: _looked_up(entry.print, entry.print.thinned()) for n, entry in self._numbered.items()}
        wanted = sum(map(len, parts.values()))
        buckets = SMALLEST
        while 3 * wanted > WIDTH * buckets:
            buckets *= 2
        self._table = ShingleTable(buckets)
        self._taken = sum(self._table.add(shingles, number) for number, shingles in parts.items())

    def _learn(self, text: CopyText, entry: Entry, boilerplate: Boilerplate, copies: tuple[Copy, ...]) -> None:
        """A publisher's text that is no version of another of its texts teaches what it says under every article."""
        boilerplate.articles.append(entry.id)
        if any(self._is_version(text, copy) for copy in copies):
            return
        learned = boilerplate.see(entry.print.sample)
        if len(learned):
            for article in tuple(boilerplate.articles):
                self._judge_again(article, learned)

    def _is_version(self, text: CopyText, copy: Copy) -> bool:
        """Whether a publisher's text is an update of the other, and not as like it as all its pages are."""
        if copy.kind is not CopyKind.UPDATED or copy.containment < VERSION:
            return False
        own, other = (copy.a, copy.b) if copy.a == text.id else (copy.b, copy.a)
        title = self._entries[other].print.title
        return alike(self._entries[own].print.title, title) or mentions(text.text, title)

    def _judge_again(self, article: int, learned: Sample) -> None:
        """Where much of a text has turned out to be boilerplate: cut the links that this made, look for others."""
        entry = self._entries.get(article)
        if entry is None:
            return
        shingles = entry.print.shingles()
        if np.count_nonzero(is_in(shingles, learned)) <= TOUCHED * len(shingles):
            return
        for copy in self._links.of(article):
            if self._judge(self._entries[copy.a], self._entries[copy.b]) is None:
                self._links.cut(copy)
        for copy in self._copies(entry, missing(entry.print.thinned(), self._publishers[entry.publisher].common)):
            self._links.add(copy)

    def remove(self, articles: Iterable[int]) -> None:
        """Forget articles; those that are not there do not matter. What were copies of them stay together."""
        bereft = [heirs for article in articles if (heirs := self._forget(article))]
        for heirs in bereft:
            self._relink([self._entries[article] for article in heirs if article in self._entries])

    def _forget(self, article: int) -> list[int]:
        entry = self._entries.pop(article, None)
        if entry is None:
            return []
        del self._numbered[entry.number]
        self._taken -= self._table.remove(_looked_up(entry.print, entry.print.thinned()), entry.number)
        return self._links.remove(article)

    def _relink(self, heirs: list[Entry]) -> None:
        """Copies of a text that went: the first of them takes its place."""
        if not heirs:
            return
        first = min(heirs, key=lambda entry: entry.key)
        for other in heirs:
            if other is not first and (copy := self._judge(first, other)):
                self._links.add(copy)
        looked_up = _looked_up(first.print, first.print.thinned())
        self._taken -= self._table.remove(looked_up, first.number)
        self._taken += self._table.add(looked_up, first.number)

    def expire(self, before: datetime) -> tuple[int, ...]:
        """Forget what is older; the numbers of what was forgotten."""
        old = tuple(sorted(article for article, entry in self._entries.items() if entry.at < before))
        self.remove(old)
        if old:
            living = {entry.publisher for entry in self._entries.values()}
            self._publishers = {name: own for name, own in self._publishers.items() if name in living}
        return old

    def copies_of(self, article: int) -> tuple[Copy, ...]:
        """The copies of one article, as far as what was learned since lets them stand."""
        return self._links.of(article)

    def group_of(self, article: int) -> Group:
        """The article and all that are copies of it, in order of number."""
        return self._links.group(article)

    def groups(self) -> tuple[Group, ...]:
        """All groups of two and more."""
        return self._links.groups()

    def first_of(self, articles: Iterable[int]) -> int:
        """Which of the articles was first: by time, of the same time the one with the lowest number."""
        return min((self._entries[article] for article in articles), key=lambda entry: entry.key).id

    def snapshot(self) -> bytes:
        """All that the index knows. What is restored from it goes on exactly as this one would."""
        state = State(
            entries=tuple(self._numbered.values()),
            last=self._last,
            taken=self._taken,
            table=self._table,
            publishers=self._publishers,
            links=tuple(self._links),
        )
        return written(state)

    @classmethod
    def restore(cls, snapshot: bytes) -> CopyIndex:
        """The index as it was.

        Raises:
            InvalidInput: the snapshot is of another version, or damaged; the articles have to be added anew.
        """
        state, index = read(snapshot), cls()
        index._entries = {entry.id: entry for entry in state.entries}
        index._numbered = {entry.number: entry for entry in state.entries}
        index._last, index._taken = state.last, state.taken
        index._table, index._publishers, index._links = state.table, state.publishers, Links(state.links)
        return index


def _looked_up(fingerprint: Fingerprint, shingles: Sample) -> Sample:
    return shingles if fingerprint.is_short else shingles[shingles % np.uint32(INDEXED) == 0]


def _may_be_copy(hits: int, shingles: int, one: Fingerprint, other: Fingerprint) -> bool:
    """Whether so many hits of so many shingles of ``one`` leave it open that the two are copies."""
    if other.is_short:
        return hits >= SEEMING * min(shingles, other.size // MODULUS)
    fewest = 1 if one.is_short else HITS
    return hits >= max(fewest, SEEMING * min(shingles, other.size) * MODULUS / INDEXED)
