"""What learning takes out of a large body of articles, publisher by publisher: to be read, line by line.

    python benchmarks/learning.py FILE... [--shown 100]

Each FILE holds articles, one in JSON a line, gzipped: {"id", "title", "text", "published", "source"}. All lines of a
text count as taken for the article, in the order of publication; so this tells of repeated lines alone, which need
many pages of a publisher to show. Prints the share of words that go, and of the lines that went a sample by chance.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from octavo.extracting.learning import Habits, learned, lesson_of, without_repeated
from octavo.model.articles import Block, BlockKind


def articles_in(files: list[Path]) -> list[dict[str, Any]]:
    """All articles, oldest first."""
    found = [json.loads(line) for file in files for line in gzip.decompress(file.read_bytes()).splitlines()]
    return sorted(found, key=lambda article: str(article.get("published") or ""))


def blocks_of(article: dict[str, Any]) -> list[Block]:
    """The lines of an article, as paragraphs."""
    lines = (line.strip() for line in article["text"].splitlines())
    return [Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines if line]


def taken_out(articles: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """How often each line of a publisher goes."""
    sites: defaultdict[str, Habits] = defaultdict(Habits)
    gone: Counter[tuple[str, str]] = Counter()
    for article in articles:
        site, url, title = article["source"], f"https://{article['source']}/{article['id']}", article["title"]
        blocks = blocks_of(article)
        left = set(map(id, without_repeated(blocks, sites[site], url=url, title=title)))
        gone.update((site, block.text) for block in blocks if id(block) not in left)
        sites[site] = learned(sites[site], lesson_of(blocks, (), url=url, title=title, certainty=1))
    return gone


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--shown", type=int, default=100)
    options = parser.parse_args()
    articles = articles_in(options.files)
    gone = taken_out(articles)
    words = sum(len(article["text"].split()) for article in articles)
    out = sum(count * len(text.split()) for (_, text), count in gone.items())
    print(f"{len(articles)} articles of {len({article['source'] for article in articles})} publishers")
    print(f"{out} of {words} words go ({out / words:.2%}), in {len(gone)} different lines, {gone.total()} times")
    for site, text in random.Random(0).sample(sorted(gone), min(options.shown, len(gone))):  # noqa: S311 - no secret
        print(f"  {gone[site, text]:5} × {site}: {text[:160]}")


if __name__ == "__main__":
    main()
