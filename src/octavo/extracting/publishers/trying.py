"""What each rule finds on a page, for those who write rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.extracting.facts import facts_of
from octavo.extracting.metadata import metadata_of
from octavo.extracting.pages import parse_page
from octavo.extracting.publishers.fields import RuledPage, texts_of
from octavo.extracting.publishers.following import day_of, has_ended, is_too_wide
from octavo.extracting.publishers.selectors import elements_of
from octavo.kit.text import fold, shorten
from octavo.model.publishers import RuleFinding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.model.fetches import FetchedPage
    from octavo.model.publishers import Layout, PublisherRules

_SELECTED = ("drop", "body", "title", "byline", "published", "image", "paywall")
_SAMPLE = 80


def findings_on(rules: PublisherRules, page: FetchedPage) -> tuple[RuleFinding, ...]:
    """How many elements each selector of each layout finds, and what the first of them says. Never raises."""
    root = parse_page(page)
    if root is None:
        return ()
    facts = facts_of(root)
    metadata = metadata_of(facts, root, url=page.final_url, now=page.at)
    ruled = RuledPage(root=root, facts=facts, url=page.final_url, now=page.at)
    findings: list[RuleFinding] = []
    for number, layout in enumerate(rules.layouts, start=1):
        if is_too_wide(layout, rules, root):
            continue
        day = day_of(layout, ruled, metadata)
        if layout.until is not None:
            state = f"the page is of {day or 'an unknown day'}: {'skipped' if has_ended(layout, day) else 'holds'}"
            findings.append(RuleFinding(layout=number, key="until", rule=str(layout.until), count=1, sample=state))
        findings += _of_layout(number, layout, ruled)
    return tuple(findings)


def _of_layout(number: int, layout: Layout, page: RuledPage) -> Iterator[RuleFinding]:
    for key in _SELECTED:
        for selector in getattr(layout, key):
            count = len(elements_of((selector,), page.root))
            sample = shorten(next(iter(texts_of(selector, page.root)), ""), _SAMPLE)
            yield RuleFinding(layout=number, key=key, rule=str(selector), count=count, sample=sample)
    if layout.drop_lines:
        lines = [fold(str(text)) for text in page.root.itertext()]
        for line in layout.drop_lines:
            yield RuleFinding(layout=number, key="drop_lines", rule=line, count=lines.count(fold(line)))
