"""Reading what a server sends: a stream of server-sent events or one JSON document, each to its very end."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from octavo.model.writing import FailureReason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST_OCTETS = 4_000_000
_WHOLE = frozenset({"stop", "eos", "eos_token", "end_turn", "stop_sequence"})
_DONE = "[DONE]"


class Broken(Exception):  # noqa: N818 - a reason, caught in this package
    """An answer that is none, with the reason."""

    def __init__(self, reason: FailureReason, problem: str) -> None:
        super().__init__(problem)
        self.reason = reason
        self.problem = problem


@dataclass(slots=True)
class Received:
    """What came so far: the text, why the model stopped, what the server counted."""

    begun: bool = False
    parts: list[str] = field(default_factory=list)
    finish: str | None = None
    done: bool = False
    tokens: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The answer as far as it came."""
        return "".join(self.parts)

    def check_whole(self) -> None:
        """Raise Broken unless both the model and the server came to their end."""
        if self.finish == "length":
            raise Broken(FailureReason.TOO_LONG, "The model's answer is longer than it may be.")
        if self.finish == "content_filter":
            raise Broken(FailureReason.REFUSED, "The server's content filter stopped the model.")
        if not self.done or self.finish is None:
            raise Broken(FailureReason.CUT_OFF, "The model's answer was cut off.")
        if self.finish not in _WHOLE:
            raise Broken(FailureReason.UNREADABLE, "The model ended with something else than an answer.")


def read_stream(chunks: Iterable[bytes], received: Received, on_text: Callable[[str], None] | None) -> None:
    """Take in server-sent events (WHATWG HTML, 9.2) until ``[DONE]``.

    Raises:
        Broken: it is no such stream, or it ended before its end.
    """
    for line in _lines(chunks):
        if not line.startswith("data:"):
            continue
        data = line[len("data:") :].strip()
        if data == _DONE:
            received.done = True
            break
        _take_event(_parsed(data), received, on_text)
    received.check_whole()


def read_document(chunks: Iterable[bytes], received: Received, on_text: Callable[[str], None] | None) -> None:
    """Take in a chat completion in one piece.

    Raises:
        Broken: it is none.
    """
    body = b"".join(_bounded(chunks))
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Broken(FailureReason.CUT_OFF, "The model's answer is cut off or is no UTF-8.") from error
    document = _parsed(text)
    choice = _first(document.get("choices"))
    message = choice.get("message")
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str):
        raise Broken(FailureReason.NOT_TEXT, "The server's answer is no chat completion.")
    received.parts.append(content)
    received.finish = _text(choice.get("finish_reason"))
    received.done = True
    _count(document, received)
    received.check_whole()
    if on_text is not None:
        on_text(content)


def _take_event(event: dict[str, Any], received: Received, on_text: Callable[[str], None] | None) -> None:
    if "error" in event:
        raise Broken(FailureReason.SERVER_ERROR, "The server broke off with an error.")
    _count(event, received)
    choice = _first(event.get("choices"))
    delta = choice.get("delta")
    content = delta.get("content") if isinstance(delta, dict) else None
    if isinstance(content, str) and content:
        received.parts.append(content)
        if on_text is not None:
            on_text(content)
    received.finish = _text(choice.get("finish_reason")) or received.finish


def _first(choices: object) -> dict[str, Any]:
    return choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(document: dict[str, Any], received: Received) -> None:
    usage = document.get("usage")
    if isinstance(usage, dict):
        counts = [usage.get("prompt_tokens"), usage.get("completion_tokens")]
        if all(isinstance(count, int) and 0 <= count < 10**9 for count in counts):
            received.tokens = (counts[0] or 0, counts[1] or 0)


def _parsed(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Broken(_kind_of(text), "The server's answer is no JSON.") from error
    if not isinstance(found, dict):
        raise Broken(FailureReason.NOT_TEXT, "The server's answer is no chat completion.")
    return found


def _kind_of(text: str) -> FailureReason:
    """JSON that begins as such was cut off; anything else is a page of somebody's."""
    return FailureReason.CUT_OFF if text.lstrip()[:1] == "{" else FailureReason.NOT_TEXT


def _lines(chunks: Iterable[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    rest = ""
    for chunk in _bounded(chunks):
        rest += _decoded(decoder, chunk)
        *lines, rest = rest.replace("\r\n", "\n").split("\n")
        yield from lines
    rest += _decoded(decoder, b"", final=True)
    if rest.strip():
        yield rest


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> str:
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        reason = FailureReason.CUT_OFF if final else FailureReason.NOT_TEXT
        raise Broken(reason, "The model's answer is cut off or is no UTF-8.") from error


def _bounded(chunks: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_OCTETS:
            raise Broken(FailureReason.TOO_LONG, "The server sends without end.")
        yield chunk
