"""The reports that new ones are compared with: arrays with a row a report, and an index of their rare terms."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from octavo.grouping.analysis import BUCKETS, KEYS, SECTIONS, WIDTH, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from octavo.grouping.analysis import Row

LINKS = 12
_CHUNK = 1_024
_TAIL = 512
_DAYS, _LATEST = 30.0, 200
_LONGEST_POSTINGS = 200
_ARRIVALS_BETWEEN_LOOKS = 16
_STEPS = 32
_LOW_BITS, _LOWEST, _HALF_BYTE = 16, 0xFFFF, 15
_SMALL = 60_000  # a window of no more has slots that fit two bytes
_ANCHORS = slice(SECTIONS["names"].start, SECTIONS["numbers"].stop)
_BITS = ("low_bits", "high_bits")
_COLUMNS: dict[str, tuple[type[np.generic], int]] = {
    "reports": (np.int64, 0),
    "alive": (np.bool_, 0),
    "at": (np.float64, 0),
    "publishers": (np.uint32, 0),
    "languages": (np.uint8, 0),
    "lengths": (np.float32, 0),
    "nearest": (np.float32, 0),
    # A term's number has nineteen bits: sixteen of them stand here, the rest two by two in half bytes.
    "low_bits": (np.uint16, WIDTH),
    "high_bits": (np.uint8, WIDTH // 2),
    "weights": (np.uint8, WIDTH),
    "links": (np.int32, LINKS),
    "strengths": (np.float32, LINKS),
}


class Facts(NamedTuple):
    """What is known of a report besides its terms: its id, time in days, and its publisher's and language's number."""

    report: int
    at: float
    publisher: int
    language: int


class Window:
    """The latest arrivals. A slot is a report's place in the arrays; slots follow arrival and shrink when old ones go.

    ``links`` hold the slots of earlier reports that a report was found to belong with (-1 for none), ``strengths`` how
    strongly; ``nearest`` the highest likeness of words that a report has met. ``marks`` is working memory: a place
    for each term, all zeros before and after use.

    The index is the slots of each term in order of arrival, term after term, and where each term's begin.
    """

    __slots__ = (
        "_begins", "_index_slots", "_slot_type", "_sorted", "_spelled", "_tail",
        "arrays", "capacity", "marks", "size", "slots",
    )  # fmt: skip

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self.arrays: dict[str, NDArray[Any]] = {name: _empty(0, name) for name in _COLUMNS}
        self.slots: dict[int, int] = {}
        self._spelled: list[bytes] = []
        self._slot_type = np.uint16 if capacity <= _SMALL else np.int32
        self._sorted = 0
        self._begins = np.zeros(BUCKETS + 1, np.uint32)
        self._index_slots: NDArray[np.integer[Any]] = np.zeros(0, self._slot_type)
        self._tail: NDArray[np.uint32] = np.zeros((_TAIL, KEYS), np.uint32)
        self.marks = np.zeros(BUCKETS, np.uint8)

    def column(self, name: str) -> NDArray[Any]:
        """An array's used part."""
        return self.arrays[name][: self.size]

    def add(self, row: Row, facts: Facts) -> int:
        """The slot of a new report."""
        if self.size == len(self.arrays["at"]):
            for name in _COLUMNS:  # one by one, so that no two of all are held at a time
                self.arrays[name] = np.concatenate((self.arrays[name], _empty(_CHUNK, name)))
        slot, arrays = self.size, self.arrays
        for name, fact in zip(("reports", "at", "publishers", "languages"), facts, strict=True):
            arrays[name][slot] = fact
        arrays["alive"][slot] = True
        arrays["lengths"][slot], arrays["nearest"][slot] = row.length, 0
        arrays["low_bits"][slot], arrays["high_bits"][slot] = _bits_of(row.numbers)
        arrays["weights"][slot] = np.minimum(np.rint(row.weights * _STEPS), 255)
        self._tail[slot - self._sorted] = keys_of(row.numbers[np.newaxis])[0]
        arrays["links"][slot], arrays["strengths"][slot] = -1, 0
        self._spelled.append(row.spelled.encode("utf-8", "surrogatepass"))
        self.slots[facts.report] = slot
        self.size += 1
        if self.size - self._sorted >= _TAIL:
            self._index_tail()
        return slot

    def terms(self, slots: NDArray[np.int32]) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
        """(terms, reports): the numbers of the terms, and how much each counts by its frequency in the text."""
        steps = np.ascontiguousarray(self.arrays["weights"][slots].T)
        return np.ascontiguousarray(self._numbers(slots).T), steps * np.float32(1 / _STEPS)

    def spelled(self, slot: int) -> str:
        """The most telling terms of a report as they are written (see ``why.shared``)."""
        return self._spelled[slot].decode("utf-8", "surrogatepass")

    def share_anchor(self, slot: int, other: int) -> bool:
        """Whether two reports have a name or a figure in common, which stand in any language alike."""
        mine, theirs = self._numbers([slot, other])[:, _ANCHORS]
        return bool(np.isin(mine[mine > 0], theirs).any())

    def keys(self, slot: int) -> NDArray[np.uint32]:
        """The terms that lead from a report to others, in order."""
        is_late = slot >= self._sorted
        row = self._tail[slot - self._sorted] if is_late else keys_of(self._numbers([slot]))[0]
        keys: NDArray[np.uint32] = row[row > 0]
        return keys

    def link(self, slot: int, others: NDArray[np.int32], strengths: NDArray[np.float32]) -> None:
        """Keep what a report belongs with, the strongest first."""
        self.arrays["links"][slot, : len(others)] = others
        self.arrays["strengths"][slot, : len(others)] = strengths

    def remove(self, report: int) -> None:
        """Let a report be found no more."""
        slot = self.slots.pop(report)
        self.arrays["alive"][slot] = False
        self.arrays["links"][slot], self.arrays["strengths"][slot] = -1, 0
        links = self.column("links")
        self.arrays["strengths"][: self.size][links == slot] = 0
        self.arrays["links"][: self.size][links == slot] = -1

    def links_of(self, reports: Iterable[int]) -> list[tuple[int, int, float]]:
        """The links from and to some reports: which it is, the other, how strong."""
        ids, links, strengths = self.column("reports"), self.column("links"), self.column("strengths")
        rows, places = np.nonzero(np.isin(links, self._slots_of(reports)))
        ones, others = ids[links[rows, places]], ids[rows]
        to_them = zip(ones.tolist(), others.tolist(), strengths[rows, places].tolist(), strict=True)
        return [*self.links_from(reports), *to_them]

    def links_from(self, reports: Iterable[int]) -> list[tuple[int, int, float]]:
        """The links from some reports to earlier ones: whatever links two of them is among these."""
        slots = self._slots_of(reports)
        ids, links, strengths = self.column("reports"), self.arrays["links"][slots], self.arrays["strengths"][slots]
        rows, places = np.nonzero(links >= 0)
        ones, others = ids[slots[rows]], ids[links[rows, places]]
        return list(zip(ones.tolist(), others.tolist(), strengths[rows, places].tolist(), strict=True))

    def expire(self) -> tuple[int, ...]:
        """Let go of the oldest arrivals, and of what is a month older than the latest, once enough have gathered.

        Their reports. A quiet library keeps what it has: only what grows without end is cut, and that is looked at now
        and then.
        """
        if self.size % _ARRIVALS_BETWEEN_LOOKS:
            return ()
        slack, many = (max(_TAIL, self.capacity // part) for part in (16, 8))
        long_ago = self._now() - _DAYS
        times = self.column("at")
        if self.size < self.capacity + slack and np.count_nonzero(times < long_ago) < many:
            return ()
        alive = np.flatnonzero(self.column("alive"))
        is_old = times[alive] < long_ago
        old = int(is_old.sum())
        if self.size < self.capacity + slack and old < many:
            return ()
        chosen = alive[~is_old] if old >= many else alive
        kept = chosen[max(0, len(chosen) - self.capacity) :]
        gone = tuple(self.arrays["reports"][np.setdiff1d(alive, kept, assume_unique=True)].tolist())
        self._keep(kept)
        return gone

    def _now(self) -> float:
        """The median of when the latest arrivals were published; one that claims another time does not count."""
        times, alive = self.column("at"), self.column("alive")
        latest = times[-2 * _LATEST :][alive[-2 * _LATEST :]][-_LATEST:]
        if len(latest) < _LATEST:
            latest = times[alive][-_LATEST:]
        return median(latest.tolist()) if len(latest) else 0.0

    def sharing(
        self, keys: NDArray[np.uint32], rarity: NDArray[np.float32], before: int
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The slots below ``before`` that have any of the terms, in order, with the summed rarity of those they have.

        Of a term that many have the latest count, so that the work does not grow with the window.
        """
        ends = self._begins.take(keys + np.uint32(1)).astype(np.intp)
        starts = np.maximum(self._begins.take(keys), ends - _LONGEST_POSTINGS)
        counts = ends - starts
        within = np.arange(int(counts.sum())) + np.repeat(starts - np.cumsum(counts) + counts, counts)
        slots, gains = self._index_slots[within], np.repeat(rarity, counts)
        self.marks[keys] = np.arange(1, len(keys) + 1, dtype=np.uint8)
        places = self.marks.take(self._tail[: self.size - self._sorted])
        self.marks[keys] = 0
        tail = np.append(np.float32(0), rarity).take(places).sum(axis=1)
        late = np.flatnonzero(tail)
        slots = np.concatenate((slots, (late + self._sorted).astype(np.int32)))
        usable = np.zeros(self.size, np.bool_)
        usable[slots] = True
        usable[before:] = False
        usable &= self.column("alive")
        found = np.flatnonzero(usable)
        total = np.bincount(slots, np.concatenate((gains, tail[late])), minlength=self.size)
        return found.astype(np.int32), total[found].astype(np.float32)

    def pack(self) -> dict[str, NDArray[Any]]:
        """Everything as arrays."""
        return {
            **{name: self.column(name) for name in _COLUMNS if name not in _BITS},
            "numbers": self._numbers(slice(0, self.size)),
            "spelled": np.frombuffer(b"\0".join(self._spelled), np.uint8),
            "window": np.array([self.capacity, self.size, self._sorted], np.int64),
        }

    @classmethod
    def unpack(cls, arrays: Mapping[str, NDArray[Any]]) -> Window:
        """The window that was packed."""
        capacity, size, indexed = arrays["window"].tolist()
        window = cls(capacity)
        window.size = size
        low_bits, high_bits = _bits_of(arrays["numbers"])
        rest = {name: np.array(arrays[name]) for name in _COLUMNS if name not in _BITS}
        window.arrays = {**rest, "low_bits": low_bits, "high_bits": high_bits}
        window._spelled = arrays["spelled"].tobytes().split(b"\0") if size else []
        window._note_slots()
        window._index(indexed)
        return window

    def _index(self, size: int | None = None) -> None:
        """Sort the terms of all reports up to a size; the few later ones are searched one by one."""
        self._sorted = self.size if size is None else size
        parts = range(0, self._sorted, _CHUNK)
        keys = [keys_of(self._numbers(slice(start, min(start + _CHUNK, self._sorted)))) for start in parts]
        terms = np.concatenate(keys).ravel() if keys else np.zeros(0, np.uint32)
        order = np.argsort(terms, kind="stable")
        order = order[int(np.searchsorted(terms[order], 1)) :]
        self._begins = _begins_of(terms[order])
        self._index_slots = (order // KEYS).astype(self._slot_type)
        self._tail[: self.size - self._sorted] = keys_of(self._numbers(slice(self._sorted, self.size)))

    def _index_tail(self) -> None:
        """Merge the terms of the latest reports into the sorted ones: what comes out is what sorting all would give."""
        terms = self._tail[: self.size - self._sorted].ravel()
        order = np.argsort(terms, kind="stable")
        order = order[int(np.searchsorted(terms[order], 1)) :]
        terms, slots = terms[order], (order // KEYS + self._sorted).astype(self._slot_type)
        self._index_slots = np.insert(self._index_slots, self._begins[terms + 1].astype(np.intp), slots)
        self._begins += _begins_of(terms)
        self._sorted = self.size

    def _keep(self, kept: NDArray[np.intp]) -> None:
        """Keep these slots alone, renumbered."""
        renumbered = np.full(self.size + 1, -1, np.int32)
        renumbered[kept] = np.arange(len(kept), dtype=np.int32)
        links = renumbered[self.arrays["links"][kept]]
        for name in _COLUMNS:
            self.arrays[name] = np.concatenate((self.arrays[name][kept], _empty(_CHUNK, name)))
        self.arrays["links"][: len(kept)] = links
        self.arrays["strengths"][: len(kept)][links < 0] = 0
        self._spelled = [self._spelled[slot] for slot in kept.tolist()]
        self.size = len(kept)
        self._note_slots()
        self._index()

    def _numbers(self, slots: slice | list[int] | NDArray[np.int32]) -> NDArray[np.uint32]:
        """The numbers of the terms of reports, a row each."""
        high = self.arrays["high_bits"][slots]
        numbers: NDArray[np.uint32] = np.concatenate((high & _HALF_BYTE, high >> 4), axis=1).astype(np.uint32)
        numbers <<= _LOW_BITS
        numbers |= self.arrays["low_bits"][slots]
        return numbers

    def _slots_of(self, reports: Iterable[int]) -> NDArray[np.intp]:
        return np.array(sorted(self.slots[report] for report in reports if report in self.slots), np.intp)

    def _note_slots(self) -> None:
        reports, alive = self.column("reports").tolist(), self.column("alive").tolist()
        self.slots = {report: slot for slot, (report, lives) in enumerate(zip(reports, alive, strict=True)) if lives}


def _begins_of(terms: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """How many of some terms are below each; behind the last, how many there are."""
    begins = np.zeros(BUCKETS + 1, np.uint32)
    np.cumsum(np.bincount(terms, minlength=BUCKETS), out=begins[1:])
    return begins


def _bits_of(numbers: NDArray[np.uint32]) -> tuple[NDArray[np.uint16], NDArray[np.uint8]]:
    """Rows of numbers as ``low_bits``, and ``high_bits`` of which each byte is of two numbers half a row apart."""
    high = (numbers >> _LOW_BITS).astype(np.uint8)
    return (numbers & _LOWEST).astype(np.uint16), high[..., : WIDTH // 2] | (high[..., WIDTH // 2 :] * np.uint8(16))


def _empty(length: int, name: str) -> NDArray[Any]:
    kind, width = _COLUMNS[name]
    return np.zeros((length, width) if width else length, kind)
