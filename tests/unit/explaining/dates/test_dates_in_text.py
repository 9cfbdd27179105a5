from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.explaining.dates import Bound, dates_in_text, has_date_grammar
from octavo.model.articles import Precision

THURSDAY = date(2025, 6, 12)


def found(text: str, language: str | None = "en", near: date | None = THURSDAY) -> list[tuple[str, str, str]]:
    """What is found: the words, and the first and the last day without their year where it is 2025."""
    return [
        (
            text[phrase.start : phrase.end],
            str(phrase.first).removeprefix("2025-"),
            str(phrase.last).removeprefix("2025-"),
        )
        for phrase in dates_in_text(text, language=language, relative_to=near)
    ]


def days(text: str, language: str | None = "en", near: date | None = THURSDAY) -> list[str]:
    return [first for _, first, last in found(text, language, near) if first == last]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It began on June 12, 2025, at noon."),
        ("en", "It began on 12 June 2025."),
        ("en", "It began on the 12th of June, 2025."),
        ("en", "It began June 12 , 2025 , at noon ."),
        ("en", "Thursday, Jun. 12, 2025"),
        ("en", "since 2025-06-12"),
        ("en-GB", "dated 12/06/2025"),
        ("en-US", "dated 06/12/2025"),
        ("de", "am 12. Juni 2025"),
        ("de", "am 12.06.2025"),
        ("de", "am Donnerstag, dem 12. Juni 2025"),
        ("fr", "le 12 juin 2025"),
        ("es", "el 12 de junio de 2025"),
        ("it", "il 12 giugno 2025"),
        ("ru", "12 июня 2025 года"),
        ("pl", "12 czerwca 2025 r."),
        ("ja", "2025年6月12日に発表した"),
    ],
)
def test_a_date_in_full_needs_no_day_to_count_from(language: str, text: str) -> None:
    assert days(text, language, None) == ["06-12"]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "He said so on Wednesday.", "06-11"),
        ("en", "They met yesterday.", "06-11"),
        ("en", "The vote is held today.", "06-12"),
        ("en", "They met two days ago.", "06-10"),
        ("en", "It closed the day before yesterday.", "06-10"),
        ("en", "He was shot last Thursday.", "06-05"),
        ("en", "The talks began on Monday last week.", "06-02"),
        ("en", "The leaders will meet on Friday .", "06-13"),
        ("en", "The result is expected to be announced on Monday.", "06-16"),
        ("en", "They meet next Thursday.", "06-19"),
        ("en", "He was arrested on March 5.", "03-05"),
        ("en", "The trial will open on July 3.", "07-03"),
        ("en", "He was elected on Dec. 31.", "2024-12-31"),
        ("en", "He was elected on March 5 last year.", "2024-03-05"),
        ("de", "Er wurde am 5. März dieses Jahres gewählt.", "03-05"),
        ("es", "el 5 de marzo del año pasado", "2024-03-05"),
        ("en", "The plan will be made public on Monday.", "06-16"),
        ("en", "Shares fell + 3 on Monday.", "06-09"),
        ("de", "Das sagte er am Mittwoch.", "06-11"),
        ("de", "Am Mittwochabend kam es zum Streit.", "06-11"),
        ("de", "Er starb vor zwei Tagen.", "06-10"),
        ("de", "Die Minister werden am Freitag beraten.", "06-13"),
        ("de", "Gestern trafen sie sich.", "06-11"),
        ("de", "am kommenden Montag", "06-16"),
        ("fr", "Il l’a annoncé mercredi.", "06-11"),
        ("fr", "mercredi dernier", "06-11"),
        ("fr", "il y a deux jours", "06-10"),
        ("fr", "Ils voteront lundi prochain.", "06-16"),
        ("fr", "aujourd’hui", "06-12"),
        ("fr", "avant-hier", "06-10"),
        ("fr", "le 1er juin", "06-01"),
        ("es", "Lo anunció el martes.", "06-10"),
        ("es", "el martes pasado", "06-10"),
        ("es", "hace dos días", "06-10"),
        ("es", "El presidente viajará el lunes a Madrid.", "06-16"),
        ("es", "pasado mañana", "06-14"),
    ],
)
def test_a_day_is_counted_from_the_day_of_publication(language: str, text: str, day: str) -> None:
    assert days(text, language) == [day]
    assert days(text, language, None) == []


