"""From a publisher's page to a draft: the parts of this room put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml.etree import XPath

from octavo.extracting.body import Body, chosen_body, hints_of, plain_body, settled, trafilatura_body
from octavo.extracting.bylines import names_in
from octavo.extracting.corrections import with_corrections
from octavo.extracting.facts import beginning_of, facts_of, text_in
from octavo.extracting.galleries import gallery_blocks
from octavo.extracting.illustrations import caption_of, with_figures, without_lead
from octavo.extracting.leads import feed_blocks, from_lead
from octavo.extracting.learning import lesson_of, without_repeated
from octavo.extracting.lines import article_lines
from octavo.extracting.live import is_live, with_live_entries
from octavo.extracting.metadata import metadata_of
from octavo.extracting.pages import is_cut, parse_page
from octavo.extracting.paywall import is_marker, partial_reason
from octavo.extracting.publishers.agreeing import agreed
from octavo.extracting.publishers.fields import RuledPage
from octavo.extracting.publishers.following import follow
from octavo.extracting.publishers.matching import rules_for
from octavo.extracting.scripted import scripted_blocks
from octavo.extracting.subheadings import with_subheadings
from octavo.kit.garbage import uncollected
from octavo.kit.text import clean_line
from octavo.kit.urls import host_of
from octavo.model.articles import ArticleKind, BlockKind, Draft, Precision
from octavo.model.fetches import FailureReason, FetchFailed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts
    from octavo.extracting.learning import Habits, Lesson
    from octavo.extracting.metadata import Metadata
    from octavo.extracting.publishers.following import Followed
    from octavo.model.articles import Block, Image
    from octavo.model.fetches import FetchedPage
    from octavo.model.publishers import PublisherRules
    from octavo.model.sources import Lead

_PAGE_TYPES = re.compile(
    r"|text/(?:html|plain|xml)|application/(?:xhtml\+xml|xml|octet-stream)|application/vnd\.wap\.xhtml\+xml"
)
_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"PK\x03\x04", "an archive"),
    (b"\x1f\x8b", "a compressed file"),
)
_KINDS = (
    ("image/", "a picture"),
    ("video/", "a film"),
    ("audio/", "a recording"),
    ("application/pdf", "a PDF document"),
)
_FEWEST_WORDS, _FEWEST_WORDS_DECLARED = 25, 8
_FEED_IS_FULLER = 2
_LITTLE, _DATA_IS_FULLER = 120, 3
# Beyond this size trafilatura's comparison with other methods takes seconds; beyond that one, itself does.
_MUCH, _TOO_MUCH = 2_500, 12_000
# How deep all elements of a page stand, added up, and its links, every 200 characters of one counting once more:
# trafilatura looks through those around an element for each that it holds, and asks each for the text of all its links.
_MOST_DEPTH, _MOST_LINK_DEPTH = 250_000, 40_000
_LINK_LENGTH = 200
# Pages of fewer elements have not enough of them for seconds of other work.
_MANY = 8_000
# So large a page may be so by its attributes, which others search for names.
_HEAVY = 1_000_000
# On so many bytes other methods take seconds, whatever is in them: they are asked where Octavo finds nothing by itself.
_MOST_BYTES = 2_000_000
_MOST_HEADINGS = 5
_SHOWN = XPath("descendant::text()[not(parent::script)]", smart_strings=False)
# The expected F1 of a choice of lines from which on it needs no second opinion.
_SURE = 0.9
CUT = "The page is too large to be read whole: what stands in its first part is here."
_END, _BEHIND = 40, 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A page taken apart, before anything is decided."""

    root: _Element
    facts: Facts
    metadata: Metadata
    url: str
    length: int  # of the page, in bytes
    is_too_much: bool
    is_deep: bool  # so many elements within each other that looking into each takes seconds
    is_cut: bool
    elements: tuple[_Element, ...]  # held so that lxml need not make them anew for every walk
    followed: Followed | None = None  # what a user's rules for its publisher come to
    habits: Habits | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """What was drawn from a page, and its tree where it is one: for looking where it leads.

    ``rules_apply`` tells whether a user's rules for the publisher chose the text. The tree's ``elements`` are held so
    that lxml need not make them anew for the next walk.
    ``lesson`` is what it teaches of its site, where habits of the site were given.
    """

    drawn: Draft | FetchFailed
    root: _Element | None = None
    elements: tuple[_Element, ...] = ()
    url: str = ""
    title: str = ""
    metadata: Metadata | None = None
    rules_apply: bool = False
    lesson: Lesson | None = None


