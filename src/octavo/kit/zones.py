"""Time zones by their IANA names."""

from __future__ import annotations

from datetime import UTC
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

if TYPE_CHECKING:
    from datetime import tzinfo

_REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def zone_names() -> tuple[str, ...]:
    """The zones one can choose: UTC, then region by region."""
    return (
        "UTC",
        *sorted(name for name in available_timezones() if name.partition("/")[0] in _REGIONS and "/" in name),
    )


def zone_of(name: str) -> tzinfo:
    """The zone of this name; UTC where this machine knows none such."""
    return ZoneInfo(name) if name != "UTC" and name in zone_names() else UTC
