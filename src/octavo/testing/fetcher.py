"""A fetcher that answers from a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from octavo.model.fetches import FailureReason, FetchRequest, NoReply, Reply

if TYPE_CHECKING:
    from octavo.ports.world import Key

Answer = Reply | NoReply | Callable[[FetchRequest], Reply | NoReply]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ScriptedFetcher:
    """Answers each address as the script says, and every other one with NoReply; ``requests`` holds what was asked.

    The script may be changed at any time: it is looked up when the answer is drawn. Like the real one it never raises
    for one document, unless a callable of the script does.
    """

    def __init__(self, script: Mapping[str, Answer] | None = None, *, at: datetime = _EPOCH) -> None:
        self.script: dict[str, Answer] = dict(script or {})
        self.requests: list[FetchRequest] = []
        self.closed = False
        self._at = at

    def fetch(self, requests: Iterable[tuple[Key, FetchRequest]]) -> Iterator[tuple[Key, Reply | NoReply]]:
        """Yield the answer to each request with its key, in the order they were asked."""
        for key, request in requests:
            self.requests.append(request)
            yield key, self._answer(request)

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True

    def _answer(self, request: FetchRequest) -> Reply | NoReply:
        answer = self.script.get(request.url)
        if answer is None:
            return NoReply(reason=FailureReason.UNREACHABLE, detail="not in the script", at=self._at)
        return answer(request) if callable(answer) else answer
