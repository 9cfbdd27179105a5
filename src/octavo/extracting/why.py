"""Why the article of a page is what it is, line by line and field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.extracting.body import hints_of
from octavo.extracting.choosing import choose
from octavo.extracting.choosing.vocabulary import GROUPS, meanings, names_of
from octavo.extracting.facts import facts_of
from octavo.extracting.lines import is_boilerplate
from octavo.extracting.metadata import metadata_of
from octavo.extracting.page import read_page
from octavo.extracting.pages import parse_page
from octavo.extracting.titles import fold
from octavo.model.articles import BlockKind, Draft, SpanKind
from octavo.model.explanations import LineVerdict, PageExplanation
from octavo.model.fetches import FailureReason, FetchFailed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml.etree import _Element

    from octavo.extracting.choosing import Hints, Judged
    from octavo.model.articles import Block
    from octavo.model.fetches import FetchedPage
    from octavo.model.publishers import PublisherRules

# Groups of names, by their first word, that tell what a container is when it is no part of an article.
_OUTSIDE = frozenset(
    {"comment", "footer", "nav", "sidebar", "related", "popular", "teaser", "ad", "share", "newsletter"}
    | {"paywall", "caption", "byline", "tag", "cookie", "hidden", "legal", "login", "search", "tool"}
)
_FARTHEST = 6
_MOSTLY = 0.5


def explain(page: FetchedPage, rules: Sequence[PublisherRules] = ()) -> PageExplanation | FetchFailed:
    """How the article on a page comes about: its lines with what became of each, its metadata with their places.

    A page without an article is explained too, so that one can see what was left out; what is no page is the
    FetchFailed that ``extract`` gives. Never raises.
    """
    read = read_page(page, rules=rules)
    drawn = read.drawn
    root = parse_page(page)
    if root is None or (isinstance(drawn, FetchFailed) and drawn.reason is FailureReason.NOT_A_PAGE):
        return (
            drawn
            if isinstance(drawn, FetchFailed)
            else PageExplanation(extracted_by="", certainty=0, lines=(), fields=())
        )
    facts = facts_of(root)
    metadata = read.metadata or metadata_of(facts, root, url=page.final_url, now=page.at)
    hints = hints_of(facts, metadata)
    choice = choose(root, hints, base=page.final_url)
    kept = frozenset(block.text for block in drawn.blocks) if isinstance(drawn, Draft) else frozenset()
    lines = tuple(_verdict(line, kept, hints, ruled=read.rules_apply) for line in choice.lines)
    if read.rules_apply and isinstance(drawn, Draft):
        lines += _made_by_rules(drawn.blocks, lines)
    return PageExplanation(
        extracted_by=drawn.extracted_by if isinstance(drawn, Draft) else drawn.sentence,
        certainty=choice.certainty,
        lines=lines,
        fields=metadata.sources,
    )


def _verdict(line: Judged, kept: Collection[str], hints: Hints, *, ruled: bool) -> LineVerdict:
    is_in = line.block.text in kept
    return LineVerdict(
        kind=line.block.kind,
        text=line.block.text,
        kept=is_in,
        probability=line.probability,
        reason=_reason_by_rules(line, is_in=is_in)
        if ruled
        else _reason_in(line)
        if is_in
        else _reason_out(line, hints),
    )


def _made_by_rules(blocks: Sequence[Block], lines: Sequence[LineVerdict]) -> tuple[LineVerdict, ...]:
    """The lines of the article that stand so on no page: something inside them was dropped."""
    known = {line.text for line in lines}
    reason = "what the publisher rules leave of a line"
    return tuple(
        LineVerdict(kind=block.kind, text=block.text, kept=True, probability=0, reason=reason)
        for block in blocks
        if block.kind is not BlockKind.FIGURE and block.text not in known
    )


def _reason_by_rules(line: Judged, *, is_in: bool) -> str:
    if is_in:
        return "stands in the body that the publisher rules name"
    return (
        "left out by the publisher rules, or by the filter of lines"
        if line.kept
        else "not in the body that the rules name"
    )


def _reason_in(line: Judged) -> str:
    if line.is_part:
        return "stands between lines of the article"
    return "reads and stands like the article" if line.kept else "another method took it for the article"


def _reason_out(line: Judged, hints: Hints) -> str:
    """The plainest reason that can be given; the judgement itself weighs many things at once."""
    folded = fold(line.block.text)
    if folded in {fold(title) for title in hints.titles}:
        return "the title again"
    if any(fold(name) in folded for name in hints.byline) and len(folded) < 3 * len("".join(hints.byline)):
        return "the byline"
    if is_boilerplate(line.block):
        return "a label, prompt or pointer by its wording"
    if line.kept:
        return "left out by a later rule, as a repeat, a loose heading, or for another method's choice"
    linked = sum(span.end - span.start for span in line.block.spans if span.kind is SpanKind.LINK)
    if linked > _MOSTLY * len(line.block.text):
        return "mostly links"
    place = _outside(line.element)
    return f"stands in {place}" if place else "reads or stands unlike the article"


def _outside(element: _Element) -> str | None:
    """The nearest container whose name says that it is something else than an article."""
    at: _Element | None = element
    for _ in range(_FARTHEST):
        if at is None or at.tag in {"body", "article", "main"}:
            return None
        words = {GROUPS[number][0] for number in meanings(at) if number < len(GROUPS)}
        if words & _OUTSIDE or at.tag in {"nav", "aside", "footer"}:
            return names_of(at)
        at = at.getparent()
    return None
