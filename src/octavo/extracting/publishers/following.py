"""A publisher's rules followed on one of its pages: the layout that fits, its blocks, and its fields."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from octavo.extracting.blocks import MOST_BLOCKS, blocks_of
from octavo.extracting.lines import article_lines
from octavo.extracting.paywall import is_marker
from octavo.extracting.provenance import in_words
from octavo.extracting.publishers.fields import FIELDS, field_of, published_by
from octavo.extracting.publishers.selectors import counting, elements_of
from octavo.kit.text import fold
from octavo.model.articles import BlockKind
from octavo.model.explanations import Provenance
from octavo.model.publishers import BY_RULES, MATCHED_NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lxml.etree import _Element

    from octavo.extracting.metadata import Metadata
    from octavo.extracting.publishers.fields import RuledPage
    from octavo.model.articles import Block
    from octavo.model.publishers import Layout, PublisherRules
    from octavo.model.sources import Lead

PAYWALLED = "The publisher shows only a part of this article: its page has the mark of a paywall."
# Beyond this many squares of children, counting siblings takes seconds.
_MOST_SIBLINGS = 16_000_000
_UNREAD_BODIES = frozenset({"form", "nav", "dialog", "noscript", "template", "button"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What a publisher's rules come to on a page; without blocks they matched nothing, and ``note`` says so.

    ``metadata`` is the page's with what the rules find in its place. ``partial`` is the reason why the article is one,
    where the rules know one by its mark.
    """

    blocks: tuple[Block, ...]
    metadata: Metadata
    note: str
    name: str = ""
    layout: int | None = None
    partial: str | None = None


def follow(rules: PublisherRules, page: RuledPage, metadata: Metadata, lead: Lead | None = None) -> Followed:
    """Follow the first layout whose body is on the page. The tree is left as it was.

    ``lead`` tells day and title of pages that do not.
    """
    announced = lead.published_at.date() if lead and lead.published_at else None
    for number, layout in enumerate(rules.layouts, start=1):
        if is_too_wide(layout, rules, page.root) or has_ended(layout, day_of(layout, page, metadata, announced)):
            continue
        told = _told(rules, layout, page, metadata)
        title = told.title or (lead.title if lead else "")
        blocks = article_lines(body_of(layout, page), title=title, byline=told.byline)
        if _is_text(blocks):
            return Followed(
                blocks=blocks,
                metadata=told,
                note=f"{BY_RULES}: {rules.name}",
                name=rules.name,
                layout=number,
                partial=PAYWALLED if elements_of(layout.paywall, page.root) else None,
            )
    return Followed(blocks=(), metadata=metadata, note=f"{BY_RULES} {rules.name} {MATCHED_NOTHING}")


def body_of(layout: Layout, page: RuledPage) -> tuple[Block, ...]:
    """The blocks of a layout's body, without what it drops."""
    if not elements_of(layout.body, page.root):
        return ()
    root = deepcopy(page.root)
    held = list(root.iter())  # so that lxml need not make the elements anew for every selector
    for element in elements_of(layout.drop, root):
        _blank(element)
    bodies = _outermost(elements_of(layout.body, root))
    blocks = list(islice((block for element in bodies for block in _blocks(element, page.url)), MOST_BLOCKS))
    del held
    dropped = {fold(line) for line in layout.drop_lines}
    return tuple(block for block in blocks if block.kind is BlockKind.FIGURE or fold(block.text) not in dropped)


def day_of(layout: Layout, page: RuledPage, metadata: Metadata, announced: date | None = None) -> date | None:
    """The day of publication: by the layout's own rule, else as the page tells it in general, else as its feed does."""
    moment = published_by(layout, page) or metadata.published
    return moment.local.date() if moment else announced


def has_ended(layout: Layout, day: date | None) -> bool:
    """Whether a layout no longer held on the day of publication; one of unknown day is tried."""
    return layout.until is not None and day is not None and day > layout.until


def is_too_wide(layout: Layout, rules: PublisherRules, root: _Element) -> bool:
    """Whether a page has so many elements in a row that to count them, as a layout asks, would take too long.

    What all layouts of the rules ask for counts together: each may be tried.
    """
    if not _counting(layout):
        return False
    squares = sum(len(element) ** 2 for element in root.iter())
    return squares * sum(map(_counting, rules.layouts)) > _MOST_SIBLINGS


def _counting(layout: Layout) -> int:
    return sum(counting(getattr(layout, key)) for key in ("body", "drop", *FIELDS, "paywall"))


def _is_text(blocks: Sequence[Block]) -> bool:
    """Whether there is something to read: more than pictures and a request to subscribe."""
    return any(block.kind is not BlockKind.FIGURE and not is_marker(block.text) for block in blocks)


def _blank(element: _Element) -> None:
    """Leave nothing of an element but its place, and the text behind it."""
    tail = element.tail
    element.clear()
    element.tail = tail
    element.tag = "template"


def _outermost(elements: Sequence[_Element]) -> list[_Element]:
    """Without those that stand in another one; in document order."""
    chosen = set(elements)
    return [element for element in elements if not any(outer in chosen for outer in element.iterancestors())]


def _blocks(element: _Element, base: str) -> tuple[Block, ...]:
    """What an element holds; it is read even where its kind, or being hidden, would have it skipped."""
    if element.tag in _UNREAD_BODIES:
        element.tag = "div"
    for name in ("hidden", "style"):
        element.attrib.pop(name, "")
    return blocks_of(element, base=base)


def _told(rules: PublisherRules, layout: Layout, page: RuledPage, metadata: Metadata) -> Metadata:
    """The metadata with what the layout finds, and its selectors as the places."""
    found = {key: told for key in FIELDS if (told := field_of(key, layout, page)) is not None}
    values: dict[str, Any] = {key: value for key, (value, _) in found.items()}
    sources = [
        Provenance(field=key, value=in_words(value), source=f"{BY_RULES} {rules.name}: {key} = {selector}")
        for key, (value, selector) in found.items()
    ]
    others = [source for source in metadata.sources if source.field not in found]
    return replace(metadata, **values, sources=(*sources, *others))
