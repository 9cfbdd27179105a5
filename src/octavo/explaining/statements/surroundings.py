"""What stands around quotations and mentions, as numbers: what the trees read that choose who said it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.statements.classes import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    COMMA,
    HINTING,
    LINKING,
    OTHER,
    PRONOUN,
    PUNCTUATION,
    QUOTED,
    SAYING,
    classes_of,
)
from octavo.explaining.statements.words import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from octavo.explaining.statements.grammar import Grammar
    from octavo.explaining.statements.marks import Quoted
    from octavo.explaining.statements.mentions import Mention
    from octavo.explaining.statements.words import Words

_FAR = 60
_BEFORE, _AFTER = 7, 4
_BLOCKS_BACK = 3
_ENDING = frozenset(".!?…")
_DASHES = frozenset("-–—―")
_ITS_OWN = 25
_FEW = 3
_CLOSE = 4

INNER_NAMES = (
    "words", "capitals", "begins_capital", "is_single", "is_closed", "goes_on", "own_verb", "own_pronoun",
    "is_lone_capital",
)  # fmt: skip
AROUND_NAMES = (
    "mark_before", "class_before", "class_before_2", "class_after", "class_after_2", "class_after_3", "saying_before",
    "saying_after", "after_is_name", "after_is_pronoun", "frame_saying", "frame_hinting", "by_near", "work_before",
    "so_called_before", "article_before",
)  # fmt: skip
PLACE_NAMES = (
    "ends", "ends_comma", "opens_block", "ends_block", "is_block", "is_first_in_frame", "quotes_in_frame", "prior_gap",
    "prior_same_frame", "next_gap", "quotes",
)  # fmt: skip
QUOTE_NAMES = (*INNER_NAMES, *AROUND_NAMES, *PLACE_NAMES)
MENTION_NAMES = (
    "kind", "is_person", "length", "before_class", "before_class_2", "after_class", "after_class_2", "saying_right",
    "saying_left", "hinting_right", "hinting_left", "by_before", "by_after", "is_possessive", "is_speaker",
    "begins_frame", "times", "comma_after", "comma_before", "titled", "verb_over_comma", "capital_share",
    "is_first_person", "linking_before", "frame_said", "is_oblique", "is_before_verb",
)  # fmt: skip
PAIR_NAMES = (
    "side", "distance", "blocks", "frames", "mentions_between", "quotes_between", "saying_between", "hinting_between",
    "comma_between", "stop_between", "adjacent", "adjacent_verb", "rank", "rank_saying", "same_frame", "that_between",
)  # fmt: skip
NAMES = (*QUOTE_NAMES, *MENTION_NAMES, *PAIR_NAMES)


class Surroundings:
    """The numbers of an article's quotations and mentions; ``pairs`` are the (quotation, mention) that may belong."""

    def __init__(self, words: Words, quotes: Sequence[Quoted], mentions: Sequence[Mention], grammar: Grammar) -> None:
        self._words, self._quotes, self._mentions, self._grammar = words, quotes, mentions, grammar
        self._count = len(words)
        self._classes = _classes_in(words, classes_of(grammar.language))
        self._firsts = [mention.first for mention in mentions]
        self._saying = [place for place, kind in enumerate(self._classes) if kind == SAYING]
        self._hinting = [place for place, kind in enumerate(self._classes) if kind == HINTING]
        self._commas = [place for place, text in enumerate(words.text) if text == ","]
        phrases = (*grammar.by, *grammar.near)
        found = [(place, len(one)) for place, one in _phrases_in(words.low, phrases)]
        self._by = sorted({place for place, _ in found})
        self._behind_by = {place + length for place, length in found}
        self._opening = [first for first in words.first_of if first != NOWHERE]
        self._that = [place for place, low in enumerate(words.low) if low in grammar.that]
        self._times = Counter(words.low[mention.head].removesuffix("'s") for mention in mentions)
        self._in_frame = Counter(words.frame[first] for first in words.first_of if first != NOWHERE)
        self._said_in = Counter(words.frame[place] for place in self._saying)
        self._rows: dict[int, list[float]] = {}
        self._beside: dict[int, tuple[bool, bool]] = {}
        self.pairs: list[tuple[int, int]] = []

    def quote_rows(self) -> NDArray[np.float32]:
        """The numbers of all quotations, in the order of ``QUOTE_NAMES``."""
        rows = [self._quote_row(number) for number in range(len(self._quotes))]
        return np.array(rows, np.float32).reshape(len(rows), len(QUOTE_NAMES))

    def pair_rows(self, of_quotes: NDArray[np.float32]) -> NDArray[np.float32]:
        """The numbers of all pairs, in the order of ``NAMES``; fills ``pairs``."""
        rows: list[list[float]] = []
        self.pairs = []
        for number in range(len(self._quotes)):
            if self._words.first_of[number] == NOWHERE:
                continue
            candidates = self._near(number)
            ranks = self._ranks(number, candidates)
            for candidate, rank in zip(candidates, ranks, strict=True):
                self.pairs.append((number, candidate))
                rows.append(self._pair_row(number, candidate, *rank))
        own = np.array(rows, np.float32).reshape(len(rows), len(PAIR_NAMES))
        quotes = of_quotes[[number for number, _ in self.pairs]]
        return np.hstack((quotes, self._mention_rows([candidate for _, candidate in self.pairs]), own))

    def _mention_rows(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        """The numbers of some mentions, most of which stand beside several quotations."""
        place = {number: row for row, number in enumerate(dict.fromkeys(numbers))}
        rows = [self._mention_row(number) for number in place]
        each = np.array(rows, np.float32).reshape(len(rows), len(MENTION_NAMES))
        return each[[place[number] for number in numbers]]

    def _near(self, number: int) -> list[int]:
        """The mentions that may say who said it: the nearest before and after, within a few paragraphs."""
        words = self._words
        first, after = words.first_of[number], words.after_of[number]
        place = bisect_left(self._firsts, first)
        block = self._quotes[number].block
        before = range(max(0, place - _BEFORE), place)
        start = bisect_left(self._firsts, after)
        behind = range(start, min(len(self._mentions), start + _AFTER))
        found = [one for one in before if words.block[self._firsts[one]] >= block - _BLOCKS_BACK]
        found += self._last_said(place, before)
        return found + [one for one in behind if words.block[self._firsts[one]] <= block + 1]

    def _last_said(self, place: int, before: range) -> list[int]:
        """The last mention beside a verb of saying, where it stands further back than the nearest."""
        for one in range(place - 1, max(-1, place - _ITS_OWN), -1):
            if any(self._said_beside(one)):
                return [] if one in before else [one]
        return []

    def _said_beside(self, number: int) -> tuple[bool, bool]:
        """Whether a verb of saying stands right behind a mention, and right before it."""
        found = self._beside.get(number)
        if found is None:
            first, frame = self._mentions[number].first, self._words.frame[self._mentions[number].first]
            before = self._class(first - 1, frame)
            is_before = before == SAYING or (before == ADVERB and self._class(first - 2, frame) == SAYING)
            found = self._beside[number] = (self._is_next(self._mentions[number].after, frame), is_before)
        return found

    def _class(self, place: int, frame: int) -> int:
        return self._classes[place] if 0 <= place < self._count and self._words.frame[place] == frame else 0

    def _quote_row(self, number: int) -> list[float]:
        first, after = self._words.first_of[number], self._words.after_of[number]
        if first == NOWHERE:
            return [0.0] * len(QUOTE_NAMES)
        return [*self._inner(number, first, after), *self._around(first, after), *self._place(number, first, after)]

    def _inner(self, number: int, first: int, after: int) -> list[float]:
        """Numbers of what is quoted."""
        words, quote, grammar = self._words, self._quotes[number], self._grammar
        inner = [place for place in range(first, min(after, first + _FAR)) if words.text[place][0].isalnum()]
        capitals = sum(words.text[place][0].isupper() for place in inner)
        return [
            min(len(inner) + max(0, after - first - _FAR), 40),
            capitals / max(1, len(inner)),
            float(bool(inner) and words.text[inner[0]][0].isupper()),
            float(not quote.is_double),
            float(quote.is_closed),
            float(quote.goes_on),
            float(any(words.low[place] in grammar.auxiliaries for place in inner)),
            float(any(words.low[place] in grammar.pronouns for place in inner)),
            float(len(inner) <= _FEW and capitals == len(inner)),
        ]

    def _around(self, first: int, after: int) -> list[float]:
        """Numbers of the words around a quotation."""
        words, grammar = self._words, self._grammar
        frame, end_frame = words.frame[first], words.frame[after - 1]
        before = words.low[first - 1] if first and words.frame[first - 1] == frame else ""
        low_before = [words.low[place] for place in range(max(0, first - 4), first) if words.frame[place] == frame]
        frame_first = bisect_left(words.frame, frame)
        frame_after = bisect_left(words.frame, end_frame + 1)
        next_class = self._class(after, end_frame)
        return [
            PUNCTUATION.get(before, 0),
            self._class(first - 1, frame),
            self._class(first - 2, frame),
            next_class,
            self._class(after + 1, end_frame),
            self._class(after + 2, end_frame),
            self._gap(self._saying, first, before=True),
            self._gap(self._saying, after, before=False),
            float(next_class == CAPITAL),
            float(next_class == PRONOUN),
            _count(self._saying, frame_first, frame_after),
            _count(self._hinting, frame_first, frame_after),
            float(_count(self._by, max(frame_first, first - 8), first) or _count(self._by, after, after + 3)),
            float(any(low in grammar.works for low in low_before)),
            float(any(low in grammar.so_called for low in low_before)),
            float(bool(low_before) and low_before[-1] in grammar.determiners),
        ]

    def _place(self, number: int, first: int, after: int) -> list[float]:
        """Numbers of where a quotation stands and how it ends."""
        words, quote = self._words, self._quotes[number]
        frame = words.frame[first]
        last = words.text[after - 2] if quote.is_closed and after - 2 > first else words.text[after - 1]
        following = words.text[after] if after < len(words) else ""
        opens = not first or words.block[first - 1] != quote.block
        ends = after >= len(words) or words.block[after] != quote.block
        prior = words.after_of[number - 1] if number and words.first_of[number - 1] != NOWHERE else NOWHERE
        next_first = words.first_of[number + 1] if number + 1 < len(self._quotes) else NOWHERE
        return [
            float(last in _ENDING) + 2 * (following in _ENDING),
            float(last == ",") + 2 * (following == ","),
            float(opens),
            float(ends),
            float(opens and ends),
            float(not first or words.frame[first - 1] != frame),
            self._in_frame[frame],
            min(_FAR, first - prior) if prior != NOWHERE else _FAR,
            float(prior != NOWHERE and words.frame[prior - 1] == frame),
            min(_FAR, next_first - after) if next_first != NOWHERE else _FAR,
            min(30, len(self._quotes)),
        ]

    def _gap(self, places: Sequence[int], place: int, *, before: bool) -> float:
        """How many words until the next of some places in the same block, ``_FAR`` where there is none near."""
        position = bisect_left(places, place) - before
        if not 0 <= position < len(places):
            return _FAR
        there = places[position]
        words = self._words
        here = min(max(0, place - before), len(words) - 1)
        if words.block[there] != words.block[here]:
            return _FAR
        return min(_FAR, abs(there - place))

    def _mention_row(self, number: int) -> list[float]:
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = self._new_mention_row(number)
        return row

    def _new_mention_row(self, number: int) -> list[float]:
        words, grammar, mention = self._words, self._grammar, self._mentions[number]
        first, after, head = mention.first, mention.after, mention.head
        frame = words.frame[first]
        low = words.low[head].removesuffix("'s")
        texts = words.text[first:after]
        right = self._gap(self._saying, after, before=False)
        left = self._gap(self._saying, first, before=True)
        before, behind = self._class(first - 1, frame), self._class(after, frame)
        said_behind, said_before = self._said_beside(number)
        return [
            mention.kind,
            float(low in grammar.persons),
            after - first,
            before,
            self._class(first - 2, frame),
            behind,
            self._class(after + 1, frame),
            float(said_behind),
            float(said_before),
            min(right, 20),
            min(left, 20),
            float(first in self._behind_by),
            float(after < len(words) and words.low[after] in grammar.by_after),
            float(words.low[after - 1].endswith(("'s", "s'")) or (after < len(words) and words.text[after] in "'’")),
            float(low in grammar.speakers),
            float(first == 0 or words.frame[first - 1] != frame),
            min(self._times[low], 12),
            float(behind == COMMA),
            float(before == COMMA),
            float(words.low[first] in grammar.heads and after - first > 1),
            float(behind == COMMA and self._over_comma(after, frame)),
            sum(text[0].isupper() for text in texts) / (after - first),
            float(low in _FIRST_PERSON),
            float(before == LINKING),
            min(3, self._said_in[frame]),
            float(words.low[first] in grammar.oblique),
            float(behind in _VERBS or before in _VERBS),
        ]  # fmt: skip

    def _is_next(self, place: int, frame: int) -> bool:
        """Whether a verb of saying follows, but for auxiliaries and adverbs between."""
        for _ in range(3):
            kind = self._class(place, frame)
            if kind == SAYING:
                return True
            if kind not in (AUXILIARY, ADVERB):
                return False
            place += 1
        return False

    def _over_comma(self, place: int, frame: int) -> bool:
        """Whether a verb of saying follows the comma that ends an apposition: "Ms Vane, the spokeswoman, said"."""
        words = self._words
        position = bisect_left(self._commas, place + 1)
        for comma in self._commas[position : position + 3]:
            if words.frame[comma] != frame or comma - place > _ITS_OWN:
                return False
            if self._is_next(comma + 1, frame):
                return True
        return False

    def _ranks(self, number: int, candidates: Sequence[int]) -> list[tuple[int, int]]:
        """For each candidate, how many stand nearer to the quotation, and how many of those beside a verb of saying."""
        distance = {one: self._distance(number, one) for one in candidates}
        ordered = sorted(candidates, key=distance.__getitem__)
        ranks: dict[int, tuple[int, int]] = {}
        said = 0
        for rank, one in enumerate(ordered):
            ranks[one] = (rank, said)
            row = self._mention_row(one)
            said += bool(row[7] or row[8] or row[11])
        return [ranks[one] for one in candidates]

    def _distance(self, number: int, candidate: int) -> int:
        words, mention = self._words, self._mentions[candidate]
        first = words.first_of[number]
        return first - mention.after if mention.first < first else mention.first - words.after_of[number]

    def _pair_row(self, number: int, candidate: int, rank: int, rank_saying: int) -> list[float]:
        words, mention = self._words, self._mentions[candidate]
        first, after = words.first_of[number], words.after_of[number]
        is_before = mention.first < first
        begin, stop = (mention.after, first) if is_before else (after, mention.first)
        frame = words.frame[first] if is_before else words.frame[after - 1]
        here = words.frame[mention.first]
        saying = _count(self._saying, begin, stop)
        return [
            float(is_before),
            min(_FAR, stop - begin),
            abs(words.block[mention.first] - self._quotes[number].block),
            min(8, abs(here - frame)),
            min(12, abs(bisect_left(self._firsts, stop) - bisect_left(self._firsts, begin))),
            min(8, _count(self._opening, begin, stop)),
            min(4, saying),
            min(4, _count(self._hinting, begin, stop)),
            min(4, _count(self._commas, begin, stop)),
            float(here != frame),
            float(stop - begin <= 1),
            float(saying == 1 and stop - begin <= _CLOSE),
            min(rank, 12),
            min(rank_saying, 6),
            float(here == frame),
            min(2, _count(self._that, begin, stop)),
        ]  # fmt: skip


_VERBS = frozenset({SAYING, HINTING, AUXILIARY})
_FIRST_PERSON = frozenset({"i", "we", "you", "ich", "wir", "je", "nous", "yo"})


def _classes_in(words: Words, table: dict[str, int]) -> list[int]:
    """The class of each word."""
    found: list[int] = []
    for low, text, quote in zip(words.low, words.text, words.quote, strict=True):
        known = table.get(low) if quote == NOWHERE else None
        if known is None and not low[0].isalnum():
            known = PUNCTUATION.get(low, 1)
        elif known is None:
            known = QUOTED if quote != NOWHERE else CAPITAL if text[0].isupper() else OTHER
        found.append(known)
    return found


def _count(places: Sequence[int], begin: int, stop: int) -> int:
    return bisect_left(places, stop) - bisect_left(places, begin)


def _phrases_in(low: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where phrases stand in a row of words."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase[0], []).append(phrase)
    for place, word in enumerate(low):
        for phrase in by_first.get(word, ()):
            if tuple(low[place : place + len(phrase)]) == phrase:
                yield place, phrase
