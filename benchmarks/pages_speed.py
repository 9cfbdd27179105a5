"""What a page costs on a large library: the CPU of one request to the web app, beside another feed reader's.

    python benchmarks/pages_speed.py [--articles 100000] [--folder DIR] [--rounds 40] [--peer]

Fills a library with made-up articles (kept in the folder for the next run), then asks the application for each kind of
page in this process, as its one worker would be asked: milliseconds of CPU in the median, statements sent to the
database, octets of the page as they go over the wire. With ``--peer`` the same is asked of ``reader`` and its own web
app (``pip install 'reader[app]'``), which is given the same articles.

Articles are saved, indexed and explained by the code that does it in use; what grouping would find is written as if it
had been found, and only the latest articles are explained, since the age of the others makes no difference to a page.
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import numpy as np
from benchmarks.grouping_scale import _word
from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlalchemy.engine import Engine

from octavo.demo.desk import load_articles
from octavo.model.articles import Block, BlockKind, Draft
from octavo.model.ids import ArticleId, StoryId
from octavo.model.sources import SourceKind
from octavo.model.stories import Placement, Regrouping
from octavo.model.subjects import ExplainingState
from octavo.settings import read_settings
from octavo.testing import FixedClock
from octavo.web import create_app
from octavo.wiring import open_newsroom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from octavo.model.articles import Article
    from octavo.newsroom import Newsroom

NOW = datetime(2026, 6, 13, 18, tzinfo=UTC)
ADDRESS = "http://127.0.0.1:8026"
SOURCES, YEARS = 60, 3
RECENT, EXPLAINED = 400, 3_000
VOCABULARY, ZIPF = 120_000, 1.02
ASKED = (
    ("edition", "/"),
    ("latest", "/latest"),
    ("latest, tenth page", "{tenth}"),
    ("unread", "/unread"),
    ("starred", "/starred"),
    ("one source", "/source/7"),
    ("stories", "/stories"),
    ("story", "/story/{story}"),
    ("article", "/article/{article}"),
    ("topics", "/topics"),
    ("a topic", "{topic}"),
    ("sources", "/sources"),
    ("search, a rare word", "/search?q={rare}"),
    ("search, a common word", "/search?q={common}"),
    ("search, three words", "/search?q=ferry+harbour+tunnel"),
    ("search, a phrase", "/search?q=%22no+confidence%22"),
    ("ask", "/ask?q=How+many+tonnes+of+cod+may+be+caught%3F"),
    ("discussion", "/discussion/article/{article}"),
    ("discussions", "/discussion"),
)


class Writer:
    """Writes articles: paragraphs of the demo press, and paragraphs of invented words that follow Zipf's law."""

    def __init__(self) -> None:
        self.chance = np.random.default_rng(7)
        self.words = np.array([_word(number) for number in range(VOCABULARY)], object)
        shares = np.cumsum(1 / np.arange(1, VOCABULARY + 1) ** ZIPF)
        self.shares = shares / shares[-1]
        self.told = [one for one in load_articles(NOW.date()) if one.language == "en"]
        self.paragraphs = [part for one in self.told for part in _parts(one.body)]

    def draft(self, number: int, total: int) -> Draft:
        """The article of this number; the last ones are recent, and whole articles of the demo press."""
        age = total - number
        at = NOW - timedelta(minutes=4 * age) if age < RECENT else NOW - self._long_ago(age / total)
        told = self.told[int(self.chance.integers(len(self.told)))]
        whole = _parts(told.body) if age < EXPLAINED else self._some(4)
        texts = [*whole, *(self._invented() for _ in range(3))]
        return Draft(
            url=f"https://n{number % SOURCES}.example/{number}",
            title=f"{told.headline} {self.words[self._drawn(1)[0]]}",
            blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts),
            byline=told.byline,
            published_at=at,
            language="en",
            section=told.section,
            tags=told.tags,
        )

    def _long_ago(self, share: float) -> timedelta:
        return timedelta(days=2) + timedelta(days=365 * YEARS) * share

    def _some(self, count: int) -> list[str]:
        return [self.paragraphs[place] for place in self.chance.integers(len(self.paragraphs), size=count)]

    def _invented(self) -> str:
        words = self.words[self._drawn(80)]
        return " ".join((*words[:40], "–", *words[40:])).capitalize() + "."

    def _drawn(self, count: int) -> np.ndarray:
        return np.minimum(np.searchsorted(self.shares, self.chance.random(count)), VOCABULARY - 1)


