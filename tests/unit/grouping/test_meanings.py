"""Vectors: what they join across languages, when, and that they are kept with the state."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.grouping.conftest import report

from octavo.grouping import Grouper, Report
from octavo.grouping.meanings import Meanings
from octavo.testing import WordEmbedder

GERMAN = {
    "fähre": "ferry", "läuft": "ran", "grund": "aground", "vor": "off", "die": "the", "mit": "with", "an": "on",
    "fahrgästen": "passengers", "bord": "board", "am": "on", "montag": "monday", "der": "the", "hafen": "harbour",
    "bis": "until", "ist": "is", "gesperrt": "closed", "kanal": "channel", "kapitänin": "captain", "sagte": "said",
    "und": "and", "kinder": "children", "rettungsboote": "boats", "brachten": "took", "ufer": "ashore",
}  # fmt: skip
TOWNS = ("Orsund", "Velby", "Harno", "Tarnvik", "Lusted", "Brekke", "Sollia", "Hamre", "Dalby", "Ekern")
TITLE = "Fähre Aurelia läuft vor Skarn auf Grund"
TEXT = (
    "Die Fähre Aurelia ist am Montag mit 212 Fahrgästen an Bord vor Skarn auf Grund.\nKapitänin Ida Moen sagte, der "
    "Kattvik Kanal ist gesperrt.\nRettungsboote brachten 87 Kinder ans Ufer, und der Hafen Skarn ist bis Montag zu."
)


def embedded(one: Report, embedder: WordEmbedder) -> Report:
    outcome = embedder.embed([f"{one.title}\n{one.text}"])
    return replace(one, vector=outcome.vectors[0])  # type: ignore[union-attr]  # the fake has no problem


def week(embedder: WordEmbedder | None) -> list[Report]:
    """A week of English reports of many like events, from which it can be learned what near means."""
    reports = []
    for number in range(120):
        event = ("strike", "museum", "flu")[number % 3]
        one = report(number, event, day=number // 12 / 2, turn=number % 5)
        town = TOWNS[number // 12]
        for name in ("Tolvey", "Lindholm", "Hegra", "Aldane", "Vasari", "Faro"):
            title, text = (told.replace(name, f"{town}{name[:2].lower()}") for told in (one.title, one.text))
            one = replace(one, title=title, text=text)
        reports.append(embedded(one, embedder) if embedder else one)
    return reports


def german(number: int, day: float) -> Report:
    return replace(report(number, "ferry", day=day, language="de"), title=TITLE, text=TEXT, publisher="woche")


@pytest.mark.parametrize("with_embedder", [True, False])
def test_a_report_in_another_language_joins_only_with_an_embedder(with_embedder: bool) -> None:
    embedder = WordEmbedder(GERMAN) if with_embedder else None
    grouper = Grouper()
    grouper.add(week(embedder))
    zoo = replace(german(902, 6.1), title="Zoo", text="Ein Tag im Zoo.")
    late = [report(900, "ferry", day=6), report(903, "ferry", day=6, turn=1), german(901, 6.1), zoo]
    for one in late:
        grouper.add([embedded(one, embedder) if embedder else one])
    assert (grouper.story_of(900) == grouper.story_of(901)) is with_embedder
    assert grouper.story_of(902) not in {grouper.story_of(900), grouper.story_of(901)}


def test_a_restored_grouper_goes_on_with_its_vectors() -> None:
    embedder = WordEmbedder(GERMAN)
    first = Grouper()
    first.add(week(embedder))
    second = Grouper.restore(first.snapshot())
    for grouper in (first, second):
        grouper.add([embedded(report(900, "ferry", day=6), embedder), embedded(german(901, 6.1), embedder)])
    assert first.snapshot() == second.snapshot()


def test_vectors_do_not_change_what_joins_within_a_language() -> None:
    with_vectors, without = Grouper(), Grouper()
    with_vectors.add(week(WordEmbedder()))
    without.add(week(None))
    assert with_vectors.stories() == without.stories()


@pytest.mark.parametrize("vector", [(), (float("nan"),) * 4, (float("inf"), 0.0, 0.0, 0.0), (0.0,) * 4, (1.0,) * 9])
def test_any_vector_is_taken_in(vector: tuple[float, ...]) -> None:
    grouper = Grouper()
    grouper.add([replace(report(1, "ferry"), vector=(1.0, 0.0, 0.0, 0.0))])
    grouper.add([replace(report(2, "ferry", turn=1), vector=vector)])
    assert grouper.story_of(2) is not None


def test_nothing_is_near_as_long_as_too_little_was_seen() -> None:
    meanings = Meanings()
    for number, language in ((1, 0), (2, 1)):
        meanings.keep(number, (1.0, 0.5), language=language, at=1.0)
    assert meanings.foreign(1) == []


def test_a_vector_that_is_dropped_is_not_found() -> None:
    meanings = Meanings()
    meanings.seen[:] = [[50, 45, 41], [50, 5, 1]]
    for number, language in ((1, 0), (2, 1)):
        meanings.keep(number, (1.0, 0.5), language=language, at=1.0)
    assert [other for other, _ in meanings.foreign(1)] == [2]
    meanings.only(np.array([True, False]))
    assert meanings.foreign(1) == []
