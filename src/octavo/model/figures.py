"""Figures: what a text says there is how much of, and how a quantity stands across outlets and over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from octavo.model.ids import ArticleId
from octavo.model.insights import Citation, Claim

AGE = "age"
"""The unit of a person's age in years."""
MAGNITUDE = "magnitude"
"""The unit of how strong an earthquake is."""
PEOPLE = "people"
"""The unit of what counts persons and does not say what persons they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Claim):
    """A quantity that a sentence states; ``text`` is the sentence.

    ``at`` is the stretch of the quantity with what limits it and what it counts ("more than 1,212 bodies"). ``upper``
    is the other end of a range. ``qualifier`` is one of "more than", "at least", "about", "nearly", "up to", "less
    than". ``unit`` is normalised ("EUR", "%", "km", "years", ``AGE``, ``PEOPLE``); ``counts`` is what is counted in the
    text's words. ``when``, ``place`` and ``by`` (who claims it) are as the sentence states them. An ordinal says the
    how many-th something is ("fourth year").
    """

    at: Citation
    value: Decimal
    upper: Decimal | None = None
    qualifier: str | None = None
    unit: str | None = None
    counts: str | None = None
    when: str | None = None
    place: str | None = None
    by: str | None = None
    is_ordinal: bool = False

    @property
    def is_telling(self) -> bool:
        """Whether it says something without its sentence: it counts or measures, and is not how old somebody is."""
        return self.unit != AGE and (self.unit is not None or self.counts is not None)

    @property
    def what(self) -> str | None:
        """What it counts, where its own words do not say so: "magnitude" of "5.8"."""
        counted = self.counts or (self.unit if self.unit == MAGNITUDE else None)
        return counted if counted and counted.casefold() not in self.at.quote.casefold() else None


class Verdict(StrEnum):
    """How the statements of a quantity stand to each other."""

    AGREEING = "agreeing"
    """Each says the same."""
    DIFFERING = "differing"
    """They say different things, and none is plainly the newer state of the other."""
    SUPERSEDED = "superseded"
    """Later articles replace an earlier value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry:
    """What one article says of a quantity; ``at`` is when it was published, as far as that is known."""

    figure: Figure
    article: ArticleId
    outlet: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSeries:
    """One quantity across outlets and over time, the oldest statement first.

    ``is_moving`` says that there are at least three different values over time: worth a chart.
    """

    label: str
    unit: str | None
    entries: tuple[FigureEntry, ...]
    verdict: Verdict
    is_moving: bool = False

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who states it, each once, the first first."""
        return tuple(dict.fromkeys(entry.outlet for entry in self.entries))
