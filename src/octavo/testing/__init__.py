"""Published fakes: a whole world in memory for tests of what is built on Octavo.

Each keeps the contract of its port, and the project's contract tests hold them to it beside the real adapters.

    clock = FixedClock(datetime(2026, 1, 5, 8, tzinfo=UTC))
    store = MemoryStore()
    fetcher = ScriptedFetcher({"https://example.org/feed.xml": Reply(...)})
"""

from __future__ import annotations

from octavo.testing.accounts import PlainCredentials
from octavo.testing.embedder import WordEmbedder
from octavo.testing.fetcher import Answer, ScriptedFetcher
from octavo.testing.language_model import ScriptedLanguageModel
from octavo.testing.letters import ScriptedMailer
from octavo.testing.moments import FixedClock
from octavo.testing.pictures import ScriptedPictures
from octavo.testing.search import MemorySearchIndex
from octavo.testing.store import MemoryStore

__all__ = [
    "Answer",
    "FixedClock",
    "MemorySearchIndex",
    "MemoryStore",
    "PlainCredentials",
    "ScriptedFetcher",
    "ScriptedLanguageModel",
    "ScriptedMailer",
    "ScriptedPictures",
    "WordEmbedder",
]
