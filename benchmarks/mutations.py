"""Extract mutated pages and hold every one to its limits: no exception, 2 s of CPU, 300 MB.

    python benchmarks/mutations.py --data DIR [--pages 2000] [--seed 1] [--jobs 2]

DIR is a folder as for ``extraction.py``. Each mutation takes a captured page and cuts, shuffles, repeats, nests,
re-encodes or damages it; the same seed gives the same pages. Prints what was slowest and largest, and ends with
exit code 1 where a limit was passed. CPU seconds of a loaded machine are rough: look at a page that is named
before believing it.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import time
import traceback
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from benchmarks.extraction import captured_pages

from octavo.extracting import extract

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.fetches import FetchedPage

MOST_SECONDS, MOST_MEGABYTES = 2.0, 300
_TAG = re.compile(rb"<[^<>]{0,300}>")
_LARGEST = 5_000_000
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Outcome:
    """What one mutated page cost; ``error`` is a traceback, empty where all went well."""

    name: str
    seconds: float
    megabytes: float
    error: str


def cut(body: bytes, chance: random.Random) -> bytes:
    """The page up to somewhere."""
    return body[: chance.randrange(len(body) + 1)]


def without_middle(body: bytes, chance: random.Random) -> bytes:
    """The page with a stretch missing."""
    begin, end = sorted(chance.randrange(len(body) + 1) for _ in range(2))
    return body[:begin] + body[end:]


def shuffled(body: bytes, chance: random.Random) -> bytes:
    """The page's parts, from tag to tag, in another order."""
    parts = re.split(rb"(?=<)", body)
    at = chance.randrange(len(parts))
    some = parts[at : at + 400]
    chance.shuffle(some)
    return b"".join(parts[:at] + some + parts[at + 400 :])


def repeated(body: bytes, chance: random.Random) -> bytes:
    """One stretch of the page again and again, up to 5 MB."""
    at = chance.randrange(len(body))
    piece = body[at : at + chance.choice((3, 30, 300, 3_000, 30_000))] or b"<p>"
    return (body[:at] + piece * (_LARGEST // len(piece)))[:_LARGEST]


def nested(body: bytes, chance: random.Random) -> bytes:
    """The page inside as many as 100,000 elements."""
    tag = chance.choice((b"div", b"span", b"ul><li", b"table><tr><td", b"blockquote", b"a href=x", b"b", b"form", b"p"))
    depth = chance.choice((100, 300, 5_000, 100_000))
    at = chance.randrange(len(body))
    return body[:at] + b"<" + (tag + b"><") * depth + b"i>" + body[at:]


def damaged(body: bytes, chance: random.Random) -> bytes:
    """The page with bytes replaced by others."""
    changed = bytearray(body)
    for _ in range(chance.choice((10, 1_000, 20_000)) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def recoded(body: bytes, chance: random.Random) -> bytes:
    """The page in another charset than it says."""
    return body.decode("utf-8", "replace").encode(
        chance.choice(("utf-16", "utf-7", "latin-1", "cp1251", "shift_jis", "gb18030", "utf-32")), "replace"
    )


def retagged(body: bytes, chance: random.Random) -> bytes:
    """The page with some tags replaced by others of its own."""
    tags = _TAG.findall(body) or [b"<p>"]
    return _TAG.sub(lambda found: chance.choice(tags) if chance.random() < 0.1 else found.group(), body)  # noqa: PLR2004


def bloated(body: bytes, chance: random.Random) -> bytes:
    """The page with a very long class, address or text somewhere."""
    at = body.find(b"<div", chance.randrange(len(body)))
    filling = chance.choice((b"article-body comment ", b"x", b"&amp;", b"\xc2\xa0", b"<!--", b"a.b/c?d=e&")) * 200_000
    opening = chance.choice((b'<div class="', b'<a href="', b'<p title="', b"<p>"))
    return body[:at] + opening + filling + b'">' + body[at:]


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    cut,
    without_middle,
    shuffled,
    repeated,
    nested,
    damaged,
    recoded,
    retagged,
    bloated,
)


def run(data: Path, seed: int, number: int) -> Outcome:
    """Make the mutation of this number, one or two deep, and extract it."""
    pages = _pages(data)
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 - a choice that can be made again, no secret
    page_id = chance.choice(sorted(pages))
    body, names = pages[page_id].body, [page_id]
    for mutate in chance.sample(MUTATIONS, chance.choice((1, 1, 2))):
        body = mutate(body or b"<", chance)
        names.append(mutate.__name__)
    before, begun = _resident(), time.process_time()
    try:
        extract(replace(pages[page_id], body=body))
        error = ""
    except Exception:  # noqa: BLE001 - what the run is for
        error = traceback.format_exc()
    return Outcome(f"{number} " + " ".join(names), time.process_time() - begun, _peak() - before, error)


@cache
def _pages(data: Path) -> dict[str, FetchedPage]:
    return captured_pages(data)


def _resident() -> float:
    """The memory this process holds now, in MB, with its peak forgotten, so that no page hides behind one before it."""
    if not _STATUS.exists():
        return _peak()
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    return _held("VmRSS")


def _peak() -> float:
    """The most memory this process held since it was last asked (where no /proc tells: ever), in MB."""
    return _held("VmHWM") if _STATUS.exists() else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _held(name: str) -> float:
    return next(int(line.split()[1]) / 1024 for line in _STATUS.read_text("ascii").splitlines() if name in line)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    work = partial(run, options.data, options.seed)
    with ProcessPoolExecutor(options.jobs) as pool:
        outcomes = list(pool.map(work, range(options.pages), chunksize=20))
    for what, key in (("slowest", lambda o: o.seconds), ("largest", lambda o: o.megabytes)):
        print(what)
        for outcome in sorted(outcomes, key=key, reverse=True)[:5]:
            print(f"  {outcome.seconds:5.2f} s  {outcome.megabytes:5.0f} MB  {outcome.name}")
    failed = [outcome for outcome in outcomes if outcome.error]
    beyond = [o for o in outcomes if o.seconds > MOST_SECONDS or o.megabytes > MOST_MEGABYTES]
    for outcome in failed[:10]:
        print(outcome.name, outcome.error, sep="\n")
    limits = f"{MOST_SECONDS:.0f} s or {MOST_MEGABYTES} MB"
    print(f"{len(outcomes)} pages: {len(failed)} exceptions, {len(beyond)} beyond {limits}")
    sys.exit(1 if failed or beyond else 0)


if __name__ == "__main__":
    main()
