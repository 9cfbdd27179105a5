from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from octavo.explaining.statements.channels import channel_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.statements import Statement

    Said = Callable[..., tuple[Statement, ...]]


def test_what_is_denied_is_not_reported_as_said(said: Said) -> None:
    (one,) = said("Officials said no military installations were targeted.")
    assert one.words == "no military installations were targeted"


def test_a_relative_clause_is_no_sentence_that_was_said(said: Said) -> None:
    assert said("The leaders condemned the air strikes that they said killed 26 people and wounded many others.") == ()
    (one,) = said("The judge heard a case in which students alleged they were misled and defrauded.")
    assert one.words == "they were misled and defrauded"


def test_whoever_the_writer_relies_on_is_not_the_one_who_wrote(said: Said) -> None:
    (one,) = said(
        "But according to Radio Elsin's Brandt, Li Jifeng, a doctor at the hospital where they were treated, wrote in "
        "a blog post that the couple had been taken there on Monday."
    )
    assert one.name == "Li Jifeng"


def test_the_age_of_the_one_cited_is_not_said_by_them(said: Said) -> None:
    (one,) = said("According to Amina Salum, 34, after the last year small traders gained confidence.")
    assert one.words == "after the last year small traders gained confidence"
    (other,) = said("According to a survey by Harbour Watch, 70% of adults need support, and 49% live at home.")
    assert other.words.startswith("70% of adults")


def test_what_is_said_goes_on_behind_the_speaker_in_its_midst(said: Said) -> None:
    (one,) = said("The key to its success, says Buser, is the firm's built-in infrastructure.")
    assert one.words == "The key to its success … is the firm's built-in infrastructure"
    (other,) = said("The firm has built its own cables for years, says Ann Buser, the director of games.")
    assert other.words == "The firm has built its own cables for years"


def test_nobody_is_quoted_for_what_they_were_told(said: Said) -> None:
    (one,) = said("The diplomat was told that “this act of aggression is a clear violation of sovereignty.”")
    assert not one.is_certain


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Sales fell to a record low in May, according to a new Fast Company report.", "a new Fast Company report"),
        (
            "The staff confronted their bosses over the war, according to a recording of the meeting obtained by us.",
            "a recording of the meeting",
        ),
        (
            "A spokesman for U.N. Secretary-General Ban Ki-moon said the launch was “deeply deplorable” and a threat.",
            "A spokesman for U.N. Secretary-General Ban Ki-moon",
        ),
        (
            "Louise Gittins, Chair of the Local Government Association said: “The unrest has been deplorable.”",
            "Louise Gittins",
        ),
    ],
)
def test_a_speaker_is_the_one_who_bears_the_post(said: Said, text: str, speaker: str) -> None:
    (one,) = said(text)
    assert one.speaker == speaker


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Simone Vintz von der Stiftung Warentest meint dazu: „Wir hatten ganz andere Prüfpunkte.“", "Simone Vintz"),
        ("So sagte Olli Rehn, EU-Erweiterungskommissar: „Man kann nicht jede Debatte beenden.“", "Olli Rehn"),
        ("Dazu sagte Ursula von der Leyen: „Wir haben lange auf diesen Tag gewartet.“", "Ursula von der Leyen"),
    ],
)
def test_a_german_speaker_is_the_one_who_bears_the_post(said: Said, text: str, name: str) -> None:
    (one,) = said(text, language="de")
    assert one.name == name


def test_only_before_a_court_is_testimony_given_in_court() -> None:
    assert channel_in("The chairman said after she testified to the committee") is None
    assert channel_in("She testified in a court") == "court"
    assert channel_in("He told the jury") == "court"


