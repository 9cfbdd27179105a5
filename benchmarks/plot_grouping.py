"""Draw how large stories are, and how the scores of pairs are spread, for the docs.

    python benchmarks/plot_grouping.py --data FILE... --out DIR

Each FILE is a stream as for ``stories.py``, with labelled stories. Two pictures are written: ``story-sizes.svg``, how
many stories hold so many labelled articles, as labelled and as grouped; ``pair-scores.svg``, the score of each pair of
labelled articles that was compared, for pairs of one story and of two. Needs the ``train`` group of dependencies.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.ticker import MaxNLocator, NullFormatter, ScalarFormatter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.train_grouping import articles_in, load, report_of

from octavo.grouping import Grouper
from octavo.grouping.judging import english, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, ACCENT, QUIET = "#1c1a17", "#8c1d18", "#a59f92"


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    draw(options.data, options.out / "story-sizes.svg", _sizes)
    draw(options.data, options.out / "pair-scores.svg", _scores)


def draw(streams: Sequence[Path], out: Path, one: object) -> None:
    """A picture with a field for each stream."""
    figure, fields = picture(len(streams), width=3 * len(streams))
    for stream, field in zip(streams, fields, strict=True):
        one(stream, field)  # type: ignore[operator]
        field.set_title(stream.name.split(".")[0], fontsize=9)
    fields[0].legend(frameon=False, fontsize=8)
    saved(figure, out)


def picture(fields: int, *, width: float) -> tuple[Figure, Sequence[Axes]]:
    """A picture with so many fields side by side, ``width`` inches wide; the same data gives the same file."""
    plt.switch_backend("svg")
    plt.rcParams["svg.hashsalt"] = "octavo"
    figure, found = plt.subplots(1, fields, figsize=(width, 2.8), layout="constrained", squeeze=False)
    for field in found[0]:
        field.spines[["top", "right"]].set_visible(False)
        field.tick_params(labelsize=7)
    return figure, found[0]


def saved(figure: Figure, out: Path) -> None:
    """Write a picture."""
    figure.savefig(out, metadata={"Date": None})
    plt.close(figure)
    print(out)


def _sizes(stream: Path, field: Axes) -> None:
    articles = sorted(articles_in(stream), key=lambda article: report_of(0, article).order)
    grouper = Grouper()
    for number, article in enumerate(articles):
        grouper.add([report_of(number, article)])
    labelled = [number for number, article in enumerate(articles) if article.get("story")]
    told = Counter(articles[number]["story"] for number in labelled)
    found = Counter(grouper.story_of(number) for number in labelled)
    for counts, label, style in ((told, "labelled", QUIET), (found, "grouped", ACCENT)):
        sizes = Counter(counts.values())
        field.plot(sorted(sizes), [sizes[size] for size in sorted(sizes)], "o-", color=style, ms=3, lw=1, label=label)
    field.set(xlabel="articles in a story")
    field.xaxis.set_major_locator(MaxNLocator(integer=True))
    _finish(field)


def _scores(stream: Path, field: Axes) -> None:
    compared = load(stream, english())
    scores = judge().probabilities(compared.features)
    bins = np.linspace(0, 1, 41)
    field.hist(scores[~compared.same], bins, color=INK, histtype="step", label="of two stories")
    field.hist(scores[compared.same], bins, color=ACCENT, histtype="step", label="of one story")
    field.set(xlabel="score of a pair")
    _finish(field)


def _finish(field: Axes) -> None:
    field.set_yscale("log")
    field.yaxis.set_major_formatter(ScalarFormatter())
    field.yaxis.set_minor_formatter(NullFormatter())
    field.xaxis.label.set_fontsize(8)


if __name__ == "__main__":
    main()