def extract(
    page: FetchedPage,
    lead: Lead | None = None,
    rules: Sequence[PublisherRules] = (),
    *,
    habits: Habits | None = None,
) -> Draft | FetchFailed:
    """The article on a fetched page as typed blocks with what the page says about it. Never raises.

    ``lead`` fills in what the page lacks; its time wins over a mere day. ``habits`` are what earlier pages of the same
    site taught. What is no page is a FetchFailed
    (``NOT_A_PAGE``), a page without a readable article one with ``NO_ARTICLE``; at most 5 MB of a page are read.
    Of the user's ``rules`` for publishers those are followed that are for the page's address.
    """
    return read_page(page, lead, rules, habits=habits).drawn


@uncollected()
def read_page(
    page: FetchedPage,
    lead: Lead | None = None,
    rules: Sequence[PublisherRules] = (),
    *,
    is_part: bool = False,
    habits: Habits | None = None,
) -> PageRead:
    """As ``extract``, with the tree of the page. Of a page that ``is_part`` of an article a few words will do."""
    other = _what_else(page)
    if other is not None:
        sentence = f"is {other}, not a page that can be read: open it at its address"
        return PageRead(drawn=_failed(page, FailureReason.NOT_A_PAGE, sentence))
    root = parse_page(page)
    if root is None:
        sentence = "is an empty page: open it in a browser, or try again later"
        return PageRead(drawn=_failed(page, FailureReason.NO_ARTICLE, sentence))
    elements = tuple(root.iter())
    facts = facts_of(root)
    is_deep = len(elements) > _MANY and _is_too_deep(elements)
    is_too_much = is_deep or _exceeds(_TOO_MUCH, elements, len(page.body))
    metadata = metadata_of(facts, root, url=page.final_url, now=page.at, searching=not is_too_much)
    reading = _Reading(
        root=root,
        facts=facts,
        metadata=metadata,
        url=page.final_url,
        length=len(page.body),
        is_too_much=is_too_much,
        is_deep=is_deep,
        is_cut=is_cut(page),
        elements=elements,
        habits=habits,
    )
    reading = _ruled(reading, rules_for(rules, page.final_url), lead, page.at)
    rules_apply = reading.followed is not None and bool(reading.followed.blocks)
    draft, body = _draft(reading, lead)
    is_enough = bool(draft.blocks) if is_part or rules_apply else _is_article(draft, facts)
    drawn = _fuller(draft, lead) if is_enough else _no_article(page, root)
    lesson = None if habits is None or rules_apply else _lesson(draft, body, metadata.url, is_enough=is_enough)
    return PageRead(
        drawn=drawn,
        root=root,
        elements=elements,
        url=metadata.url,
        title=draft.title,
        metadata=reading.metadata,
        rules_apply=rules_apply and is_enough,
        lesson=lesson,
    )


def _ruled(reading: _Reading, rules: PublisherRules | None, lead: Lead | None, now: datetime) -> _Reading:
    """With what a user's rules say, where there are some for this page."""
    if rules is None:
        return reading
    page = RuledPage(root=reading.root, facts=reading.facts, url=reading.url, now=now)
    followed = follow(rules, page, reading.metadata, lead)
    if followed.blocks:
        general = _general_body(reading, reading.metadata.title or "")
        followed = agreed(followed, general.blocks, certainty=general.certainty, otherwise=reading.metadata)
    return replace(reading, metadata=followed.metadata, followed=followed)


