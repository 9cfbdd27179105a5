"""A sentence that stands alone points at nothing outside of it."""

from __future__ import annotations

import pytest

from octavo.explaining.keypoints.standing import is_within_quotation, stands_alone, tells


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The dead man, whose name has not been released, was struck by a tree.", "en"),
        ("“The worst damage is where the roads are narrowest,” Mr Falk said.", "en"),
        ("‘Not a peep, and it goes off if a pigeon sneezes,’ said Alf Cowie, 70, who lives opposite.", "en"),
        ("This year the festival will be held in the old harbour.", "en"),
        ("In this year of elections the harbour tunnel became a matter of the courts.", "en"),
        ("Some teachers said that the doors had been closed since Monday.", "en"),
        ("The men of the eastern villages were asked to stay at home.", "en"),
        ("In diesem Jahr wird das Fest im alten Hafen gefeiert, sagte die Stadt.", "de"),
        ("A woman told the court that she had seen the car twice.", "en"),
        ("The minister told reporters: “We will not pay for it.”", "en"),
        ("Der Minister sagte „Nein“ und ging danach nach Hause.", "de"),
        ("Les loyers ne pourront plus augmenter de plus de 3 % par an.", "fr"),
        ("El gobierno aprobó este martes la ley de alquileres.", "es"),
        ("Vláda schválila zákon o nájemném v hlavním městě.", "cs"),
    ],
)
def test_stands_alone(text: str, language: str) -> None:
    assert stands_alone(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sondern vor allem durch das, was er für die Stadt tut und schafft.", "de"),
        ("Nicht nur wegen seiner farbigen Anzüge, die er ausschließlich trägt.", "de"),
        ("He said that the roads would be closed until Friday.", "en"),
        ("But the forecasters warn of more wind and rain tonight.", "en"),
        ("Do not put a magnet to the stones, he says in the paper.", "en"),
        ("“Please leave the work to the crews in the west.”", "en"),
        ("“Please go away and leave us alone,” she said on Friday.", "en"),
        ("“You should all have gone home long before the storm.", "en"),
        ("'A fryer makes a good story for the evening papers.", "en"),
        ("On Tuesday I unlocked the gate of the school as usual.", "en"),
        ("If you worked at the cannery, the gate was closed.", "en"),
        ("Attention will therefore fall on the government’s benches.", "en"),
        ("As a result the ferry was taken out of service on Monday.", "en"),
        ("Under this plan the ferries would sail only four times a day.", "en"),
        ("In none of them was the late paper a concession to the objectors.", "en"),
        ("Some had come for their tea and some had come to cry.", "en"),
        ("Eight of those hits came from the defensive line on Sunday.", "en"),
        ("There is a lot to sort through for the council here.", "en"),
        ("Die beiden wollten am Montag mit dem Schiff nach Hamburg.", "de"),
        ("Les deux autres ont été recouvertes de ruban adhésif lundi.", "fr"),
        ("The men were flown out of the region in two helicopters.", "en"),
        ("Whereby the cost of the delegation was borne by the government.", "en"),
        ("Mit diesem Schritt will der Rat die Mieten in der Stadt senken.", "de"),
        ("Avec cette décision, le conseil veut réduire les loyers en ville.", "fr"),
        ("Con esta medida el ayuntamiento quiere bajar los alquileres.", "es"),
        ("Er sagte am Freitag vor dem Rat der Stadt die Wahrheit.", "de"),
        ("Das sagte der Bürgermeister am Freitag vor dem Rat der Stadt.", "de"),
        ("Drei Tage haben sie im Café gesessen und aufs Wetter geschaut.", "de"),
        ("Pour les autres, il m’a dit que les gens exagéraient toujours.", "fr"),
        ("Mais le ministre a refusé de répondre aux questions.", "fr"),
        ("Sin embargo, el ministro se negó a responder a la prensa.", "es"),
        ("The senator drew harsh criticism for a line about", "en"),
    ],
)
def test_does_not_stand_alone(text: str, language: str) -> None:
    assert not stands_alone(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Was it really the climate that did all of this?",
        "Photo: Owen Carlisle for the Elsin Courier on Wednesday",
        "Click here to read more about the storm and its damage.",
        "Sign up to the newsletter of the Evening Post for more.",
        "Lesen Sie auch unseren Bericht über den Sturm im Westen.",
        "Wie es so weit kam, hören Sie in der neuen Folge am Montag.",
        "This article was first published on the site of the Courier.",
        "The rescue of the crew in the harbour of Elsin. (c) Courier",
        "The crew stands in the harbour of Elsin, © Owen Carlisle.",
        "The crew stands in the harbour of Elsin on Monday/AFP.",
        "Never.",
        "",
        "Steve Mollenkopf in San Diego in May, Photographer: Patrick Fallon/Bloomberg",
        "(Writing by Ann Lee; Editing by Joren Falk, Mira Okonjo and David Gregorio)",
        "Associated Press writers Ann Lee and Joren Falk in Port Elsin contributed to this report.",
        "Disclosure: the paper may earn a commission from some of the products on this page.",
    ],
)
def test_what_tells_nothing(text: str) -> None:
    assert not tells(text)


def test_a_name_known_from_the_article_tells_who_a_pronoun_is() -> None:
    text = "Crane said he would not comment on the verdict of the court."
    assert stands_alone(text, "en", {"Crane"})
    assert not stands_alone(text, "en")


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        ("“We will win the case. ", "The council knows it. It is so,” the harbour master said."),
        ("„Die Politiker lügen uns an. ", "Der Hafenmeister hat es gut gesagt“, rief ein Zuschauer."),
        ("« Nous gagnerons. ", "La ville le sait », a dit le maire."),
        ('"We will win the case. ', 'The council knows it," the harbour master said.'),
    ],
)
def test_a_sentence_may_stand_within_a_quotation_that_began_before_it(before: str, rest: str) -> None:
    assert is_within_quotation(before + rest, len(before))
    assert not is_within_quotation(before + rest, 0)
    assert not is_within_quotation(f"{before}{rest} The court sat.", len(before + rest))


@pytest.mark.parametrize(
    "text",
    [
        "A police car stands in the middle of the old harbour street on Monday. (KOIN)",
        "A police car stands in the middle of the old harbour street (Courtesy: Ann Lee)",
        "A police car stands in the middle of the old harbour street. (Ann Lee/The Harbour Times)",
        "INVESTIGATORS SAY THE MAN WAS SEEN AT THE HARBOUR ON MONDAY.",
    ],
)
def test_lines_with_a_credit_behind_them_and_in_capitals_tell_nothing(text: str) -> None:
    assert not tells(text)


@pytest.mark.parametrize(
    "text",
    [
        "WESTING (KOIN) — A police car was seen in the middle of the old harbour street on Monday.",
        "On Saturday the senator called on the governor of the state, Ann Lee (R), to resign.",
        "The vote was welcomed by the head of the World Health Organization (WHO).",
        "Turn left, and the old harbour street lies in front of the town hall.",
        "The FBI, CIA, NSA and DHS were told of the letter on Monday morning.",
    ],
)
def test_sentences_with_brackets_and_capitals_tell_something(text: str) -> None:
    assert tells(text)
