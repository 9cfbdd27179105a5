"""All insights of an article, and of a story, side by side."""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.model.agreement import Agreement
from octavo.model.figures import Figure, FigureSeries
from octavo.model.ids import ArticleId
from octavo.model.insights import Claim
from octavo.model.names import Name
from octavo.model.statements import Speaker, Statement
from octavo.model.timelines import DatedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleInsights:
    """What explaining found in one revision of an article; what it has nothing to say about is empty.

    ``unread`` names what rules cannot find in the article's language: "quotations", "figures".
    """

    article: ArticleId
    revision: int
    key_points: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    names: tuple[Name, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryInsights:
    """What explaining found over all articles of a story that a reader can see.

    ``places`` are the names of places, those that most articles name first.
    """

    key_points: tuple[Claim, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    series: tuple[FigureSeries, ...] = ()
    timeline: tuple[DatedClaim, ...] = ()
    agreement: Agreement = field(default_factory=Agreement)
    places: tuple[Name, ...] = ()
