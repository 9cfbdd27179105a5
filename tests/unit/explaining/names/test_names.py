from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.one_article import article_of

from octavo.explaining import Document, name_key, names_in, places_called
from octavo.model.names import Name, NameKind, Place


def read(*paragraphs: str, language: str = "en") -> Document:
    return article_of(*paragraphs, language=language)


def found(document: Document, kind: NameKind, home: Place | None = None) -> dict[str, Name]:
    return {name.name: name for name in names_in(document, home=home) if name.kind is kind}


def ids(document: Document, home: Place | None = None) -> dict[str, str | None]:
    return {text: name.place.id if name.place else None for text, name in found(document, NameKind.PLACE, home).items()}


REPATRIATION = read(
    "Ukraine brought home the bodies of 1,212 soldiers killed in the war with Russia, the Kyiv officials responsible "
    "for exchanging prisoners of war said on Wednesday.",
    "It released photos showing personnel of the International Committee of the Red Cross (ICRC), walking past trucks. "
    "The ICRC did not comment.",
    "The soldiers died in Russia's Kursk region and the Ukrainian regions of Kharkiv, Luhansk, Donetsk, Zaporizhzhia "
    "and Kherson. The deal was agreed in Istanbul.",
)


def test_a_town_is_likelier_where_its_texts_language_is_spoken() -> None:
    french = read(
        "Toutes les huîtres partent vers Brest. Le bateau de Brest n'est pas parti, dit le maire.", language="fr"
    )
    assert ids(french)["Brest"] == "fr.brittany.brest"
    other = read("À Minsk et à Brest, la police a arrêté dix personnes, selon le ministère du Bélarus.", language="fr")
    assert ids(other)["Brest"] == "by.brest.brest"


def test_the_places_of_a_report_are_found_where_they_lie() -> None:
    places = found(REPATRIATION, NameKind.PLACE)
    assert set(places) == {
        *("Ukraine", "Russia", "Kyiv", "Kursk", "Kharkiv", "Luhansk", "Donetsk", "Zaporizhzhia", "Kherson", "Istanbul"),
    }
    assert all(name.place for name in places.values())
    kherson = places["Kherson"].place
    assert kherson is not None
    assert (kherson.country, kherson.kind) == ("UA", "city")
    assert (kherson.latitude, kherson.longitude) == pytest.approx((46.6, 32.6), abs=0.2)


def test_the_most_mentioned_stand_first_and_each_mention_is_cited() -> None:
    names = names_in(REPATRIATION)
    counts = [len(name.citations) for name in names]
    assert counts == sorted(counts, reverse=True)
    russia = next(name for name in names if name.name == "Russia")
    assert [(citation.block, citation.quote) for citation in russia.citations] == [(0, "Russia"), (2, "Russia")]


def test_a_short_form_in_brackets_joins_the_organisation_it_stands_for() -> None:
    organisations = found(REPATRIATION, NameKind.ORGANISATION)
    assert list(organisations) == ["International Committee of the Red Cross"]
    quotes = [citation.quote for citation in organisations["International Committee of the Red Cross"].citations]
    assert quotes == ["International Committee of the Red Cross", "ICRC", "ICRC"]


def test_a_short_form_that_spells_an_organisation_joins_it() -> None:
    document = read("The International Atomic Energy Agency sent a team. Later the IAEA said it was safe.")
    assert len(found(document, NameKind.ORGANISATION)["International Atomic Energy Agency"].citations) == 2


def test_a_surname_joins_the_one_person_who_bears_it() -> None:
    document = read("President Volodymyr Zelensky met Ursula von der Leyen. Zelensky thanked von der Leyen.")
    people = found(document, NameKind.PERSON)
    assert {name: [citation.quote for citation in one.citations] for name, one in people.items()} == {
        "Volodymyr Zelensky": ["Volodymyr Zelensky", "Zelensky"],
        "Ursula von der Leyen": ["Ursula von der Leyen", "von der Leyen"],
    }


def test_a_surname_that_two_bear_joins_neither() -> None:
    document = read("Bill Clinton and Hillary Clinton came. Clinton spoke first.")
    people = found(document, NameKind.PERSON)
    assert {name: len(one.citations) for name, one in people.items()} == {"Bill Clinton": 1, "Hillary Clinton": 1}


