"""Near-copies: how many are found, how many of what is found are right, and how fast, beside a peer in the same run.

    python benchmarks/copies.py [--data FILE.jsonl.gz] [--articles 3000] [--copied 400] [--forms 1000] [--peer rensa]
    python benchmarks/copies.py --growth 200000

Articles come from the demo press, or from a file of JSON lines ({"title", "text", "published", "source"}), of which
those that are copies already are left out. Of some of them edits are made, one of each kind, see tests/wire_desk.py.
An edit counts as found when it is linked with its original. Times are CPU seconds of this process.
``--growth`` measures cost and memory as the library grows, with the last 30 of 100 days in the window.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from tests.wire_desk import KINDS, START, Run, captured_articles, demo_articles, unlike, wire_run

from octavo.grouping.copies import CopyIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from octavo.grouping.copies import CopyText

Pairs = set[tuple[int, int]]


def ours(texts: Sequence[CopyText]) -> Pairs:
    """Pairs that stand when all is in."""
    index = CopyIndex()
    for text in texts:
        index.add(text)
    return {(min(c.a, c.b), max(c.a, c.b)) for text in texts for c in index.copies_of(text.id)}


def by_rensa(texts: Sequence[CopyText], threshold: float = 0.5, permutations: int = 128) -> Pairs:
    """MinHash and banding, 32 bands of 4 rows, over runs of four words; pairs of estimated Jaccard ≥ .5."""
    add = rensa_index(threshold, permutations)
    return {
        (min(text.id, texts[other].id), max(text.id, texts[other].id)) for text in texts for other in add(text.text)
    }


def rensa_index(threshold: float = 0.5, permutations: int = 128) -> Callable[[str], list[int]]:
    """Adds a text to an index of rensa's and tells which of those before it are near it, as counted from 0."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 - the peer is asked for, or not there

    index = RMinHashLSH(threshold, permutations, 32)
    prints: list[RMinHash] = []

    def add(text: str) -> list[int]:
        words = text.lower().split()
        minhash = RMinHash(permutations, 42)
        minhash.update([" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3))])
        near = [other for other in index.query(minhash) if minhash.jaccard(prints[other]) >= threshold]
        index.insert(len(prints), minhash)
        prints.append(minhash)
        return near

    return add


WAYS: dict[str, Callable[[Sequence[CopyText]], Pairs]] = {"octavo": ours, "rensa": by_rensa}


def measure(run: Run, pairs: Pairs) -> dict[str, float]:
    """Recall by kind of edit, over all edits, and precision of the pairs."""
    found = {edit: (min(edit, first), max(edit, first)) in pairs for edit, first in run.original.items()}
    of_kind = {kind: [hit for edit, hit in found.items() if run.kind[edit] == kind] for kind in KINDS}
    scores = {kind: sum(hits) / len(hits) for kind, hits in of_kind.items() if hits}
    scores["recall"] = sum(found.values()) / max(1, len(found))
    scores["precision"] = sum(run.root(a) == run.root(b) for a, b in pairs) / max(1, len(pairs))
    return scores


def compare(run: Run, ways: Sequence[str]) -> None:
    """Print what each way reaches."""
    words = sum(len(text.text.split()) for text in run.texts)
    print(f"{len(run.texts)} texts of {words / len(run.texts):.0f} words, {len(run.original)} of them edits")
    print(f"{'':<14}" + "".join(f"{way:>10}" for way in ways))
    table: dict[str, dict[str, float]] = {}
    for way in ways:
        WAYS[way](run.texts[:50])
        begun = time.process_time()
        pairs = WAYS[way](run.texts)
        spent = time.process_time() - begun
        table[way] = {**measure(run, pairs), "articles/s": len(run.texts) / spent}
    for row in table[ways[0]]:
        form = ".0f" if row == "articles/s" else ".3f"
        print(f"{row:<14}" + "".join(f"{table[way][row]:>10{form}}" for way in ways))


def grow(articles: Sequence[CopyText], most: int) -> None:
    """Print cost and memory per article as more come in, with the last 30 of 100 days in the window."""
    index, before = CopyIndex(), _resident()
    step = most // 10
    for begin in range(0, most, step):
        spent = 0.0
        for first in range(begin, begin + step, 1_000):
            texts = [_invented(articles, n, most) for n in range(first, min(first + 1_000, begin + step))]
            begun = time.process_time()
            for text in texts:
                index.add(text)
            index.expire(texts[-1].at - timedelta(days=30))
            spent += time.process_time() - begun
        held = (_resident() - before) / len(index)
        print(f"{begin + step:>8} read, {len(index):>7} held: {1e6 * spent / step:5.0f} µs and {held:5.0f} bytes each")


def _invented(articles: Sequence[CopyText], number: int, most: int) -> CopyText:
    """An article's words in runs of three, shuffled: a text like no other. Every tenth is the one before, cut."""
    random = Random(number - (number % 10 == 1))  # noqa: S311 - chance that is the same each time
    article = random.choice(articles)
    words = article.text.split()
    runs = [" ".join(words[n : n + 3]) for n in range(0, len(words), 3)]
    random.shuffle(runs)
    if number % 10 == 1:
        del runs[2 * len(runs) // 3 :]
    at = START + timedelta(days=100 * number / most)
    publisher = f"paper-{number % 97}"
    return replace(article, id=number, publisher=publisher, text=" ".join(runs), at=at)


def _resident() -> int:
    """Bytes of memory of this process; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--articles", type=int, default=3_000)
    parser.add_argument("--copied", type=int, default=400)
    parser.add_argument("--forms", type=int, default=1_000)
    parser.add_argument("--peer", choices=sorted(WAYS.keys() - {"octavo"}))
    parser.add_argument("--growth", type=int)
    options = parser.parse_args()
    articles = captured_articles(options.data, options.articles) if options.data else demo_articles()
    if options.growth:
        grow(articles, options.growth)
        return
    run = wire_run(unlike(articles), copied=options.copied, forms=options.forms)
    compare(run, ["octavo", *([options.peer] if options.peer else [])])


if __name__ == "__main__":
    main()
