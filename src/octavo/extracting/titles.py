"""The title of an article among the things a page calls its title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from octavo.extracting.facts import strings
from octavo.extracting.provenance import Found
from octavo.kit.text import clean_line, fold, shorten
from octavo.kit.urls import host_of, path_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from octavo.extracting.facts import Facts

__all__ = ["fold", "site_names", "title_of", "without_site"]

# What parts the headline from the names of section and site.
SEPARATOR = re.compile(r"\s+(?:[|–—·•»«›:*/]|::|-{1,2}|\|\|)\s+|\s*[|｜ㅣ]\s*|\s*：\s*|(?<=[^\x00-\x7f])[_-]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LONGEST = 500
_ARTICLE = 3
_TELLING = 5  # shorter names of sites stand in ordinary words
_ALIKE = 0.6
_FEWEST_IN_COMMON = 2
_CUT = 90  # headlines made for search engines are cut at some 110 characters
_MOST_HEADINGS = 10
_LONGEST_SECTION = 30
_SPACELESS = 12  # characters to a word


@dataclass(frozen=True, slots=True, kw_only=True)
class _Titles:
    """What a page calls its title, by where it says so; nothing of the site's name left in it.

    ``headings`` holds, for each heading, its whole text and then the texts of the elements in it.
    """

    headings: tuple[tuple[str, ...], ...]
    headline: str
    shared: str
    others: tuple[str, ...]
    titled: str

    @property
    def stated(self) -> tuple[str, ...]:
        """All but the headings."""
        return tuple(title for title in (self.headline, self.shared, *self.others, self.titled) if title)


def site_names(facts: Facts, url: str) -> frozenset[str]:
    """The folded names of the site: what it calls itself, its publisher, its host, their initials."""
    publishers = (name for node in facts.nodes for name in strings(node.get("publisher")))
    host = host_of(url).removeprefix("www.")
    stated = facts.all("og:site_name", "application-name", "publisher", "dc.publisher", "twitter:site", "copyright")
    names = (*stated, *publishers, host, host.rpartition(".")[0], *host.split(".")[:-1])
    folded = {fold(name) for name in names}
    initials = {fold("".join(word[0] for word in name.split())) for name in stated if len(name.split()) > 1}
    return frozenset(name for name in (*folded, *initials, *_named_at_the_end(facts)) if name)


def title_of(facts: Facts, url: str, *, site: frozenset[str] | None = None) -> Found[str] | None:
    """The headline a reader sees, where what the page states elsewhere confirms it; else what the statements agree on.

    Of heading, JSON-LD headline and ``og:title`` two that say the same outvote the third. Where all differ, the
    heading counts if it is like one of them. The names of site and section at the ends are taken off
    (``site`` holds them folded, where they are known already).
    """
    names = site_names(facts, url) if site is None else site
    titles = _titles(facts, names, _sections(facts, url))
    chosen = _agreed(titles) or _alike(titles) or _unconfirmed(titles)
    return Found(value=shorten(chosen.value, _LONGEST), source=chosen.source) if chosen else None


def without_site(title: str, names: frozenset[str], sections: frozenset[str] = frozenset()) -> str:
    """A title without the parts at its ends that are the name of the site, or of the section beside it.

    "Ferry aground – Sport – The Post" is "Ferry aground" where ``names`` holds "thepost"; names are folded.
    """
    bounds = list(SEPARATOR.finditer(title))
    named = (bound for bound in bounds if fold(title[bound.end() :]) in names and title[: bound.start()].strip())
    end = next(named, None)
    if end is None and bounds and bounds[-1].start() and _names_site(title[bounds[-1].end() :], names):
        end = bounds[-1]
    if end is not None:
        # an underscore is in no headline: what is between the first one and the site is its section
        title = title[: (bounds[0] if end.group() == "_" else end).start()].strip()
    title = _without_section(title, sections)
    first = SEPARATOR.search(title)
    if first and fold(title[: first.start()]) in names:
        title = title[first.end() :].strip()
    return title


def _without_section(title: str, sections: frozenset[str]) -> str:
    """Without the sections at its end: several may stand there, from the narrow to the wide."""
    while bounds := list(SEPARATOR.finditer(title)):
        last = bounds[-1]
        if not last.start() or fold(title[last.end() :]) not in sections:
            break
        title = title[: last.start()].strip()
    return title


def _titles(facts: Facts, names: frozenset[str], sections: frozenset[str]) -> _Titles:
    def bare(text: str) -> str:
        return without_site(_plain(text), names, sections)

    headlines = (bare(text) for node in facts.articles for text in strings(node.get("headline")))
    shared = (bare(text) for text in facts.all("og:title"))
    others = facts.all("twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline")
    parts = (tuple(dict.fromkeys(bare(text) for text in heading)) for heading in facts.headings[:_MOST_HEADINGS])
    return _Titles(
        headings=tuple(heading for heading in parts if heading[0] and not _is_name(heading[0], names)),
        headline=next(filter(None, headlines), ""),
        shared=next(filter(None, shared), ""),
        others=tuple(filter(None, map(bare, others))),
        titled=bare(facts.title),
    )


def _agreed(titles: _Titles) -> Found[str] | None:
    """What two of the places say; a whole heading goes before a part of one."""
    whole = [heading[0] for heading in titles.headings]
    parts = [part for heading in titles.headings for part in heading[1:]]
    headline, shared = (titles.headline, "JSON-LD headline"), (titles.shared, "og:title")
    found = _same(whole, headline) or _same(whole, shared)
    if found is None and titles.headline and fold(titles.headline) == fold(titles.shared):
        found = Found(value=_uncut(titles.headline, titles), source="JSON-LD headline, og:title")
    return found or _same(whole, (titles.titled, "title")) or _same(parts, headline) or _same(parts, shared)


def _same(headings: Sequence[str], stated: tuple[str, str]) -> Found[str] | None:
    text, source = stated
    same = (heading for heading in headings if text and fold(heading) == fold(text))
    return next((Found(value=_parted(heading, text), source=f"heading, {source}") for heading in same), None)


def _parted(heading: str, stated: str) -> str:
    """The heading, unless its kicker and its headline are told apart by their looks alone."""
    return stated if ":" in stated and ":" not in heading else heading


def _uncut(headline: str, titles: _Titles) -> str:
    """The heading that a headline is the mere beginning of."""
    if len(headline) <= _CUT:
        return headline
    start = fold(headline)
    return next((heading[0] for heading in titles.headings if fold(heading[0]).startswith(start)), headline)


def _alike(titles: _Titles) -> Found[str] | None:
    """The heading that is most like what is stated."""
    best, score = None, _ALIKE
    for heading in titles.headings:
        for stated in titles.stated:
            likeness = _likeness(heading[0], stated)
            if likeness > score:
                best, score = heading[0], likeness
    return Found(value=best, source="heading") if best else None


def _unconfirmed(titles: _Titles) -> Found[str] | None:
    candidates = (
        (titles.headline, "JSON-LD headline"),
        (titles.shared, "og:title"),
        *((other, "meta title") for other in titles.others[:1]),
        (titles.titled, "title"),
        *((heading[0], "heading") for heading in titles.headings[:1]),
    )
    return next((Found(value=title, source=source) for title, source in candidates if title), None)


def _named_at_the_end(facts: Facts) -> Iterator[str]:
    """Headings that end the page's title, as the names of sites do."""
    ends = {fold(title[found.end() :]) for title in (facts.title,) for found in SEPARATOR.finditer(title)}
    for heading in facts.headings:
        folded = fold(heading[0])
        if folded in ends and 3 * len(folded) < len(fold(facts.title)) + len(folded):
            yield folded


