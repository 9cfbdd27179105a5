"""What every desk of the newsroom works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from octavo.model.writing import ModelTerms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from octavo.model.publishers import RulesFile
    from octavo.ports import Clock, Credentials, Embedder, Fetcher, LanguageModel, SearchIndex, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """The world, as the newsroom needs it.

    ``rule_files`` reads the user's rules for publishers anew, so that a refresh follows what has been edited.
    There is an ``embedder`` and a ``language_model`` only where one is configured; the one that writes is used on
    ``model_terms``.
    """

    store: Store
    fetcher: Fetcher
    index: SearchIndex
    clock: Clock
    credentials: Credentials
    rule_files: Callable[[], Iterable[RulesFile]] = tuple
    language_model: LanguageModel | None = None
    embedder: Embedder | None = None
    model_terms: ModelTerms = field(default_factory=ModelTerms)