def _parts(body: str) -> list[str]:
    return [part.strip() for part in body.split("\n\n") if part.strip() and part[0] not in "#->!|"]


def filled(folder: Path, count: int) -> Path:
    """A library of so many articles; the one that is there already, if there is."""
    library = folder / f"pages-{count}" / "octavo.db"
    whole = library.with_name("whole")
    if whole.exists():
        return library
    library.parent.mkdir(parents=True, exist_ok=True)
    with opened(library) as paper:
        begun = time.perf_counter()
        _fill(paper, count)
        print(f"filled with {count:,} articles in {time.perf_counter() - begun:.0f} s")
    whole.touch()
    return library


def opened(library: Path) -> Newsroom:
    """The library as it is on the evening on which all of this takes place."""
    settings = read_settings({"database": str(library), "data_dir": library.parent})
    return open_newsroom(settings, FixedClock(NOW))


def _fill(paper: Newsroom, count: int) -> None:
    store, me = paper._resources.store, paper.me  # noqa: SLF001 - there is no fetching here
    kinds = {"kind": SourceKind.FEED, "site_url": None, "language": "en", "now": NOW}
    sources = [
        store.add_source(url=f"https://n{n}.example/feed", title=f"Paper {n}", **kinds)  # type: ignore[arg-type]
        for n in range(SOURCES)
    ]
    for source in sources:
        store.subscribe(me.id, source.id, NOW)
    writer, articles = Writer(), []
    for number in range(1, count + 1):
        article, _ = store.save_article(writer.draft(number, count), source=sources[number % SOURCES].id, now=NOW)
        articles.append((article.id, article.sort_at))
        if number % 10_000 == 0:
            print(f"{number:,} written", flush=True)
    _place(paper, articles)
    _read(paper, articles)
    begun = store.explaining_state()
    from octavo.explaining import RULES_VERSION  # noqa: PLC0415 - beside what needs it

    state = ExplainingState(position=max(0, count - EXPLAINED), version=RULES_VERSION)
    store.save_explained((), after=begun, state=state)
    print(f"{paper.insights.catch_up():,} explained", flush=True)
    paper.search("ferry")


def _place(paper: Newsroom, articles: list[tuple[ArticleId, datetime]]) -> None:
    """Stories of one to some forty articles, as events have them."""
    store, chance = paper._resources.store, np.random.default_rng(3)  # noqa: SLF001
    story, left, placements = 0, 0, []
    for article, at in articles:
        if left == 0:
            story, left = story + 1, min(40, int(chance.zipf(1.8)))
        left -= 1
        outlet = f"n{article % SOURCES}.example"
        placements.append(Placement(article=article, story=StoryId(story), at=at, outlet=outlet, reason="words: cod"))
    position = store.changed_articles(len(articles) - 1, 1)[0][0]
    for first in range(0, len(placements), 5_000):
        some = tuple(placements[first : first + 5_000])
        after = store.grouping_progress().position
        done = position if first + 5_000 >= len(placements) else after + 1
        store.save_regrouping(Regrouping(placements=some, position=done), after=after)