def test_the_fullest_form_of_a_name_is_shown_without_titles() -> None:
    document = read("Senator Joseph R. Biden spoke. US Defence Secretary Pete Hegseth answered Joseph Biden.")
    assert set(found(document, NameKind.PERSON)) == {"Joseph R. Biden", "Pete Hegseth"}


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("PARIS, Texas (AP) — A fire broke out on Monday.", "Paris", "us.texas.paris"),
        ("The talks were held in Paris, France, on Monday.", "Paris", "fr.ile-de-france.paris"),
        ("Police in Springfield, Ill., arrested a man.", "Springfield", "us.illinois.springfield"),
        ("He lives in Springfield, Mo., with his wife.", "Springfield", "us.missouri.springfield"),
        ("Tbilisi is the capital of Georgia, near Azerbaijan and Armenia.", "Georgia", "ge"),
        ("Atlanta and Savannah, both in Georgia, were hit, as was Florida.", "Georgia", "us.georgia"),
        ("The trains run from Bogotá, Colombia, to Córdoba, Argentina.", "Córdoba", "ar.cordoba.cordoba"),
        ("Shells hit Kharkiv, Luhansk and Donetsk.", "Kharkiv", "ua.kharkiv.kharkiv"),
        ("Police in Reading, Pa., arrested a man.", "Reading", "us.pennsylvania.reading"),
        ("Schools closed in Oregon, Washington and Idaho.", "Washington", "us.washington"),
        ("A man was shot in Dallas on Monday.", "Dallas", "us.texas.dallas"),
        ("Officials in Washington said nothing.", "Washington", "us.district-of-columbia.washington-dc"),
    ],
)
def test_what_stands_beside_a_name_tells_which_place_is_meant(text: str, name: str, place: str) -> None:
    assert ids(read(text)).get(name) == place


def test_a_local_paper_means_the_towns_around_it() -> None:
    text = read("Springfield police arrested two men in Salem on Friday, the mayor of Springfield said.")
    homes = {place.id: place for place in places_called("Springfield")}
    assert ids(text, homes["us.oregon.springfield"])["Salem"] == "us.oregon.salem"
    assert ids(text, homes["us.illinois.springfield"])["Salem"] == "us.illinois.salem"


def test_where_nothing_tells_the_places_apart_none_is_put_on_the_map() -> None:
    springfield = found(read("A man from Springfield was arrested."), NameKind.PLACE)["Springfield"]
    assert springfield.place is None
    assert not springfield.is_certain


def test_people_and_organisations_with_the_name_of_a_place_are_no_places() -> None:
    document = read("Paris Hilton sued the Boston Globe. Michael Jordan, 62, read the London Times. Jordan laughed.")
    assert ids(document) == {}
    assert set(found(document, NameKind.PERSON)) == {"Paris Hilton", "Michael Jordan"}


def test_words_that_begin_a_sentence_and_days_are_no_names() -> None:
    assert names_in(read("Reading is fun. Nice weather on Monday. The Most came in May. Mobile phones rang.")) == ()


def test_elided_articles_are_no_part_of_a_name() -> None:
    document = read("Les ministres de l'Ukraine et d'Espagne sont à Lyon. L'Allemagne attend.", language="fr")
    assert set(ids(document)) == {"Ukraine", "Espagne", "Lyon", "Allemagne"}


def test_counties_that_share_their_word_are_told_apart() -> None:
    document = read("The roads in Fulton and DeKalb counties, in Georgia, were closed.")
    assert {place for place in ids(document).values() if place} >= {
        "us.georgia.fulton-county",
        "us.georgia.dekalb-county",
    }


def test_adjectives_are_no_mentions_of_a_place() -> None:
    assert ids(read("Russian and German officers met with an American.")) == {}


def test_places_go_by_the_names_that_the_article_gives_them() -> None:
    document = read("Die Kanzlerin reiste von München nach Kiew und in die Ukraine.", language="de")
    assert ids(document) == {"München": "de.bavaria.munich", "Kiew": "ua.kyiv.kyiv", "Ukraine": "ua"}


def test_german_nouns_are_neither_places_nor_people() -> None:
    document = read(
        "Das Essen war gut. Die Halle war voll. Der Bürgermeister der Stadt hielt eine Rede im Wald. "
        "Bundeskanzler Olaf Scholz (SPD) dankte dem Bundesministerium.",
        language="de",
    )
    assert ids(document) == {}
    assert set(found(document, NameKind.PERSON)) == {"Olaf Scholz"}


