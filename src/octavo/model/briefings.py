"""The briefing: an edition as text, to be read, heard and sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from octavo.model.figures import FigureSeries
from octavo.model.ids import StoryId
from octavo.model.insights import Claim
from octavo.model.trackers import Tracker


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefedPoint:
    """A sentence of a briefing, whose it is, and its language as far as that is known."""

    claim: Claim
    outlet: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefedStory:
    """A story in a few sentences: what it says, who tells it, and what they tell differently.

    ``differing`` are quantities that outlets state differently or that later articles replaced, ``language`` that of
    the headline, as far as it is known. A story that is no longer there has its headline left.
    """

    story: StoryId
    headline: str
    reason: str
    language: str | None = None
    points: tuple[BriefedPoint, ...] = ()
    outlets: tuple[str, ...] = ()
    independent: int = 0
    differing: tuple[FigureSeries, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The stories of an edition in a few sentences each; ``news`` are saved questions with another answer since."""

    day: date
    made_at: datetime
    considered: int
    stories: tuple[BriefedStory, ...]
    news: tuple[Tracker, ...] = ()
