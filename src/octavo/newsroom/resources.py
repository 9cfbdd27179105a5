"""What every desk of the newsroom works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from octavo.model.publishers import RulesFile
    from octavo.ports import Clock, Credentials, Fetcher, SearchIndex, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """The world, as the newsroom needs it.

    ``rule_files`` reads the user's rules for publishers anew, so that a refresh follows what has been edited.
    """

    store: Store
    fetcher: Fetcher
    index: SearchIndex
    clock: Clock
    credentials: Credentials
    rule_files: Callable[[], Iterable[RulesFile]] = tuple
