"""The language model at the web door: off until it is set, asked by hand, and held to its citations."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fastapi.testclient import TestClient
from tests.doors.web_library import ADDRESS
from tests.unit.newsroom.writing_library import FERRY, press, said

from octavo.model.writing import FailureReason, ModelFailed
from octavo.testing.language_model import ScriptedLanguageModel
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.newsroom.writing_library import Press

    from octavo.ports import LanguageModel


@contextmanager
def door(model: LanguageModel | None) -> Iterator[tuple[TestClient, Press]]:
    made = press(model)
    app = create_app(made.paper, public_url=ADDRESS)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        client.get(f"/sign-in/{made.paper.accounts.new_sign_in_link()}")
        yield client, made


def test_without_a_model_nothing_is_offered_or_sent() -> None:
    with door(None) as (client, made):
        assert "nothing is sent anywhere" in client.get("/model").text
        assert "by the language model" not in client.get(f"/article/{made.ferry.id}").text
        reply = client.post(f"/article/{made.ferry.id}/written")
        assert "No language model is set" in reply.text


def test_what_a_model_writes_is_cited_and_what_does_not_hold_is_told() -> None:
    model = ScriptedLanguageModel(said((FERRY[0], ["s1"]), ("The ferry carried 99 cows and a king.", ["s2"])))
    with door(model) as (client, made):
        assert "by the language model" in client.get(f"/article/{made.ferry.id}").text
        page = client.post(f"/article/{made.ferry.id}/written").text
        assert FERRY[0] in page
        assert f'href="/article/{made.ferry.id}#s0-0"' in page
        assert "Written by scripted" in page
        shown, _, dropped = page.partition("dropped by the check")
        assert "99 cows" not in shown
        assert "99 cows" in dropped


def test_hostile_answers_stay_words() -> None:
    hostile = '<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror="alert(1)">'
    with door(ScriptedLanguageModel(said((f"{FERRY[0]} {hostile}", ["s1"]), (hostile, ["s9"])))) as (client, made):
        page = client.post(f"/article/{made.ferry.id}/written").text
        assert not re.search(r"<script>alert|<img|href=\"javascript", page)


def test_a_model_that_fails_is_a_sentence_and_no_error() -> None:
    busy = ModelFailed(reason=FailureReason.BUSY, problem="The model is busy. Try again in a minute.")
    with door(ScriptedLanguageModel(busy)) as (client, made):
        reply = client.post(f"/article/{made.ferry.id}/written")
        assert reply.status_code == 200
        assert "The model is busy. Try again in a minute." in reply.text


def test_each_person_and_source_can_be_left_out() -> None:
    model = ScriptedLanguageModel(said((FERRY[0], ["s1"])))
    with door(model) as (client, made):
        assert client.post("/model/source", data={"source": str(made.ferry.source), "on": "false"}).status_code == 303
        assert "Articles of this source are not sent" in client.post(f"/article/{made.ferry.id}/written").text
        client.post("/model/switch", data={"on": "false"})
        assert "It is off for you" in client.get("/model").text
        assert "by the language model" not in client.get(f"/article/{made.ferry.id}").text
        assert model.requests == []
