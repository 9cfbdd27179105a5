"""One paper's site at a given time: which document stands at an address."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from octavo.demo import papers, pictures
from octavo.demo.printed import Printed, related
from octavo.demo.structured import json_feed, json_ld
from octavo.demo.typesetting import set_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from octavo.demo.desk import PressArticle
    from octavo.demo.papers import Paper

_SMALL_PRINT = ("/about", "/contact", "/privacy", "/subscribe")
_LEAD_FROM = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What stands at an address. ``last_modified`` where the document keeps a time of its own."""

    media_type: str
    body: bytes
    status: int = 200
    last_modified: datetime | None = None
    location: str | None = None


class Site:
    """All documents of one paper at one time; ``address`` is the site's without a slash at its end."""

    def __init__(self, paper: Paper, articles: Sequence[PressArticle], *, address: str, now: datetime) -> None:
        self.paper = paper
        self.address = address
        self.now = now
        self._articles = articles
        self._out = [a for a in articles if a.published_at <= now]

    def document(self, target: str) -> Document:
        """The document at ``target``, a path with its query; a page that says so where there is none."""
        path = _path(target)
        printed = self._by_path.get(target) or self._by_path.get(path)
        if printed:
            return self._article(printed)
        if f"{path}/" in self._by_path:
            return Document(media_type="text/plain", body=b"", status=301, location=f"{path}/")
        writer = self._fixed.get(path)
        return writer() if writer else self._section(path) or self._picture(path) or self._missing()

    @cached_property
    def _printed(self) -> tuple[Printed, ...]:
        """What is published, newest first."""
        own = [a for a in self._out if a.paper == self.paper.key]
        own.sort(key=lambda a: (a.published_at, a.slug), reverse=True)
        return tuple(Printed(article=a, paper=self.paper, site=self.address, now=self.now) for a in own)

    @cached_property
    def _by_path(self) -> dict[str, Printed]:
        return {papers.path_of(one.article): one for one in self._printed}

    @cached_property
    def _fixed(self) -> dict[str, Callable[[], Document]]:
        fixed: dict[str, Callable[[], Document]] = {
            "/": self._front,
            self.paper.feed_path: self._feed,
            "/style.css": self._style,
            "/favicon.svg": self._emblem,
            "/robots.txt": self._robots,
        }
        return fixed | dict.fromkeys(_SMALL_PRINT, self._about)

    @property
    def _sections(self) -> tuple[str, ...]:
        """The paper's sections, whether or not anything stands in them yet."""
        used = {a.section for a in self._articles if a.paper == self.paper.key}
        order = ("Home", "Politics", "World", "Business", "Health", "Science", "Culture", "Sport", "Opinion")
        return tuple(section for section in order if section in used)

    def _page(self, template: str, **values: Any) -> bytes:  # noqa: ANN401 - what templates take differs
        fixed = {"paper": self.paper, "site": self.address, "now": self.now, "sections": self._sections}
        language = values.pop("language", self.paper.language[:2])
        return set_page(template, self.paper.charset, **fixed, language=language, **values)

    def _html(self, language: str = "en") -> str:
        """The media type of a page. The Dispatch forgets the charset in the header of its German pages."""
        forgotten = self.paper.key == "dispatch" and language == "de"
        return "text/html" if forgotten else f"text/html; charset={self.paper.charset}"

    def _article(self, printed: Printed) -> Document:
        language = printed.article.language
        body = self._page(
            f"{self.paper.key}/article.html",
            story=printed,
            article=printed.article,
            language=language,
            json_ld=json_ld(printed),
            related=related(printed, self._printed),
        )
        return Document(media_type=self._html(language), body=body, last_modified=printed.modified_at)

    def _front(self) -> Document:
        lead = self._lead()
        rest = tuple(one for one in self._printed if one is not lead)
        body = self._page(f"{self.paper.key}/front.html", heading=None, lead=lead, rest=rest)
        return Document(media_type=self._html(), body=body)

    def _lead(self) -> Printed | None:
        """Of the newest articles, one with a picture, on what all the papers wrote most about during the last day."""
        since = self.now - timedelta(days=1)
        weight = Counter(a.event for a in self._out if a.published_at > since)
        newest = self._printed[:_LEAD_FROM]

        def rank(one: Printed) -> tuple[bool, int, datetime]:
            return one.picture is not None, weight[one.article.event], one.article.published_at

        return max(newest, key=rank, default=None)

    def _section(self, path: str) -> Document | None:
        section = next((s for s in self._sections if papers.section_path(s) == path), None)
        if section is None:
            return None
        stories = tuple(one for one in self._printed if one.article.section == section)
        lead, rest = (stories[0] if stories else None), stories[1:]
        body = self._page(f"{self.paper.key}/front.html", heading=section, lead=lead, rest=rest)
        return Document(media_type=self._html(), body=body)

    def _feed(self) -> Document:
        latest = max((one.modified_at for one in self._printed), default=None)
        if self.paper.feed_template:
            body = set_page(
                self.paper.feed_template,
                self.paper.charset,
                paper=self.paper,
                site=self.address,
                stories=self._printed,
                latest=latest,
            )
        else:
            feed = json_feed(self.paper, self.address, self._printed)
            body = json.dumps(feed, ensure_ascii=False, indent=1).encode()
        return Document(media_type=self.paper.feed_type, body=body, last_modified=latest)

    def _about(self) -> Document:
        return Document(media_type=self._html(), body=self._page("about.html"))

    def _missing(self) -> Document:
        return Document(media_type=self._html(), body=self._page("missing.html"), status=404)

    def _picture(self, path: str) -> Document | None:
        shown = (one for one in self._printed if one.picture and papers.picture_path(one.article) == path)
        printed = next(shown, None)
        if printed is None:
            return None
        article = printed.article
        return Document(
            media_type="image/jpeg", body=pictures.picture(article.slug), last_modified=article.published_at
        )

    def _style(self) -> Document:
        sheet = files("octavo.demo").joinpath("pages", self.paper.key, "style.css")
        return Document(media_type="text/css; charset=utf-8", body=sheet.read_bytes())

    def _emblem(self) -> Document:
        initial = self.paper.title.removeprefix("The ")[0]
        return Document(media_type="image/svg+xml", body=pictures.emblem(initial, self.paper.ink))

    def _robots(self) -> Document:
        return Document(media_type="text/plain; charset=utf-8", body=b"User-agent: *\nDisallow: /subscribe\n")


def _path(target: str) -> str:
    try:
        return urlsplit(target).path
    except ValueError:  # an address nobody could have meant
        return ""
