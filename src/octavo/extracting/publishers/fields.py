"""What rules say about an article besides its text: title, byline, time, picture, and whether it is a part."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from octavo.extracting.bylines import names_in
from octavo.extracting.facts import text_in
from octavo.extracting.figures import picture_url
from octavo.extracting.publishers.selectors import elements_of
from octavo.extracting.times import moment_in
from octavo.kit.text import clean_line, shorten
from octavo.kit.urls import join_url
from octavo.model.articles import Image

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts
    from octavo.extracting.times import Moment
    from octavo.model.publishers import Layout, Selector

T = TypeVar("T")

FIELDS = ("title", "byline", "published", "image")
_LONGEST_TITLE, _LONGEST_TEXT = 300, 2_000
_MOST_ELEMENTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledPage:
    """A page, as rules look at it."""

    root: _Element
    facts: Facts
    url: str
    now: datetime


def field_of(key: str, layout: Layout, page: RuledPage) -> tuple[object, Selector] | None:
    """What the first selector for one of ``FIELDS`` that finds something finds, and that selector."""
    selectors: tuple[Selector, ...] = getattr(layout, key)
    reader: Callable[[Selector, RuledPage], object] = _READERS[key]
    return next(((value, selector) for selector in selectors if (value := reader(selector, page))), None)


def published_by(layout: Layout, page: RuledPage) -> Moment | None:
    """The time of publication that a layout finds."""
    return next((moment for selector in layout.published if (moment := _published(selector, page))), None)


def texts_of(selector: Selector, root: _Element) -> tuple[str, ...]:
    """The text, or the attribute that is meant, of each of the first elements that a selector finds."""
    found = islice(elements_of((selector,), root), _MOST_ELEMENTS)
    texts = (_text(element, selector.attribute) for element in found)
    return tuple(text for text in texts if text)


def _text(element: _Element, attribute: str | None) -> str:
    return clean_line((element.get(attribute) or "")[:_LONGEST_TEXT]) if attribute else text_in(element)[:_LONGEST_TEXT]


def _title(selector: Selector, page: RuledPage) -> str | None:
    return next((shorten(text, _LONGEST_TITLE) for text in texts_of(selector, page.root)), None)


def _byline(selector: Selector, page: RuledPage) -> tuple[str, ...]:
    return names_in(texts_of(selector, page.root))


def _published(selector: Selector, page: RuledPage) -> Moment | None:
    return _first(moment_in(text, page.facts, url=page.url, now=page.now) for text in texts_of(selector, page.root))


def _image(selector: Selector, page: RuledPage) -> Image | None:
    if selector.attribute:
        address = _first(join_url(page.url, text) for text in texts_of(selector, page.root))
    else:
        found = elements_of((selector,), page.root)[:_MOST_ELEMENTS]
        pictures = (picture for element in found for picture in islice(element.iter("img", "amp-img"), _MOST_ELEMENTS))
        address = _first(picture_url(picture, page.url) for picture in pictures)
    return Image(url=address) if address else None


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)


_READERS: dict[str, Callable[[Selector, RuledPage], object]] = {
    "title": _title,
    "byline": _byline,
    "published": _published,
    "image": _image,
}
