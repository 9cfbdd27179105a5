"""What Octavo needs from the world besides a library: time, documents, search, chance, models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Protocol, TypeVar

from octavo.model.articles import Article
from octavo.model.embedding import Embedded, NotEmbedded
from octavo.model.fetches import FetchRequest, NoReply, Reply
from octavo.model.ids import ArticleId, SourceId
from octavo.model.listing import Excerpt
from octavo.model.pictures import NoPicture, Picture, PictureSize
from octavo.model.search import Found, SearchHits, SearchQuery, Survey
from octavo.model.subjects import ExplainingState
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


class Pictures(Protocol):
    """Brings pictures of the world in a safe form: drawn anew, without anything in them but what is to be seen.

    Whatever stands at an address, the answer is a value. Widths are pixels, one of ``model.pictures.WIDTHS``; a picture
    is as wide as it was where that is less.
    """

    def kept(self, url: str, width: int) -> Picture | NoPicture | None:
        """The picture at an address as far as that is known without asking the world or drawing; else ``None``."""

    def bring(self, url: str, width: int) -> Picture | NoPicture:
        """The picture at an address, asked for where it is not kept; one that failed is not asked for again at once."""

    def sizes(self, urls: Sequence[str]) -> Mapping[str, PictureSize | None]:
        """How large the pictures at these addresses are: ``None`` for one that failed; those not yet seen are left out.

        Quick enough for every page.
        """

    def close(self) -> None:
        """Let go of connections and threads."""


class SearchIndex(Protocol):
    """Finds articles by their words. It is a copy of the store's text and may be rebuilt from it at any time."""

    def position(self) -> int:
        """The last change of the store that is in the index (see ``Store.changed_articles``); 0 when it is empty."""

    def told(self) -> ExplainingState:
        """How far explaining had come in what the index knows of articles' insights."""

    def update(
        self,
        articles: Sequence[Article],
        listed_in: Mapping[ArticleId, Sequence[SourceId]],
        position: int,
        *,
        found: Mapping[ArticleId, Found] = MappingProxyType({}),
        told: ExplainingState | None = None,
    ) -> None:
        """Add or replace articles, durably, and remember ``position`` in the same step.

        ``found`` is what explaining found in them, ``told`` how far it had come then (``None``: as before).
        """

    def search(self, query: SearchQuery) -> SearchHits:
        """The articles that match, as sorted. Any text is a valid query; one that asks for nothing finds nothing."""

    def survey(self, query: SearchQuery) -> Survey:
        """How all articles that match spread over days and sources; at most 200 sources."""

    def near(self, word: str) -> tuple[str, ...]:
        """Words of articles that are written nearly alike, the likeliest first, at most five; not the word itself."""

    def excerpt(self, query: str, text: str) -> Excerpt:
        """The stretch of ``text``, at most some 300 characters, that shows best why it matches."""

    def clear(self) -> None:
        """Forget everything; the position is 0 again."""

    def size(self) -> int:
        """How many bytes it takes up, about."""

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