def test_russian_cases_of_known_names_are_found() -> None:
    document = read("Президент Украины Владимир Зеленский заявил в Киеве об этом. Зеленский благодарил.", language="ru")
    assert set(ids(document).values()) == {"ua", "ua.kyiv.kyiv"}
    assert len(found(document, NameKind.PERSON)["Владимир Зеленский"].citations) == 2


def test_names_in_capitals_are_shown_as_written_elsewhere() -> None:
    document = read("KYIV, Ukraine — A man was hurt.", "It happened in Kyiv.")
    assert len(found(document, NameKind.PLACE)["Kyiv"].citations) == 2


def test_lookups_by_name_do_not_mind_looks() -> None:
    assert name_key("São Paulo") == name_key("SAO PAULO")
    assert name_key("Saint-Étienne") == name_key("St. Etienne")
    assert [place.id for place in places_called("köln")][:1] == ["de.north-rhine-westphalia.koln"]
    assert places_called("Nowhere at all") == ()


WORDS = st.sampled_from(
    [
        "Paris",
        "Texas",
        "Ill.",
        "Mr.",
        "John",
        "Smith",
        "Smith's",
        "the",
        "of",
        "in",
        "U.S.",
        "Kyiv",
        "KYIV",
        "said",
        ",",
        ".",
        "—",
        "(",
        ")",
        "IAEA",
        "Bank",
        "and",
        "Springfield",
        "“",
        "Киеве",
        "von",
        "der",
        "Leyen",
        "R.",
        "Geun-hye",
        "D-Ohio",
        "County",
        "counties",
        "New",
        "York",
        ",",
        "45",
        ",",
        "Nato’s",
        "FC",
        "\n",
        "é",
        "ǅ",
        "ß",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80)), min_size=1, max_size=3),
    st.sampled_from(["en", "de", "ru", ""]),
)
def test_every_citation_holds_the_words_at_its_place(paragraphs: list[str], language: str) -> None:
    document = read(*paragraphs, language=language)
    for name in names_in(document):
        assert name.name.strip() == name.name != ""
        for one in name.citations:
            assert document.blocks[one.block].text[one.start : one.end] == one.quote


