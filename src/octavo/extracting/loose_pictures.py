"""Pictures of an article that stand in no ``figure``: in a paragraph or a box of their own, as on older pages."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

from octavo.extracting.captions import captioned, split_credit
from octavo.extracting.facts import text_in
from octavo.extracting.figures import alt_of, picture_url
from octavo.extracting.places import is_elsewhere, names_of
from octavo.kit.urls import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from octavo.model.articles import Block

_AROUND = frozenset({"figure", "noscript", "nav", "aside", "footer", "header", "table", "form", "button", "li"})
_BOUNDS = frozenset({"body", "main", "article"})
_PARTS = frozenset({"picture", "source"})  # lxml nests what follows a source in it
_FAR, _FARTHEST = 6, 30
_NOT_TEXT = re.compile(
    r"logo|avatar|author|icon|badge|banner|sponsor|advert|profile|emoji|button|thumb|product|player|share|promo|teaser|divider|separator|ceo-|leer\."
    r"|smil(?:ey|ies)|\bads?\b|(?:^|[/_.-])(?:faces?|users?|ads?)(?:[/_.-]|$)",
    re.IGNORECASE,
)
_SLANTED = frozenset({"em", "i", "small"})
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)$", re.IGNORECASE)
_STATED = re.compile(r"(?:^|[/_.-])(?P<width>\d{2,4})x(?P<height>\d{2,4})(?=[/_.-]|$)", re.IGNORECASE)
_PIXELS = re.compile(r"\d{1,5}")
_NARROWEST, _LOWEST = 200, 100
_CAPTION = re.compile(r"caption|bildunterschrift|legende", re.IGNORECASE)
_LONGEST_CAPTION = 600
_MOST_INNER, _MOST_LOOKED_AT = 12, 500
_SHORTEST_TITLE = 25


def loose_picture(element: _Element, base: str) -> Block | None:
    """The figure that an ``img`` outside any ``figure`` makes; ``None`` for what is small, a link, or no illustration.

    A picture may be a link to itself in a larger size: others lead to another article or a shop.
    """
    around = (holder for holder in islice(element.iterancestors(), _FARTHEST) if holder.tag not in _PARTS)
    holders = list(islice(around, _FAR))
    near = list(takewhile(lambda holder: holder.tag not in _BOUNDS, holders))
    if any(holder.tag in _AROUND for holder in holders) or not _is_large(element):
        return None
    url = picture_url(element, base)
    if url is None or _is_small(url):
        return None
    names = " ".join(names_of(one) for one in (element, *near[:2]))
    if _NOT_TEXT.search(f"{names[:600]} {path_of(url)}") or any(is_elsewhere(names_of(holder)) for holder in near):
        return None
    if any(holder.tag == "a" and not leads_to_picture(holder) for holder in near) or _is_teaser(near):
        return None
    return captioned(next(_captions(near), None), url, alt=alt_of(element.get("alt")))


def under_picture(figure: Block, lines: Sequence[_Element]) -> Block:
    """A figure with the caption that stands under its picture: one line in italics, or one before a line of credit."""
    texts = [text_in(line) if _is_short(line) else "" for line in lines[:2]]
    if not texts or not texts[0]:
        return figure
    for row, text in enumerate(texts):
        rest, credit = split_credit(text)
        if credit and not rest:
            return replace(figure, text=texts[0] if row else "", credit=figure.credit or credit)
    if len(lines[0]) == 1 and lines[0][0].tag in _SLANTED and text_in(lines[0][0]) == texts[0]:
        caption, credit = split_credit(texts[0])
        return replace(figure, text=caption, credit=figure.credit or credit)
    return figure


def _is_large(element: _Element) -> bool:
    """Whether what it states of its size allows for an illustration."""
    for name, least in (("width", _NARROWEST), ("height", _LOWEST)):
        stated = _PIXELS.match(element.get(name) or "")
        if stated and "%" not in (element.get(name) or "") and int(stated.group()) < least:
            return False
    return True


def _is_small(url: str) -> bool:
    found = _STATED.search(path_of(url).rpartition(".")[0])
    return found is not None and (int(found["width"]) < _NARROWEST or int(found["height"]) < _LOWEST)


def leads_to_picture(link: _Element) -> bool:
    """Whether a link leads to nothing but a picture."""
    return _PICTURE.search(path_of(link.get("href"))) is not None


def _is_teaser(holders: list[_Element]) -> bool:
    """Whether what holds the picture has besides it little but a link: to another article, as a rule."""
    for holder in holders[:3]:
        links = (link for link in _links(holder) if not leads_to_picture(link))
        if _is_short(holder) and any(len(text_in(link)) >= _SHORTEST_TITLE for link in links):
            return True
    return False


def _links(holder: _Element) -> Iterator[_Element]:
    """The first links in what holds a picture, as far as one looks: boxes within boxes may go on for a whole page."""
    return islice((one for one in islice(holder.iter(), _MOST_LOOKED_AT) if one.tag == "a"), _MOST_INNER)


def _captions(holders: list[_Element]) -> Iterator[_Element]:
    """What is called a caption in the nearest box that holds nothing but the picture and a few words."""
    for holder in holders[:3]:
        inner = list(islice(holder.iterdescendants(), _MOST_INNER + 1))
        is_box = len(inner) <= _MOST_INNER and sum(one.tag == "img" for one in inner) == 1
        beside = holder.getnext()
        for one in chain(inner if is_box else (), (beside,) if beside is not None else ()):
            if _CAPTION.search(names_of(one)) and _is_short(one):
                yield one


def _is_short(element: _Element) -> bool:
    return sum(map(len, islice(element.itertext(), _MOST_INNER * 2))) <= _LONGEST_CAPTION
