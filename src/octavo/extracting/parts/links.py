"""Where a page says that more of its article is: the next part, a single page, its AMP or print version."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from octavo.extracting.facts import text_in
from octavo.extracting.parts.addresses import host_key, is_below, key_of, part_number
from octavo.kit.text import holds_any
from octavo.kit.urls import join_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_LINKS = frozenset({"link", "a"})
_MOST_LINKS = 4_000
_LONGEST_TEXT = 60
_FARTHEST = 12
_ELSEWHERE = re.compile(
    r"comment|kommentar|disqus|repl(?:y|ies)|related|recommend|teaser|trending|popular|outbrain|taboola|most-?read",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\W*(?:(?:go\s+)?(?:on\s+)?(?:to\s+)?(?:the\s+)?next|continue|weiter|n[äa]chste|zur\s+n[äa]chsten|suivante?"
    r"|page\s+suivante|lire\s+la\s+suite|siguiente|p[áa]gina\s+siguiente|continuar|avanti|successiva|pagina\s+successiva"
    r"|pr[óo]xima|volgende|n[äa]sta|neste|næste|nast[ęe]pna|dalej|sonraki|次|下一|다음|التالي|следующая|далее)"
    r"(?:\b.{0,30})?\W*|[›»→>⟩]+",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\W*(?:(?:view|read|show|see|open)\s+)?(?:(?:the\s+)?(?:article|story|all|it|this)\s+)?(?:as|on|in)?\s*(?:a\s+)?"
    r"(?:single|one)[\s-]page(?:\s+view)?\W*|\W*(?:view|show|see|read)\s+all(?:\s+pages)?\W*|\W*all\s+pages\W*"
    r"|.{0,30}\bauf\s+einer\s+seite(?:\s+lesen)?\W*|\W*komplettansicht\W*|.{0,30}\bsur\s+une\s+(?:seule\s+)?page\W*"
    r"|.{0,30}\ben\s+una\s+(?:sola\s+)?p[áa]gina\W*|.{0,30}\bin\s+un(?:a\s+sola|'unica|ica)\s+pagina\W*"
    r"|.{0,30}\bop\s+[eé][eé]n\s+pagina\W*|.{0,30}\bem\s+uma\s+(?:s[óo]\s+)?p[áa]gina\W*",
    re.IGNORECASE,
)
_PRINT = re.compile(
    r"\W*(?:print(?:er)?(?:[\s-](?:version|view|article|page|friendly.{0,12}|this.{0,12}))?|printable(?:\s+version)?"
    r"|druckversion|druckansicht|(?:artikel\s+)?drucken|imprimer.{0,12}|version\s+imprimable|imprimir|versi[óo]n\s+para"
    r"\s+imprimir|vers[ãa]o\s+para\s+impress[ãa]o|stampa|afdrukken|skriv\s+ut|drukuj)\W*",
    re.IGNORECASE,
)


class _Link:
    """A link on a page; its address is made absolute only when it is looked at, for most never are."""

    def __init__(self, element: _Element, base: str) -> None:
        self.element = element
        self.is_head = element.tag == "link"
        rel = element.get("rel")
        self.rel = frozenset(rel.lower().split()) if rel else frozenset()
        shown = "" if self.is_head else text_in(element)
        self.text = (shown or element.get("aria-label") or element.get("title") or "").strip()[:_LONGEST_TEXT]
        self._base = base

    @property
    def is_next(self) -> bool:
        """Whether the page says that it comes next."""
        return "next" in self.rel or _NEXT.fullmatch(self.text) is not None

    @cached_property
    def url(self) -> str | None:
        """Where it leads, on the web."""
        href = self.element.get("href", "").strip()
        return None if href.startswith("#") else join_url(self._base, href)

    @property
    def host(self) -> str:
        """The host it leads to."""
        return host_key(self.url) if self.url else ""


def next_address(elements: Iterable[_Element], *, url: str, first: str, count: int) -> str | None:
    """The address of part ``count + 1`` of the article at ``first``, as its page at ``url`` links it.

    It stands on the same host and is the article's own address with the right number, or, where the page calls it
    ``rel=next``, one below it: what merely comes next on the site is another article. Pages of comments are none.
    """
    links = (link for link in _links(elements, url, count) if link.is_next or link.text == str(count + 1))
    same_host = (link for link in links if link.host in {host_key(first), host_key(url)})
    offers = [offer for link in same_host if (offer := _offer(link, first, count)) is not None]
    return min(offers, default=(0, None), key=lambda offer: offer[0])[1]


def _offer(link: _Link, first: str, count: int) -> tuple[int, str] | None:
    """A link with how good it is as the next part: one that counts from 1 comes before one that counts from 0."""
    if link.url is None:
        return None
    reading = part_number(link.url, first)
    if reading is None:
        fits = "next" in link.rel and is_below(link.url, first)
        return (3, link.url) if fits and not _is_foreign(link, first) else None
    from_one, from_zero = reading.number == count + 1, reading.number == count
    if not (from_one or from_zero) or _is_foreign(link, first):
        return None
    return (0 if from_one and reading.plain else 1 if from_one else 2), link.url


def whole_address(elements: Iterable[_Element], *, url: str, first: str) -> str | None:
    """The address at which the page offers its article in one piece: below its own, or its own asked otherwise."""
    links = (link for link in _links(elements, url) if _SINGLE.fullmatch(link.text) and link.url is not None)
    return next((link.url for link in links if _is_all_of(link, url, first)), None)


def _is_all_of(link: _Link, url: str, first: str) -> bool:
    key = key_of(link.url or "")
    is_its_own = is_below(link.url or "", first) or key == key_of(first)
    return is_its_own and key != key_of(url) and not _is_foreign(link, first)


def simpler_address(elements: Iterable[_Element], *, url: str) -> str | None:
    """The address of the page's AMP version (same site), else of its print version (same host)."""
    links = list(_links(elements, url))
    amp = (
        link for link in links if link.is_head and "amphtml" in link.rel and _site(link.host) == _site(host_key(url))
    )
    stated = (link for link in links if link.is_head and link.element.get("media") == "print")
    shown = (link for link in links if not link.is_head and _PRINT.fullmatch(link.text))
    same_host = (link for link in (*stated, *shown) if link.host == host_key(url))
    return next((link.url for link in (*amp, *same_host) if link.url and key_of(link.url) != key_of(url)), None)


def _links(elements: Iterable[_Element], url: str, count: int | None = None) -> Iterator[_Link]:
    """The links among elements in order; behind a part, those that may lead to the next by what they say."""
    numbers = (str(count), str(count + 1)) if count is not None else ()
    # the number stands by itself, perhaps behind zeros
    alone = re.compile(rf"(?<!\d)0{{0,2}}(?:{'|'.join(numbers)})(?!\d)")
    for element in islice((element for element in elements if element.tag in _LINKS), _MOST_LINKS):
        href = element.get("href")
        if not href:
            continue
        if not numbers or (holds_any(href, numbers) and alone.search(href)) or _states_next(element):
            yield _Link(element, url)


def _states_next(element: _Element) -> bool:
    rel = element.get("rel")
    return rel is not None and "next" in rel.lower()


def _is_foreign(link: _Link, first: str) -> bool:
    """Whether a link turns the pages of something else, such as comments: by its address or by where it stands."""
    if _ELSEWHERE.search(link.url or "") and not _ELSEWHERE.search(first):
        return True
    for element in islice((link.element, *link.element.iterancestors()), _FARTHEST):
        if element.tag in {"article", "main", "body"}:
            return False
        if _ELSEWHERE.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            return True
    return False


def _site(host: str) -> str:
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", host)
