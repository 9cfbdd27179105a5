"""What elements are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST = 300


class Names:
    """Class and id of elements, each read once and no further than names go: they may be as long as a page."""

    def __init__(self) -> None:
        self._known: dict[_Element, tuple[str, str]] = {}

    def of(self, element: _Element) -> tuple[str, str]:
        """Its class and its id, empty where it has none."""
        known = self._known.get(element)
        if known is None:
            known = ((element.get("class") or "")[:_LONGEST], (element.get("id") or "")[:_LONGEST])
            self._known[element] = known
        return known
