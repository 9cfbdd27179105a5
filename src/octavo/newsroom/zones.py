"""Which time zone somebody may choose, and what day it is for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.kit.zones import zone_names, zone_of
from octavo.model.errors import InvalidInput

if TYPE_CHECKING:
    from datetime import date, datetime

    from octavo.model.people import User


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
