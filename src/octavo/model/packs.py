"""Starter packs: publishers to begin with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A publisher's public feed, with a line that says what it is."""

    name: str
    feed: str
    site: str
    language: str
    section: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Publishers that go together; ``key`` is its name in an address, ``country`` an ISO 3166 code where it has one."""

    key: str
    name: str
    language: str
    country: str | None = None
    about: str = ""
    publishers: tuple[Publisher, ...]