def _lesson(draft: Draft, body: Body, url: str, *, is_enough: bool) -> Lesson:
    """What the page teaches; one without a readable article only that there was none."""
    if not is_enough:
        return lesson_of((), (), url=url, title=url, certainty=0.0)
    return lesson_of(body.blocks, body.lines, url=url, title=draft.title, certainty=body.certainty)


def _draft(reading: _Reading, lead: Lead | None) -> tuple[Draft, Body]:
    """The article, and its body before what the site's habits tell of it."""
    metadata, lead_title = reading.metadata, lead.title if lead else ""
    title = metadata.title or lead_title
    body = _body(reading, title)
    readable = tuple(block for block in body.blocks if not is_marker(block.text))
    partial = partial_reason(metadata, body.blocks, behind=lambda: _text_behind(reading.root, readable))
    if reading.followed is not None:
        partial = reading.followed.partial or partial
    if partial is None and reading.is_cut:
        partial = CUT
    image = _described(metadata.image, reading)
    own = _unrepeated(reading, readable, title)
    by = body.by if len(own) == len(readable) else f"{body.by}, without {len(readable) - len(own)} of the site's lines"
    blocks = readable = own
    is_live_text = any(block.kind is BlockKind.LIVE_ENTRY for block in readable)
    slides = None
    is_ruled = reading.followed is not None and bool(reading.followed.blocks)
    if is_ruled:
        blocks = without_lead(readable, image)
    elif not is_live_text:
        slides = gallery_blocks(readable, reading.root, reading.facts, kind=metadata.kind, base=reading.url)
        lead_image = image.url if image else None
        around = () if reading.is_deep else _around(reading, body)
        blocks = slides or with_figures(readable, around, base=reading.url, lead_image=lead_image)
    if not slides and not is_ruled:
        blocks = with_subheadings(blocks)
    published, precision = _published(metadata, lead)
    draft = Draft(
        url=metadata.url,
        title=title or (readable[0].text[:90] if readable else ""),
        blocks=blocks,
        publisher=metadata.publisher,
        byline=metadata.byline or (names_in(lead.byline) if lead else ()),
        published_at=published,
        precision=precision,
        modified_at=_modified(metadata, lead, published),
        language=metadata.language or (lead.language if lead else None),
        section=metadata.section,
        tags=metadata.tags or (lead.tags if lead else ()),
        kind=ArticleKind.LIVE if is_live_text else ArticleKind.GALLERY if slides else metadata.kind,
        image=image,
        partial=partial,
        extracted_by=by,
    )
    return draft, body


def _around(reading: _Reading, body: Body) -> Sequence[_Element]:
    """The elements from the article's first line to its last, where it was chosen by lines; else the whole page's."""
    lines = [line.element for line in body.lines if line.kept] if body.by.startswith("octavo") else []
    if not lines:
        return reading.elements
    last = lines[-1]
    while len(last):
        last = last[-1]
    first = reading.elements.index(lines[0])
    return reading.elements[first : reading.elements.index(last, first) + 1]


