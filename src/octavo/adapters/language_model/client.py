"""Asking a server of the OpenAI kind, with time limits, retries, and an eye on how the answer ends."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from octavo.adapters.language_model.dialect import Dialect
from octavo.adapters.language_model.stream import Broken, Received, read_document, read_stream
from octavo.adapters.openai_client import is_local, open_client
from octavo.model.writing import FailureReason, ModelFailed, ModelInfo, ModelReply, ModelUsage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from openai import APIStatusError, OpenAI

    from octavo.model.writing import ModelRequest

    OnText = Callable[[str], None] | None
    Cancelled = Callable[[], bool] | None

_RETRIES = 2
_LONGEST_WAIT = 30.0
_LOOKS_EVERY = 0.1
_CONNECT_SECONDS = 10.0
_CHARACTERS_PER_TOKEN = 4
_BUSY = 429
_CLIENT_ERRORS = frozenset({400, 404, 405, 415, 422, 501})
_MISSING = "To use a language model, install what it needs: pip install 'octavo[llm]'."


class OpenAICompatibleModel:
    """One model of one server. Safe between threads; what the server turned out to understand is remembered."""

    def __init__(self, *, address: str, model: str, api_key: str = "", user_agent: str = "Octavo") -> None:
        self._info = ModelInfo(name=model, address=address, is_local=is_local(address))
        self._api_key = api_key
        self._user_agent = user_agent
        self._client: OpenAI | None = None
        self._dialect = Dialect()

    def info(self) -> ModelInfo:
        """Which model it is, and where what is sent to it goes."""
        return self._info

    def complete(
        self, request: ModelRequest, *, on_text: OnText = None, cancelled: Cancelled = None
    ) -> ModelReply | ModelFailed:
        """Ask, and wait for the whole answer; never raises for what a server does.

        ``on_text`` is called with each piece as it comes; ``cancelled`` is asked between pieces, and while waiting.
        Refused forms of structured output give way to looser ones; 429, 5xx and broken lines are tried again twice,
        after the time that the server asks for; a stream that ends without its end is asked for once more in one piece.
        """
        try:
            client = self._opened()
        except ImportError:
            return ModelFailed(reason=FailureReason.NOT_INSTALLED, problem=_MISSING)
        return _Exchange(client, self, request, on_text, cancelled).run()

    def close(self) -> None:
        """Let go of connections."""
        if self._client is not None:
            self._client.close()

    @property
    def dialect(self) -> Dialect:
        """What the server has turned out to understand."""
        return self._dialect

    def understand(self, dialect: Dialect) -> None:
        """Remember what the server understands."""
        self._dialect = dialect

    def _opened(self) -> OpenAI:
        if self._client is None:
            self._client = open_client(self._info.address, api_key=self._api_key, user_agent=self._user_agent)
        return self._client


class _Exchange:
    """One question with its retries, under one deadline."""

    def __init__(
        self, client: OpenAI, model: OpenAICompatibleModel, request: ModelRequest, on_text: OnText, cancelled: Cancelled
    ) -> None:
        self._client = client
        self._model = model
        self._request = request
        self._on_text = on_text
        self._cancelled = cancelled or (lambda: False)
        self._deadline = time.monotonic() + request.seconds
        self._usage = ModelUsage()
        self._endless = not model.dialect.streams

    def run(self) -> ModelReply | ModelFailed:
        dialect, tries = self._model.dialect, 0
        while True:
            outcome = self._once(dialect)
            if isinstance(outcome, ModelReply):
                # One broken stream is no reason to do without streams; a server that never ends them is.
                self._model.understand(dialect if self._endless else replace(dialect, streams=True))
                return outcome
            dialect_now = self._other_dialect(dialect, outcome)
            if dialect_now is not None:
                dialect = dialect_now
            elif not outcome.again or tries >= _RETRIES or not self._wait(outcome.wait or (0.5, 2.0)[tries]):
                return replace(outcome.failed, usage=self._usage)
            else:
                tries += 1

    def _other_dialect(self, dialect: Dialect, outcome: _Refusal) -> Dialect | None:
        if outcome.complaint is not None:
            return dialect.looser(outcome.complaint)
        if outcome.failed.reason is FailureReason.CUT_OFF and dialect.streams:
            return replace(dialect, streams=False)
        return None

    def _once(self, dialect: Dialect) -> ModelReply | _Refusal:
        import httpx  # noqa: PLC0415 - as above
        import openai  # noqa: PLC0415 - as above

        received = Received()
        try:
            with self._answer(dialect) as (chunks, kind):
                received.begun = True
                _reader(kind, streams=dialect.streams)(chunks, received, self._on_text)
        except Broken as broken:
            self._endless |= received.finish is not None and not received.done
            self._count(received)
            return _Refusal(ModelFailed(reason=broken.reason, problem=broken.problem))
        except openai.APIStatusError as error:
            return _refused(error)
        except (openai.APITimeoutError, httpx.TimeoutException):
            self._count(received)
            return _Refusal(ModelFailed(reason=FailureReason.TIMED_OUT, problem="The model takes too long."))
        except (openai.APIError, httpx.HTTPError) as error:
            return self._broken_line(error, received)
        self._count(received)
        return ModelReply(
            text=received.text, model=self._model.info().name, usage=self._usage, structure=dialect.structure
        )

    def _broken_line(self, error: Exception, received: Received) -> _Refusal:
        if received.begun:
            self._count(received)
            return _Refusal(ModelFailed(reason=FailureReason.CUT_OFF, problem="The model's answer was cut off."))
        problem = f"The language model cannot be reached: {type(error.__cause__ or error).__name__}."
        return _Refusal(ModelFailed(reason=FailureReason.NOT_REACHED, problem=problem), again=True)

    @contextmanager
    def _answer(self, dialect: Dialect) -> Iterator[tuple[Iterator[bytes], str]]:
        """The octets of the answer as they come, and its media type."""
        import httpx  # noqa: PLC0415 - as above

        left = self._left()
        body = dialect.parameters(self._request, self._model.info().name)
        timeout = httpx.Timeout(left, connect=min(left, _CONNECT_SECONDS))
        create = self._client.chat.completions.with_streaming_response.create
        with create(**body, timeout=timeout) as response:
            yield self._watched(response.iter_bytes()), response.headers.get("content-type", "").lower()

    def _watched(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            if self._cancelled():
                raise Broken(FailureReason.CANCELLED, "The question to the model was taken back.")
            self._left()
            yield chunk

    def _left(self) -> float:
        """The seconds left, of which there must be some."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise Broken(FailureReason.TIMED_OUT, "The model takes too long.")
        return left

    def _count(self, received: Received) -> None:
        """Add what an answer used, reckoned from its length where the server does not say."""
        if received.tokens is not None:
            used = ModelUsage(tokens_in=received.tokens[0], tokens_out=received.tokens[1], requests=1)
        else:
            sent = len(self._request.instructions) + len(self._request.data)
            used = ModelUsage(
                tokens_in=sent // _CHARACTERS_PER_TOKEN,
                tokens_out=len(received.text) // _CHARACTERS_PER_TOKEN,
                requests=1,
                estimated=True,
            )
        self._usage = self._usage.plus(used)

    def _wait(self, seconds: float) -> bool:
        """Wait, unless there is no time left for it; whether to go on."""
        until = time.monotonic() + seconds
        if seconds > _LONGEST_WAIT or until > self._deadline:
            return False
        while time.monotonic() < until:
            if self._cancelled():
                return False
            time.sleep(min(_LOOKS_EVERY, max(0.0, until - time.monotonic())))
        return True


