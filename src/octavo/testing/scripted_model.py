"""A server on loopback that plays an OpenAI-compatible endpoint by a script: a real one, over real HTTP.

    with scripted_model(says("The ferry sank. [s1]")) as server:
        settings = read_settings({"llm_address": server.base_url, "llm_model": "scripted"})

A script is one play or several in turn, the last of which is played again and again. What was asked stands in
``server.requests``.
"""

from __future__ import annotations

import json
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Says = str | Callable[["Asked"], str]

HOST = "127.0.0.1"
_PIECE = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request: its path, headers in lower case and body."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def data(self) -> str:
        """What the user's message holds."""
        messages = self.body.get("messages", [])
        return str(messages[-1]["content"]) if messages else ""

    @property
    def lines(self) -> dict[str, str]:
        """The numbered lines of the data, by their numbers such as s12."""
        return dict(re.findall(r"^\[(s\d+)\] (.*)$", self.data, re.MULTILINE))

    @property
    def structure(self) -> str:
        """The form of answer that was asked for: "json_schema", "json_object" or "prompt"."""
        return str((self.body.get("response_format") or {}).get("type", "prompt"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """How a request is answered.

    ``refuses`` are forms of structured output that are answered with 400. ``cut_octets`` ends the stream so many octets
    before its end; ``done`` and ``finish`` say how it ends; ``hangs`` sends the first piece and then nothing;
    ``pause`` are seconds between pieces; ``streams`` says whether a wish for a stream is followed, ``counts`` whether
    tokens are counted, ``is_whole`` whether the text is all of the answer and not what a model says in it.
    """

    says: Says = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    media_type: str | None = None
    refuses: tuple[str, ...] = ()
    streams: bool = True
    finish: str | None = "stop"
    done: bool = True
    cut_octets: int = 0
    hangs: bool = False
    pause: float = 0.0
    counts: bool = True
    is_whole: bool = False


def says(text: Says) -> Play:
    """Answer with a text, streamed where a stream is asked for."""
    return Play(says=text)


def fails(status: int, *, retry_after: str | None = None) -> Play:
    """Answer with a status, and perhaps with the time after which to come again."""
    headers = (("Retry-After", retry_after),) if retry_after is not None else ()
    return Play(status=status, headers=headers, body=b'{"error": {"message": "No."}}', media_type="application/json")


def embeds(*vectors: list[float]) -> Play:
    """Answer with these vectors, in turn for the texts that were asked for."""

    def answer(asked: Asked) -> str:
        texts = asked.body.get("input", [])
        data = [
            {"object": "embedding", "index": place, "embedding": vectors[place % len(vectors)]}
            for place in range(len(texts))
        ]
        return json.dumps({"object": "list", "model": asked.body.get("model", ""), "data": data[::-1]})

    return Play(says=answer, is_whole=True)


def refuses(structures: tuple[str, ...], text: Says) -> Play:
    """Answer with 400 where one of these forms of structured output is asked for, else with a text."""
    return Play(says=text, refuses=structures)


def sends(body: bytes, media_type: str, *, status: int = 200) -> Play:
    """Answer with these octets, such as a page of HTML."""
    return Play(body=body, media_type=media_type, status=status)


def hangs(text: Says = "The ") -> Play:
    """Send the first piece, and then nothing any more."""
    return Play(says=text, hangs=True)


def breaks_off(text: Says, *, octets: int = 0, finish: str | None = None) -> Play:
    """Stream a text without ``[DONE]``; with ``octets`` the last of them are missing, maybe half a letter."""
    return Play(says=text, done=False, finish=finish, cut_octets=octets)


def runs_on(text: Says) -> Play:
    """Stop because the answer got too long."""
    return Play(says=text, finish="length")


@dataclass(slots=True)
class ScriptedModel:
    """The running server."""

    base_url: str
    script: list[Play]
    requests: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def next_play(self, asked: Asked) -> Play:
        """The play for a request, which is remembered."""
        play = self.script[min(len(self.requests), len(self.script) - 1)]
        self.requests.append(asked)
        return play


@contextmanager
def scripted_model(*script: Play) -> Iterator[ScriptedModel]:
    """A server that plays a script, on a free port, until the end of the ``with`` statement."""
    server = ThreadingHTTPServer((HOST, 0), _Handler)
    server.daemon_threads = True
    model = ScriptedModel(base_url=f"http://{HOST}:{server.server_address[1]}/v1", script=list(script))
    server.model = model  # type: ignore[attr-defined]  # how http.server hands something to its handlers
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        model.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - their name
        """Nothing is logged."""

    def do_POST(self) -> None:
        model: ScriptedModel = self.server.model  # type: ignore[attr-defined]  # see above
        octets = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(path=self.path, headers=headers, body=json.loads(octets))
        play = model.next_play(asked)
        self.close_connection = True
        if asked.structure in play.refuses:
            play = replace(fails(400), body=b'{"error": {"message": "response_format is not supported"}}')
        text = play.says(asked) if callable(play.says) else play.says
        try:
            if play.body is not None:
                self._send(play, play.media_type or "application/json", play.body)
            elif asked.body.get("stream") and play.streams:
                self._stream(play, text, model.over)
            elif play.is_whole:
                self._send(play, "application/json", text.encode())
            else:
                self._send(play, "application/json", _document(play, text))
        except (BrokenPipeError, ConnectionResetError):
            pass  # who asked has gone, as is their right

    def _send(self, play: Play, media_type: str, body: bytes) -> None:
        self.send_response(play.status)
        for name, value in (*play.headers, ("Content-Type", media_type), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) - play.cut_octets] if play.cut_octets else body)

    def _stream(self, play: Play, text: str, over: threading.Event) -> None:
        self.send_response(play.status)
        for name, value in (*play.headers, ("Content-Type", "text/event-stream"), ("Connection", "close")):
            self.send_header(name, value)
        self.end_headers()
        events = list(_events(play, text))
        if play.hangs:
            self.wfile.write(events[0])
            self.wfile.flush()
            over.wait(30)
            return
        if play.pause:
            for event in events:
                self.wfile.write(event)
                self.wfile.flush()
                over.wait(play.pause)
            return
        octets = b"".join(events)
        self.wfile.write(octets[: len(octets) - play.cut_octets] if play.cut_octets else octets)


def _events(play: Play, text: str) -> Iterator[bytes]:
    for start in range(0, len(text), _PIECE):
        yield _event(
            {"choices": [{"index": 0, "delta": {"content": text[start : start + _PIECE]}, "finish_reason": None}]}
        )
    if play.finish is not None:
        yield _event({"choices": [{"index": 0, "delta": {}, "finish_reason": play.finish}]})
    if play.counts and play.done:
        yield _event({"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 10}})
    if play.done:
        yield b"data: [DONE]\n\n"


def _event(value: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n".encode("utf-8", "surrogatepass")


def _document(play: Play, text: str) -> bytes:
    document: dict[str, Any] = {
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": play.finish}]
    }
    if play.counts:
        document["usage"] = {"prompt_tokens": 100, "completion_tokens": 10}
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")
