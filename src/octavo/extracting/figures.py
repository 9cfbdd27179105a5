"""Pictures in pages: which address shows them, and what a figure makes of them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from octavo.extracting.captions import captioned
from octavo.kit.text import fold, shorten
from octavo.kit.urls import join_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from octavo.model.articles import Block

_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-original-src",
    "data-hi-res-src",
    "data-full-src",
    "data-image",
    "data-url",
    "src",
)
_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set", "srcset")
_NEXT_CANDIDATE = re.compile(r",\s+|(?<=\d[wxh]),")
_LONGEST_SET = 4_000
_LONGEST_ALT = 300
_MOST_PICTURES, _MOST_BESIDE = 100, 100
_SIZE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)[wx]")
_ORNAMENT = re.compile(
    r"(?:1x1|pixel|spacer|blank|placeholder|transparent|loading|tracking)[^/]*\.(?:gif|png|svg)", re.IGNORECASE
)
_MAY_BE_ORNAMENT = re.compile(r"\.(?:gif|png|svg)", re.IGNORECASE)
# What programs write where nobody described the picture: the name of its file, or what kind of thing it is.
_NO_ALT = re.compile(
    r"\S*\.(?:jpe?g|png|gif|webp|avif|svg)|\S*[/_=]\S*|(?:img|dsc|dscn|pxl)\W?\d+|(?:lead |main |article |featured )?"
    r"(?:image|photo|picture|thumbnail|figure|bild|foto|null|undefined)s?(?: \d+)?",
    re.IGNORECASE,
)


def picture_url(element: _Element, base: str) -> str | None:
    """The absolute address of an ``img``, past lazy-loading placeholders; ``None`` for ornaments and data.

    Where it has none itself, its ``picture``'s sources and the ``noscript`` behind it are asked.
    """
    for address in chain(_addresses(element), _addresses_beside(element)):
        url = join_url(base, address) if not address.startswith("data:") else None
        if url is not None and not (_MAY_BE_ORNAMENT.search(url) and _ORNAMENT.search(url)):
            return url
    return None


def _addresses_beside(element: _Element) -> Iterator[str]:
    parent, behind = element.getparent(), element.getnext()
    while parent is not None and parent.tag == "source":  # lxml nests what follows a source in it
        parent = parent.getparent()
    if parent is not None and parent.tag == "picture":
        for source in _first_in(parent, "source"):
            yield from _addresses(source)
        behind = behind if behind is not None else parent.getnext()
    if behind is not None and behind.tag == "noscript":
        for picture in _first_in(behind, "img"):
            yield from _addresses(picture)


def _first_in(element: _Element, tag: str) -> Iterator[_Element]:
    """The elements of a kind among the first in another: a ``picture`` that nothing closes may hold the whole page."""
    return (one for one in islice(element.iter(), _MOST_BESIDE) if one.tag == tag)


def shown_in(element: _Element, base: str) -> str | None:
    """The address of the first picture in a ``figure``; ``None`` where there is none."""
    shown = islice(element.iter("img", "source", "amp-img"), _MOST_PICTURES)  # figures may stand in figures
    pictures = (picture_url(picture, base) for picture in shown)
    return next(filter(None, pictures), None)


def alt_of(text: str | None) -> str | None:
    """What a publisher has read out in the place of a picture, plain and short; ``None`` where that says nothing."""
    alt = shorten((text or "")[: 10 * _LONGEST_ALT], _LONGEST_ALT)
    return alt if fold(alt) and not _NO_ALT.fullmatch(alt) else None


def figure_block(element: _Element, base: str) -> Block | None:
    """The first picture in a ``figure`` with caption and credit apart; ``None`` where there is no picture."""
    url = shown_in(element, base)
    if url is None:
        return None
    alts = (alt_of(picture.get("alt")) for picture in element.iter("img", "amp-img"))
    caption = next(iter(element.iter("figcaption")), None)
    return captioned(caption, url, alt=next(filter(None, alts), None), around=element)


def _addresses(element: _Element) -> Iterator[str]:
    for name in _SETS:
        candidates = element.get(name)
        if candidates and (largest := _largest(candidates[:_LONGEST_SET])):
            yield largest
    for name in _LAZY:
        address = element.get(name)
        if address and (address := address.strip()):
            yield address


@lru_cache(maxsize=512)
def _largest(srcset: str) -> str:
    """The candidate of the largest width or density (HTML, "Srcset attributes"), at most 2,000 pixels wide."""
    best, size = "", -1.0
    for candidate in _NEXT_CANDIDATE.split(srcset.rstrip(", \t\n\r")):
        address, *descriptors = candidate.split() or ("",)
        stated = _SIZE.fullmatch(descriptors[0]) if descriptors else None
        width = float(stated.group(1)) if stated else 1.0
        if size < width <= 2_000:  # noqa: PLR2004 - wider ones are for print
            best, size = address, width
    return best
