"""Why an article is what it is: page by page, line by line and field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.extracting.body import hints_of
from octavo.extracting.choosing import choose
from octavo.extracting.choosing.vocabulary import GROUPS, meanings, names_of
from octavo.extracting.facts import facts_of
from octavo.extracting.learning import weighed
from octavo.extracting.learning.boilerplate import is_learnable
from octavo.extracting.learning.habits import address_digest, text_digest
from octavo.extracting.lines import is_boilerplate, leads_away
from octavo.extracting.metadata import metadata_of
from octavo.extracting.page import read_page
from octavo.extracting.parts import begin
from octavo.extracting.titles import fold
from octavo.model.articles import BlockKind, Draft, SpanKind
from octavo.model.explanations import HabitsAtWork, LineVerdict, PageExplanation, PageVisit
from octavo.model.fetches import FailureReason, FetchFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from octavo.extracting.choosing import Hints, Judged
    from octavo.extracting.learning import Habits
    from octavo.extracting.parts import Gathering
    from octavo.model.articles import Block
    from octavo.model.fetches import FetchedPage
    from octavo.model.publishers import PublisherRules

# Groups of names, by their first word, that tell what a container is when it is no part of an article.
_OUTSIDE = frozenset(
    {"comment", "footer", "nav", "sidebar", "related", "popular", "teaser", "ad", "share", "newsletter"}
    | {"paywall", "caption", "byline", "tag", "cookie", "hidden", "legal", "login", "search", "tool"}
)
_FARTHEST = 6
_FEWEST_TIMES = 2
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """The texts of the article that a page may hold, and those that earlier pages hold."""

    here: frozenset[str]
    earlier: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageRead:
    """One page, explained."""

    lines: tuple[LineVerdict, ...] = ()
    certainty: float = 0
    is_ruled: bool = False
    repeated: int = 0
    placed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """What is known of the site, seen from one of its articles."""

    habits: Habits | None
    url: str
    title: str

    def times(self, block: Block) -> int:
        """In how many other articles a line stood."""
        if self.habits is None or not is_learnable(block):
            return 0
        others = self.habits.others(address_digest(self.url), text_digest(self.title))
        return len(others.intersection(self.habits.lines.get(text_digest(block.text), ())))


def explain(
    page: FetchedPage, rules: Sequence[PublisherRules] = (), *, habits: Habits | None = None
) -> PageExplanation | FetchFailed:
    """How the article on a page comes about: its lines with what became of each, its metadata with their places.

    A page without an article is explained too, so that one can see what was left out; what is no page is the
    FetchFailed that ``extract`` gives. ``habits`` are what earlier pages of the same site taught. Never raises.
    """
    return explain_gathered(begin(page, rules=rules, habits=habits), (page,))


def explain_gathered(gathering: Gathering, pages: Sequence[FetchedPage]) -> PageExplanation | FetchFailed:
    """The same for an article that was gathered from more pages; ``pages`` are those that were had, the first first."""
    drawn = gathering.drawn
    if isinstance(drawn, FetchFailed) and drawn.reason is FailureReason.NOT_A_PAGE:
        return drawn
    visits = {visit.url: visit for visit in gathering.visits}
    kept = frozenset(block.text for block in drawn.blocks) if isinstance(drawn, Draft) else frozenset()
    read: list[_PageRead] = []
    for number, page in enumerate(pages, 1):
        earlier = frozenset(line.text for one in read for line in one.lines if line.kept)
        visit = visits.get(page.url, visits.get(page.final_url))
        is_in = visit is None or visit.kept
        read.append(
            _page(page, gathering, _Kept(here=kept - earlier if is_in else frozenset(), earlier=earlier), number)
        )
    lines = tuple(line for one in read for line in one.lines)
    if isinstance(drawn, Draft) and any(one.is_ruled for one in read):
        lines += _made_by_rules(drawn.blocks, lines)
    return PageExplanation(
        extracted_by=drawn.extracted_by if isinstance(drawn, Draft) else drawn.sentence,
        certainty=read[0].certainty if read else 0,
        lines=lines,
        fields=gathering.metadata.sources if gathering.metadata else (),
        pages=(*gathering.visits, *_not_asked(gathering)),
        habits=_at_work(gathering.habits, read),
    )


def _not_asked(gathering: Gathering) -> tuple[PageVisit, ...]:
    """The page that would be asked for next, where nobody did."""
    if gathering.wanted is None:
        return ()
    note = "not looked at: only the page that was given was read"
    return (PageVisit(url=gathering.wanted, role=gathering.wanted_role, kept=False, words=0, note=note),)


def _at_work(habits: Habits | None, read: Sequence[_PageRead]) -> HabitsAtWork | None:
    if habits is None or not habits.articles:
        return None
    return HabitsAtWork(
        articles=len(habits.articles),
        repeated=sum(one.repeated for one in read),
        placed=sum(one.placed for one in read),
    )


def _page(page: FetchedPage, gathering: Gathering, kept: _Kept, number: int) -> _PageRead:
    """What became of the lines of one page."""
    read = read_page(page, rules=gathering.rules, habits=gathering.habits, is_part=number > 1)
    if read.root is None:
        return _PageRead()
    facts = facts_of(read.root)
    metadata = read.metadata or metadata_of(facts, read.root, url=page.final_url, now=page.at)
    hints = hints_of(facts, metadata)
    choice = choose(read.root, hints, base=page.final_url)
    judged = choice.lines if gathering.habits is None else weighed(choice.lines, gathering.habits)
    site = _Site(habits=gathering.habits, url=metadata.url, title=read.title)
    placed = frozenset(row for row, line in enumerate(judged) if line.kept is not choice.lines[row].kept)
    lines: list[LineVerdict] = []
    repeated = 0
    for row, line in enumerate(judged):
        is_in = line.block.text in kept.here
        reason = _reason(line, hints, kept, ruled=read.rules_apply)
        times = 0 if is_in or not line.kept or read.rules_apply else site.times(line.block)
        if row in placed and is_in is line.kept:
            reason = _placed(is_in=is_in)
        elif times >= _FEWEST_TIMES:
            reason, repeated = f"the site's own: it stood in {times} of its other articles", repeated + 1
        lines.append(_verdict(line, is_in=is_in, reason=reason, page=number))
    return _PageRead(
        lines=tuple(lines),
        certainty=choice.certainty,
        is_ruled=read.rules_apply,
        repeated=repeated,
        placed=len(placed),
    )


def _placed(*, is_in: bool) -> str:
    return f"stands where lines of earlier articles were {'' if is_in else 'not '}part of the text"


def _verdict(line: Judged, *, is_in: bool, reason: str, page: int) -> LineVerdict:
    return LineVerdict(
        kind=line.block.kind,
        text=line.block.text,
        kept=is_in,
        probability=line.probability,
        reason=reason,
        page=page,
    )


def _reason(line: Judged, hints: Hints, kept: _Kept, *, ruled: bool) -> str:
    text = line.block.text
    if text in kept.earlier:
        return "stands on an earlier page already"
    is_in = text in kept.here
    if ruled:
        return _reason_by_rules(line, is_in=is_in)
    return _reason_in(line) if is_in else _reason_out(line, hints)


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
    if is_boilerplate(line.block) or (line.kept and leads_away(line.block)):
        return "a label, prompt or pointer by its wording"
    if line.kept or line.is_apart:
        later = "left out by a later rule, as a repeat, a loose heading, or for another method's choice"
        return later if line.kept else "a reader's comment, a caption, a disclaimer, or a heading of what was left out"
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