@pytest.mark.parametrize(
    ("text", "speaker", "name", "role"),
    [
        (
            "“We talked for long,” U.S. Secretary of State Rex Tillerson said.",
            "U.S. Secretary of State Rex Tillerson",
            "Rex Tillerson",
            "U.S. Secretary of State",
        ),
        (
            "“It is bad,” said Gun Owners of America spokesman Erich Pratt.",
            "Gun Owners of America spokesman Erich Pratt",
            "Erich Pratt",
            "Gun Owners of America spokesman",
        ),
        (
            "US President Donald Trump said the plan would go ahead.",
            "US President Donald Trump",
            "Donald Trump",
            "US President",
        ),
        (
            "UK Prime Minister Theresa May said the plan would go ahead.",
            "UK Prime Minister Theresa May",
            "Theresa May",
            "UK Prime Minister",
        ),
        ("“It is bad,” Democrat Ann Lee said.", "Democrat Ann Lee", "Ann Lee", "Democrat"),
        (
            "“It is bad,” the Democratic National Convention said.",
            "the Democratic National Convention",
            "Democratic National Convention",
            None,
        ),
        ("“It is bad,” said a New York Democrat.", "a New York Democrat", None, None),
        ("It is bad for all of us, according to a congressional report.", "a congressional report", None, None),
        ("It is bad for all of us, American military officials said.", "American military officials", None, None),
        ("“It is bad,” said a longtime adviser to Ann Lee.", "a longtime adviser to Ann Lee", None, None),
    ],
)
def test_offices_and_bodies_with_of_are_whole(
    said: Said, text: str, speaker: str, name: str | None, role: str | None
) -> None:
    (statement,) = said(text)
    assert (statement.speaker, statement.name, statement.role) == (speaker, name, role)


@pytest.mark.parametrize(
    "text",
    [
        "He flagged down driver Ann Lee. “It is bad,” Lee said.",
        "They asked voters Ann Lee and others. “It is bad,” Lee said.",
    ],
)
def test_what_was_done_is_nobodys_role(said: Said, text: str) -> None:
    (statement,) = said(text)
    assert statement.role in {None, "driver"}


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Der Tunnel soll nach Angaben des Verkehrsministeriums zwei Milliarden kosten.", "Verkehrsministerium", None),
        ("Der Tunnel soll laut der Polizei noch gesperrt bleiben.", "Polizei", None),
        ("Laut dem Finanzministerium fehlen der Stadt zwei Millionen.", "Finanzministerium", None),
        ("Der Pegel stieg nach Angaben des Kongresses um einen Meter.", "Kongresses", None),
        (
            "Einem Sprecher des Hafens zufolge sind dafür 31 Millionen nötig.",
            "Sprecher des Hafens",
            "sind dafür 31 Millionen nötig",
        ),
    ],
)
def test_german_speakers_lose_the_case_they_stand_in(said: Said, text: str, speaker: str, words: str | None) -> None:
    (one,) = said(text, language="de")
    assert one.speaker == speaker
    assert words in (None, one.words)


def test_what_somebody_is_between_commas_leads_to_who_it_is(said: Said) -> None:
    (one,) = said(
        "Karin Voigt, Ortsvorsitzende der Labour Alliance, ist anderer Meinung. „Bei uns bröckelt der Beton.“",
        language="de",
    )
    assert (one.name, one.role) == ("Karin Voigt", "Ortsvorsitzende der Labour Alliance")


def test_a_number_before_somebody_counts_nobody(said: Said) -> None:
    (one,) = said("At five past four Fátima Bettencourt’s telephone rang.\n“He is well,” said Mrs Bettencourt.")
    assert one.name == "Fátima Bettencourt"


