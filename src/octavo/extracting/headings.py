"""Which elements of a page are its headline as a reader sees it: the first headings, but no path that leads to it."""

from __future__ import annotations

from itertools import chain, dropwhile, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

_MOST = 20
_MOST_SECONDARY, _MOST_LINES = 40, 400
_LONG = 200
_FAR = 5
_HEADS = frozenset({"article", "main", "hgroup", "header"})
_ASIDE = frozenset({"nav", "aside", "footer"})


def headlines_of(root: _Element, first: Sequence[_Element]) -> tuple[_Element, ...]:
    """Of a page's headings of the ``first`` rank, all of them in order, those that are its headline.

    Some sites give that rank to the last step of the path to the page ("Home > Sport > …") and print their headline
    in the second, or mark it as the headline (schema.org) and the other as an alternative: then it is that one.
    """
    first = first[:_MOST]
    shown = [heading for heading in first if not (_is_other(heading) or _is_step(heading))]
    if len(shown) == len(first):
        return tuple(first)
    return tuple(shown) or tuple(islice(chain(_marked(root), _second(root, after=first[0])), 1)) or tuple(first)


def _is_other(heading: _Element) -> bool:
    return "alternativeHeadline" in (heading.get("itemprop") or "")


def _is_step(heading: _Element) -> bool:
    """Whether it is a step of a path, as its own name or that of what holds it tells."""
    if any("breadcrumb" in name for name in heading.keys()):  # noqa: SIM118 - an element's keys are its attributes
        return True
    holders = islice(heading.iterancestors(), _FAR)
    near = (element for element in chain((heading,), holders) if element.tag not in {"body", "html"})
    return any("breadcrumb" in (element.get("class") or "")[:300].lower() for element in near)


def _marked(root: _Element) -> Iterator[_Element]:
    headings = islice(root.iter("h2", "h3"), _MOST_SECONDARY)
    return (heading for heading in headings if "headline" in (heading.get("itemprop") or "").split())


def _second(root: _Element, *, after: _Element) -> Iterator[_Element]:
    """The headings of the second rank in the article's head: behind that of the path, before the text."""
    behind = dropwhile(lambda element: element is not after, islice(root.iter("h1", "h2", "p"), _MOST_LINES))
    for element in behind:
        if element.tag == "p" and sum(map(len, islice(element.itertext(), _MOST_LINES))) > _LONG:
            return
        tags = {holder.tag for holder in islice(element.iterancestors(), _FAR)}
        if element.tag == "h2" and tags & _HEADS and not tags & _ASIDE:
            yield element