@pytest.mark.parametrize(
    ("language", "text", "first", "last", "precision"),
    [
        ("en", "What happened last week?", "06-02", "06-08", Precision.WEEK),
        ("en", "over the weekend", "06-07", "06-08", Precision.WEEK),
        ("en", "in the past three days", "06-09", "06-12", Precision.WEEK),
        ("en", "from June 3-5", "06-03", "06-05", Precision.WEEK),
        ("en", "It broke out in March.", "03-01", "03-31", Precision.MONTH),
        ("en", "in June 2025", "06-01", "06-30", Precision.MONTH),
        ("en", "in june 2025", "06-01", "06-30", Precision.MONTH),
        ("en", "in March last year", "2024-03-01", "2024-03-31", Precision.MONTH),
        ("en", "It will open next month.", "07-01", "07-31", Precision.MONTH),
        ("en", "a year ago", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("en", "It was founded in 2009.", "2009-01-01", "2009-12-31", Precision.YEAR),
        ("de", "vergangene Woche", "06-02", "06-08", Precision.WEEK),
        ("de", "Anfang Mai", "05-01", "05-31", Precision.MONTH),
        ("de", "im Jahr 2009", "2009-01-01", "2009-12-31", Precision.YEAR),
        ("fr", "la semaine dernière", "06-02", "06-08", Precision.WEEK),
        ("fr", "en mars", "03-01", "03-31", Precision.MONTH),
        ("es", "la semana pasada", "06-02", "06-08", Precision.WEEK),
        ("es", "a finales de mayo", "05-01", "05-31", Precision.MONTH),
    ],
)
def test_weeks_months_and_years_are_ranges(
    language: str, text: str, first: str, last: str, precision: Precision
) -> None:
    assert [pair[1:] for pair in found(text, language)] == [(first, last)]
    assert [phrase.precision for phrase in dates_in_text(text, language=language, relative_to=THURSDAY)] == [precision]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You may march on."),
        ("en", "the world of today's children, and every Friday, and the Sunday Times"),
        ("en", "the next day"),
        ("en", "on the last Monday of the month"),
        ("en", "It could last years."),
        ("de", "in den letzten Jahren und den kommenden Wochen"),
        ("en", "dated 03/04/2025"),
        ("en", "on February 30, 2025"),
        ("en", "version 31.31.2025"),
        ("en", "the Jan. 6 attack"),
        ("en", "2025 people came"),
        ("de", "Guten Morgen!"),
        ("de", "jeden Freitag"),
        ("es", "por la mañana"),
        ("es", "Plácido Domingo"),
        ("xx", "on Wednesday, gestern, hier, ayer"),
        (None, "on Wednesday, March 5"),
    ],
)
def test_what_looks_like_a_date_and_is_none_is_not_found(language: str | None, text: str) -> None:
    assert days(text, language) == []


@pytest.mark.parametrize(
    ("text", "bound", "day"),
    [
        ("What has he said since Monday?", Bound.SINCE, "06-09"),
        ("The port stays shut until Friday.", Bound.UNTIL, "06-13"),
        ("A report was asked for by Friday.", Bound.UNTIL, "06-13"),
        ("It happened on Monday.", Bound.ON, "06-09"),
    ],
)
def test_since_and_until_bound_what_is_said(text: str, bound: Bound, day: str) -> None:
    (phrase,) = dates_in_text(text, language="en", relative_to=THURSDAY)
    assert (phrase.bound, str(phrase.first)) == (bound, f"2025-{day}")


