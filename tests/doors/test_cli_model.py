"""The language model at the command line, over real HTTP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from octavo.cli.group import octavo
from octavo.model.errors import OctavoError, Unavailable
from octavo.testing.scripted_model import Asked, Play, fails, says, scripted_model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from octavo.testing.scripted_model import ScriptedModel

CLIPPING = """The ferry sinks

The ferry Aurora sank off Quay Point on Tuesday. All 42 passengers were saved, the harbour master Ines Duarte said.

The owner of the Aurora, Northern Lines, said it would help the inquiry that begins on Friday in the old town hall.
"""


def answer(asked: Asked) -> str:
    if '"blocks"' in asked.body["messages"][0]["content"]:
        blocks = [{"id": key, "text": f"Auf Deutsch: {text}"} for key, text in asked.lines.items()]
        return json.dumps({"blocks": blocks})
    first = next(iter(asked.lines))
    sentences = [{"text": asked.lines[first], "cites": [first]}, {"text": "It cost 9 million.", "cites": [first]}]
    return json.dumps({"found": True, "sentences": sentences})


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    monkeypatch.setenv("OCTAVO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("OCTAVO_CONFIG", "")
    monkeypatch.setenv("COLUMNS", "200")
    with scripted_model(says(answer)) as found:
        monkeypatch.setenv("OCTAVO_LLM_ADDRESS", found.base_url)
        monkeypatch.setenv("OCTAVO_LLM_MODEL", "tiny")
        monkeypatch.setenv("OCTAVO_LLM_PRICE_IN", "10")
        yield found


def run(*arguments: str, text: str | None = None) -> str:
    result = CliRunner().invoke(octavo, arguments, input=text, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def run_json(*arguments: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(run(*arguments, "--json"))


def refused(*arguments: str) -> str:
    with pytest.raises(OctavoError) as caught:
        CliRunner().invoke(octavo, arguments, catch_exceptions=False)
    assert isinstance(caught.value, Unavailable)
    return str(caught.value)


def clip() -> int:
    run("clip", "-", "--captured", "2026-01-06T09:00Z", text=CLIPPING)
    found: list[dict[str, Any]] = run_json("list")
    return int(found[0]["id"])


def test_the_status_tells_what_is_sent_where_and_what_it_used(server: ScriptedModel) -> None:
    assert f"Model: tiny at {server.base_url} (on this machine)" in run("model", "status")
    assert "tiny answers (json_schema, 110 tokens)" in run("model", "try")
    told = run("model", "status")
    assert "Today: 110 tokens of 200,000, 0.0010 USD in 1 answers" in told
    assert "translation: Title and text of an article." in told
    found = run_json("model", "status")
    assert (found["model"], found["today"]["tokens_in"], len(found["sent"])) == ("tiny", 100, 4)


def test_without_a_model_that_is_said(server: ScriptedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OCTAVO_LLM_MODEL")
    assert "No language model is set" in run("model", "status")
    assert "No language model is set" in refused("model", "try")
    assert server.requests == []


def test_it_is_switched_off_and_on(server: ScriptedModel) -> None:
    assert "off for this account" in run("model", "off")
    assert "switched off" in refused("model", "try")
    assert "on for this account" in run("model", "on")
    assert server.requests == []
    article = clip()
    source = run_json("sources")[0]["id"]
    assert "never sent" in run("model", "off", "--source", str(source))
    assert "not sent" in refused("model", "translate", str(article), "de")
    assert server.requests == []
    run("model", "on", "--source", str(source))
    assert "Auf Deutsch" in run("model", "translate", str(article), "de")


@pytest.mark.usefixtures("server")
def test_a_term_is_explained_and_what_was_dropped_is_told() -> None:
    clip()
    told = run("model", "explain", "Northern Lines")
    assert "The owner of the Aurora, Northern Lines, said it would help the inquiry" in told
    assert "Dropped, because it has a number that no cited sentence has: It cost 9 million." in told
    assert "Written by tiny, prompt explanation/1." in told
    found = run_json("model", "explain", "Northern Lines")
    assert (found["cached"], len(found["claims"]), found["dropped"][0]["reason"]) == (True, 1, "number_not_found")
    assert "holds nothing" in refused("model", "explain", "Southern Lines")


def test_key_points_are_written_and_checked(server: ScriptedModel) -> None:
    article = clip()
    told = run("model", "points", str(article), "--length", "short")
    assert "The ferry Aurora sank off Quay Point on Tuesday. (article 1)" in told
    assert "Dropped, because it has a number" in told
    assert "at most 40 words" in server.requests[0].body["messages"][0]["content"]
    assert run_json("model", "points", str(article))["claims"][0]["citations"][0]["quote"].startswith("The ferry")


def test_an_article_is_translated_beside_its_original(server: ScriptedModel) -> None:
    article = clip()
    found = run_json("model", "translate", str(article), "de")
    assert found["written_by"]["prompt_version"] == "translation/1"
    assert all(one["text"] == f"Auf Deutsch: {one['original']}" for one in found["blocks"])
    assert run_json("model", "translate", str(article), "de")["cached"]
    assert len(server.requests) == 1


def test_a_model_that_fails_is_a_sentence(server: ScriptedModel) -> None:
    server.script[:] = [fails(401)]
    assert "does not accept the key (status 401)" in refused("model", "try")
    server.script[:] = [Play(body=b"<html>", media_type="text/html")]
    assert "answers with a web page" in refused("model", "translate", str(clip()), "de")
