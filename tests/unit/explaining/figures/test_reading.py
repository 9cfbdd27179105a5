"""What is a figure and what is none, in sentences made up for it."""

from __future__ import annotations

import string
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.one_article import article_of

from octavo.explaining import figures_in, has_figure_grammar

if TYPE_CHECKING:
    from octavo.explaining.documents import Document
    from octavo.model.figures import Figure

LINES = (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()
LANGUAGES = ("de", "en", "es", "fr")
SEED = (
    "'As a result of the repatriation activities …, the bodies of 1,212 fallen defenders have been returned to "
    "Ukraine,' the prisoner exchange coordination committee said on the Telegram messaging app.\n"
    "The organisation launched in Hong Kong late last month, counting 32 countries as founding signatories. "
    "It is needed as Russia's invasion of Ukraine drags into its fourth year."
)


def document(text: str, language: str | None = "en") -> Document:
    return article_of(*filter(str.strip, text.split("\n")), language=language)


def figures(text: str, language: str | None = "en") -> tuple[Figure, ...]:
    return figures_in(document(text, language))


def matches(figure: Figure, expected: str) -> bool:
    value, what = expected.split(":")
    return figure.value == Decimal(value) and (
        not what or what == figure.unit or (figure.counts or figure.at.quote).endswith(what) or what in figure.at.quote
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_made_up_sentences_are_found_and_hardly_anything_else_is(language: str) -> None:
    right = wrong = missed = 0
    errors = []
    for line in LINES:
        spoken, sentence, wanted = line.split("\t")
        if spoken != language:
            continue
        left = [] if wanted == "-" else wanted.split("|")
        for figure in figures(sentence, language):
            hit = next((one for one in left if matches(figure, one)), None)
            if hit:
                left.remove(hit)
                right += 1
            else:
                wrong += 1
                errors.append(f"too many: {figure.at.quote!r} in {sentence!r}")
        missed += len(left)
        errors += [f"missed: {one} in {sentence!r}" for one in left]
    print("\n".join(errors))  # noqa: T201 - shown when it fails, and with -rP
    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.97


def test_the_clipping_has_its_three_figures_with_their_sentences() -> None:
    found = figures(SEED)
    assert [(int(one.value), one.counts, one.is_ordinal) for one in found] == [
        (1212, "bodies", False),
        (32, "countries", False),
        (4, "year", True),
    ]
    assert found[0].at.quote == "bodies of 1,212 fallen defenders"
    assert found[0].by == "the prisoner exchange coordination committee"
    assert found[0].text.startswith("'As a result")


def test_what_limits_a_figure_stands_in_it() -> None:
    (found,) = figures("More than 300 people marched in Skarn on Monday, according to the police.")
    assert (found.at.quote, found.qualifier, found.unit) == ("More than 300 people", "more than", "people")
    assert (found.place, found.when, found.by) == ("Skarn", "on Monday", "the police")


def test_a_range_has_two_ends() -> None:
    (found,) = figures("The repair will cost $10 to $15 million, the owner said.")
    assert (found.value, found.upper, found.unit) == (Decimal(10_000_000), Decimal(15_000_000), "USD")


def test_a_rise_is_no_range() -> None:
    found = figures("The number of cases rose from 31 to 47 in a week.")
    assert [one.upper for one in found] == [None] * len(found)


def test_mexican_numbers_have_a_point() -> None:
    (found,) = figures("El puente mide 1,212.5 metros.", "es-MX")
    assert found.value == Decimal("1212.5")


def test_a_language_without_rules_yields_nothing_and_says_so() -> None:
    assert not has_figure_grammar("uk")
    assert not has_figure_grammar(None)
    assert has_figure_grammar("de-AT")
    assert figures("1 212 тіл повернули.", "uk") == ()


PIECES = [
    *string.printable,
    *"€£$%°–—“”’\u202f½²äßé",
    " 12 ",
    "1,212",
    " million ",
    "twelve ",
    "und ",
    " to ",
    "people ",
    "of ",
]


@given(text=st.lists(st.sampled_from(PIECES), max_size=120).map("".join), language=st.sampled_from(LANGUAGES))
def test_every_citation_is_the_text_at_its_place(text: str, language: str) -> None:
    one = document(text, language)
    for figure in figures_in(one):
        for citation in (figure.at, *figure.citations):
            assert one.blocks[citation.block].text[citation.start : citation.end] == citation.quote
        assert figure.at.quote in figure.text


@pytest.mark.timeout(90)  # it takes seconds; a step that grew squarely would take many minutes
@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "1 ",
        "12 ",
        "one ",
        "hundred ",
        "of ",
        "million",
        "10-",
        "a, b said ",
        "In Aa ",
        "eine",
        "$",
        "1.2.",
        "according to ",
    ],
)
def test_hostile_texts_cost_no_more_than_their_length(piece: str) -> None:
    for language in LANGUAGES:
        figures(piece * (100_000 // len(piece)), language)
        figures(". ".join([(piece * 200)[:1_900]] * 50), language)


def test_a_week_behind_is_no_rate_and_a_claim_has_its_name_alone() -> None:
    (one,) = figures("The city needs 300 more buses, with the deadline a week behind it.")
    assert one.when is None
    (one,) = figures("But the company previously said 23 percent of its users were women.")
    assert one.by == "the company"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The university measured a magnitude of 5.8 on Saturday.", [("5.8", "magnitude")]),
        ("At nine the town counted 41 damaged houses.", [("41 damaged houses", None)]),
        ("Leanne Lucas, 35, was there with about 130 who spent the night in a hall.", []),
        ("They paid $399 for it.", [("$399", None)]),
    ],
)
def test_a_figure_is_telling_where_it_says_what_it_counts(text: str, shown: list[tuple[str, str | None]]) -> None:
    figures = figures_in(document(text))
    assert [(one.at.quote, one.what) for one in figures if one.is_telling] == shown


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("en", "The talks lasted 2½ hours.", "2.5", "hours"),
        ("en", "A 2½-hour talk was held.", "2.5", "hours"),
        ("en", "It took more than 2 1/2 hours.", "2.5", "hours"),
        ("en", "It stands ½ mile away.", "0.5", "mi"),
        ("en", "It drew 1½ million people.", "1500000", "people"),
        ("de", "Das Treffen dauerte 2½ Stunden.", "2.5", "hours"),
        ("en", "It drew 4K people.", "4000", "people"),
    ],
)
def test_fractions_belong_to_their_number(language: str, text: str, value: str, unit: str) -> None:
    (found,) = figures(text, language)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The 5G networks are new."),
        ("en", "They sell 4K televisions and 3D films."),
        ("en", "A 5G network is planned for 2D images."),
        ("de", "Das 5G-Netz und der 4K-Fernseher sind neu."),
    ],
)
def test_what_a_technology_is_called_is_no_quantity(language: str, text: str) -> None:
    assert figures(text, language) == ()