def test_who_is_named_next_is_no_role(said: Said) -> None:
    one, other = said(
        "It was signed by the minister, Conrad Amsel, and the union’s leader, Ruth Okafor.\n"
        "“It is fair,” Mr Amsel said.\n“It is not quite fair,” said Ms Okafor."
    )
    assert [(each.name, each.role) for each in (one, other)] == [
        ("Conrad Amsel", "minister"),
        ("Ruth Okafor", "union’s leader"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "name"),
    [
        ("“That is sixty votes at the very least,” Mr. King said.", "Mr. King", "King"),
        ("I always counter with “What are you reading these days?”", "I", None),
        (
            "The Harbour Post recently ran a piece that noted his “plan would help the rich more than the poor.”",
            "The Harbour Post",
            None,
        ),
        ("Brandt’s campaign sent out a statement saying the mayor owes “the town an explanation.”", None, None),
        ("Skarn Shoal is now the place Harbour officials say the fleet might take a stand.", "officials", None),
        (
            "According to E. J. Holm's “The Keepers: Berta, Skarn and the Old Tunnel” the dig had stopped by May.",
            "E. J. Holm's",
            "E. J. Holm",
        ),
    ],
)
def test_what_somebody_does_beside_is_no_part_of_who_they_are(
    said: Said, text: str, speaker: str | None, name: str | None
) -> None:
    found = [one for one in said(text) if speaker is None or (one.speaker, one.name) == (speaker, name)]
    assert len(found) == 1
    assert "sent" not in (found[0].speaker or "")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Bo Lind, a former Irish ambassador to the U.K. and EU, says it “has made statements that are wrong.”",
            "to the U.K. and EU",
        ),
        ("“It is bad,” said Bo Lind, head of the U.S. Chamber of Commerce.", "head of the U.S. Chamber of Commerce"),
        ("“It is bad,” said Bo Lind, ambassador to the U.N.", "ambassador to the U.N."),
    ],
)
def test_letters_do_not_end_a_role(said: Said, text: str, role: str) -> None:
    (one,) = said(text)
    assert one.name == "Bo Lind"
    assert (one.role or "").endswith(role)


@pytest.mark.parametrize("body", ["the American Academy of Dermatology", "the University of Skarn"])
def test_a_body_is_named_with_what_it_is_for(said: Said, body: str) -> None:
    (one,) = said(f"According to {body}, eating foods that raise blood sugar is bad for the skin.")
    assert (one.is_certain, one.speaker) == (True, body)


def test_data_say_nothing(said: Said) -> None:
    assert not [one for one in said("Data suggests that the firms are hiring, and it is not enough.") if one.is_certain]
    (one,) = said("Bill said that the firms were hiring, and that it was not enough.")
    assert one.speaker == "Bill"


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("“It rose by a third,” said the Post’s Ann Lee in an interview with us.", "en", "Ann Lee"),
        ("„Wir sind bereit und werden weitergehen“, rief Ann Lee den Demonstranten am Ende zu.", "de", "Ann Lee"),
        ("Den Behörden in Skarn zufolge wurden die beiden Männer am Abend verhaftet.", "de", "Behörden in Skarn"),
    ],
)
def test_what_stands_beside_a_speaker_is_none_of_the_name(said: Said, text: str, language: str, speaker: str) -> None:
    (one,) = said(text, language=language)
    assert one.attributed_to == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Erneut wurden Vorwürfe laut, die Angreifer sprächen nicht die Sprache der Gegend am Fluss.",
        "Damit wäre das Land in einer Krise, die laut Definition nach zwei Quartalen festgestellt wird.",
        "Die Bank fühlt sich nach den Zahlen zum Quartal bestätigt, dass die Wirtschaft nicht wachsen wird.",
        "Der Verein meldete sich, das Tor zeigte, dass der Stürmer nicht berührt worden war.",
        "Er plante den Anschlag auf ein Flugzeug im Jahr 1976, das 73 Todesopfer forderte.",
    ],
)
def test_german_words_that_mostly_say_something_here_say_nothing(said: Said, text: str) -> None:
    assert not [one for one in said(text, language="de") if one.is_certain]


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("der ehemalige russische Diplomat Bo Lind", "ehemaliger russischer Diplomat"),
        ("die ehemalige Ministerin Anna Berg", "ehemalige Ministerin"),
        ("der Leiter der Behörde, Bo Lind", "Leiter der Behörde"),
    ],
)
def test_a_german_role_stands_without_its_article(said: Said, who: str, role: str) -> None:
    (one,) = said(f"„Ich bin hier und bleibe“, sagte {who}.", language="de")
    assert one.role == role


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bo Lind, qui s'entretiendra jeudi avec le président, affirme qu'il « souhaite la paix pour tous ».", "fr"),
        ("«Es una presión enorme y no termina», dijo Bo Lind, según un comunicado recogido por el ministro.", "es"),
    ],
)
def test_a_clause_behind_a_name_is_no_role(said: Said, text: str, language: str) -> None:
    assert [(one.name, one.role) for one in said(text, language=language)] == [("Bo Lind", None)]
