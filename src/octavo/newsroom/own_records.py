"""Values in the records of a person's own data: written plainly, and read again whatever a record holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from octavo.kit.moments import as_utc
from octavo.kit.urls import web_address

Record: TypeAlias = "dict[str, Any]"
_HIGHEST = 2**31


def time_of(at: datetime | None) -> str | None:
    """A time as text."""
    return as_utc(at).isoformat() if at else None


def moment_in(text: object) -> datetime | None:
    """The time that a text tells; ``None`` where it tells none."""
    try:
        return as_utc(datetime.fromisoformat(text)) if isinstance(text, str) else None
    except (ValueError, OverflowError):
        return None


def words_in(record: Record, name: str, longest: int = 4000) -> str:
    """The text under a name, cut to so many characters; "" where there is none."""
    value = record.get(name)
    return value[:longest] if isinstance(value, str) else ""


def web_in(address: str) -> str | None:
    """An address of the web; ``None`` where it is none."""
    try:
        return web_address(address)
    except ValueError:
        return None


def number_in(value: object) -> int | None:
    """A number from 0 that a database can hold; ``None`` where it is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _HIGHEST else None