@given(st.text(max_size=200))
def test_a_key_of_a_key_is_itself(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@pytest.mark.parametrize(
    "unit",
    ["A", "Paris ", "Paris, Texas, ", "U.S.", "O'", "A-", "Bank of ", "Mr. ", "ABC ", "Springfield, Salem, ", " "],
)
def test_no_text_takes_more_than_its_length(unit: str) -> None:
    document = read(unit * (100_000 // len(unit)))
    names_in(document)
    names_in(document)


def test_a_country_in_short_letters_goes_by_its_name_in_the_language() -> None:
    german = read("Die Gespräche in den USA und in Polen gehen weiter, sagte der Sprecher.", language="de")
    assert set(ids(german)) == {"Vereinigte Staaten", "Polen"}
    assert set(ids(read("The talks in the USA and in Poland go on, the spokesman said."))) == {
        "United States",
        "Poland",
    }


def test_people_called_as_small_towns_are_are_people() -> None:
    spanish = read("El presidente Pedro Sánchez viajó a Madrid. La oposición criticó a Pedro Sánchez.", language="es")
    assert list(found(spanish, NameKind.PERSON)) == ["Pedro Sánchez"]
    assert set(ids(spanish)) == {"Madrid"}


def test_two_countries_and_what_hangs_on_them_are_nobody() -> None:
    spanish = read("La Liga Árabe y la Cruz Roja pidieron una tregua, según Francia y Arabia Saudí.", language="es")
    assert not found(spanish, NameKind.PERSON)
    assert set(found(spanish, NameKind.ORGANISATION)) == {"Liga Árabe", "Cruz Roja"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("He played in Chainsaw Man. But the film is bad. We saw Chainsaw Man. We liked it.", []),
        ("Senate Democrats met Florida Republicans.", []),
        ("Democrat Ann Lee met Republican Carl Smith.", ["Ann Lee", "Carl Smith"]),
        ("Mac BundleHunt sold it to Leonardo DiCaprio and John McCain.", ["Leonardo DiCaprio", "John McCain"]),
        ("Bernie Sanders Bernie Sanders won the vote of Skarn.", ["Bernie Sanders"]),
    ],
)
def test_groups_brands_and_the_next_sentence_are_nobody(text: str, people: list[str]) -> None:
    assert list(found(read(text), NameKind.PERSON)) == people


def test_states_in_short_are_places_behind_a_comma() -> None:
    assert set(ids(read("In Winnipeg, Man., it rained, and in Boston, Mass., it snowed."))) == {
        "Winnipeg",
        "Manitoba",
        "Boston",
        "Massachusetts",
    }


def test_one_body_in_two_wordings_is_one() -> None:
    text = read(
        "The Justice Department said no. The Department of Justice said yes.",
        "The Police Federation of Skarn met. The Police Federation agreed.",
    )
    assert set(found(text, NameKind.ORGANISATION)) == {"Department of Justice", "Police Federation of Skarn"}


@pytest.mark.parametrize("behind", [", 19, stood", ", 19."])
def test_an_age_between_commas_makes_a_person(behind: str) -> None:
    assert list(found(read(f"The flat was that of Yoshihiro Naito{behind} It was empty."), NameKind.PERSON)) == [
        "Yoshihiro Naito"
    ]


def test_planets_short_words_and_polite_pronouns_are_no_places() -> None:
    assert "Mars" not in ids(read("The probe flew past Mars and Jupiter on its way out, engineers in Houston said."))
    assert ids(read("The storm made landfall near Jupiter, Florida, on Sunday."))["Jupiter"] == "us.florida.jupiter"
    assert "Brits" not in ids(read("Brits are booking holidays early, and Brits are right to, the agents said."))
    assert not ids(read("Teile der Szene haben ein Problem mit Kokain und Co. in ihren Texten.", language="de"))
    assert not ids(read("Мы рады, что у Вас всё хорошо.", language="ru"))


def test_a_place_goes_by_another_language_only_in_that_language() -> None:
    text = "Europa hat einen Ozean, heißt es in Berlin, und Europa schweigt dazu."
    assert "Europa" in found(read(text, language="de"), NameKind.PLACE)
    moon = "The probe flies by Europa, a moon with an ocean. Europa is cold, and the orbit of Europa is short."
    assert found(read(moon), NameKind.PLACE) == {}


def test_german_nouns_make_no_persons() -> None:
    text = read(
        "Der Film zeigt eine Art Ausnahmezustand, sagte Gerhard Richter. Über 40 Prozent Dreier traf Moritz Wagner.",
        "Eine Art Ausnahmezustand herrscht auch hier, und 38 Prozent Dreier sind viel, sagte Richter.",
        language="de",
    )
    assert set(found(text, NameKind.PERSON)) == {"Gerhard Richter", "Moritz Wagner"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Talks with the Florida Marco Rubio knows will go on, and Florida is where he lives.", {"Marco Rubio"}),
        ("At the Milan Design Week the light was dim.", set()),
        ("The Plymouth Citibus said that no bus would run in Plymouth.", set()),
        ("She met Clinton Communications Director Jennifer Palmieri.", {"Jennifer Palmieri"}),
        (
            "It said on its site that Ted Cruz With George Wallace was a poor comparison.",
            {"Ted Cruz", "George Wallace"},
        ),
        ("Leader Kim Jong Un met Bashar al-Assad on Monday.", {"Kim Jong Un", "Bashar al-Assad"}),
        ("A letter from Broadcom Chief Executive Hock Brandl came. Brandl was late.", {"Hock Brandl"}),
        ("Shots were heard on Chauncey St., on Wilson Ave. and near Park Pl. on Monday.", set()),
        ("Piper Jaffray analyst Mike Olson said so. Those at Piper Jaffray agree.", {"Mike Olson"}),
        ("Trucks left Otay Mesa on Monday. The Otay Mesa border crossing is closed.", set()),
    ],
)
def test_a_person_is_a_name_without_what_stands_beside_it(text: str, people: set[str]) -> None:
    assert set(found(read(text), NameKind.PERSON)) == people


def test_a_person_ends_before_the_body_they_are_from() -> None:
    text = read("Das sagte Steffen Kauert von der Hafenbahn GmbH am Montag in Leipzig.", language="de")
    assert set(found(text, NameKind.PERSON)) == {"Steffen Kauert"}


def test_a_genitive_is_no_second_person() -> None:
    text = read("Die Bilder hängen in den Räumen Judy Lybkes. Judy Lybke sagt, das sei kein Alter.", language="de")
    assert set(found(text, NameKind.PERSON)) == {"Judy Lybke"}


def test_a_body_ends_before_the_person_named_with_it() -> None:
    text = read("The letter went to the Department of Homeland Security and Alex Azar, who did not answer it.")
    assert set(found(text, NameKind.ORGANISATION)) == {"Department of Homeland Security"}
    assert set(found(text, NameKind.PERSON)) == {"Alex Azar"}
