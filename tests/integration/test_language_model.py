"""The real client against a server that answers well and badly, over real HTTP."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from octavo.adapters.language_model import OpenAICompatibleModel
from octavo.model.writing import FailureReason, ModelFailed, ModelReply, ModelRequest, Structure
from octavo.testing.scripted_model import (
    Play,
    ScriptedModel,
    breaks_off,
    fails,
    hangs,
    refuses,
    runs_on,
    says,
    scripted_model,
    sends,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = '{"type": "object", "properties": {"sentences": {"type": "array"}}}'
REQUEST = ModelRequest(
    instructions="Say it.", data="[s1] It is so.", schema=SCHEMA, prompt_version="trial/1", seconds=5
)
TEXT = '{"sentences": [{"text": "Die Fähre sank – früh.", "cites": ["s1"]}]}'


@contextmanager
def playing(*script: Play, **more: str) -> Iterator[tuple[ScriptedModel, OpenAICompatibleModel]]:
    with scripted_model(*script) as server:
        model = OpenAICompatibleModel(address=server.base_url, model="scripted", **more)
        yield server, model
        model.close()


def failure(*script: Play, request: ModelRequest = REQUEST) -> ModelFailed:
    with playing(*script) as (_, model):
        outcome = model.complete(request)
    assert isinstance(outcome, ModelFailed), outcome
    return outcome


def within(seconds: float) -> ModelRequest:
    return ModelRequest(
        instructions="Say it.", data="[s1] It is so.", schema=SCHEMA, prompt_version="trial/1", seconds=seconds
    )


def test_an_answer_streams_in_and_is_counted() -> None:
    pieces: list[str] = []
    with playing(says(TEXT), api_key="secret") as (server, model):
        outcome = model.complete(REQUEST, on_text=pieces.append)
        assert isinstance(outcome, ModelReply)
        assert outcome.text == "".join(pieces) == TEXT
        assert len(pieces) > 3
        assert (outcome.usage.tokens_in, outcome.usage.tokens_out, outcome.usage.estimated) == (100, 10, False)
        asked = server.requests[0]
        assert asked.path == "/v1/chat/completions"
        assert asked.headers["authorization"] == "Bearer secret"
        assert asked.lines == {"s1": "It is so."}
        assert "tools" not in asked.body
        assert [name for name in asked.headers if "stainless" in name] == ["x-stainless-raw-response"]
        assert model.info().is_local


def test_without_a_key_none_is_sent() -> None:
    with playing(says(TEXT)) as (server, model):
        model.complete(REQUEST)
        assert "authorization" not in server.requests[0].headers


def test_a_server_that_knows_no_streams_and_does_not_count_is_understood() -> None:
    with playing(Play(says=TEXT, streams=False, counts=False)) as (_, model):
        outcome = model.complete(REQUEST)
        assert isinstance(outcome, ModelReply)
        assert outcome.text == TEXT
        assert outcome.usage.estimated
        assert outcome.usage.tokens_out == len(TEXT) // 4


@pytest.mark.parametrize(
    ("refused", "understood", "asked"),
    [
        (("json_schema",), Structure.JSON_OBJECT, 2),
        (("json_schema", "json_object"), Structure.PROMPT, 3),
    ],
)
def test_refused_forms_give_way_to_looser_ones_and_that_is_remembered(
    refused: tuple[str, ...], understood: Structure, asked: int
) -> None:
    with playing(refuses(refused, TEXT)) as (server, model):
        for count in (asked, asked + 1):
            outcome = model.complete(REQUEST)
            assert isinstance(outcome, ModelReply)
            assert outcome.structure is understood
            assert len(server.requests) == count


def test_a_server_that_wants_other_parameters_gets_them() -> None:
    def picky(parameter: str) -> Play:
        return sends(json.dumps({"error": {"message": f"Use {parameter}."}}).encode(), "application/json", status=400)

    with playing(picky("max_completion_tokens"), picky("temperature"), picky("stream_options"), says(TEXT)) as (
        s,
        model,
    ):
        assert isinstance(model.complete(REQUEST), ModelReply)
        last = s.requests[-1].body
        assert last["max_completion_tokens"] == REQUEST.max_tokens
        assert not {"max_tokens", "temperature", "stream_options"} & last.keys()
        assert s.requests[-1].structure == "json_schema"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_is_asked_again(status: int) -> None:
    with playing(fails(status, retry_after="0.1"), says(TEXT)) as (server, model):
        assert isinstance(model.complete(REQUEST), ModelReply)
        assert len(server.requests) == 2


def test_retries_wait_as_long_as_the_server_asks() -> None:
    begun = time.monotonic()
    with playing(fails(429, retry_after="1"), says(TEXT)) as (_, model):
        assert isinstance(model.complete(REQUEST), ModelReply)
    assert time.monotonic() - begun >= 1


@pytest.mark.parametrize(
    ("play", "reason", "asked"),
    [
        (fails(429, retry_after="0.05"), FailureReason.BUSY, 3),
        (fails(429, retry_after="3600"), FailureReason.BUSY, 1),
        (fails(429, retry_after="Fri, 01 Jan 2100 00:00:00 GMT"), FailureReason.BUSY, 1),
        (fails(500, retry_after="0.05"), FailureReason.SERVER_ERROR, 3),
        (fails(401), FailureReason.REFUSED, 1),
        (fails(400), FailureReason.REFUSED, 4),
        (fails(307), FailureReason.REFUSED, 1),
        (sends(b"<html><body>Sign in</body></html>", "text/html"), FailureReason.NOT_TEXT, 1),
        (sends(b"<html><body>Sign in</body></html>", "application/json"), FailureReason.NOT_TEXT, 1),
        (sends(b"\xff\xfe\xff", "text/event-stream"), FailureReason.NOT_TEXT, 1),
        (sends(b"data: <html>\n\n", "text/event-stream"), FailureReason.NOT_TEXT, 1),
        (sends(b'{"choices": []}', "application/json"), FailureReason.NOT_TEXT, 1),
        (sends(b"[]", "application/json"), FailureReason.NOT_TEXT, 1),
        (sends(b"", "text/event-stream"), FailureReason.CUT_OFF, 2),
        (
            sends(b'data: {"error": {"message": "out of memory"}}\n\n', "text/event-stream"),
            FailureReason.SERVER_ERROR,
            1,
        ),
        (breaks_off(TEXT), FailureReason.CUT_OFF, 2),
        (breaks_off("Die Fähre sank – früh –", octets=58), FailureReason.CUT_OFF, 2),
        (runs_on(TEXT), FailureReason.TOO_LONG, 1),
        (Play(says=TEXT, finish="content_filter"), FailureReason.REFUSED, 1),
        (Play(says=TEXT, finish="tool_calls"), FailureReason.UNREADABLE, 1),
    ],
)
def test_every_misfortune_has_its_reason(play: Play, reason: FailureReason, asked: int) -> None:
    with playing(play) as (server, model):
        outcome = model.complete(REQUEST)
        assert isinstance(outcome, ModelFailed), outcome
        assert (outcome.reason, len(server.requests)) == (reason, asked)
        assert outcome.problem.endswith(".")


def test_a_stream_cut_inside_a_letter_is_cut_off() -> None:
    body = 'data: {"choices": [{"delta": {"content": "Fä'.encode()[:-1]
    assert failure(sends(body, "text/event-stream")).reason is FailureReason.CUT_OFF
    assert failure(sends('{"choices": "ä'.encode()[:-1], "application/json")).reason is FailureReason.CUT_OFF


def test_a_stream_without_its_end_is_asked_for_once_more_in_one_piece() -> None:
    for first in (breaks_off(TEXT), breaks_off(TEXT, finish="stop"), breaks_off(TEXT, octets=30)):
        with playing(first, says(TEXT)) as (server, model):
            outcome = model.complete(REQUEST)
            assert isinstance(outcome, ModelReply)
            assert outcome.text == TEXT
            assert [one.body["stream"] for one in server.requests] == [True, False]
            assert outcome.usage.requests == 2


def test_only_a_server_that_never_ends_its_streams_is_asked_without_them() -> None:
    for first, streams in ((breaks_off(TEXT, finish="stop"), False), (breaks_off(TEXT), True)):
        with playing(first, says(TEXT)) as (server, model):
            model.complete(REQUEST)
            model.complete(REQUEST)
            assert server.requests[-1].body["stream"] is streams


def test_a_server_that_hangs_takes_no_more_than_its_time() -> None:
    begun = time.monotonic()
    assert failure(hangs(), request=within(0.6)).reason is FailureReason.TIMED_OUT
    assert time.monotonic() - begun < 30


def test_a_server_that_trickles_takes_no_more_than_its_time() -> None:
    begun = time.monotonic()
    outcome = failure(Play(says="word " * 400, pause=0.05), request=within(0.6))
    assert outcome.reason is FailureReason.TIMED_OUT
    assert outcome.usage.tokens_out > 0
    assert time.monotonic() - begun < 10


def test_a_question_can_be_taken_back() -> None:
    pieces: list[str] = []
    with playing(Play(says="word " * 400, pause=0.01)) as (_, model):
        outcome = model.complete(REQUEST, on_text=pieces.append, cancelled=lambda: len(pieces) > 3)
    assert isinstance(outcome, ModelFailed)
    assert outcome.reason is FailureReason.CANCELLED
    assert len(pieces) < 100
    with playing(fails(429, retry_after="4")) as (_, model):
        begun = time.monotonic()
        model.complete(REQUEST, cancelled=lambda: True)
        assert time.monotonic() - begun < 20


def test_where_nobody_listens_that_is_said() -> None:
    with scripted_model(says("")) as server:
        address = server.base_url
    model = OpenAICompatibleModel(address=address, model="scripted")
    outcome = model.complete(REQUEST)
    assert isinstance(outcome, ModelFailed)
    assert outcome.reason is FailureReason.NOT_REACHED
    model.close()


def test_an_answer_without_end_is_not_read_without_end() -> None:
    piece = b"data: " + json.dumps({"choices": [{"delta": {"content": "x" * 60_000}}]}).encode() + b"\n\n"
    assert failure(sends(piece * 80, "text/event-stream")).reason is FailureReason.TOO_LONG
