"""Language tags, and the language of a text: its label stands unless the text speaks clearly for another."""

from __future__ import annotations

import pytest

from octavo.kit.languages import frequent_words, language_of, language_tag


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
    "en": (
        "The council said on Tuesday that the bridge would stay closed until the end of the month, because the "
        "cracks that were found in its northern pier are deeper than its engineers had thought. Buses will go "
        "round by the mill, and there is to be a ferry for those who walk to work in the morning."
    ),
    "de": (
        "Der Stadtrat teilte am Dienstag mit, dass die Brücke bis zum Ende des Monats gesperrt bleibt, weil die "
        "Risse im nördlichen Pfeiler tiefer sind, als die Ingenieure angenommen hatten. Die Busse fahren über die "
        "Mühle, und für alle, die morgens zu Fuß zur Arbeit gehen, soll es eine Fähre geben."
    ),
    "fr": (
        "Le conseil a annoncé mardi que le pont resterait fermé jusqu'à la fin du mois, parce que les fissures "
        "qui ont été découvertes dans la pile nord sont plus profondes que ne le pensaient les ingénieurs. Les "
        "bus passeront par le moulin et il y aura un bac pour ceux qui vont au travail à pied le matin."
    ),
    "nl": (
        "De gemeenteraad heeft dinsdag gezegd dat de brug tot het einde van de maand gesloten blijft, omdat de "
        "scheuren die in de noordelijke pijler zijn gevonden dieper zijn dan de ingenieurs hadden gedacht. De "
        "bussen rijden langs de molen en er komt een veer voor wie 's morgens te voet naar het werk gaat."
    ),
    "vi": (
        "Hội đồng thành phố cho biết hôm thứ Ba rằng cây cầu sẽ bị đóng cho đến cuối tháng, vì các vết nứt được "
        "tìm thấy ở trụ phía bắc sâu hơn so với những gì các kỹ sư đã nghĩ. Xe buýt sẽ đi vòng qua nhà máy và sẽ "
        "có một chuyến phà cho những người đi bộ đi làm vào buổi sáng."
    ),
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("label", ["en-GB", "de", "FR", "nl_NL", "vi", "sv", None, ""])
def test_a_text_that_speaks_clearly_is_in_its_own_language_whatever_its_label(language: str, label: str | None) -> None:
    assert language_of(TEXTS[language], label) == language


@pytest.mark.parametrize(("label", "expected"), [("en-GB", "en"), ("pt_BR", "pt"), ("NB", "nb"), (None, "")])
def test_a_short_text_is_in_the_language_of_its_label(label: str | None, expected: str) -> None:
    assert language_of("Die Brücke ist gesperrt", label) == expected
    assert language_of("", label) == expected


def test_a_label_whose_frequent_words_are_not_known_stands() -> None:
    assert not frequent_words("lb")
    assert language_of(TEXTS["de"], "lb") == "lb"


def test_a_text_without_a_frequent_word_of_its_label_is_in_some_other_language() -> None:
    swahili = (
        "Baraza lilisema Jumanne daraja litaendelea kufungwa mpaka mwisho wa mwezi kwa sababu nyufa zilizopatikana "
    )
    assert language_of(swahili * 5, "en") == ""
    assert language_of(swahili * 5, "sw") == "sw"


def test_names_and_figures_in_rows_are_in_the_language_of_their_label() -> None:
    table = "Oxford 3 Reading 1 and Luton 0 Stoke 0 after extra time, Derby 2 Hull 2, Bristol of the North 1 Wigan 4\n"
    assert language_of(table * 4, "en") == "en"


@pytest.mark.parametrize("text", ["\0" * 5_000, "a " * 100_000, "\ud800" * 300, "ا" * 9_000, "1 2 3 " * 3_000])
def test_no_text_is_too_odd(text: str) -> None:
    assert language_of(text, "en") in {"en", ""}
    assert isinstance(language_of(text, None), str)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The council said that it will close the road.",
        "Umbukiso " * 60,
        f"{TEXTS['en']} {TEXTS['de']}",
        "記事" * 200,
    ],
    ids=["nothing", "too short", "no such words", "two languages", "another script"],
)
def test_a_text_without_a_label_that_does_not_speak_clearly_has_no_language(text: str) -> None:
    assert language_of(text, None) == ""
