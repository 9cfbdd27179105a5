"""How one person wants to read: what they chose on the page of settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

SIZES = (1, 2, 3, 4, 5)
LONGEST_ZONE = 64


class Theme(StrEnum):
    """The colours; ``AUTO`` follows the system."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    SEPIA = "sepia"
    CONTRAST = "contrast"


class Typeface(StrEnum):
    """What articles are set in."""

    SERIF = "serif"
    SANS = "sans"


class Measure(StrEnum):
    """How wide the column of an article is."""

    NARROW = "narrow"
    NORMAL = "normal"
    WIDE = "wide"


class Leading(StrEnum):
    """How far apart its lines are."""

    CLOSE = "close"
    NORMAL = "normal"
    OPEN = "open"


class Density(StrEnum):
    """How much of a list stands on one screen."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Hours(StrEnum):
    """Whether the clock counts to 24 or to 12."""

    TWENTY_FOUR = "24"
    TWELVE = "12"


class FirstPage(StrEnum):
    """Where signing in leads."""

    EDITION = "edition"
    STORIES = "stories"
    LATEST = "latest"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPreferences:
    """All of it. ``size`` is one of ``SIZES``; ``zone`` an IANA name, known to whoever shows times, else UTC.

    ``read_on_open``: opening an article marks it as read. ``keys``: single letters do something (WCAG 2.2, 2.1.4).
    """

    theme: Theme = Theme.AUTO
    size: int = 3
    typeface: Typeface = Typeface.SERIF
    measure: Measure = Measure.NORMAL
    leading: Leading = Leading.NORMAL
    density: Density = Density.COMFORTABLE
    zone: str = "UTC"
    hours: Hours = Hours.TWENTY_FOUR
    first_page: FirstPage = FirstPage.EDITION
    read_on_open: bool = True
    pictures: bool = True
    keys: bool = True


DEFAULT = ReadingPreferences()


def as_values(preferences: ReadingPreferences) -> dict[str, Any]:
    """What differs from the defaults, as plain values for JSON."""
    every = {field.name: getattr(preferences, field.name) for field in fields(preferences)}
    return {name: value for name, value in every.items() if value != getattr(DEFAULT, name)}


def from_values(values: object) -> ReadingPreferences:
    """The preferences in plain values; what is unknown or does not fit counts as never chosen, so nothing raises."""
    given = values if isinstance(values, dict) else {}
    return ReadingPreferences(
        **{field.name: _fitting(field.name, given[field.name]) for field in fields(DEFAULT) if field.name in given}
    )


def changed(preferences: ReadingPreferences, chosen: Mapping[str, object]) -> ReadingPreferences:
    """The preferences with some chosen anew, by the names of their fields; what does not fit is never chosen."""
    return from_values({**as_values(preferences), **chosen})


def to_json(preferences: ReadingPreferences) -> str:
    """As a library keeps them: only what was chosen, so that later defaults reach those who chose nothing."""
    return json.dumps(as_values(preferences), sort_keys=True)


def from_json(text: str | None) -> ReadingPreferences:
    """What :func:`to_json` wrote, or what is left of it."""
    try:
        return from_values(json.loads(text or "{}"))
    except (ValueError, RecursionError):
        return DEFAULT


def _fitting(name: str, value: object) -> Any:  # noqa: ANN401 (the type is the field's)
    default = getattr(DEFAULT, name)
    if isinstance(default, StrEnum):
        kinds = type(default)
        return next((one for one in kinds if one == value), default)
    if isinstance(default, bool):
        return value if isinstance(value, bool) else default
    if isinstance(default, int):
        return value if isinstance(value, int) and not isinstance(value, bool) and value in SIZES else default
    return value if isinstance(value, str) and 0 < len(value) <= LONGEST_ZONE and value.isprintable() else default