def test_a_german_time_of_day_counts_no_one_who_is_named_behind_it() -> None:
    text = (
        "Um kurz nach neun stieg Friederike Harms aus. Nach acht ihren Kaffee trank sie nie. 64 Freiwillige warteten."
    )
    assert [figure.at.quote for figure in figures_in(document(text, "de"))] == ["64 Freiwillige"]


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Gold fell by a bit; -0.2%, and oil lost more.", "en", ("-0.2%", "-0.2", None, "%")),
        ("Temperatures fell to minus 12 degrees Celsius.", "en", ("minus 12 degrees Celsius", "-12", None, "°C")),
        ("It was −12°C in Tolvey.", "en", ("−12°C", "-12", None, "°C")),
        ("It was 12 degrees below zero.", "en", ("12 degrees below zero", "-12", None, "°")),
        ("The loss (-$3.2 billion) was the largest.", "en", ("-$3.2 billion", "-3200000000", None, "USD")),
        ("Lows of -5 to -2C are expected.", "en", ("-5 to -2C", "-5", "-2", "°C")),
        ("Between -10 and 5 degrees will be felt.", "en", ("-10 and 5 degrees", "-10", "5", "°")),
        ("Lows of minus 10 to minus 15 Celsius.", "en", ("minus 10 to minus 15 Celsius", "-15", "-10", "°C")),
        ("Am Morgen werden minus 10 bis 15 Grad erwartet.", "de", ("minus 10 bis 15 Grad", "-15", "-10", "°")),
        ("Bei 5 Grad unter Null fror der See.", "de", ("5 Grad unter Null", "-5", None, "°")),
        ("Il faisait moins 12 degrés.", "fr", ("moins 12 degrés", "-12", None, "°")),
        ("Se quedó a 5 grados bajo cero.", "es", ("5 grados bajo cero", "-5", None, "°")),
    ],
)
def test_what_is_below_nought_says_so(text: str, language: str, said: tuple[str, str, str | None, str]) -> None:
    (one,) = figures(text, language)
    quote, value, upper, unit = said
    assert (one.at.quote, one.value, one.unit) == (quote, Decimal(value), unit)
    assert one.upper == (None if upper is None else Decimal(upper))


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("The margin of error is plus or minus 4 percentage points.", "en", 4),
        ("Growth of 3-5% is expected.", "en", 3),
        ("-5% for all who order now.", "en", 5),
        ("Income minus 5 million dollars in costs is left.", "en", 5_000_000),
        ("Au moins 5 % des habitants sont partis.", "fr", 5),
        ("Al menos 5 % de la gente se fue.", "es", 5),
    ],
)
def test_what_only_looks_like_a_minus_is_none(text: str, language: str, value: int) -> None:
    assert figures(text, language)[0].value == value


