"""How many articles a second all default insights are found in, on one core, and what each kind of them costs.

    python benchmarks/insights_speed.py --data FILE [--most 200]

A FILE is JSONL, plain or .gz, with a ``text`` and perhaps a ``date`` a line. Times are CPU. As the peer of the same run
trafilatura extracts the same texts from plain pages, so that figures of different machines can be compared.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import trafilatura
from benchmarks.insight_tasks.texts import document_in
from benchmarks.insights import lines_in

from octavo.explaining import article_insights, dates_in, figures_in, key_points, names_in, statements_in, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def seconds(work: Callable[[Any], object], things: Sequence[Any]) -> float:
    """CPU for one of the things, after a first one that loads what is needed."""
    work(things[0])
    begun = time.process_time()
    for thing in things:
        work(thing)
    return (time.process_time() - begun) / len(things)


def page(text: str) -> str:
    """A text as a page."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
    return f"<html><body><article><h1>Title</h1>{paragraphs}</article></body></html>"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--most", type=int, default=200)
    arguments = parser.parse_args()
    rows = [row for row in lines_in(arguments.data) if row.get("text")][: arguments.most]
    if not rows:
        parser.error(f"{arguments.data} has no line with a text")
    documents = [document_in(row["text"], language="en", published=row.get("date") or "")[0] for row in rows]
    words = sum(len(row["text"].split()) for row in rows) / len(rows)
    print(f"{len(rows)} articles of {words:.0f} words on average")
    for work in (key_points, names_in, statements_in, figures_in, dates_in):
        print(f"  {work.__name__:15} {1000 * seconds(work, documents):6.2f} ms")
    whole = seconds(lambda one: written(article_insights(one)), documents)
    peer = seconds(trafilatura.extract, [page(row["text"]) for row in rows])
    print(
        f"all insights, kept: {1 / whole:.0f} articles/s; trafilatura on the same texts: {1 / peer:.0f} pages/s", end=""
    )
    print(f" ({whole / peer:.1f} times its cost)")


if __name__ == "__main__":
    main()
