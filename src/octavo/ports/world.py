"""What Octavo needs from the world besides a library: time, documents, search, chance, models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from octavo.model.articles import Article
from octavo.model.embedding import Embedded, NotEmbedded
from octavo.model.fetches import FetchRequest, NoReply, Reply
from octavo.model.ids import ArticleId, SourceId
from octavo.model.listing import Excerpt, SearchHits, SearchQuery
from octavo.model.writing import ModelFailed, ModelInfo, ModelReply, ModelRequest

Key = TypeVar("Key")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class Fetcher(Protocol):
    """Asks the world for documents."""

    def fetch(self, requests: Iterable[tuple[Key, FetchRequest]]) -> Iterator[tuple[Key, Reply | NoReply]]:
        """Fetch many documents at once and yield each answer with its key as it comes; never raises for one of them.

        Requests are drawn lazily, a bounded number is under way at a time, and few to one host. Closing the iterator
        abandons what is under way.
        """

    def close(self) -> None:
        """Let go of connections and threads."""


class SearchIndex(Protocol):
    """Finds articles by their words. It is a copy of the store's text and may be rebuilt from it at any time."""

    def position(self) -> int:
        """The last change of the store that is in the index (see ``Store.changed_articles``); 0 when it is empty."""

    def update(
        self, articles: Sequence[Article], listed_in: Mapping[ArticleId, Sequence[SourceId]], position: int
    ) -> None:
        """Add or replace articles, durably, and remember ``position`` in the same step."""

    def search(self, query: SearchQuery) -> SearchHits:
        """The articles that match, best first. Any text is a valid query; one that asks for nothing finds nothing."""

    def excerpt(self, query: str, text: str) -> Excerpt:
        """The stretch of ``text``, at most some 300 characters, that shows best why it matches."""

    def clear(self) -> None:
        """Forget everything; the position is 0 again."""

    def close(self) -> None:
        """Let go of files and threads."""


class Credentials(Protocol):
    """Passwords and chance."""

    def hash_password(self, password: str) -> str:
        """A salted hash, with its parameters in it."""

    def verify_password(self, password_hash: str | None, password: str) -> bool:
        """Whether the password is the right one. ``None`` takes as long and is never right."""

    def new_token(self) -> str:
        """An unguessable token of at least 128 bits, safe in an address."""


class Embedder(Protocol):
    """Puts texts into a space in which those that mean the same are near. Whatever happens, it answers with a value."""

    @property
    def model(self) -> str:
        """Which model it is: vectors of one name are comparable, of two names they are not."""

    def embed(self, texts: Sequence[str]) -> Embedded | NotEmbedded:
        """A vector for each text, all of one width; any text is valid, and of a long one the beginning counts."""

    def close(self) -> None:
        """Let go of memory and connections."""


class LanguageModel(Protocol):
    """Writes prose from what it is given. Whatever it or its server does, it answers with a value."""

    def info(self) -> ModelInfo:
        """Which model it is, and where what is sent to it goes."""

    def complete(
        self,
        request: ModelRequest,
        *,
        on_text: Callable[[str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ModelReply | ModelFailed:
        """Ask, and wait for the whole answer, at most ``request.seconds``; an answer cut short is a failure.

        ``on_text`` is called with each piece of text as it comes, which is provisional: nothing of it is checked, and
        it may come twice. ``cancelled`` is asked between pieces.
        """

    def close(self) -> None:
        """Let go of connections."""