def test_the_tense_of_the_nearest_verb_counts() -> None:
    text = "He said on Tuesday that the court will decide on Friday; it had been asked on Monday."
    assert days(text) == ["06-10", "06-13", "06-09"]


def test_the_eve_of_a_day_is_the_day_before_it() -> None:
    assert days("on the eve of July 4, 2025") == ["07-03"]
    assert days("à la veille du 14 juillet 2025", "fr") == ["07-13"]


def test_a_language_without_a_grammar_says_so() -> None:
    assert [has_date_grammar(tag) for tag in ("en", "de-AT", "fr_CA", "es-419", "it", "", "xx")] == [
        True,
        True,
        True,
        True,
        False,
        False,
        False,
    ]


WORDS = st.sampled_from(
    [
        "on",
        "Monday",
        "the",
        "12",
        ".",
        ",",
        "March",
        "last",
        "next",
        "week",
        "in",
        "2025",
        "12.06.2025",
        "ago",
        "two",
        "days",
        "until",
        "will",
        "said",
        "May",
        "-",
        "am",
        "vor",
        "Tagen",
        "le",
        "la",
        "semaine",
        "dernière",
        "/",
        "'",
        "年",
        "today",
        "eve",
        "of",
        "Jun",
        "31",
        "0",
        "99999999999",
        "²",
        "١٢",
        "yesterday",
        "month",
        "years",
    ]
)


@given(
    text=st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join)),
    language=st.sampled_from(["en", "en-GB", "de", "fr", "es", "it", "ja", "tlh", "", "\x00", "-"]),
    near=st.one_of(st.none(), st.dates()),
)
def test_whatever_the_text_places_are_in_it_in_order_and_ranges_run_forward(
    text: str, language: str, near: date | None
) -> None:
    end = 0
    for phrase in dates_in_text(text, language=language, relative_to=near):
        assert end <= phrase.start < phrase.end <= len(text)
        assert text[phrase.start : phrase.end].strip() == text[phrase.start : phrase.end]
        assert phrase.first <= phrase.last
        assert near is not None or not phrase.relative
        end = phrase.end


@given(near=st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 1, 1)), day=st.integers(0, 6))
def test_a_weekday_is_never_more_than_a_week_away(near: date, day: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day]
    (past,) = dates_in_text(f"They met on {name}.", language="en", relative_to=near)
    (coming,) = dates_in_text(f"They will meet on {name}.", language="en", relative_to=near)
    assert past.first.weekday() == coming.first.weekday() == day
    assert timedelta(0) <= near - past.first < timedelta(7)
    assert timedelta(0) <= coming.first - near < timedelta(7)


@pytest.mark.parametrize(
    "piece", ["May 1 ", "1" * 10, "Monday, ", "-", "the ", "will ", "last week ", "'", "2025-06-", "é"]
)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    for language in ("en", "fr"):
        dates_in_text(text, language=language, relative_to=THURSDAY)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tougher rules would not have stopped Sunday's rampage."),
        ("en", "The law would almost certainly not have been passed on Sunday."),
        ("en", "It could have prevented the loss on Sunday."),
        ("en", "The police will investigate Sunday’s deadly attack."),
        ("de", "Das hätte den Ausflug vom Sonntag nicht verhindert."),
        ("de", "Die Polizei wird den Anschlag vom Sonntag untersuchen."),
        ("fr", "La police enquêtera sur l'attentat de dimanche."),
        ("es", "La policía investigará el atentado del domingo."),
    ],
)
def test_what_did_not_come_and_what_nobody_foresaw_is_past(language: str, text: str) -> None:
    assert days(text, language) == ["06-08"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It will have ended on Sunday."),
        ("en", "They would have a vote on Sunday."),
        ("en", "The vote will be held on Sunday."),
        ("en", "The police will be at Sunday’s match."),
        ("de", "Das wird den Ausflug vom Sonntag nicht stören."),
    ],
)
def test_what_is_to_come_is_ahead(language: str, text: str) -> None:
    assert days(text, language) == ["06-15"]