def _sections(facts: Facts, url: str) -> frozenset[str]:
    stated = (name for node in facts.articles for name in strings(node.get("articleSection")))
    folders = unquote(path_of(url)).split("/")[1:-1]
    names = (*stated, *facts.all("article:section", "parsely-section", "section"), *folders)
    return frozenset(folded for name in names if len(name) <= _LONGEST_SECTION and (folded := fold(name)))


def _names_site(part: str, names: Iterable[str]) -> bool:
    folded = fold(part)
    alike = (name for name in names if len(name) >= _TELLING and folded)
    return folded in names or any(folded.endswith(name) or name.endswith(folded) for name in alike)


def _is_name(heading: str, names: Iterable[str]) -> bool:
    """Whether a heading is a name of the site, give or take an article: "The Post"."""
    folded = fold(heading)
    return any(folded.endswith(name) and len(folded) - len(name) <= _ARTICLE for name in names)


def _plain(text: str) -> str:
    return clean_line(_TAG.sub("", unescape(text)))


def _likeness(one: str, other: str) -> float:
    """Share of words in common, of the shorter one; more than 0.6 where one holds the other."""
    first, second = fold(one), fold(other)
    if first and second and (first in second or second in first):
        return _ALIKE + (1 - _ALIKE) * min(len(first), len(second)) / max(len(first), len(second))
    words, others = _words(one), _words(other)
    common = len(words & others)
    return common / max(1, min(len(words), len(others))) if common >= _FEWEST_IN_COMMON else 0.0


def _words(text: str) -> set[str]:
    """Its words, or pairs of letters in a script that does without spaces."""
    words = text.casefold().split()
    if len(text) < _SPACELESS * len(words):
        return set(words)
    folded = fold(text)
    return {folded[i : i + 2] for i in range(len(folded) - 1)}
