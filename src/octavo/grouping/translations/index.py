"""The index of translations: one article at a time, compared with those of other languages of the last days."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from octavo.grouping.translations.judging import translated
from octavo.grouping.translations.outlines import MOST_ANCHORS, MOST_KEYS, MOST_SPANS, Outline, outline_of
from octavo.kit.languages import code_of, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from numpy.typing import NDArray

    from octavo.grouping.reports import Report
    from octavo.grouping.translations.judging import Likeness

VERSION = 1
_DAY = 86_400.0
# A translation comes so many days after its original at most; it shares so many of what is looked up by; and with the
# few that share most it is compared.
_DAYS, _HITS, _MOST_COMPARED = 3.0, 3, 4
_CHUNK = 256
_COLUMNS: dict[str, tuple[type[np.generic], int]] = {
    "ids": (np.int64, 0),
    "at": (np.float64, 0),
    "languages": (np.uint8, 0),
    "lengths": (np.int32, 0),
    "originals": (np.int64, 0),
    "names": (np.uint8, 0),
    "figures": (np.uint8, 0),
    "keys": (np.uint16, MOST_KEYS),
    "anchors": (np.uint16, MOST_ANCHORS),
    "places": (np.uint16, MOST_ANCHORS),
    "spans": (np.uint16, MOST_SPANS),
}
_NONE = -1
_MOST_LANGUAGES = 255
_MOST_TOLD = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """An article that is another one in another language, the later of the two, and how much speaks for it."""

    article: int
    original: int
    names: int
    figures: int

    @property
    def reason(self) -> str:
        """Why, in words a person understands."""
        parts = [
            f"{count} {kind if count == 1 else kind + 's'}"
            for count, kind in ((self.names, "name"), (self.figures, "figure"))
            if count
        ]
        return f"in another language: {' and '.join(parts)} in the same order and places, paragraphs of like lengths"


class TranslationIndex:
    """Which of the articles of the last days are translations of others; some 600 bytes an article.

    Batches may come in any order inside; the same batches give the same translations.
    """

    __slots__ = ("_arrays", "_languages", "_seen", "_size")

    def __init__(self) -> None:
        self._arrays: dict[str, NDArray[Any]] = {name: _empty(_CHUNK, name) for name in _COLUMNS}
        self._size = 0
        self._languages: list[str] = [""]
        self._seen = np.zeros(1 << 16, np.bool_)

    def add_all(self, reports: Iterable[Report]) -> tuple[Translation, ...]:
        """Take in a batch; the translations it brought. One that is known is looked at anew."""
        found = (self._add(report) for report in sorted(reports, key=lambda report: report.order))
        return tuple(translation for several in found for translation in several)

    def of(self, article: int) -> Translation | None:
        """What an article is the translation of; ``None`` where it is none, as far as is known."""
        slots = np.flatnonzero(self._column("ids") == article)
        if not len(slots) or self._arrays["originals"][slots[0]] == _NONE:
            return None
        return self._told(int(slots[0]))

    def expire(self, before: datetime) -> None:
        """Forget what is older."""
        oldest = before.timestamp() / _DAY
        kept = np.flatnonzero((self._column("ids") != _NONE) & (self._column("at") >= oldest))
        if len(kept) < self._size:
            self._arrays = {
                name: np.concatenate((array[kept], _empty(_CHUNK, name))) for name, array in self._arrays.items()
            }
            self._size = len(kept)

    def snapshot(self) -> bytes:
        """All that the index knows."""
        file = BytesIO()
        columns = {name: self._column(name) for name in _COLUMNS}
        languages = np.frombuffer("\n".join(self._languages).encode(), np.uint8)
        np.savez(file, allow_pickle=False, version=np.array(VERSION), known=languages, **columns)
        return file.getvalue()

    @classmethod
    def restore(cls, snapshot: bytes) -> TranslationIndex:
        """The index as it was; raises ``ValueError`` for what is no snapshot of it."""
        try:
            with np.load(BytesIO(snapshot), allow_pickle=False) as file:
                arrays = {name: file[name] for name in file}
            index = cls()
            index._check(int(arrays["version"]))
            index._arrays = {name: np.concatenate((arrays[name], _empty(_CHUNK, name))) for name in _COLUMNS}
            index._size = len(arrays["ids"])
            index._languages = arrays["known"].tobytes().decode().split("\n")
        except (BadZipFile, EOFError, KeyError, OSError, ValueError) as error:
            raise ValueError("this is no snapshot of translations: add the articles anew") from error
        return index

    def _check(self, version: int) -> None:
        if version != VERSION:
            raise ValueError("another version")

    def _add(self, report: Report) -> list[Translation]:
        self._column("ids")[self._column("ids") == report.id] = _NONE
        outline = outline_of(report.title, report.text)
        slot = self._enter(report, outline)
        if not self._arrays["languages"][slot]:
            return []
        judged = ((translated(outline, self._outline(other)), other) for other in self._candidates(slot))
        found = [(alike.distance, other, alike) for alike, other in judged if alike is not None]
        if not found:
            return []
        _, other, alike = min(found, key=lambda one: one[:2])
        return [self._link(slot, other, alike)]

    def _enter(self, report: Report, outline: Outline) -> int:
        if self._size == len(self._arrays["ids"]):
            grown = {name: np.concatenate((one, _empty(len(one), name))) for name, one in self._arrays.items()}
            self._arrays = grown
        slot, arrays = self._size, self._arrays
        self._size += 1
        values = {
            "ids": report.id, "at": report.at.timestamp() / _DAY, "lengths": outline.length,
            "languages": self._number_of(language_of(report.text, report.language) or code_of(report.language)),
            "originals": _NONE, "names": 0, "figures": 0,
        }  # fmt: skip
        for name, value in values.items():
            arrays[name][slot] = value
        for name in ("keys", "anchors", "places", "spans"):
            row = getattr(outline, name)
            arrays[name][slot] = 0
            arrays[name][slot, : len(row)] = row
        return slot

    def _candidates(self, slot: int) -> list[int]:
        """Those of other languages that share most of what is looked up by, within some days."""
        languages, at = self._column("languages"), self._column("at")
        other = np.flatnonzero((languages != languages[slot]) & (languages > 0))
        if not len(other):
            return []
        other = other[(np.abs(at[other] - at[slot]) <= _DAYS) & (self._column("ids")[other] != _NONE)]
        keys = self._arrays["keys"]
        self._seen[keys[slot]] = True
        self._seen[0] = False
        hits = self._seen[keys[other]].sum(axis=1)
        self._seen[keys[slot]] = False
        best = np.argsort(-hits, kind="stable")[:_MOST_COMPARED]
        return [int(one) for one in other[best[hits[best] >= _HITS]]]

    def _outline(self, slot: int) -> Outline:
        arrays = self._arrays
        count = int(np.count_nonzero(arrays["anchors"][slot]))
        return Outline(
            anchors=arrays["anchors"][slot, :count],
            places=arrays["places"][slot, :count],
            spans=arrays["spans"][slot, : int(np.count_nonzero(arrays["spans"][slot]))],
            keys=arrays["keys"][slot],
            length=int(arrays["lengths"][slot]),
        )

    def _link(self, slot: int, other: int, alike: Likeness) -> Translation:
        """Note which of the two is the translation: the later one, of the same time the one with the higher number."""
        at, ids, arrays = self._column("at"), self._column("ids"), self._arrays
        original, article = sorted((slot, other), key=lambda one: (float(at[one]), int(ids[one])))
        arrays["originals"][article] = ids[original]
        arrays["names"][article] = min(alike.names, _MOST_TOLD)
        arrays["figures"][article] = min(alike.figures, _MOST_TOLD)
        return self._told(article)

    def _told(self, slot: int) -> Translation:
        values = (int(self._arrays[name][slot]) for name in ("ids", "originals", "names", "figures"))
        article, original, names, figures = values
        return Translation(article=article, original=original, names=names, figures=figures)

    def _column(self, name: str) -> NDArray[Any]:
        return self._arrays[name][: self._size]

    def _number_of(self, language: str) -> int:
        """A language's place among those met; 0 for one that is unknown."""
        code = language[:8]
        if code not in self._languages and len(self._languages) < _MOST_LANGUAGES and code.isalnum():
            self._languages.append(code)
        return self._languages.index(code) if code in self._languages else 0


def _empty(length: int, name: str) -> NDArray[Any]:
    kind, width = _COLUMNS[name]
    return np.zeros((length, width) if width else length, kind)
