"""The title of an article among the things a page calls its title."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING

from octavo.extracting.facts import article_nodes, strings
from octavo.kit.text import clean_line, shorten
from octavo.kit.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.extracting.facts import Facts

_SEPARATOR = re.compile(r"\s+(?:[|–—·•»«›:]|::|-{1,2}|\|\|)\s+|\s*\|\s*")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LONGEST = 500
_TELLING = 5  # shorter names of sites stand in ordinary words
_NEARLY = 0.6
_CUT = 90  # headlines made for search engines are cut at some 110 characters


def fold(text: str) -> str:
    """Letters and digits only, case folded: what two spellings of one title have in common."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def site_names(facts: Facts, url: str) -> frozenset[str]:
    """The folded names of the site: what it calls itself, its publisher, its host."""
    publishers = (name for node in facts.nodes for name in strings(node.get("publisher")))
    host = host_of(url).removeprefix("www.")
    stated = facts.all("og:site_name", "application-name", "publisher", "dc.publisher", "twitter:site")
    names = (*stated, *publishers, host, host.rpartition(".")[0], *host.split(".")[:-1])
    return frozenset(folded for name in names if (folded := fold(name)))


def title_of(facts: Facts, url: str) -> str | None:
    """The page's stated headline where its heading or another title agrees, else the heading that they agree with.

    The name of the site at either end is taken off.
    """
    names = site_names(facts, url)
    stated = [title for text in _stated(facts) if (title := without_site(_plain(text), names))]
    headlines = [title for text in _headlines(facts) if (title := without_site(_plain(text), names))]
    headings = tuple(text for text in facts.headings if fold(text) not in names)
    heading = _agreed(headings, [*headlines, *stated])
    headline = _agreed(tuple(headlines), [*headings, *stated])
    if headline and heading and len(headline) > _CUT and fold(heading).startswith(fold(headline)):
        headline = heading
    chosen = headline or heading or next(iter((*headlines, *stated, *headings)), None)
    return shorten(chosen, _LONGEST) if chosen else None


def without_site(title: str, names: frozenset[str]) -> str:
    """A title without the parts at its ends that are the name of the site (with its section: "– Sport – The Post")."""
    bounds = list(_SEPARATOR.finditer(title))
    for separator in bounds:
        if fold(title[separator.end() :]) in names and title[: separator.start()].strip():
            title = title[: separator.start()].strip()
            break
    else:
        last = bounds[-1] if bounds else None
        if last and _names_site(title[last.end() :], names):
            title = title[: last.start()].strip()
    first = _SEPARATOR.search(title)
    if first and fold(title[: first.start()]) in names:
        title = title[first.end() :].strip()
    return title


def _names_site(part: str, names: frozenset[str]) -> bool:
    folded = fold(part)
    alike = (name for name in names if len(name) >= _TELLING and folded)
    return folded in names or any(folded.endswith(name) or name.endswith(folded) for name in alike)


def _headlines(facts: Facts) -> Iterator[str]:
    for node in article_nodes(facts):
        yield from strings(node.get("headline"))


def _stated(facts: Facts) -> Iterator[str]:
    yield from facts.all("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline")
    yield facts.title


def _plain(text: str) -> str:
    return clean_line(_TAG.sub("", unescape(text)))


def _agreed(headings: tuple[str, ...], stated: list[str]) -> str | None:
    """The heading that is nearest to what the page states, where any is near."""
    best, score = None, _NEARLY
    for heading in headings[:10]:
        for title in stated or ():
            likeness = _likeness(heading, title)
            if likeness > score:
                best, score = heading, likeness
    return best


def _likeness(one: str, other: str) -> float:
    """Share of words in common, of the shorter one; 1.0 where one holds the other."""
    if fold(one) and (fold(one) in fold(other) or fold(other) in fold(one)) and fold(other):
        return 1.0 * min(len(one), len(other)) / max(len(one), len(other)) * 0.4 + 0.6
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return len(words & others) / max(1, min(len(words), len(others)))