def _read(paper: Newsroom, articles: list[tuple[ArticleId, datetime]]) -> None:
    """Half is read, every fiftieth starred; people talk about the latest."""
    numbers = [article for article, _ in articles]
    store = paper._resources.store  # noqa: SLF001
    for first in range(0, len(numbers), 10_000):
        some = numbers[first : first + 10_000]
        store.set_read(paper.me.id, some[::2], NOW)
        store.set_starred(paper.me.id, some[::50], NOW)
    for number in range(40):
        paper.discussion.say(f"The harbour was calm that day, number {number}.", key=str(number), article=numbers[-1])


def measured(
    ask: Callable[[str], bytes], pages: list[tuple[str, str]], rounds: int, *, statements: Callable[[], int]
) -> Iterator[tuple[str, float, int, int]]:
    """For each page its name, milliseconds of CPU in the median, statements, and octets on the wire."""
    for name, path in pages:
        body = ask(path)
        ask(path)
        before = statements()
        ask(path)
        sent = statements() - before
        spent = []
        for _ in range(rounds):
            begun = time.process_time()
            ask(path)
            spent.append(time.process_time() - begun)
        yield name, 1000 * median(spent), sent, len(gzip.compress(body, 5))


def of_octavo(library: Path, rounds: int) -> Iterator[tuple[str, float, int, int]]:
    """The pages of Octavo."""
    sent = 0

    def count(*_: object) -> None:
        nonlocal sent
        sent += 1

    event.listen(Engine, "before_cursor_execute", count)
    with opened(library) as paper:
        app = create_app(paper, public_url=ADDRESS)
        with TestClient(app, base_url=ADDRESS, headers={"accept-encoding": "identity"}) as client:
            client.get(f"/sign-in/{paper.accounts.new_sign_in_link()}")

            def ask(path: str) -> bytes:
                reply = client.get(path)
                if not reply.is_success:
                    raise SystemExit(f"{path} answered {reply.status_code}")
                return reply.content

            pages = _addresses(paper)
            yield from measured(ask, pages, rounds, statements=lambda: sent)
            first = sum(len(gzip.compress(ask(path), 5)) for path in _first_view(ask("/").decode()))
            print(f"the first view of the edition with its style sheet and scripts: {first / 1000:.1f} kB on the wire")


def _first_view(page: str) -> list[str]:
    import re  # noqa: PLC0415 - here alone

    found = re.findall(r'(?:href|src)="([^"]+\.(?:css|js))"', page)
    folder = found[0].rpartition("/")[0]
    scripts = Path(__file__).parents[1].glob("src/octavo/web/static/*.js")
    return ["/", *dict.fromkeys([*found, *(f"{folder}/{script.name}" for script in scripts)])]


def _addresses(paper: Newsroom) -> list[tuple[str, str]]:
    rows = paper.articles.listing(limit=400)
    article = next(row.article for row in rows.rows if row.word_count > 600)  # noqa: PLR2004 - a long read
    stories = paper.stories.listing(limit=50).stories
    story = max(stories, key=lambda one: len(one.articles))
    subjects = paper.subjects.common(limit=1) if hasattr(paper.subjects, "common") else ()
    topic = f"/topics/{subjects[0].subject.kind}/{subjects[0].subject.key}" if subjects else "/topics"
    from octavo.web.links import write_cursor  # noqa: PLC0415 - beside what needs it

    tenth = f"/latest?after={write_cursor(rows.next)}" if rows.next else "/latest"
    known = {
        "article": article,
        "story": story.id,
        "topic": topic,
        "tenth": tenth,
        "rare": _word(90_000),
        "common": _word(3),
    }
    return [(name, path.format(**known)) for name, path in ASKED]


def show(title: str, found: Iterator[tuple[str, float, int, int]]) -> None:
    """Print a table as it comes."""
    print(f"\n{title:<28} CPU ms  statements  kB on the wire")
    for name, spent, statements, octets in found:
        print(f"{name:<28} {spent:6.1f}  {statements:10}  {octets / 1000:14.1f}", flush=True)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "octavo-benchmarks")
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    library = filled(options.folder, options.articles)
    show("octavo", of_octavo(library, options.rounds))


if __name__ == "__main__":
    main()
