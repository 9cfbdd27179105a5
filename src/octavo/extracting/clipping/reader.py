"""From the lines of a captured page to its articles.

A page of this kind has, in this order, any of: a headline (perhaps twice), a line or block that says who published it
and when, the body, hashtags, widgets, comments, and a list of other articles, each with its publisher, its age,
category bullets, the publisher again behind a dash, a headline and an excerpt. What the page does not say stays empty;
what cannot be understood is reported with its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from octavo.extracting.clipping.ages import resolve
from octavo.extracting.clipping.entries import Header, find_headers
from octavo.extracting.clipping.furniture import Section, heads_a_list, is_furniture, opens, without_ads
from octavo.extracting.clipping.lines import Line, page_lines
from octavo.extracting.clipping.parts import Storyline, drop_repeats, read_byline, read_hashtags, read_storyline
from octavo.extracting.clipping.rivers import Entry, read_river
from octavo.kit.text import shorten
from octavo.model.articles import Block, BlockKind, Draft, Precision
from octavo.model.clippings import Clipping, Unread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

EXCERPT = "The captured page shows only an excerpt of this article."
LONGEST_HEADLINE = 300
_BULLET = re.compile(r"[-•*·▪◦]\s+(?P<words>\S.*)")


@dataclass(slots=True)
class _Page:
    """A page while it is read: its lines, the headers of entries on it, and what came of them so far."""

    captured_at: datetime | None
    lines: tuple[Line, ...]
    headers: tuple[Header, ...]
    articles: list[Draft] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def report(self, line: Line, reason: str) -> None:
        self.unread.append(Unread(line=line.number, text=shorten(line.text, 200), reason=reason))


def read_clipping(captured: str | bytes, captured_at: datetime | None) -> Clipping:
    """The articles on a captured page of an aggregator, given as its text or its HTML.

    ``captured_at`` (aware) turns ages into times; without it ages are reported as unread. Never raises on any input.
    """
    lines = page_lines(captured)
    river = read_river(lines, captured_at)
    if river:
        return _river(river, captured_at)
    page = _Page(captured_at=captured_at, lines=lines, headers=find_headers(lines, captured_at))
    main = _read_main(page)
    first = len(page.articles)
    for position, header in enumerate(page.headers):
        end = page.headers[position + 1].start if position + 1 < len(page.headers) else len(lines)
        if header is not main:
            _read_entry(page, header, lines[header.end : end])
    related = tuple((0, n) for n in range(first, len(page.articles))) if first else ()
    return Clipping(
        captured_at=captured_at,
        articles=tuple(page.articles),
        related=related,
        unread=tuple(sorted(page.unread, key=lambda unread: unread.line)),
    )


def _river(entries: Sequence[Entry], captured_at: datetime | None) -> Clipping:
    """The articles of a page that is a list of headlines."""
    page = _Page(captured_at=captured_at, lines=(), headers=())
    for entry in entries:
        if entry.problem:
            page.report(entry.headline, entry.problem)
        draft = _draft(page, None, entry.headline, entry.text, (), partial=EXCERPT)
        when = entry.when
        page.articles.append(
            replace(
                draft,
                publisher=entry.publisher,
                byline=entry.byline or draft.byline,
                published_at=when.at if when else None,
                precision=when.precision if when else Precision.SECOND,
            )
        )
    return Clipping(captured_at=captured_at, articles=tuple(page.articles), related=(), unread=tuple(page.unread))


def _read_main(page: _Page) -> Header | None:
    """Read the article the page is about, if it has one; returns the header that belongs to it, if it has one."""
    header = next((h for h in page.headers if h.of_page), None)
    others = [h.start for h in page.headers if h is not header]
    end = min(others, default=len(page.lines))
    top = page.lines[: header.start] if header else ()
    rest = page.lines[header.end : end] if header else page.lines[:end]
    body, tags = _body(page, (*top, *rest))
    if not body or (len(body) == 1 and heads_a_list(body[0].text)):
        return header
    if heads_a_list(body[0].text):
        body = body[1:]
    story, body = read_storyline(body) if header is None else (None, body)
    if body:
        draft = _main_article(page, header, body, tags)
        page.articles.append(_told_by(story, draft, page.captured_at) if story else draft)
    return header


def _told_by(story: Storyline, draft: Draft, captured_at: datetime | None) -> Draft:
    """An article with what its portal's line says of it."""
    when = resolve(story.age, captured_at) if story.age and captured_at else None
    return replace(
        draft,
        publisher=draft.publisher or story.publisher,
        byline=story.byline or draft.byline,
        published_at=when.at if when else draft.published_at,
        precision=when.precision if when else draft.precision,
    )


def _main_article(page: _Page, header: Header | None, body: Sequence[Line], tags: tuple[str, ...]) -> Draft:
    headline, *text = drop_repeats(body)
    if len(headline.text) > LONGEST_HEADLINE:
        page.report(headline, "no headline stands on the page; the article is shown by its first words")
        text = [headline, *text]
    elif not text:
        page.report(headline, "a headline without a text")
    return _draft(page, header, headline, text, tags, partial=None)


def _read_entry(page: _Page, header: Header, lines: Sequence[Line]) -> None:
    body, tags = _body(page, lines)
    if not body:
        page.report(page.lines[header.start], "an entry of the list without a headline")
        return
    headline, *text = drop_repeats(body)
    if len(headline.text) > LONGEST_HEADLINE:
        page.report(headline, "an entry of the list without a headline; it is shown by its first words")
        text = [headline, *text]
    page.articles.append(_draft(page, header, headline, text, tags, partial=EXCERPT))


def _draft(
    page: _Page,
    header: Header | None,
    headline: Line,
    text: Sequence[Line],
    tags: tuple[str, ...],
    *,
    partial: str | None,
) -> Draft:
    byline, text = read_byline(text)
    if header and header.problem:
        page.report(page.lines[header.time_at], header.problem)
    when = header.when if header else None
    return Draft(
        url=None,
        title=shorten(without_ads(headline.text), LONGEST_HEADLINE),
        blocks=tuple(block for line in text if (block := _block(line)).text),
        publisher=header.publisher if header else None,
        byline=byline,
        published_at=when.at if when else None,
        precision=when.precision if when else Precision.SECOND,
        section=header.categories[0] if header and header.categories else None,
        tags=tags,
        partial=partial,
        extracted_by="clipping",
    )


def _block(line: Line) -> Block:
    text = without_ads(line.text)
    item = _BULLET.fullmatch(text)
    if item:
        return Block(kind=BlockKind.LIST_ITEM, text=item["words"], level=1)
    return Block(kind=BlockKind.PARAGRAPH, text=text)


def _body(page: _Page, lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """The lines that are an article's own, and its hashtags: everything under a foreign heading is left out."""
    body: list[Line] = []
    tags: list[str] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        section = opens(line.text)
        if section is Section.HASHTAGS:
            read, position = read_hashtags(lines, position + 1)
            tags += read
            continue
        if section:
            position = _skip(page, lines, position, section)
            continue
        if not is_furniture(line.text):
            body.append(line)
        position += 1
    return body, tuple(dict.fromkeys(tags))


def _skip(page: _Page, lines: Sequence[Line], position: int, section: Section) -> int:
    """Where the text goes on after a foreign section: at the hashtags, or nowhere."""
    for after in range(position + 1, len(lines)):
        if opens(lines[after].text) is Section.HASHTAGS:
            return after
    if section is Section.RELATED:
        for line in lines[position + 1 :]:
            if not (is_furniture(line.text) or opens(line.text)):
                page.report(line, "stands under a list of other articles, without the publisher and age of an entry")
    return len(lines)
