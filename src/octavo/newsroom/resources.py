"""What every desk of the newsroom works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from octavo.model.writing import ModelTerms
from octavo.newsroom.by_the_way import Asides
from octavo.newsroom.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from octavo.model.packs import Pack
    from octavo.model.publishers import RulesFile
    from octavo.ports import Clock, Credentials, Embedder, Fetcher, LanguageModel, Mailer, Pictures, SearchIndex, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """The world, as the newsroom needs it.

    ``rule_files`` reads the user's rules for publishers anew, so that a refresh follows what has been edited.
    There is an ``embedder`` and a ``language_model`` only where one is configured; the one that writes is used on
    ``model_terms``. There is a ``mailer`` only where a mail server is configured. Without ``pictures`` none are shown.
    Long work is done on the one ``workbench``; what readers do by the way waits among the ``asides``. Packs of
    publishers that whoever runs Octavo offers besides its own are in ``offered``.
    """

    store: Store
    fetcher: Fetcher
    index: SearchIndex
    clock: Clock
    credentials: Credentials
    rule_files: Callable[[], Iterable[RulesFile]] = tuple
    mailer: Mailer | None = None
    language_model: LanguageModel | None = None
    embedder: Embedder | None = None
    model_terms: ModelTerms = field(default_factory=ModelTerms)
    pictures: Pictures | None = None
    workbench: Workbench = field(default_factory=Workbench)
    asides: Asides = field(default_factory=Asides)
    offered: list[Pack] = field(default_factory=list)
