"""Whether two texts are copies of each other, of which kind, and why: in words for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from octavo.grouping.copies.boilerplate import is_in, missing
from octavo.grouping.copies.fingerprints import FIGURE
from octavo.grouping.copies.values import Copy, CopyKind

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.grouping.copies.fingerprints import Fingerprint, Sample

# This much of the shorter text has to be in the longer one.
CONTAINED = 0.5
# Only one of two texts without a word in common can be more than half of a third, so no chain joins strangers.
HALF = 0.5
# Fewer shingles than this say nothing.
LEAST = 12
# A form filled in again keeps its words and not its figures; a copy keeps figures as it keeps words.
FEWEST_FIGURES = 6
FIGURES_KEPT = 0.25
ALIKE = 0.5
# A copy that comes later than this under an unlike headline has to be nearly the whole, and long.
SOON = timedelta(days=4)
MOSTLY = 0.9
_NEARLY_ALL = 0.985
_HOUR, _DAY = 3_600, 86_400


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the index; ``number`` counts what was entered."""

    number: int
    id: int
    publisher: str
    at: datetime
    print: Fingerprint

    @property
    def key(self) -> tuple[datetime, int]:
        """Who was first: by time, then by number."""
        return self.at, self.id


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much two texts share, boilerplate left out: of the shorter one and of the longer one."""

    shorter: float
    longer: float
    a_is_longer: bool
    is_form: bool
    """Whether words stayed and figures did not."""


def judge(one: Entry, other: Entry, boilerplate: tuple[Sample, ...]) -> Copy | None:
    """How the two are copies of each other, ``None`` if they are not."""
    first, second = sorted((one, other), key=lambda entry: entry.key)
    overlap = _overlap(first.print, second.print, boilerplate)
    if overlap is None or overlap.shorter < CONTAINED or overlap.is_form:
        return None
    is_exact = first.print.digest == second.print.digest
    kind = _kind(first, second, overlap, is_exact=is_exact)
    if not _is_likely(kind, first, second, overlap):
        return None
    if kind is CopyKind.EXCERPT and not overlap.a_is_longer:
        first, second = second, first
    return Copy(
        a=first.id,
        b=second.id,
        kind=kind,
        containment=overlap.shorter,
        score=overlap.longer,
        reason=_reason(kind, first, second, overlap),
    )


def alike(one: bytes, other: bytes) -> bool:
    """Whether two headlines share half of the longer words of the one that has more."""
    return likeness(one, other) >= ALIKE


def likeness(one: bytes, other: bytes) -> float:
    """The share of the longer words of the richer headline that is in the other."""
    if one == other:
        return 1.0
    words, others = (set(np.frombuffer(title, np.uint16).tolist()) for title in (one, other))
    return len(words & others) / max(len(words), len(others))


def _is_likely(kind: CopyKind, first: Entry, second: Entry, overlap: Overlap) -> bool:
    """Whether headlines and times let it be: notices and what comes late under another headline need more."""
    if alike(first.print.title, second.print.title):
        return True
    if second.at - first.at <= SOON:
        return first.print.is_grounded or second.print.is_grounded
    is_long = not (first.print.is_short or second.print.is_short)
    return is_long and kind is not CopyKind.EXCERPT and overlap.shorter >= MOSTLY


def _overlap(a: Fingerprint, b: Fingerprint, boilerplate: tuple[Sample, ...]) -> Overlap | None:
    whole = a.is_short and b.is_short
    left, right = (a.shingles(), b.shingles()) if whole else (a.thinned(), b.thinned())
    for common in boilerplate:
        left, right = missing(left, common), missing(right, common)
    fewer, more = sorted((len(left), len(right)))
    if fewer < (LEAST if whole else LEAST // 2):
        return None
    both = left[is_in(left, right)]
    return Overlap(
        shorter=len(both) / fewer,
        longer=len(both) / more,
        a_is_longer=len(left) > len(right),
        is_form=_is_form(left, right, both),
    )


def _is_form(left: Sample, right: Sample, both: Sample) -> bool:
    figures, others, kept = (int(np.count_nonzero(some & FIGURE)) for some in (left, right, both))
    fewer = min(figures, others)
    if fewer < FEWEST_FIGURES:
        return False
    words = min(len(left) - figures, len(right) - others)
    return kept * words < FIGURES_KEPT * fewer * (len(both) - kept)


def _kind(first: Entry, second: Entry, overlap: Overlap, *, is_exact: bool) -> CopyKind:
    is_again = first.publisher == second.publisher
    if overlap.longer > HALF or is_exact:
        return CopyKind.UPDATED if is_again else CopyKind.EXACT if is_exact else CopyKind.EDITED
    if is_again and alike(first.print.title, second.print.title):
        return CopyKind.UPDATED
    return CopyKind.EXCERPT


def _reason(kind: CopyKind, first: Entry, second: Entry, overlap: Overlap) -> str:
    if kind is CopyKind.EXACT:
        return f"word for word the same text, {_headline(first, second)}"
    if kind is CopyKind.EXCERPT:
        return f"{_share(overlap.shorter)} of the shorter text is in the longer one, which has much besides"
    if kind is CopyKind.UPDATED:
        later = _later(second.at - first.at)
        return f"{first.publisher} again, {later}: {_share(overlap.shorter)} of the shorter text is in the other"
    return f"{_share(overlap.shorter)} of the shorter text is in the longer one, {_headline(first, second)}"


def _headline(first: Entry, second: Entry) -> str:
    if first.print.title == second.print.title:
        return "under the same headline"
    return "under a like headline" if alike(first.print.title, second.print.title) else "under another headline"


def _share(share: float) -> str:
    return "all" if share >= _NEARLY_ALL else f"about {round(100 * share)}%"


def _later(age: timedelta) -> str:
    seconds = age.total_seconds()
    for size, name in ((_DAY, "day"), (_HOUR, "hour"), (60, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {name}{'s' if count > 1 else ''} later"
    return "at the same time"