def _unrepeated(reading: _Reading, blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Without what stands in other articles of the site, where these are known.

    A live blog stays as it is, and so does what a user's rules chose.
    """
    is_ruled = reading.followed is not None and bool(reading.followed.blocks)
    if reading.habits is None or is_ruled or any(block.kind is BlockKind.LIVE_ENTRY for block in blocks):
        return blocks
    hints = hints_of(reading.facts, reading.metadata)
    stated = (hints.description, hints.stated)
    return without_repeated(blocks, reading.habits, url=reading.metadata.url, title=title, stated=stated)


def _body(reading: _Reading, title: str) -> Body:
    """The article's blocks: those that a user's rules name; else a live blog's entries or what the lines come to."""
    followed = reading.followed
    if followed is not None and followed.blocks:
        return Body(blocks=followed.blocks, by=followed.note)
    body = _general_body(reading, title)
    return replace(body, by=f"{body.by}; {followed.note}") if followed is not None else body


def _general_body(reading: _Reading, title: str) -> Body:
    body = _in_data(reading, _found_body(reading))
    headings = (text_in(heading) for heading in reading.facts.first_rank[:_MOST_HEADINGS])
    titles = (*headings, *reading.facts.all("og:title"))
    byline = reading.metadata.byline
    blocks = article_lines(body.blocks, title=title, byline=byline, also_titled=titles, url=reading.url)
    if _may_be_live(reading):
        blocks = with_live_entries(blocks, reading.facts, reading.root, base=reading.url)
    if not reading.is_too_much:
        blocks = with_corrections(blocks, reading.facts, reading.elements, base=reading.url)
    return replace(body, blocks=blocks)


def _found_body(reading: _Reading) -> Body:
    """Octavo's own choice of lines; where it is unsure another method is asked, a plain one on the largest pages."""
    hints = hints_of(reading.facts, reading.metadata)
    own = chosen_body(reading.root, hints, url=reading.url, habits=reading.habits)
    if own.certainty >= _SURE or (own.blocks and reading.length > _MOST_BYTES):
        return own
    if reading.is_too_much or _is_too_deep(reading.elements):
        return own if own.blocks else replace(plain_body(reading.root, url=reading.url), certainty=own.certainty)
    is_much = _exceeds(_MUCH, reading.elements, reading.length)
    return settled(own, trafilatura_body(reading.root, url=reading.url, fast=is_much))


def _in_data(reading: _Reading, seen: Body) -> Body:
    """The text in the page's data for scripts, where a reader without scripts sees little of it."""
    words = sum(map(_words, seen.blocks))
    if words >= _LITTLE:
        return seen
    blocks = scripted_blocks(reading.root, reading.facts, base=reading.url)
    told = sum(map(_words, blocks))
    has_paragraphs = len(seen.blocks) <= 1 < len(blocks) and told >= words
    return Body(blocks=blocks, by="script data") if has_paragraphs or told > _DATA_IS_FULLER * words else seen


def _may_be_live(reading: _Reading) -> bool:
    return is_live(reading.facts) or reading.metadata.kind is ArticleKind.LIVE


def _exceeds(limit: int, elements: Sequence[_Element], length: int) -> bool:
    """Whether a page of ``length`` bytes is more work than ``limit``; most are too short for that."""
    if len(elements) + length // 100 <= limit:
        return False
    return _size(elements) + (_attributes(elements) if length > _HEAVY else 0) > limit


def _size(elements: Sequence[_Element]) -> int:
    """How much work a page is: its elements, and every hundred characters."""
    seen = (element for element in elements if element.tag != "script" or "json" in element.get("type", "").lower())
    texts = (len(element.text or "") + len(element.tail or "") for element in seen)
    return len(elements) + sum(texts) // 100


def _attributes(elements: Sequence[_Element]) -> int:
    """How much work the attributes of a page are: every hundred characters of the ones that are read."""
    read = (element.get(name) for element in elements for name in ("class", "id", "style", "itemprop"))
    return sum(len(value) for value in read if value) // 100


def _is_too_deep(elements: Sequence[_Element]) -> bool:
    """Whether elements stand within so many others that those who ask each of these take seconds."""
    depths: dict[_Element | None, int] = {}
    for element in elements:
        depths[element] = depths.get(element.getparent(), 0) + 1
    if sum(depths.values()) > _MOST_DEPTH:
        return True
    lengths = dict.fromkeys(depths, 0)  # of the text in each
    lengths[None] = links = 0
    for element in reversed(elements):
        length = lengths[element] + len(element.text or "")
        lengths[element.getparent()] += length + len(element.tail or "")
        if element.tag == "a":
            links += depths[element] * (1 + length // _LINK_LENGTH)
    return links > _MOST_LINK_DEPTH


def _text_behind(root: _Element, blocks: Sequence[Block]) -> str:
    """What a reader sees right behind the end of the article."""
    last = next((block.text for block in reversed(blocks) if block.kind is not BlockKind.TABLE and block.text), "")
    element = root.find("body")
    shown = _SHOWN(element) if element is not None else ()
    text = clean_line("".join(map(str, shown))) if isinstance(shown, list) else ""
    end = text.rfind(last[-_END:]) if last else -1
    return text[end : end + _BEHIND] if end >= 0 else ""


def _published(metadata: Metadata, lead: Lead | None) -> tuple[datetime | None, Precision]:
    """The page's time; the feed's where the page has none or only a day."""
    stated = metadata.published
    announced = lead.published_at if lead else None
    if announced is not None and (stated is None or stated.precision is Precision.DAY):
        return announced, Precision.SECOND
    return (stated.at, stated.precision) if stated else (None, Precision.SECOND)


def _modified(metadata: Metadata, lead: Lead | None, published: datetime | None) -> datetime | None:
    """When it was last changed, where that is after it was published."""
    modified = metadata.modified_at or (lead.updated_at if lead else None)
    return modified if modified and (published is None or modified > published) else None


def _described(image: Image | None, reading: _Reading) -> Image | None:
    """The lead image with the caption and credit that its figure on the page gives it."""
    if image is None or (image.caption and image.credit):
        return image
    figure = caption_of(reading.elements, image.url, base=reading.url)
    if figure is None:
        return image
    return replace(image, caption=image.caption or figure.text or None, credit=image.credit or figure.credit)


def _is_article(draft: Draft, facts: Facts) -> bool:
    """Enough words to be one; few will do where the page declares an article."""
    declared = bool(facts.articles) or (facts.first("og:type") or "") == "article"
    is_gallery = draft.kind is ArticleKind.GALLERY
    spoken = sum(_words(block) for block in draft.blocks if is_gallery or block.kind is not BlockKind.FIGURE)
    return bool(draft.title) and spoken >= (_FEWEST_WORDS_DECLARED if declared else _FEWEST_WORDS)


def _words(block: Block) -> int:
    """Words by white space; a script that does without it counts two characters for a word."""
    spaced = len(block.text.split())
    return max(spaced, len(block.text) // 2) if not block.text.isascii() and len(block.text) > 20 * spaced else spaced


def _fuller(draft: Draft, lead: Lead | None) -> Draft:
    """With the feed's own text, where that holds much more of the article than its page shows."""
    if lead is None or lead.content is None or draft.partial is None:
        return draft
    blocks = feed_blocks(lead)
    if sum(map(_words, blocks)) < _FEED_IS_FULLER * sum(map(_words, draft.blocks)):
        return draft
    announced = from_lead(lead, why=draft.partial)
    return draft if announced is None else replace(draft, blocks=blocks, partial=announced.partial, extracted_by="feed")


def _what_else(page: FetchedPage) -> str | None:
    """What the document is, where it cannot be a page; its first bytes count more than its declared type."""
    for signature, name in _SIGNATURES:
        if page.body.startswith(signature):
            return name
    if _PAGE_TYPES.fullmatch(page.media_type) or page.body[:200].lstrip().lower().startswith(
        (b"<!doctype html", b"<html")
    ):
        return None
    return next(
        (name for start, name in _KINDS if page.media_type.startswith(start)), f"of the type {page.media_type[:60]}"
    )


def _no_article(page: FetchedPage, root: _Element) -> FetchFailed:
    if len(beginning_of(root)) < 200:  # noqa: PLR2004 - a page built by scripts is an empty shell
        return _failed(
            page, FailureReason.NO_ARTICLE, "is a page without text (it may be built by scripts): open it in a browser"
        )
    return _failed(page, FailureReason.NO_ARTICLE, "is a page on which no article can be found: open it in a browser")


def _failed(page: FetchedPage, reason: FailureReason, what: str) -> FetchFailed:
    return FetchFailed(
        url=page.url, at=page.at, reason=reason, sentence=f"What {host_of(page.final_url)} sent {what}.", passing=False
    )