@pytest.mark.parametrize(
    "text",
    [
        "The board has four USB 3.0 ports on its right.",
        "System Update 5.50 Features are told here.",
        "Boards such as the Radxa ROCK 5C may do.",
        "They speak of a two-state solution.",
        "The films are shown in 1080p and the news in 720p.",
    ],
)
def test_versions_models_and_plans_count_nothing(text: str) -> None:
    assert [one.at.quote for one in figures(text)] in ([], ["four USB 3.0 ports"])


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("The index fell 0.5% to 7,612 points on Monday.", "en", ["0.5%", "7,612 points"]),
        ("Shares edged up 0.2 percent to $235.77.", "en", ["0.2 percent", "$235.77"]),
        ("Crude climbed $2 to $45 a barrel.", "en", ["$2", "$45"]),
        ("Tickets cost $15 to $45 a head.", "en", ["$15 to $45"]),
        ("Winds of 20 knots or 23 mph were reported.", "en", ["20 knots", "23 mph"]),
        ("Elle gagne 0,17% à 1,2672 dollar.", "fr", ["0,17%", "1,2672 dollar"]),
        ("It grew 3% to 5% a year.", "en", ["3% to 5%"]),
        ("It took 3 hours to 5 hours.", "en", ["3 hours to 5 hours"]),
    ],
)
def test_a_change_and_where_it_ends_are_two_figures(text: str, language: str, said: list[str]) -> None:
    assert [one.at.quote for one in figures(text, language)] == said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sales in the second quarter were lower.", "en"),
        ("Im zweiten Quartal lief es besser.", "de"),
        ("Au deuxième trimestre, tout allait mieux.", "fr"),
        ("Ha habilitado el teléfono 677 904 624 para todos.", "es"),
        ("Cuatro de ellas viajaban en un turismo.", "es"),
        ("L’alerte restait en vigueur (4 heures GMT).", "fr"),
    ],
)
def test_quarters_telephones_and_pronouns_are_no_figures(text: str, language: str) -> None:
    assert not figures(text, language)


def test_a_row_of_quarters_is_a_figure() -> None:
    assert [one.value for one in figures("It was the third consecutive quarter of growth.")] == [3]
