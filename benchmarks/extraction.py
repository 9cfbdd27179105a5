"""Extract a folder of captured pages, write predictions for the scorer, and time it beside a peer in the same run.

    python benchmarks/extraction.py --data DIR --out pred.json [--learn] [--peer trafilatura]

DIR holds ``manifest.json`` ({"pages": [{"id", "url", ...}]}) and ``html/<id>.html.gz``. Predictions are
``{id: {"title", "text", "authors", "published", "image"}}``; ``text`` is the blocks' text, one to a line, without
figures (captions are no body text), ``published`` is as the page writes it, in its own zone where it tells one. Times
are CPU seconds of this process.

With ``--learn`` the pages come in the order of the manifest, and each is read in the light of the earlier ones of its
host. Where ``truth/<id>.json`` is there, the words that are on no page of the truth are counted on all second and later
pages of a host, with learning and without side by side. These pages taught the trees too: see ``train_choosing.py``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import trafilatura

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from octavo.extracting import Habits, begin, learned
from octavo.kit.urls import host_of
from octavo.model.articles import BlockKind
from octavo.model.fetches import FetchedPage, FetchFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from octavo.extracting import Gathering

Prediction = dict[str, Any]
_WORD = re.compile(r"\w+")


def captured_pages(data: Path) -> dict[str, FetchedPage]:
    """The pages of a folder as if they had just been fetched, by id."""
    manifest = json.loads((data / "manifest.json").read_text("utf-8"))
    return {entry["id"]: _page(data, entry["id"], entry["url"]) for entry in manifest["pages"]}


def _page(data: Path, page_id: str, url: str) -> FetchedPage:
    return FetchedPage(
        url=url,
        final_url=url,
        at=datetime.now(UTC),
        status=200,
        media_type="text/html",
        charset=None,
        body=gzip.decompress((data / "html" / f"{page_id}.html.gz").read_bytes()),
    )


def predict(page: FetchedPage) -> Prediction | str:
    """What the scorer reads, or the sentence that says why there is nothing."""
    return _prediction(begin(page))


def learning(pages: Mapping[str, FetchedPage]) -> dict[str, Prediction | str]:
    """What the scorer reads of each page in the light of those before it of the same host."""
    sites: defaultdict[str, Habits] = defaultdict(Habits)
    answers = {}
    for page_id, page in pages.items():
        host = host_of(page.final_url)
        begun = begin(page, habits=sites[host])
        if begun.lesson is not None:
            sites[host] = learned(sites[host], begun.lesson)
        answers[page_id] = _prediction(begun)
    return answers


def _prediction(begun: Gathering) -> Prediction | str:
    draft = begun.drawn
    if isinstance(draft, FetchFailed):
        return draft.sentence
    published = begun.metadata.published if begun.metadata else None
    return {
        "title": draft.title,
        "text": "\n".join(block.text for block in draft.blocks if block.kind is not BlockKind.FIGURE),
        "authors": list(draft.byline),
        "published": published.local.isoformat() if published else None,
        "image": draft.image.url if draft.image else None,
    }


def _by_trafilatura(page: FetchedPage) -> object:
    return trafilatura.extract_with_metadata(page.body, url=page.url, include_comments=False)


PEERS: dict[str, Callable[[FetchedPage], object]] = {"trafilatura": _by_trafilatura}


def rates(works: Mapping[str, Callable[[FetchedPage], object]], pages: Sequence[FetchedPage]) -> dict[str, float]:
    """Pages per CPU second of each, page by page in turn, so that what else the machine does slows all alike.

    The first pages are worked twice so that nobody pays for imports and tables.
    """
    for work in works.values():
        for page in pages[:10]:
            work(page)
    spent = dict.fromkeys(works, 0.0)
    for page in pages:
        for name, work in works.items():
            begun = time.process_time()
            work(page)
            spent[name] += time.process_time() - begun
    return {name: len(pages) / seconds for name, seconds in spent.items()}


def later_pages(pages: Mapping[str, FetchedPage]) -> list[str]:
    """The second and later pages of each host."""
    seen: set[str] = set()
    later = []
    for page_id, page in pages.items():
        host = host_of(page.final_url)
        if host in seen:
            later.append(page_id)
        seen.add(host)
    return later


def strayed(data: Path, page_ids: Sequence[str], answers: Mapping[str, Prediction | str]) -> tuple[int, int]:
    """How many words of the predictions are not in the truth, and how many of the truth are missing."""
    extra = missing = 0
    for page_id in page_ids:
        truth, answer = data / "truth" / f"{page_id}.json", answers[page_id]
        if truth.exists():
            told = "" if isinstance(answer, str) else answer["text"]
            more, less = min((_differing(text, told) for text in _true_texts(truth)), key=sum)
            extra, missing = extra + more, missing + less
    return extra, missing


def _true_texts(file: Path) -> list[str]:
    """The text of a page, and the one without what may be left out."""
    truth = json.loads(file.read_text("utf-8"))
    optional = set(truth.get("optional") or ())
    wanted = [text for number, text in enumerate(truth.get("paragraphs") or ()) if number not in optional]
    return [truth.get("text") or "", "\n".join(wanted)] if optional else [truth.get("text") or ""]


def _differing(true: str, told: str) -> tuple[int, int]:
    wanted, had = Counter(_WORD.findall(true)), Counter(_WORD.findall(told))
    return sum((had - wanted).values()), sum((wanted - had).values())


def _print_strayed(data: Path, pages: Mapping[str, FetchedPage], on: Mapping[str, Prediction | str]) -> None:
    off = {page_id: predict(page) for page_id, page in pages.items()}
    later = later_pages(pages)
    print(f"second and later pages of a host: {len(later)}")
    for name, answers in (("off", off), ("on", on)):
        extra, missing = strayed(data, later, answers)
        print(f"  learning {name:<4} {extra:6} words too many, {missing:6} missing")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--learn", action=argparse.BooleanOptionalAction, default=False)
    parser.add_argument("--peer", choices=sorted(PEERS))
    options = parser.parse_args()
    pages = captured_pages(options.data)
    answers = learning(pages) if options.learn else {page_id: predict(page) for page_id, page in pages.items()}
    predictions = {page_id: answer for page_id, answer in answers.items() if not isinstance(answer, str)}
    options.out.write_text(json.dumps(predictions, ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(predictions)} of {len(pages)} pages extracted")
    for sentence, count in Counter(answer for answer in answers.values() if isinstance(answer, str)).most_common():
        print(f"  {count} × {sentence}")
    if options.learn:
        _print_strayed(options.data, pages, answers)
    works: dict[str, Callable[[FetchedPage], object]] = {"octavo": predict}
    if options.peer:
        works[options.peer] = PEERS[options.peer]
    speeds = rates(works, list(pages.values()))
    for name, speed in speeds.items():
        print(f"{name:<12} {speed:7.1f} pages/s of CPU")
    if options.peer:
        print(f"ratio        {speeds['octavo'] / speeds[options.peer]:7.2f}")


if __name__ == "__main__":
    main()
