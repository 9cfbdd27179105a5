"""Well-known bodies, words in capitals, and German names of bodies in the first case."""

from __future__ import annotations

import pytest
from tests.one_article import article_of

from octavo.explaining import names_in
from octavo.explaining.names.german import nominative_body
from octavo.model.names import NameKind

BODIES = (
    "Justice Department",
    "UN General Assembly",
    "Massachusetts General Hospital",
    "General Medical Council",
    "Securities and Exchange Commission",
    "Bureau of Alcohol, Tobacco, Firearms and Explosives",
    "Centers for Disease Control and Prevention",
    "Immigration and Customs Enforcement",
    "House Ways and Means Committee",
    "Johnson & Johnson",
    "Standard & Poor's",
    "AT&T",
    "Al Jazeera",
    "Human Rights Watch",
    "Lockheed Martin",
    "Real Madrid",
    "Ohio Supreme Court",
    "Social Democratic Party",
    "Public Health Agency",
    "World Surf League",
    "New York Police Department",
    "International Court of Justice",
)


def named(*paragraphs: str, language: str = "en", kind: NameKind = NameKind.ORGANISATION) -> list[str]:
    return [name.name for name in names_in(article_of(*paragraphs, language=language)) if name.kind is kind]


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_named_in_full_wherever_it_stands(name: str) -> None:
    assert named(f"The report was sent to the {name} on Monday, and nothing was heard since.") == [name]
    assert named(f"{name} said on Tuesday that it would look into the matter.") == [name]
    owner = name.removesuffix("'s")
    assert named(f"It is {owner}'s report, and nobody else has seen it.") == [name]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Reporters aboard Air Force One in Florida asked him about the Super Bowl.", []),
        ("They chanted America First as Ann Lee went by.", []),
        ("The Guardian Angels patrolled the trains, and the Guardian reported it.", ["Guardian"]),
        ("He met Ferdinand Porsche and Michael Bloomberg at noon.", []),
        ("The Obama Justice Department had looked into it.", ["Justice Department"]),
        ("The new laptop has USB and HDMI. The USB port and the HDMI port and the GPU are slow; the GPU is hot.", []),
        ("Die Zeit drängt. Die Welt ist groß. Der Spiegel hing an der Wand.", []),
        ("Das berichtet „Die Welt“ am Montag, und Der Spiegel auch.", ["Die Welt", "Der Spiegel"]),
        ("Das BIP wächst. Das BIP war im Quartal zuvor gefallen.", []),
    ],
)
def test_what_is_no_body_is_not_named(text: str, bodies: list[str]) -> None:
    assert named(text, language="de" if text.startswith(("Das", "Die")) else "en") == bodies


def test_the_people_beside_a_body_are_people() -> None:
    assert named("He met Ferdinand Porsche and Michael Bloomberg at noon.", kind=NameKind.PERSON) == [
        "Ferdinand Porsche",
        "Michael Bloomberg",
    ]


def test_a_council_with_and_without_its_nations_is_one() -> None:
    text = "The UN Security Council met. The United Nations Security Council voted; the Security Council was split."
    assert named(text) == ["United Nations Security Council"]
    assert named("The Indiana Democratic Party called the Democratic Party on Friday.") == [
        "Indiana Democratic Party",
        "Democratic Party",
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Technischen Universität", "Technische Universität"),
        ("Bayerische Landesamt", "Bayerisches Landesamt"),
        ("Europäischen Gerichtshofs", "Europäischer Gerichtshof"),
        ("Deutschen Roten Kreuzes", "Deutsches Rotes Kreuz"),
        ("Nationalen Sicherheitsrat", "Nationaler Sicherheitsrat"),
        ("Schweizer Außenministeriums", "Schweizer Außenministerium"),
        ("Südtiroler Gesellschaft", "Südtiroler Gesellschaft"),
        ("Deutscher Wetterdienst", "Deutscher Wetterdienst"),
        ("Robert Koch", "Robert Koch"),
    ],
)
def test_a_german_body_is_named_in_the_first_case(written: str, name: str) -> None:
    assert " ".join(nominative_body(tuple(written.split()))) == name


def test_german_forms_of_one_body_are_one() -> None:
    text = "Das teilte das Statistische Bundesamt mit. Nach Angaben des Statistischen Bundesamtes stieg der Wert."
    assert named(text, language="de") == ["Statistisches Bundesamt"]
    text = "Das teilte die Technische Universität mit. Sie kam von der Technischen Universität."
    assert named(text, language="de") == ["Technische Universität"]


@pytest.mark.parametrize(
    "piece", ["the ", "Bank of ", "United Nations ", "Oxfam ", "Bureau of Alcohol, ", "Ohio ", "Oxfam Group "]
)
def test_texts_of_nothing_but_beginnings_of_names_are_read(piece: str) -> None:
    names = named(f"{piece * 2_000}Supreme Court")
    assert len(names) <= 3
    assert all(len(name.split()) < 12 for name in names)
