"""The desk of the demo press: reads the hand-written articles and tells which version stands at a given time."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from octavo.kit.moments import UTC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PAPERS = ("courier", "post", "ledger", "dispatch", "tide")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One change to an article after publication; without a note it is a silent update."""

    at: datetime
    replace: str
    with_: str
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PressArticle:
    """One hand-written article of the demo press, as first published, with its later corrections."""

    paper: str
    event: str
    slug: str
    headline: str
    published_at: datetime
    byline: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    language: str
    kind: str
    body: str
    standfirst: str | None
    wire: str | None
    free_paragraphs: int | None
    image_caption: str | None
    image_credit: str | None
    corrections: tuple[Correction, ...]

    def applied(self, now: datetime) -> tuple[Correction, ...]:
        """The corrections that have been made by ``now``, oldest first."""
        return tuple(c for c in self.corrections if c.at <= now)

    def body_at(self, now: datetime) -> str:
        """The body as it stands at ``now``, corrections applied."""
        body = self.body
        for correction in self.applied(now):
            body = body.replace(correction.replace, correction.with_)
        return body

    def modified_at(self, now: datetime) -> datetime:
        """When the version that stands at ``now`` was made."""
        return max((c.at for c in self.applied(now)), default=self.published_at)


def last_saturday(now: datetime) -> date:
    """The most recent Saturday whose last articles are out by ``now``: the demo week ends there."""
    day = now.astimezone(UTC).date()
    back = (day.weekday() - 5) % 7
    saturday = day - timedelta(days=back)
    late = datetime.combine(saturday, time(20), tzinfo=UTC)
    return saturday if now >= late else saturday - timedelta(days=7)


def load_articles(saturday: date) -> tuple[PressArticle, ...]:
    """All articles of the demo press, oldest first, for the week that ends on ``saturday``.

    Raises:
        ValueError: a file does not follow the stylebook; the message names it.
    """
    articles = [_read(path, event, saturday) for event, path in _files()]
    return tuple(sorted(articles, key=lambda a: (a.published_at, a.paper, a.slug)))


def _files() -> Iterator[tuple[str, Traversable]]:
    for event in sorted(files("octavo.demo").joinpath("articles").iterdir(), key=lambda p: p.name):
        if event.is_dir():
            for path in sorted(event.iterdir(), key=lambda p: p.name):
                if path.name.endswith(".md"):
                    yield event.name, path


def _read(path: Traversable, event: str, saturday: date) -> PressArticle:
    try:
        _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
        return _article(path.name.split("-")[0], event, tomllib.loads(head), body.strip() + "\n", saturday)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{event}/{path.name}: {error}") from error


def _article(paper: str, event: str, head: dict[str, Any], body: str, saturday: date) -> PressArticle:
    if paper not in PAPERS:
        raise ValueError(f"no paper is called {paper!r}")
    return PressArticle(
        paper=paper,
        event=event,
        slug=head["slug"],
        headline=head["headline"],
        published_at=moment(head["published"], saturday),
        byline=tuple(head["byline"]),
        section=head["section"],
        tags=tuple(head.get("tags", ())),
        language=head["language"],
        kind=head["kind"],
        body=body,
        standfirst=head.get("standfirst"),
        wire=head.get("wire"),
        free_paragraphs=head.get("free_paragraphs"),
        image_caption=head.get("image_caption"),
        image_credit=head.get("image_credit"),
        corrections=tuple(
            sorted((_correction(c, body, saturday) for c in head.get("corrections", ())), key=lambda c: c.at)
        ),
    )


def _correction(entry: dict[str, str], body: str, saturday: date) -> Correction:
    if body.count(entry["replace"]) != 1:
        raise ValueError(f"the text to correct must stand exactly once: {entry['replace']!r}")
    return Correction(
        at=moment(entry["at"], saturday), replace=entry["replace"], with_=entry["with"], note=entry.get("note")
    )


def moment(words: str, saturday: date) -> datetime:
    """The time that ``"tue 07:40"`` names in the week that ends on ``saturday``.

    Raises:
        ValueError: the words are no weekday and time.
    """
    weekday, clock = words.split()
    if weekday not in WEEKDAYS:
        raise ValueError(f"no day of the week is called {weekday!r}")
    day = saturday + timedelta(days=WEEKDAYS.index(weekday) - WEEKDAYS.index("sat"))
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=UTC)
