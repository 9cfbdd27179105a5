"""The picture that stands for an article."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from octavo.extracting.captions import bare_credit, split_credit
from octavo.extracting.facts import strings
from octavo.extracting.figures import alt_of, picture_url
from octavo.extracting.provenance import Found
from octavo.kit.text import shorten
from octavo.kit.urls import join_url, path_of
from octavo.model.articles import Image

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts
    from octavo.extracting.places import Places

_STATED = (
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "image",
    "thumbnailurl",
)
_NO_PICTURE = re.compile(
    r"(?:^|[_.-])(?:logos?|default|placeholder|fallback|favicon|avatar|icons?|no-?image|missing|dummy|blank|spacer|sprite)(?:[_.-]|$)",
    re.IGNORECASE,
)
_NOT_THE_LEAD = re.compile(
    r"logo|avatar|author|icon|badge|banner|sponsor|advert|profile|emoji|button|missing|(?:^|[/_.-])(?:faces?|users?)(?:[/_.-]|$)",
    re.IGNORECASE,
)
_MOST_PICTURES = 60
_SMALL = 150


def lead_image_of(facts: Facts, places: Places | None, url: str) -> Found[Image] | None:
    """The picture the page states for itself, else the first that stands under the heading."""
    described = [picture for node in facts.articles[:1] for picture in _pictures(node.get("image"))]
    stated = _stated(facts, described, url)
    if stated is None:
        return _first_shown(places, url) if places is not None else None
    address, source = stated
    image = _described(address, facts, described)
    return Found(value=replace(image, alt=_alt(address, facts, places, url)), source=source)


def _alt(address: str, facts: Facts, places: Places | None, url: str) -> str | None:
    """What stands for this very picture: where the page shows it, or beside its address in the page's head."""
    shown = islice(places.root.iter("img"), _MOST_PICTURES) if places is not None else ()
    stem = _stem(address)
    same = (one for one in shown if one.get("alt") and _stem(picture_url(one, url)) == stem)
    stated = (name for name in ("og:image", "twitter:image") if _stem(facts.first(name)) == stem)
    told = chain((one.get("alt") for one in same), (facts.first(f"{name}:alt") for name in stated))
    return next(filter(None, map(alt_of, told)), None)


def _stated(facts: Facts, described: list[Mapping[str, Any]], url: str) -> tuple[str, str] | None:
    """The first address of a picture, with where it is stated; a logo or a stopgap only where nothing else is."""
    metas = ((text, f"meta {name}") for name in _STATED for text in facts.all(name)[:1])
    nodes = ((picture.get("url") or picture.get("contentUrl"), "JSON-LD image") for picture in described)
    texts = ((text, source) for text, source in (*metas, *nodes) if isinstance(text, str) and text)
    joined = ((join_url(url, text), source) for text, source in texts)
    first: tuple[str, str] | None = None
    for address, source in joined:
        if address and path_of(address).strip("/"):
            first = first or (address, source)
            if not _NO_PICTURE.search(_file_name(address)):
                return address, source
    return first


def _described(address: str, facts: Facts, described: list[Mapping[str, Any]]) -> Image:
    """With size, caption and credit, where they are told of this very picture."""
    same = next((picture for picture in described if _stem(picture.get("url")) == _stem(address)), {})
    caption, credit = split_credit(next(iter(strings(same.get("caption"))), ""))
    is_shared = facts.first("og:image") is not None and _stem(facts.first("og:image")) == _stem(address)
    return Image(
        url=address,
        width=_pixels(facts.first("og:image:width") if is_shared else same.get("width")),
        height=_pixels(facts.first("og:image:height") if is_shared else same.get("height")),
        caption=shorten(caption, 500) or None,
        credit=bare_credit(next(iter((*strings(same.get("creditText")), *strings(same.get("author")))), credit) or ""),
    )


def _first_shown(places: Places, url: str) -> Found[Image] | None:
    """The first large picture under the heading."""
    for element in islice(_pictures_after(places), _MOST_PICTURES):
        address = picture_url(element, url)
        width = _pixels(element.get("width"))
        named = f"{element.get('class') or ''} {element.get('id') or ''} {path_of(address)}"
        if address is None or (width is not None and width < _SMALL) or _NOT_THE_LEAD.search(named):
            continue
        image = Image(url=address, width=width, height=_pixels(element.get("height")), alt=alt_of(element.get("alt")))
        return Found(value=image, source="first picture under the heading")
    return None


def _pictures_after(places: Places) -> Iterator[_Element]:
    """Pictures that follow the heading, those in figures too."""
    is_after = False
    heading = places.heading
    if heading is None:
        return
    for element in places.root.iter(heading.tag, "img"):
        is_after = is_after or element is heading
        if is_after and element.tag == "img":
            yield element


def _pictures(value: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - JSON
    for item in (value if isinstance(value, list) else [value])[:10]:
        if isinstance(item, str):
            yield {"url": item}
        elif isinstance(item, dict):
            yield item


def _file_name(url: str) -> str:
    return path_of(url).rpartition("/")[2]


def _stem(url: object) -> str:
    return _file_name(url).partition(".")[0] if isinstance(url, str) else ""


def _pixels(value: object) -> int | None:
    digits = re.match(r"\d{1,5}", str(value or ""))
    return int(digits.group()) or None if digits else None
