"""CSS selectors, with an attribute behind an at sign where one is meant: ``time.published@datetime``.

Each compound (``div.text``) is asked for by XPath, and what stands between compounds is judged here: XPath's own steps
take minutes on pages that are made for it, these take time in proportion to the page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn

from cssselect import ExpressionError, HTMLTranslator, SelectorError, parse
from cssselect.parser import CombinedSelector
from lxml import etree

from octavo.model.publishers import Selector, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cssselect.parser import Selector as ParsedSelector
    from lxml.etree import _Element

_ATTRIBUTE = re.compile(r"(?P<css>.*[^@\s])@(?P<attribute>[A-Za-z_][\w:.-]*)")
_SHOWN = 80
# What makes an XPath count an element's siblings, for each of them.
_COUNTING = "-sibling::"


class BadSelectorError(ValueError):
    """A text that is no selector; the message begins with it."""


class _Translator(HTMLTranslator):
    """Translates compounds alone; what stands between them is taken apart before."""

    def xpath_combinedselector(self, combined: object) -> NoReturn:
        raise ExpressionError(f"there is more than one element in brackets, in {combined!r}")

    def xpath_relation(self, relation: object) -> NoReturn:
        raise ExpressionError(f":has() takes too long on long pages, in {relation!r}")


_TRANSLATOR = _Translator()


def read_selector(written: str) -> Selector:
    """The selector that a text is, ready to be asked for.

    Raises:
        BadSelectorError: it is none.
    """
    found = _ATTRIBUTE.fullmatch(written)
    css, attribute = (found["css"], found["attribute"].lower()) if found else (written, None)
    try:
        ways = tuple(map(_steps_of, parse(css)))
        for step in (step for way in ways for step in way):
            _compiled(step.xpath)(etree.Element("html"))  # an unknown prefix or function shows only now
    except (SelectorError, etree.XPathError, ValueError, RecursionError, NotImplementedError) as error:
        raise BadSelectorError(f"“{written[:_SHOWN]}”, which is no CSS selector that can be used: {error}") from error
    return Selector(css=css, ways=ways, attribute=attribute)


def counting(selectors: Iterable[Selector]) -> int:
    """How many steps of them take time that grows with the square of an element's children."""
    return sum(step.xpath.count(_COUNTING) for selector in selectors for way in selector.ways for step in way)


def elements_of(selectors: Iterable[Selector], root: _Element) -> list[_Element]:
    """The elements that any of the selectors finds, in document order."""
    found = [_found(way, root) for selector in selectors for way in selector.ways]
    if len(found) <= 1:
        return found[0] if found else []
    wanted = {element for elements in found for element in elements}
    return [element for element in root.iter() if element in wanted]


def _steps_of(way: ParsedSelector) -> tuple[Step, ...]:
    if way.pseudo_element is not None:
        raise ExpressionError("a pseudo-element (::) is no element of the page")
    return _steps(way.parsed_tree)


def _steps(tree: object) -> tuple[Step, ...]:
    if isinstance(tree, CombinedSelector):
        last = Step(relation=tree.combinator, xpath=_xpath(tree.subselector))
        return (*_steps(tree.selector), last)
    return (Step(relation="", xpath=_xpath(tree)),)


def _xpath(compound: object) -> str:
    return f"descendant-or-self::{_TRANSLATOR.xpath(compound)}"  # type: ignore[arg-type]  # one of cssselect's trees


def _found(way: tuple[Step, ...], root: _Element) -> list[_Element]:
    so_far: list[_Element] = []
    for step in way:
        here = _asked(step.xpath, root)
        so_far = _related(here, so_far, step.relation) if step.relation else here
        if not so_far:
            break
    return so_far


def _related(here: list[_Element], others: list[_Element], relation: str) -> list[_Element]:
    """Those that stand to one of the others as the combinator says."""
    if relation == ">":
        parents = set(others)
        return [element for element in here if element.getparent() in parents]
    if relation == "+":
        before = set(others)
        return [element for element in here if element.getprevious() in before]
    reached: set[_Element] = set()
    for other in others:
        if other not in reached:  # else all that it reaches is there already
            reached.update(other.itersiblings() if relation == "~" else other.iterdescendants())
    return [element for element in here if element in reached]


def _asked(xpath: str, root: _Element) -> list[_Element]:
    try:
        found = _compiled(xpath)(root)
    except etree.XPathError:
        return []
    return [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []  # noqa: SLF001


@lru_cache(maxsize=4_096)
def _compiled(xpath: str) -> etree.XPath:
    return etree.XPath(xpath, smart_strings=False)
