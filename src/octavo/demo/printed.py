"""An article as its paper prints it at a given time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.demo import papers
from octavo.demo.body import BodyBlock, LiveEntry, blocks_of, entries_of, until_paywall
from octavo.kit.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from octavo.demo.desk import Correction, PressArticle
    from octavo.demo.papers import Paper


_TEASER = 240  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One article on its paper's site (``site``: an address without a slash at its end) as it stands at ``now``."""

    article: PressArticle
    paper: Paper
    site: str
    now: datetime

    @property
    def url(self) -> str:
        """The article's own address."""
        return self.site + papers.path_of(self.article)

    @property
    def feed_url(self) -> str:
        """The address that the feed gives."""
        return self.site + papers.feed_link_of(self.article)

    @property
    def number(self) -> int:
        """Its number in the paper's content system."""
        return papers.number_of(self.article)

    @property
    def section_url(self) -> str:
        """Where its section stands."""
        return self.site + papers.section_path(self.article.section)

    @property
    def picture(self) -> str | None:
        """Its picture's address, where it has one."""
        return self.site + papers.picture_path(self.article) if self.article.image_caption else None

    @property
    def modified_at(self) -> datetime:
        """When this version was made."""
        return self.article.modified_at(self.now)

    @property
    def changed(self) -> bool:
        """Whether this is no longer the version first published."""
        return self.modified_at > self.article.published_at

    @property
    def notes(self) -> tuple[Correction, ...]:
        """The corrections that the paper owns up to."""
        return tuple(c for c in self.article.applied(self.now) if c.note)

    @property
    def signed(self) -> tuple[str, ...]:
        """The persons who wrote it; none for agency copy."""
        return () if self.article.wire else self.article.byline

    @property
    def whole(self) -> tuple[BodyBlock, ...]:
        """The whole body; a live blog's stands in its entries."""
        return () if self.article.kind == "live" else blocks_of(self.article.body_at(self.now))

    @property
    def blocks(self) -> tuple[BodyBlock, ...]:
        """The body as far as everybody may read it."""
        return until_paywall(self.whole, self.article.free_paragraphs)

    @property
    def locked(self) -> bool:
        """Whether a part stands behind the paywall."""
        return len(self.blocks) < len(self.whole)

    @property
    def entries(self) -> tuple[LiveEntry, ...]:
        """A live blog's entries, newest first; none for other articles."""
        if self.article.kind != "live":
            return ()
        return entries_of(self.article.body_at(self.now), self.article.published_at.date())

    @property
    def teaser(self) -> str:
        """The standfirst, or the start of the text, to announce it with."""
        if self.article.standfirst:
            return self.article.standfirst
        return shorten(self.blocks[0].texts[0] if self.blocks else self.entries[0].headline, _TEASER)

    @property
    def openings(self) -> tuple[BodyBlock, ...]:
        """Its first two blocks, for a feed that gives more than a teaser."""
        return self.blocks[:2]


def related(printed: Printed, others: Iterable[Printed], most: int = 4) -> tuple[Printed, ...]:
    """What the paper had printed before on the same event, then on like subjects; it never changes afterwards."""
    article = printed.article
    earlier = [o for o in others if o.article.published_at < article.published_at]

    def nearness(other: Printed) -> tuple[bool, int, datetime]:
        shared = set(other.article.tags) & set(article.tags)
        return other.article.event == article.event, len(shared), other.article.published_at

    return tuple(sorted(earlier, key=nearness, reverse=True)[:most])
