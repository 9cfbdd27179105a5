from __future__ import annotations

import pytest

from octavo.kit.languages import language_tag, language_written


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("EN", "en"),
        ("pt_br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        (" de ", "de"),
        ("", None),
        (None, None),
        ("x y", None),
        ("english", None),
    ],
)
def test_tags_are_spelt_one_way(text: str | None, tag: str | None) -> None:
    assert language_tag(text) == tag


TEXTS = {
    "en": "The council said that it will close the harbour road for a week from Monday, and that the buses which go "
    "to the hospital will take the old bridge. It was not clear on Friday who is to pay for the signs.",
    "de": "Der Rat der Stadt hat am Montag beschlossen, dass die Straße zum Hafen für eine Woche nicht befahren wird. "
    "Die Busse, die zum Krankenhaus fahren, nehmen den Weg über die alte Brücke, wie ein Sprecher auf Anfrage sagte, "
    "und das ist auch für die Schulen ein Umweg.",
    "fr": "Le conseil de la ville a décidé lundi que la route du port sera fermée pour une semaine et que les bus "
    "qui desservent l'hôpital passeront par le vieux pont, mais on ne sait pas qui paiera les panneaux.",
    "sv": "Kommunen i staden sade på måndagen att vägen till hamnen är stängd en vecka och att bussarna som går till "
    "sjukhuset kör över den gamla bron, men det var inte klart vem som ska betala för skyltarna som de har köpt.",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_text_tells_its_language_by_its_small_words(language: str) -> None:
    assert language_written(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The council said that it will close the road.",
        "Umbukiso " * 60,
        "1 2 3 " * 100,
        f"{TEXTS['en']} {TEXTS['de']}",
        "記事" * 200,
    ],
    ids=["nothing", "too short", "no such words", "numbers", "two languages", "another script"],
)
def test_a_text_that_does_not_tell_its_language_has_none(text: str) -> None:
    assert language_written(text) is None
