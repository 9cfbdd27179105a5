"""What grouping needs to know of an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article by one publisher: its words, who published it, and when (an aware time).

    ``vector`` is what an embedder makes of it, where there is one.
    """

    id: int
    publisher: str
    title: str
    text: str
    at: datetime
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    is_opinion: bool = False
    vector: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"the time of report {self.id} has no time zone: {self.at.isoformat()}")

    @property
    def order(self) -> tuple[float, str, str, str, int]:
        """Where it stands in its batch: by time, then by what it says; the id parts only what is alike in all else."""
        return (self.at.timestamp(), self.title, self.text, self.publisher, self.id)
