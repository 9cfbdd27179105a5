"""What every desk of the newsroom works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.ports import Clock, Credentials, Fetcher, SearchIndex, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """The world, as the newsroom needs it."""

    store: Store
    fetcher: Fetcher
    index: SearchIndex
    clock: Clock
    credentials: Credentials
