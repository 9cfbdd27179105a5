"""Words that class names, ids and roles are made of, as groups with one meaning each; no publisher is among them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_GROUPS = """
article artikel articulo articles
body articlebody storybody bodytext bodycopy
content contents inhalt contenu contenido
story stories
entry post posts hentry
text txt copy paragraph paragraphs para richtext prose
main primary center
lead lede intro standfirst dek deck subtitle summary abstract excerpt description strapline kicker vorspann
title titles head headline heading headlines
comment comments disqus discussion kommentar kommentare respond reply replies
footer foot bottom
header masthead topbar top
nav navigation navbar menu breadcrumb breadcrumbs
sidebar aside rail side secondary right column
related recommended recommendation recommendations recommend recirc more readmore also similar further
popular trending latest most mostread
teaser teasers card cards tease promo promos promotion promobox
ad ads adv advert advertisement advertising sponsor sponsored dfp gpt banner anzeige werbung outbrain taboola
share social sharing facebook twitter whatsapp tweet follow
newsletter newsletters subscribe subscription signup email mail inbox
paywall premium piano locked meter regwall
caption figcaption credit credits
image images img photo picture media figure gallery slideshow carousel slide
video player audio podcast jwplayer youtube
byline author authors autor writer bio contributor
date time timestamp published updated dateline
meta info details label labels
tag tags topics topic keywords category categories
widget module box plugin component block
list items item
quote pullquote blockquote pull
embed embedded oembed instagram
cookie consent gdpr privacy cmp modal popup overlay dialog
factbox infobox facts faktenbox sidebox inset
hidden hide sr visually screenreader invisible
live liveblog ticker
note notes disclaimer correction editor notice
legal terms copyright rights
login account user register
search
tool tools toolbar button buttons btn print
wrapper container inner row col grid
link links
page site
section
"""
GROUPS = tuple(tuple(line.split()) for line in _GROUPS.strip().splitlines())
TAGS = (
    ("article",),
    ("main",),
    ("aside",),
    ("footer",),
    ("header",),
    ("nav",),
    ("section",),
    ("ul", "ol", "dl"),
    ("table",),
    ("td", "th"),
    ("blockquote",),
    ("figure", "figcaption", "picture"),
    ("form",),
    ("div",),
    ("a",),
    ("li",),
    ("p",),
    ("h1", "h2", "h3", "h4", "h5", "h6"),
)
NAMES = tuple(f"word:{group[0]}" for group in GROUPS) + tuple(f"tag:{group[0]}" for group in TAGS)
_BY_WORD = {word: number for number, group in enumerate(GROUPS) for word in group}
_LONG = tuple((word, number) for word, number in _BY_WORD.items() if len(word) >= 6)  # noqa: PLR2004
_BY_TAG = {tag: len(GROUPS) + number for number, group in enumerate(TAGS) for tag in group}
_ATTRIBUTES = ("class", "id", "itemprop", "role", "data-testid", "data-component", "data-type")
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*")
_LONGEST = 300


def meanings(element: _Element) -> tuple[int, ...]:
    """The numbers of the groups that an element's tag and names belong to, as positions in ``NAMES``."""
    stated = dict(element.items())
    names = " ".join([str(value) for name in _ATTRIBUTES if (value := stated.get(name))]) if stated else ""
    tag = _BY_TAG.get(element.tag)
    found = _of_names(names[:_LONGEST]) if names else ()
    return found if tag is None else (*found, tag)


def names_of(element: _Element) -> str:
    """An element as a person names it: its tag, class and id."""
    name = element.get("id", "").strip()
    classes = ".".join(element.get("class", "").split()[:3])
    return f"<{element.tag}>" + (f" .{classes}" if classes else "") + (f" #{name}" if name else "")


@lru_cache(maxsize=1 << 14)
def _of_names(names: str) -> tuple[int, ...]:
    return tuple(sorted(set().union(*[_of_word(word) for word in set(_WORD.findall(names))])))


@lru_cache(maxsize=1 << 14)
def _of_word(word: str) -> tuple[int, ...]:
    folded = word.lower()
    if folded in _BY_WORD:
        return (_BY_WORD[folded],)
    return tuple(number for long, number in _LONG if long in folded)
