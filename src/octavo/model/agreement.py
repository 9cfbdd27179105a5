"""Agree and differ: what several outlets report, what one alone does, and the figures they differ on."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.model.figures import FigureSeries
from octavo.model.insights import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPoint(Claim):
    """What several independent outlets report.

    ``text`` is a sentence of the first of them; each outlet has one citation, in the order of ``outlets``.
    """

    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyIn:
    """What one outlet alone reports: sentences with a name or a number that none of the others has."""

    outlet: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How the outlets of a story stand to each other.

    ``outlets`` are the independent ones, the first first. ``figures`` are the quantities that they state differently
    or that later articles replaced.
    """

    outlets: tuple[str, ...] = ()
    shared: tuple[SharedPoint, ...] = ()
    only: tuple[OnlyIn, ...] = ()
    figures: tuple[FigureSeries, ...] = ()

    @property
    def has_nothing_to_say(self) -> bool:
        """Whether there is nothing to show: one outlet alone neither agrees nor differs."""
        return not (self.shared or self.only or self.figures)
