"""A translation stands in its story, is called one, and counts for nobody."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from tests.doors.web_library import NOW, paragraph
from tests.translation_desk import LANGUAGES, translated
from tests.wire_desk import demo_articles

if TYPE_CHECKING:
    from fastapi.testclient import TestClient
    from tests.doors.web_library import Library

TOLD = next(text for text in demo_articles() if len(text.text) > 2_500)


def test_a_translation_is_called_one_and_counted_with_its_original(client: TestClient, library: Library) -> None:
    french = LANGUAGES[1]
    title, text = translated(TOLD.title, TOLD.text, french, Random(1))  # noqa: S311 - the same each time
    told = ((TOLD.title, TOLD.text, "en", "https://a.example/1"), (title, text, french.code, "https://b.example/1"))
    one, other = (
        library.article(
            library.source(),
            heading,
            blocks=tuple(map(paragraph, body.split("\n"))),
            url=url,
            language=language,
            published_at=NOW - timedelta(hours=5 - place),
        )
        for place, (heading, body, language, url) in enumerate(told)
    )
    library.paper.stories.catch_up()
    placed = {place.article: place for place in library.store.placements([one.id, other.id])}
    assert placed[one.id].story == placed[other.id].story
    assert library.paper.stories.story(placed[one.id].story).outlets == 1
    page = client.get(f"/story/{placed[one.id].story}").text
    assert "a translation of" in page
    assert f"/article/{other.id}/copy" not in page
    assert "translation of this" in client.get(f"/article/{one.id}").text
    compared = client.get(f"/article/{other.id}/copy")
    assert (compared.status_code, "nothing to compare" in compared.text) == (404, True)
