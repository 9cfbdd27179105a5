"""Where each thing that is said about an article comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Value_co]):
    """A value and the place on the page that told it, such as ``"JSON-LD headline"`` or ``"meta og:title"``."""

    value: Value_co
    source: str


def in_words(value: object) -> str:
    """A value as a person reads it: an address for a picture, names between commas, a time in its own zone."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    local = getattr(value, "local", None)
    if isinstance(local, datetime):
        return local.isoformat()
    return str(getattr(value, "url", value))
