"""The five papers of the demo press: what each is called, speaks, and how it addresses and serves its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from octavo.demo.desk import PressArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One newspaper.

    ``ink`` is the colour of its name; ``charset`` is what its pages are written in. ``etags`` and ``dated`` tell which
    validators of a conditional GET (RFC 9110 §8.8) it sends; ``max_age`` is in seconds; ``packed`` papers answer in
    gzip where that is accepted.
    """

    key: str
    title: str
    strapline: str
    about: str
    town: str
    ink: str
    language: str
    feed_path: str
    feed_template: str
    feed_type: str
    charset: str = "utf-8"
    etags: bool = True
    dated: bool = True
    packed: bool = False
    max_age: int = 60


ALL = (
    Paper(
        key="courier",
        title="The Elsin Courier",
        strapline="The newspaper of record since 1868",
        about="The Elsin Courier has been printed on Harbour Street in Port Elsin on every weekday since 1868.",
        town="Port Elsin",
        ink="#1c2733",
        language="en-GB",
        feed_path="/rss.xml",
        feed_template="courier/feed.xml",
        feed_type="application/rss+xml; charset=utf-8",
        max_age=300,
    ),
    Paper(
        key="post",
        title="Evening Post",
        strapline="Your Marren, by teatime",
        about="The Evening Post is on the street in Port Elsin by half past three, and on your telephone all day.",
        town="Port Elsin",
        ink="#c8102e",
        language="en-GB",
        feed_path="/feed/",
        feed_template="post/feed.xml",
        feed_type="text/xml; charset=UTF-8",
        etags=False,
    ),
    Paper(
        key="ledger",
        title="The Northern Ledger",
        strapline="Business, shipping and public money",
        about="The Northern Ledger is Marren’s business newspaper. Its readers pay for it, and so it can be written.",
        town="Tolvey",
        ink="#14532d",
        language="en-GB",
        feed_path="/atom.xml",
        feed_template="ledger/feed.xml",
        feed_type="application/atom+xml; charset=utf-8",
        dated=False,
        packed=True,
    ),
    Paper(
        key="dispatch",
        title="Western Dispatch",
        strapline="Westing · Grünhaven · The Moss",
        about="The Western Dispatch serves the west of Marren in both of its languages: im Westen in zwei Sprachen.",
        town="Westing",
        ink="#1f4e8c",
        language="en",
        feed_path="/index.rdf",
        feed_template="dispatch/feed.xml",
        feed_type="application/xml",
        charset="windows-1252",
        etags=False,
    ),
    Paper(
        key="tide",
        title="Radio Tide",
        strapline="Public radio for all of Marren",
        about="Radio Tide is paid for by everybody in Marren and belongs to nobody in particular.",
        town="Port Elsin",
        ink="#00525e",
        language="en",
        feed_path="/feed.json",
        feed_template="",
        feed_type="application/feed+json",
        packed=True,
        max_age=30,
    ),
)


def number_of(article: PressArticle) -> int:
    """The article's number in its paper's content system: seven digits, the same for ever."""
    return 1_000_000 + crc32(article.slug.encode()) % 9_000_000


def path_of(article: PressArticle) -> str:
    """Where the article stands on its paper's site, each paper in its own way: path and query."""
    section, day = article.section.lower(), article.published_at
    match article.paper:
        case "courier":
            return f"/{section}/{day:%Y/%m/%d}/{article.slug}"
        case "post":
            return f"/news/{article.slug}-{number_of(article)}.html"
        case "ledger":
            return f"/articles/{day:%Y-%m-%d}/{article.slug}"
        case "dispatch":
            return f"/story.php?lang={article.language}&id={number_of(article)}"
        case _:
            room = {"fr": "fr/info"}.get(article.language, "live" if article.kind == "live" else "news")
            return f"/{room}/{article.slug}/"


def feed_link_of(article: PressArticle) -> str:
    """The address in the feed: the Evening Post counts its readers there."""
    return path_of(article) + ("?utm_source=feed&utm_medium=rss" if article.paper == "post" else "")


def section_path(section: str) -> str:
    """Where a section's page stands."""
    return f"/section/{section.lower()}"


def picture_path(article: PressArticle) -> str:
    """Where the article's picture stands."""
    return f"/pictures/{article.slug}.jpg"
