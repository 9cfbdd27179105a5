"""Train what chooses an article's lines from annotated pages, and write its weights.

    python benchmarks/train_choosing.py --data DIR [--folds 5 [--learn] --predictions FILE] [--out FILE]

DIR is a folder as for ``extraction.py`` with ``truth/<id>.json`` ({"text", "paragraphs", "optional"}) and
``publisher_group`` in its manifest. With ``--folds`` it cross-validates by publisher and writes what trees that saw
no page of a publisher take for its articles, for the scorer (own choice alone, without a second opinion); these are the
scores to quote, as those of the final weights on the same pages flatter. With ``--learn`` each page is read in the
light of the earlier pages of its host, and the words too many on second and later pages are printed, with learning and
without. With ``--out`` it trains on all pages.
Needs the ``train`` group of dependencies. The same data gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lightgbm
import numpy as np
from rapidfuzz.distance import LCSseq

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


from benchmarks.extraction import captured_pages, later_pages, strayed

from octavo.extracting.body import hints_of
from octavo.extracting.choosing.candidates import candidates_of
from octavo.extracting.choosing.choice import judgements
from octavo.extracting.choosing.second_look import NAMES as SECOND_NAMES
from octavo.extracting.choosing.second_look import second_matrix
from octavo.extracting.choosing.surroundings import NAMES as FIRST_NAMES
from octavo.extracting.choosing.surroundings import Surroundings
from octavo.extracting.facts import facts_of
from octavo.extracting.inline import with_addresses
from octavo.extracting.learning import Habits, learned, lesson_of, weighed, without_repeated
from octavo.extracting.lines import article_lines
from octavo.extracting.metadata import metadata_of
from octavo.extracting.pages import parse_page
from octavo.kit.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from octavo.extracting.choosing import Hints, Judged
    from octavo.extracting.choosing.candidates import Candidate
    from octavo.extracting.metadata import Metadata
    from octavo.model.fetches import FetchedPage


TREES = 150
EVEN = 0.5
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 12,
    "learning_rate": 0.06,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "seed": 3,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
}
_TOKEN = re.compile(r"\w+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_INNER_FOLDS = 5


@dataclass
class Page:
    """A page's lines as matrices, with what is true of each line and how much it counts."""

    page_id: str
    group: str
    url: str
    candidates: tuple[Candidate, ...]
    hints: Hints
    metadata: Metadata
    surroundings: Surroundings
    first: NDArray[np.float32]
    truth: NDArray[np.float64]
    weight: NDArray[np.float64]
    second: NDArray[np.float32] | None = None

    def look_again(self, probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
        """The matrix of the second look."""
        return np.hstack((self.first, second_matrix(self.surroundings, probabilities)))


def load(data: Path) -> list[Page]:
    """All pages with a true text."""
    groups = {
        entry["id"]: entry["publisher_group"] for entry in json.loads((data / "manifest.json").read_text())["pages"]
    }
    pages = []
    for page_id, fetched in captured_pages(data).items():
        truth = json.loads((data / "truth" / f"{page_id}.json").read_text("utf-8"))
        if truth.get("text"):
            pages.append(_page(fetched, truth, page_id, groups[page_id]))
    return pages


def _page(fetched: FetchedPage, truth: dict[str, Any], page_id: str, group: str) -> Page:
    root = parse_page(fetched)
    assert root is not None  # noqa: S101
    facts = facts_of(root)
    metadata = metadata_of(facts, root, url=fetched.final_url, now=fetched.at)
    hints = hints_of(facts, metadata)
    candidates = candidates_of(root, hints, base=fetched.final_url)
    surroundings = Surroundings(candidates)
    texts = [candidate.block.text for candidate in candidates]
    share = _share_in(texts, truth["text"])
    return Page(
        page_id=page_id,
        group=group,
        url=fetched.final_url,
        candidates=candidates,
        hints=hints,
        metadata=metadata,
        surroundings=surroundings,
        first=surroundings.matrix(),
        truth=(share >= EVEN).astype(float),
        weight=_weights(texts, share, truth),
    )


def _share_in(texts: Sequence[str], truth: str) -> NDArray[np.float64]:
    """Which share of each line's words the longest common subsequence of page and truth holds."""
    lines = [_TOKEN.findall(_INVISIBLE.sub("", text)) for text in texts]
    flat = [token for line in lines for token in line]
    hit = np.zeros(len(flat))
    for block in LCSseq.opcodes(flat, _TOKEN.findall(_INVISIBLE.sub("", truth))):
        if block.tag == "equal":
            hit[block.src_start : block.src_end] = 1
    ends = np.cumsum([len(line) for line in lines])
    return np.array([hit[end - len(line) : end].mean() if line else 0.0 for line, end in zip(lines, ends, strict=True)])


def _weights(texts: Sequence[str], share: NDArray[np.float64], truth: dict[str, Any]) -> NDArray[np.float64]:
    """Long lines count more, doubtful ones less, optional ones not at all; a page counts by the root of its size."""
    weight = np.minimum(np.array([len(text) for text in texts]) / 100 + 0.5, 4.0)
    if truth.get("optional"):
        optional = set(truth["optional"])
        wanted = "\n\n".join(text for number, text in enumerate(truth["paragraphs"]) if number not in optional)
        weight = np.where((_share_in(texts, wanted) >= EVEN) != (share >= EVEN), 0, weight)
    weight = np.where((share > 0.2) & (share < 0.8), weight * 0.3, weight)  # noqa: PLR2004
    return np.asarray(weight / max(30.0, float(weight.sum())) ** 0.5)


def train(pages: Sequence[Page]) -> tuple[Any, Any]:
    """Both boosters; the second learns from first judgements made by trees that had not seen the page's publisher."""
    for fold in range(_INNER_FOLDS):
        inner = [page for page in pages if _fold(page.group, _INNER_FOLDS, 11) != fold]
        booster = _fit(inner, lambda page: page.first)
        for page in pages:
            if _fold(page.group, _INNER_FOLDS, 11) == fold:
                page.second = page.look_again(booster.predict(page.first).astype(np.float32))
    return _fit(pages, lambda page: page.first), _fit(pages, lambda page: page.second)


def _fold(group: str, folds: int, seed: int) -> int:
    return random.Random(f"{seed}:{group}").randrange(folds)  # noqa: S311 - a split, no secret


def _fit(pages: Sequence[Page], matrix: Callable[[Page], Any]) -> Any:  # noqa: ANN401 - an untyped library
    weight = np.concatenate([page.weight for page in pages])
    data = lightgbm.Dataset(
        np.vstack([matrix(page) for page in pages]),
        np.concatenate([page.truth for page in pages]),
        weight=weight / weight.mean(),
    )
    return lightgbm.train(PARAMETERS, data, TREES)


def cross_validate(pages: Sequence[Page], folds: int) -> dict[str, NDArray[np.float64]]:
    """The judgement of each page's lines by trees that saw no page of the publisher."""
    judged = {}
    for fold in range(folds):
        first, second = train([page for page in pages if _fold(page.group, folds, 1) != fold])
        for page in (page for page in pages if _fold(page.group, folds, 1) == fold):
            again = page.look_again(first.predict(page.first).astype(np.float32))
            judged[page.page_id] = second.predict(again)
    return judged


def predictions_of(
    pages: Sequence[Page], judged: dict[str, NDArray[np.float64]], *, learn: bool
) -> dict[str, dict[str, str]]:
    """Predictions for the scorer; where they ``learn``, in the light of the earlier pages of the same host."""
    sites: defaultdict[str, Habits] = defaultdict(Habits)
    predictions = {}
    for page in pages:
        host, title, url = host_of(page.url), page.metadata.title or "", page.metadata.url
        lines = _judged(page, judged[page.page_id])
        chosen = weighed(lines, sites[host]) if learn else lines
        kept = [line.block for line in chosen if line.kept]
        blocks = article_lines(kept, title=title, byline=page.metadata.byline)
        lesson = lesson_of(blocks, lines, url=url, title=title, certainty=1)
        if learn:
            stated = (page.hints.description, page.hints.stated)
            blocks = without_repeated(blocks, sites[host], url=url, title=title, stated=stated)
        sites[host] = learned(sites[host], lesson)
        predictions[page.page_id] = {"text": "\n".join(block.text for block in blocks)}
    return predictions


def _judged(page: Page, probabilities: NDArray[np.float64]) -> tuple[Judged, ...]:
    lines = judgements(page.candidates, probabilities.astype(np.float32))
    return tuple(line._replace(block=with_addresses(line.block, page.url)) if line.kept else line for line in lines)


def _print_strayed(data: Path, pages: Sequence[Page], judged: dict[str, NDArray[np.float64]]) -> None:
    wanted = {page.page_id for page in pages}
    later = [page_id for page_id in later_pages(captured_pages(data)) if page_id in wanted]
    print(f"second and later pages of a host: {len(later)}")
    for learn in (False, True):
        extra, missing = strayed(data, later, predictions_of(pages, judged, learn=learn))
        print(f"  learning {'on' if learn else 'off':<4} {extra:6} words too many, {missing:6} missing")


def arrays_of(booster: Any, names: tuple[str, ...], prefix: str) -> dict[str, Any]:  # noqa: ANN401
    """A booster as the arrays that ``octavo.kit.forest`` reads."""
    trees = [_flat(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    width = max(len(tree) for tree in trees)
    padded = np.array([tree + [(0, 0.0, 0, 0, 0.0)] * (width - len(tree)) for tree in trees])
    return {
        f"{prefix}.feature": padded[:, :, 0].astype(np.int16),
        f"{prefix}.threshold": padded[:, :, 1].astype(np.float64),
        f"{prefix}.below": padded[:, :, 2].astype(np.int8),
        f"{prefix}.above": padded[:, :, 3].astype(np.int8),
        f"{prefix}.value": padded[:, :, 4].astype(np.float32),
        f"{prefix}.depth": np.array(max(_depth(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"])),
        f"{prefix}.names": np.array(names),
    }


def _flat(node: dict[str, Any]) -> list[tuple[int, float, int, int, float]]:
    """The nodes of a tree, its root first: (feature, threshold, below, above, value)."""
    nodes: list[tuple[int, float, int, int, float]] = []

    def add(at: dict[str, Any]) -> int:
        number = len(nodes)
        nodes.append((0, 0.0, number, number, float(at.get("leaf_value", 0.0))))
        if "split_feature" in at:
            below, above = add(at["left_child"]), add(at["right_child"])
            nodes[number] = (at["split_feature"], float(at["threshold"]), below, above, 0.0)
        return number

    add(node)
    return nodes


def _depth(node: dict[str, Any]) -> int:
    return 1 + max(_depth(node["left_child"]), _depth(node["right_child"])) if "split_feature" in node else 0


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--learn", action=argparse.BooleanOptionalAction, default=False)
    parser.add_argument("--predictions", type=Path, default=Path("cross-validated.json"))
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    pages = load(options.data)
    print(f"{len(pages)} pages, {sum(len(page.truth) for page in pages)} lines, {len(FIRST_NAMES)} features")
    if options.folds:
        judged = cross_validate(pages, options.folds)
        predictions = predictions_of(pages, judged, learn=options.learn)
        options.predictions.write_text(json.dumps(predictions, ensure_ascii=False, indent=1), "utf-8")
        print(f"{options.predictions}: {len(predictions)} pages, for the scorer")
        if options.learn:
            _print_strayed(options.data, pages, judged)
    if options.out:
        first, second = train(pages)
        arrays = arrays_of(first, FIRST_NAMES, "first") | arrays_of(second, (*FIRST_NAMES, *SECOND_NAMES), "second")
        np.savez_compressed(options.out, **arrays)
        print(f"{options.out}: {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
