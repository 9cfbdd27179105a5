"""What grouping costs as a library grows: made-up articles of made-up events, counted by the ten thousand.

    python benchmarks/grouping_scale.py [--articles 200000] [--words 300] [--memory] [--all] [--peer] [--plot FILE.svg]

Words follow Zipf's law; half of the articles open an event, the others tell of one of the last few hundred. Prints how
many articles a second of processor time went through grouping alone, and, with ``--memory``, the bytes of memory for
each article in the window once it is full, which costs time. With ``--all`` copies and translations are looked
for too, as when a library is refreshed. With ``--peer`` rensa's MinHash index takes the same texts in the same run, so
that figures of different machines can be compared. ``--plot`` draws what an article cost as the library grew, for which
it needs the ``train`` group of dependencies.
"""

from __future__ import annotations

import argparse
import sys
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.copies import rensa_index

from octavo.grouping import Grouper, Report, Sorter
from octavo.grouping.grouper import WINDOW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_VOCABULARY, _ZIPF = 120_000, 1.02
_SYLLABLES = [consonant + vowel for consonant in "bcdfghklmnprstvz" for vowel in "aeiou"]
_BATCH, _STEP, _OPEN_EVENTS = 200, 10_000, 400
_START = datetime(2025, 1, 1, tzinfo=UTC)


class Press:
    """Makes articles; the same ones each time."""

    def __init__(self, words: int) -> None:
        self.words = words
        self.chance = np.random.default_rng(1)
        self.vocabulary = [_word(number) for number in range(_VOCABULARY)]
        shares = 1 / np.arange(1, _VOCABULARY + 1) ** _ZIPF
        self.shares = np.cumsum(shares / shares.sum())
        self.events = 0

    def batches(self, articles: int) -> Iterator[list[Report]]:
        """So many articles, as fetches bring them."""
        for first in range(0, articles, _BATCH):
            yield [self.report(number) for number in range(first, min(articles, first + _BATCH))]

    def report(self, number: int) -> Report:
        """An article of a new or a recent event."""
        if self.events == 0 or self.chance.random() < 0.5:  # noqa: PLR2004 - a coin
            self.events += 1
        event = self.events - int(self.chance.integers(0, min(self.events, _OPEN_EVENTS)))
        text = self._text(event)
        return Report(
            id=number,
            publisher=f"publisher {self.chance.integers(60)}",
            title=" ".join(text[:8]),
            text=" ".join(text),
            at=_START + timedelta(seconds=20 * number),
            language="en",
        )

    def _text(self, event: int) -> list[str]:
        own = np.random.default_rng(event)
        told = [self.vocabulary[place] for place in own.integers(3_000, _VOCABULARY, 14)]
        names = [self.vocabulary[place].title() for place in own.integers(1_000, _VOCABULARY, 10)]
        drawn = np.minimum(np.searchsorted(self.shares, self.chance.random(self.words)), _VOCABULARY - 1)
        text = [self.vocabulary[place] for place in drawn]
        for place in self.chance.integers(0, self.words, self.words // 8):
            text[place] = told[place % len(told)]
        for place in self.chance.integers(0, self.words - 1, self.words // 20):
            text[place : place + 2] = names[place % 5 * 2 : place % 5 * 2 + 2]
        for place in self.chance.integers(0, self.words, self.words // 30):
            text[place] = str(self.chance.integers(2, 9_000))
        return [word + (".\n" if place % 45 == 44 else "") for place, word in enumerate(text)]  # noqa: PLR2004


def _word(number: int) -> str:
    number += len(_SYLLABLES)
    syllables = []
    while number:
        number, rest = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[rest])
    return "".join(syllables)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--peer", action="store_true", help="rensa's MinHash index of the same texts beside it")
    parser.add_argument("--all", action="store_true", help="copies and translations too")
    parser.add_argument("--plot", type=Path, help="where to draw it (SVG)")
    options = parser.parse_args()
    if options.memory:
        tracemalloc.start()
    press = Press(options.words)
    grouper: Grouper | Sorter = Sorter() if options.all else Grouper()
    before = tracemalloc.get_traced_memory()[0]
    peer = rensa_index() if options.peer else None
    done, spent, spent_by_peer = 0, 0.0, 0.0
    costs: list[tuple[int, float, float]] = []
    for batch in press.batches(options.articles):
        started = time.process_time()
        grouper.add(batch)
        spent += time.process_time() - started
        if peer is not None:
            started = time.process_time()
            for report in batch:
                peer(report.text)
            spent_by_peer += time.process_time() - started
        done += len(batch)
        if done % _STEP == 0:
            used = tracemalloc.get_traced_memory()[0] - before
            memory = f"  {used / min(done, WINDOW):6.0f} bytes an article in the window" if options.memory else ""
            beside = (
                f"  rensa {_STEP / spent_by_peer:6.0f} ({spent / spent_by_peer:.1f} times its cost)" if peer else ""
            )
            print(f"{done:8} articles, the last {_STEP} at {_STEP / spent:5.0f} a second{beside}{memory}", flush=True)
            costs.append((done, spent, spent_by_peer))
            spent = spent_by_peer = 0.0
    if options.plot:
        draw(costs, options.plot)


def draw(costs: Sequence[tuple[int, float, float]], out: Path) -> None:
    """Milliseconds for an article by how many there are: (articles, seconds for a step of them, the peer's)."""
    from benchmarks.plot_grouping import ACCENT, QUIET, picture, saved  # noqa: PLC0415 - needs what nothing else here does

    figure, (field,) = picture(1, width=6)
    articles = [done for done, _, _ in costs]
    lines = [("grouping", ACCENT, [1_000 * spent / _STEP for _, spent, _ in costs])]
    if any(spent for _, _, spent in costs):
        lines.append(("rensa’s index, times ten", QUIET, [10_000 * spent / _STEP for _, _, spent in costs]))
    for label, colour, line in lines:
        field.plot(articles, line, "o-", color=colour, ms=3, lw=1, label=label)
    field.axvline(WINDOW, color=QUIET, lw=0.5, ls=":")
    field.text(WINDOW, 0, " the window is full", fontsize=7, va="bottom")
    field.set(xlabel="articles in the library", ylabel="ms of CPU an article")
    field.set_ylim(bottom=0)
    field.xaxis.set_major_formatter("{x:,.0f}")
    field.legend(frameon=False, fontsize=8, loc="lower right")
    saved(figure, out)


if __name__ == "__main__":
    main()
