"""Times: aware, in UTC, and exact only where the words they came from are."""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["UTC", "as_utc"]


def as_utc(moment: datetime) -> datetime:
    """The same moment in UTC.

    Raises:
        ValueError: ``moment`` has no zone, so that nobody can know which moment it is.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone: {moment.isoformat()}")
    return moment.astimezone(UTC)
