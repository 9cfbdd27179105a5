"""What a person decided about stories: constraints that every later grouping keeps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Ruling(StrEnum):
    """What can be decided."""

    TOGETHER = "together"
    APART = "apart"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """``reports`` belong in one story; or none of them in one with any of ``others``; or their story stays as it is.

    It stands for ever, also for reports that are yet to come or come back, until it is withdrawn.
    """

    id: int
    ruling: Ruling
    reports: tuple[int, ...]
    others: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.reports:
            raise ValueError(f"decision {self.id} names no report")
        if bool(self.others) != (self.ruling is Ruling.APART):
            raise ValueError(f"decision {self.id} has to name others where it keeps reports apart, and only there")


class ContradictionError(ValueError):
    """A decision cannot stand beside an earlier one: withdraw that first."""


class Constraints:
    """All decisions that stand. Reports that must be together have one ``root``, the smallest id among them."""

    __slots__ = ("_apart", "_locked", "_roots", "decisions")

    def __init__(self) -> None:
        self.decisions: dict[int, Decision] = {}
        self._roots: dict[int, int] = {}
        self._apart: set[tuple[int, int]] = set()
        self._locked: frozenset[int] = frozenset()

    def refill(self, decisions: Iterable[Decision]) -> None:
        """Let these decisions stand instead of all others."""
        self.decisions = {decision.id: decision for decision in decisions}
        self._derive()

    def add(self, decision: Decision) -> None:
        """Let a decision stand; raises ``ContradictionError`` and changes nothing where it cannot."""
        if decision.id in self.decisions:
            raise ContradictionError(f"there is a decision {decision.id} already")
        self.decisions[decision.id] = decision
        self._derive()
        if any(one == other for one, other in self._apart):
            self.remove(decision.id)
            raise ContradictionError("some of these reports were decided to be together, and others of them apart")

    def remove(self, decision_id: int) -> Decision:
        """Let a decision stand no longer."""
        decision = self.decisions.pop(decision_id)
        self._derive()
        return decision

    def mates(self, report: int) -> tuple[int, ...]:
        """All reports that must be in the story of this one, itself among them."""
        root = self._roots.get(report)
        if root is None:
            return (report,)
        return tuple(sorted(other for other, its in self._roots.items() if its == root))

    def are_locked(self, reports: Iterable[int]) -> bool:
        """Whether the story of these reports stays as it is."""
        return bool(self._locked) and not self._locked.isdisjoint(reports)

    def part(self, some: Iterable[int], others: Iterable[int]) -> bool:
        """Whether a decision keeps any of these from any of those."""
        if not self._apart:
            return False
        here, there = self._rooted(some), self._rooted(others)
        return any((one in here and other in there) or (one in there and other in here) for one, other in self._apart)

    def bind(self, reports: Iterable[int], others: Iterable[int]) -> bool:
        """Whether any of these must be with any of those."""
        return bool(self._roots) and not self._rooted(reports).isdisjoint(self._rooted(others))

    def _rooted(self, reports: Iterable[int]) -> set[int]:
        return {self._roots[report] for report in reports if report in self._roots}

    def _derive(self) -> None:
        roots: dict[int, int] = {}
        for decision in self.decisions.values():
            for report in (*decision.reports, *decision.others):
                roots.setdefault(report, report)
        together = [d.reports for d in self.decisions.values() if d.ruling is Ruling.TOGETHER]
        for reports in together:
            one = {roots[report] for report in reports}
            roots = {report: min(one) if root in one else root for report, root in roots.items()}
        self._roots = roots
        self._apart = {
            (roots[one], roots[other])
            for decision in self.decisions.values()
            if decision.ruling is Ruling.APART
            for one in decision.reports
            for other in decision.others
        }
        self._locked = frozenset(
            report for d in self.decisions.values() if d.ruling is Ruling.LOCKED for report in d.reports
        )
