"""Sites: what is learned of a host whose pages are read, kept as bytes that only extracting understands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteHabits:
    """What the pages of a host taught."""

    host: str
    state: bytes
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutChange:
    """The pages of a host have become unlike what they were: of its latest articles some may be incomplete."""

    host: str
    incomplete: int
    latest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesDoubt:
    """The rules for a publisher no longer fit: on so many of its latest articles they found nothing, or little."""

    unfit: int
    latest: int
