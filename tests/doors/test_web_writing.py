"""The language model at the web door: off until it is set, asked by hand, and held to its citations."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fastapi.testclient import TestClient
from tests.doors.web_library import ADDRESS
from tests.unit.newsroom.writing_library import FERRY, press, said

from octavo.model.writing import FailureReason, ModelFailed
from octavo.newsroom import WritingDesk
from octavo.testing.language_model import ScriptedLanguageModel
from octavo.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest
    from tests.unit.newsroom.writing_library import Press

    from octavo.model.writing import ModelRequest
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


def test_a_page_comes_in_two_pieces_and_is_whole() -> None:
    with door(ScriptedLanguageModel(said((FERRY[0], ["s1"])))) as (client, made):
        with client.stream("POST", f"/article/{made.ferry.id}/written") as reply:
            pieces = list(reply.iter_text())
        page = "".join(pieces)
        assert page.index("This may take a minute") < page.index("Written by scripted") < page.index("</html>")
        assert "script-src 'self'" in reply.headers["content-security-policy"]


def test_what_breaks_while_a_page_is_under_way_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with door(ScriptedLanguageModel("")) as (client, made):
        monkeypatch.setattr(WritingDesk, "key_points", breaks)
        page = client.post(f"/article/{made.ferry.id}/written").text
        assert "Octavo failed at this" in page
        assert page.rstrip().endswith("</html>")


def test_a_term_is_explained_from_the_library_or_not_at_all() -> None:
    model = ScriptedLanguageModel(said((FERRY[0], ["s1"])))
    with door(model) as (client, made):
        here = f"/article/{made.ferry.id}/explain"
        assert f'href="{here}"' in client.get(f"/article/{made.ferry.id}").text
        assert 'value="Aurora"' in client.get(here, params={"term": "Aurora"}).text
        assert model.requests == []
        page = client.post(here, data={"term": " Quay  Point "}).text
        assert FERRY[0] in page
        assert f'href="/article/{made.ferry.id}#s0-0"' in page
        assert "Nothing in your library explains it" in client.post(here, data={"term": "Zugspitze"}).text
        assert len(model.requests) == 1
        assert client.post(here, data={"term": "  "}).status_code == 303
        assert client.post("/article/999/explain", data={"term": "x"}).status_code == 404


def test_a_translation_stands_beside_its_original() -> None:
    def german(request: ModelRequest) -> str:
        keys = re.findall(r"\[(s\d+)\]", request.data)
        words = {
            "s0": "Fähre sinkt",
            "s1": "Die Fähre Aurora sank am Dienstag vor Quay Point. <b>Alle 42 gerettet.</b>",
        }
        return json.dumps({"blocks": [{"id": key, "text": words[key]} for key in keys]})

    with door(ScriptedLanguageModel(german)) as (client, made):
        here = f"/article/{made.ferry.id}/translate"
        form = client.get(here).text
        assert '<option value="de">German' in form
        page = client.post(here, data={"language": "de"}).text
        assert FERRY[0] in page
        assert "Into German by scripted" in page
        assert "<b>Alle" not in page
        assert client.post(here, data={"language": "../x"}).status_code == 303


def test_a_source_that_is_off_is_offered_no_model() -> None:
    model = ScriptedLanguageModel("")
    with door(model) as (client, made):
        client.post("/model/source", data={"source": str(made.ferry.source), "on": "false"})
        page = client.get(f"/article/{made.ferry.id}").text
        assert "Explain a term" not in page
        assert "none for this source" in client.get(f"/article/{made.ferry.id}/translate").text
        assert "are not sent" in client.post(f"/article/{made.ferry.id}/translate", data={"language": "de"}).text
        assert model.requests == []


def test_a_model_answers_beside_the_passages_that_rules_find() -> None:
    model = ScriptedLanguageModel(said((FERRY[0], ["s1"]), ("The king drowned with 99 cows.", ["s1"])))
    with door(model) as (client, _):
        question = "Where did the ferry Aurora sink?"
        assert "Let the language model answer" in client.get("/ask", params={"q": question}).text
        page = client.post("/ask", data={"q": question}).text
        assert page.index('class="claims"') < page.index("By the language model") < page.index("Written by scripted")
        shown, _, dropped = page.partition("dropped by the check")
        assert "99 cows" not in shown
        assert "99 cows" in dropped
        assert client.post("/ask", data={"q": " "}).status_code == 303
