"""Time zones by their IANA names, and what day it is for somebody."""

from __future__ import annotations

from datetime import UTC
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from octavo.model.errors import InvalidInput

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from octavo.model.people import User

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


def checked_zone(name: str) -> str:
    """The name, when there is such a zone.

    Raises:
        InvalidInput: there is none.
    """
    if name not in zone_names():
        raise InvalidInput("There is no such time zone. Choose one such as Europe/Berlin, or UTC.")
    return name


def day_for(person: User, now: datetime) -> date:
    """What day it is for somebody."""
    return now.astimezone(zone_of(person.preferences.zone)).date()