def _reader(kind: str, *, streams: bool) -> Callable[[Iterator[bytes], Received, OnText], None]:
    """How an answer of a media type is read; a server that knows no streams sends a document all the same."""
    if "html" in kind:
        raise Broken(FailureReason.NOT_TEXT, "The server answers with a web page.")
    return read_stream if "event-stream" in kind or (streams and "json" not in kind) else read_document


class _Refusal:
    """A failure, and what may be done about it: another form (``complaint``), or another try (``again``)."""

    def __init__(
        self, failed: ModelFailed, *, again: bool = False, wait: float | None = None, complaint: str | None = None
    ) -> None:
        self.failed = failed
        self.again = again
        self.wait = wait
        self.complaint = complaint


def _refused(error: APIStatusError) -> _Refusal:
    status = error.status_code
    if status == _BUSY:
        failed = ModelFailed(reason=FailureReason.BUSY, problem="The language model's server is busy.")
        return _Refusal(failed, again=True, wait=_retry_after(error.response.headers))
    if status >= 500 and status not in _CLIENT_ERRORS:  # noqa: PLR2004 - server errors
        failed = ModelFailed(reason=FailureReason.SERVER_ERROR, problem=f"The model's server fails (status {status}).")
        return _Refusal(failed, again=True, wait=_retry_after(error.response.headers))
    if status in {401, 403}:
        problem = f"The language model's server does not accept the key (status {status})."
    elif 300 <= status < 400:  # noqa: PLR2004 - redirects
        problem = "The language model's server sends elsewhere; set its new address where that is wanted."
    else:
        problem = f"The language model's server refuses the question (status {status})."
    failed = ModelFailed(reason=FailureReason.REFUSED, problem=problem)
    return _Refusal(failed, complaint=str(error.message)[:2_000] if status in _CLIENT_ERRORS else None)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """The wait that a server asks for, in seconds or as a date (RFC 9110, 10.2.3)."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        return max(0.05, min(float(value), 1e6))
    except ValueError:
        pass
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.05, (at - datetime.now(UTC)).total_seconds())
