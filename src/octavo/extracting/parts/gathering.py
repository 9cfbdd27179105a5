"""An article gathered from more than one page: what to ask for next, and what comes of each answer.

    begin(page) -> heard(gathering, answer) -> … until no address is wanted -> gathering.drawn

Nothing is fetched here: whoever fetches asks for ``gathering.wanted`` and hands the outcome back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from octavo.extracting.page import CUT, read_page
from octavo.extracting.parts.addresses import host_key, key_of, part_number
from octavo.extracting.parts.joining import are_alike, goes_on, holds, joined
from octavo.extracting.parts.links import next_address, simpler_address, whole_address
from octavo.kit.garbage import uncollected
from octavo.kit.urls import host_of
from octavo.model.articles import Draft
from octavo.model.explanations import PageRole, PageVisit
from octavo.model.fetches import FailureReason, FetchedPage, FetchFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.extracting.learning import Habits, Lesson
    from octavo.extracting.metadata import Metadata
    from octavo.extracting.page import PageRead
    from octavo.model.fetches import FetchOutcome
    from octavo.model.publishers import PublisherRules
    from octavo.model.sources import Lead

MOST_PARTS = 20
_LITTLE = 120
_FULLER = 1.5


class _Want(StrEnum):
    """What stands at the wanted address."""

    PART = "part"
    WHOLE = "whole"
    SIMPLER = "simpler"


_ROLES = {_Want.PART: PageRole.PART, _Want.WHOLE: PageRole.WHOLE, _Want.SIMPLER: PageRole.VERSION}
_KEPT = {
    _Want.PART: "the article goes on here",
    _Want.WHOLE: "the whole article on one page, read instead of its parts",
    _Want.SIMPLER: "the same article in a simpler form, read instead as it holds more",
}
_LEFT = {
    _Want.PART: "another article, or nothing that the pages before did not have",
    _Want.WHOLE: "does not hold all of the first part and more",
    _Want.SIMPLER: "another article, or not much more of this one",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """An article while its pages are gathered.

    ``wanted`` is the address to ask for next, ``None`` when all is there that can be had; then ``drawn`` is the
    article, as a part with the reason where one could not be had. ``lesson`` is what its first page teaches,
    ``metadata`` what that says of the article, with where it says so. ``visits`` are the pages that were looked at.
    """

    first: str
    url: str
    title: str
    page: Draft | FetchFailed
    lead: Lead | None
    rules: tuple[PublisherRules, ...] = ()
    parts: tuple[Draft, ...] = ()
    asked: frozenset[str] = frozenset()
    wanted: str | None = None
    want: _Want = _Want.PART
    planned: str | None = None
    why: str | None = None
    habits: Habits | None = None
    lesson: Lesson | None = None
    metadata: Metadata | None = None
    visits: tuple[PageVisit, ...] = ()

    @property
    def drawn(self) -> Draft | FetchFailed:
        """What has come of it so far."""
        return joined(self.parts, why=self.why) if self.parts else self.page

    @property
    def wanted_role(self) -> PageRole:
        """What the wanted page is to the article."""
        return _ROLES[self.want]

    @property
    def has_parts(self) -> bool:
        """Whether the article is on more than one page, or is known to be."""
        return len(self.parts) > 1 or self.why is not None


@uncollected()
def begin(
    page: FetchedPage,
    lead: Lead | None = None,
    rules: Sequence[PublisherRules] = (),
    *,
    habits: Habits | None = None,
) -> Gathering:
    """The article on a page, with the address at which more of it is. Never raises.

    Asked for are further parts (a single-page view in their stead where there is one), and where a reader without
    scripts sees little or no text the AMP or print version, once. A text that is for subscribers is not looked for
    at other addresses, nor is one that a user's ``rules`` for its publisher name. ``habits`` are what earlier pages of
    the same site taught.
    """
    read = read_page(page, lead, rules, habits=habits)
    gathering = Gathering(
        first=page.final_url,
        url=read.url or page.final_url,
        title=read.title,
        page=read.drawn,
        lead=lead,
        rules=tuple(rules),
        parts=(read.drawn,) if isinstance(read.drawn, Draft) else (),
        asked=frozenset({key_of(page.url), key_of(page.final_url)}),
        habits=habits,
        lesson=read.lesson,
        metadata=read.metadata,
        visits=(_first_visit(page, read.drawn),),
    )
    if read.root is None:
        return gathering
    if isinstance(read.drawn, Draft):
        further = next_address(read.elements, url=page.final_url, first=page.final_url, count=1)
        if further is not None:
            whole = whole_address(read.elements, url=page.final_url, first=page.final_url)
            wants_part = _asking(gathering, further, _Want.PART)
            return replace(_asking(gathering, whole, _Want.WHOLE), planned=further) if whole else wants_part
    if _is_little(read.drawn) and not read.rules_apply:
        return _asking(gathering, simpler_address(read.elements, url=page.final_url), _Want.SIMPLER)
    return gathering


def heard(gathering: Gathering, outcome: FetchOutcome) -> Gathering:
    """The gathering after the answer to its wanted address. Never raises."""
    after = _after(gathering, outcome)
    visit = _visit(gathering, after, outcome)
    earlier = gathering.visits
    if visit.kept and visit.role is not PageRole.PART:
        earlier = tuple(replace(one, kept=False) for one in earlier)
    return replace(after, visits=(*earlier, visit))


def _first_visit(page: FetchedPage, drawn: Draft | FetchFailed) -> PageVisit:
    return PageVisit(
        url=page.final_url,
        role=PageRole.PAGE,
        kept=isinstance(drawn, Draft),
        words=drawn.word_count if isinstance(drawn, Draft) else 0,
        note="the page that was asked for" if isinstance(drawn, Draft) else drawn.sentence,
    )


def _visit(before: Gathering, after: Gathering, outcome: FetchOutcome) -> PageVisit:
    """What became of the page that was asked for last."""
    kept = after.parts is not before.parts
    return PageVisit(
        url=before.wanted or "",
        role=_ROLES[before.want],
        kept=kept,
        words=after.parts[-1].word_count if kept else 0,
        note=_KEPT[before.want] if kept else _refusal(before, after, outcome),
    )


def _refusal(before: Gathering, after: Gathering, outcome: FetchOutcome) -> str:
    if not isinstance(outcome, FetchedPage):
        return str(getattr(outcome, "sentence", "") or "It sent nothing new.")
    return after.why if after.why and after.why != before.why else _LEFT[before.want]


def _after(gathering: Gathering, outcome: FetchOutcome) -> Gathering:
    match gathering.want:
        case _Want.SIMPLER:
            return _simpler(gathering, outcome)
        case _Want.WHOLE:
            return _whole(gathering, outcome)
        case _Want.PART:
            return _part(gathering, outcome)


def broken_off(gathering: Gathering, why: str) -> Gathering:
    """The gathering as it is, where it cannot go on, with the reason in a sentence."""
    return replace(gathering, wanted=None, why=why if gathering.want is not _Want.SIMPLER else gathering.why)


def _asking(gathering: Gathering, address: str | None, want: _Want) -> Gathering:
    """Ask for an address next, unless it was asked before: pages lead in circles."""
    if address is None or key_of(address) in gathering.asked:
        return replace(gathering, wanted=None)
    return replace(gathering, wanted=address, want=want, asked=gathering.asked | {key_of(address)})


def _part(gathering: Gathering, outcome: FetchOutcome) -> Gathering:
    if not isinstance(outcome, FetchedPage):
        return broken_off(gathering, _missing(gathering, getattr(outcome, "sentence", "")))
    if host_key(outcome.final_url) != host_key(gathering.first):
        return broken_off(gathering, _missing(gathering, f"It leads to {host_of(outcome.final_url)}."))
    if key_of(outcome.final_url) != key_of(outcome.url) and key_of(outcome.final_url) in gathering.asked:
        return replace(gathering, wanted=None)
    read = read_page(outcome, rules=gathering.rules, is_part=True, habits=gathering.habits)
    if isinstance(read.drawn, FetchFailed):
        return broken_off(gathering, _missing(gathering, read.drawn.sentence))
    first = gathering.parts[0]
    if not _is_same_article(gathering, outcome, read.drawn) or not goes_on(first, gathering.parts, read.drawn):
        return replace(gathering, wanted=None)
    return _onward(replace(gathering, parts=(*gathering.parts, read.drawn)), read, outcome)


def _onward(gathering: Gathering, read: PageRead, page: FetchedPage) -> Gathering:
    """To the next part, as far as there is one and the limit allows."""
    count = len(gathering.parts)
    further = None
    if read.root is not None:
        further = next_address(read.elements, url=page.final_url, first=gathering.first, count=count)
    if further is not None and count >= MOST_PARTS:
        return broken_off(gathering, f"This article has more than {MOST_PARTS} pages: the first {count} are here.")
    return _asking(replace(gathering, asked=gathering.asked | {key_of(page.final_url)}), further, _Want.PART)


def _is_same_article(gathering: Gathering, page: FetchedPage, part: Draft) -> bool:
    """Whether a part is of the article: its number stands plainly in its address, or it bears the title."""
    reading = part_number(page.url, gathering.first)
    return (reading is not None and reading.plain) or are_alike(part.title, gathering.title)


def _whole(gathering: Gathering, outcome: FetchOutcome) -> Gathering:
    """The single page where it holds the first part and more, else on with the parts."""
    drawn = None
    if isinstance(outcome, FetchedPage) and host_key(outcome.final_url) == host_key(gathering.first):
        drawn = read_page(outcome, gathering.lead, gathering.rules, habits=gathering.habits).drawn
    first = gathering.parts[0]
    if isinstance(drawn, Draft) and drawn.word_count > first.word_count and holds(drawn, first):
        whole = replace(first, blocks=drawn.blocks, partial=drawn.partial, kind=drawn.kind)
        return replace(gathering, parts=(whole,), wanted=None, planned=None)
    return replace(_asking(gathering, gathering.planned, _Want.PART), planned=None)


def _simpler(gathering: Gathering, outcome: FetchOutcome) -> Gathering:
    """The other version's text where it holds more; what the page itself says of the article stays."""
    done = replace(gathering, wanted=None)
    if not isinstance(outcome, FetchedPage):
        return done
    read = read_page(outcome, gathering.lead, gathering.rules, habits=gathering.habits)
    other = read.drawn
    if isinstance(other, FetchFailed) or not _is_version(gathering, read):
        return done
    if not gathering.parts:
        return replace(done, parts=(replace(other, url=gathering.url, extracted_by=_by(other)),))
    first = gathering.parts[0]
    if other.word_count <= _FULLER * first.word_count:
        return done
    fuller = replace(first, blocks=other.blocks, partial=other.partial, kind=other.kind, extracted_by=_by(other))
    return replace(done, parts=(fuller,))


def _by(other: Draft) -> str:
    return f"{other.extracted_by}, other version"


def _is_version(gathering: Gathering, read: PageRead) -> bool:
    """Whether a page is the same article in another form: by its canonical address, or its title."""
    own = {key_of(gathering.first), key_of(gathering.url)}
    return key_of(read.url) in own or are_alike(read.title, gathering.title)


def _is_little(drawn: Draft | FetchFailed) -> bool:
    if isinstance(drawn, FetchFailed):
        return drawn.reason is FailureReason.NO_ARTICLE
    return drawn.partial == CUT or (drawn.partial is None and drawn.word_count < _LITTLE)


def _missing(gathering: Gathering, cause: str) -> str:
    number = len(gathering.parts) + 1
    return f"Page {number} of this article could not be had, so it ends early. {cause}".strip()
