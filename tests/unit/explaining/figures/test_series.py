"""One quantity across outlets and over time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from octavo.explaining import figure_series
from octavo.explaining.documents import Document, sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.figures import Verdict
from octavo.model.ids import ArticleId

START = datetime(2025, 6, 11, 9, tzinfo=UTC)


def document(number: int, outlet: str, text: str, *, hours: float = 0, language: str = "en") -> Document:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in text.split("\n"))
    return Document(
        article=ArticleId(number),
        revision=1,
        outlet=outlet,
        title="",
        blocks=blocks,
        sentences=sentences_of(blocks),
        language=language,
        published_at=START + timedelta(hours=hours),
    )


BODIES = [
    document(
        1, "courier", "Ukraine brought home the bodies of 1,212 soldiers killed in the war with Russia, officials said."
    ),
    document(2, "post", "The bodies of 1,212 fallen defenders were returned to Ukraine from Russia.", hours=3),
    document(3, "courier", "Ukraine received the bodies of 1,200 soldiers from Russia on Friday.", hours=49),
    document(4, "ledger", "Russia has returned the bodies of 6,057 soldiers to Ukraine, officials said.", hours=126),
]


def test_a_value_that_later_articles_replace_is_superseded_and_moves() -> None:
    (one,) = figure_series(BODIES)
    assert one.label == "bodies returned"
    assert [int(entry.figure.value) for entry in one.entries] == [1212, 1212, 1200, 6057]
    assert one.verdict is Verdict.SUPERSEDED
    assert one.is_moving
    assert one.outlets == ("courier", "post", "ledger")


def test_a_copy_is_no_statement() -> None:
    (one,) = figure_series(BODIES, copies={ArticleId(2)})
    assert [entry.article for entry in one.entries] == [1, 3, 4]


def test_two_outlets_at_one_time_differ() -> None:
    (one,) = figure_series(
        [
            document(1, "courier", "The storm cut the power of 18,000 homes in Westing, the utility said."),
            document(2, "post", "The power of 21,500 homes in Westing was cut by the storm.", hours=1),
        ]
    )
    assert one.verdict is Verdict.DIFFERING
    assert not one.is_moving


def test_of_an_article_with_two_states_that_counts_which_others_state() -> None:
    found = figure_series(
        [
            document(1, "courier", "The quake damaged 41 houses on the island, civil protection said."),
            document(
                2,
                "post",
                "Civil protection put the number of damaged houses on the island at 27 in the morning.\n"
                "By three, 41 houses on the island were damaged, civil protection said.",
                hours=1,
            ),
        ]
    )
    assert [[int(entry.figure.value) for entry in one.entries] for one in found] == [[41, 41]]
    assert found[0].verdict is Verdict.AGREEING


def test_what_is_limited_agrees_with_what_is_exact() -> None:
    (one,) = figure_series(
        [
            document(1, "courier", "More than 200 passengers were taken off the ferry near Skarn."),
            document(2, "post", "The ferry carried 212 passengers when she struck the rocks near Skarn.", hours=1),
        ]
    )
    assert one.verdict is Verdict.AGREEING


def test_the_same_noun_about_other_things_is_another_quantity() -> None:
    assert (
        figure_series(
            [
                document(1, "courier", "The operator switched off 14 turbines after a blade fell into the sea."),
                document(2, "post", "A rival in Montrel ordered 90 turbines for its inland parks.", hours=1),
            ]
        )
        == ()
    )


def test_soldiers_are_no_civilians() -> None:
    assert (
        figure_series(
            [
                document(1, "courier", "The shelling of Aldmoor killed 12 soldiers on Monday, the mayor said."),
                document(2, "post", "The shelling of Aldmoor killed 30 civilians on Monday, the mayor said.", hours=1),
            ]
        )
        == ()
    )


def test_an_earlier_state_that_a_sentence_recalls_is_no_statement_of_today() -> None:
    (one,) = figure_series(
        [
            document(1, "courier", "The number of people with measles in Tolvey has risen to 47, up from 34."),
            document(2, "post", "In Tolvey 47 people have measles, the ministry said.", hours=1),
        ]
    )
    assert {int(entry.figure.value) for entry in one.entries} == {47}


GERMAN = (
    "Die Leichen von 1.212 Soldaten wurden in die Ukraine zurückgebracht, teilte der Stab mit.",
    "Bei dem Unglück kamen 1.212 Menschen ums Leben, sagte ein Sprecher am Freitag.",
)


def test_a_value_that_is_not_round_lines_up_whatever_stands_around_it() -> None:
    texts = ("Some {} appointments have been cancelled, said Lund.", "Bosses say {} appointments are off.")

    def lined_up(value: str) -> int:
        return len(figure_series([document(n, f"o{n}", text.format(value)) for n, text in enumerate(texts, 1)]))

    assert (lined_up("1,900"), lined_up("2,000")) == (1, 0)


def test_an_unusual_value_lines_up_in_several_languages() -> None:
    others = [
        document(7, "zeitung", GERMAN[0], hours=5, language="de"),
        document(8, "journal", "Les corps de 1 212 soldats ont été rendus à l’Ukraine.", hours=6, language="fr"),
        document(9, "diario", "Los cuerpos de 1.212 soldados fueron devueltos a Ucrania.", hours=7, language="es"),
    ]
    (one,) = figure_series([*BODIES, *others])
    assert one.outlets == ("courier", "post", "zeitung", "journal", "diario", "ledger")
    assert one.label == "bodies returned"
    assert [int(entry.figure.value) for entry in one.entries] == [1212, 1212, 1212, 1212, 1212, 1200, 6057]


def test_what_might_be_chance_stays_apart() -> None:
    round_one = [
        document(1, "courier", "The flood drove 1,200 people from their homes."),
        document(2, "zeitung", "Das Hochwasser vertrieb 1.200 Menschen aus ihren Häusern.", language="de"),
    ]
    assert figure_series(round_one) == ()
    small = [
        document(1, "courier", "Some 17 people were hurt."),
        document(2, "zeitung", "17 Menschen wurden verletzt.", language="de"),
    ]
    assert figure_series(small) == ()
    two_fates = [
        document(1, "courier", "The quake killed 1,212 people in the province, officials said."),
        document(2, "zeitung", "Bei dem Beben wurden 1.212 Menschen verletzt, sagte ein Sprecher.", language="de"),
    ]
    assert figure_series(two_fates) == ()


def test_a_revision_tells_when_it_was_made() -> None:
    early = document(1, "tide", "The protection service counted 41 damaged houses on Terceira.")
    revised = replace(early, revision=2, revised_at=START + timedelta(hours=6))
    later = document(2, "dispatch", "The protection service counted 27 damaged houses on Terceira.", hours=4)
    (one,) = figure_series([revised, later])
    assert [int(entry.figure.value) for entry in one.entries] == [27, 41]
    assert one.entries[-1].at == START + timedelta(hours=6)


def test_what_had_been_counted_is_no_statement_where_a_newer_count_follows() -> None:
    one = document(1, "courier", "The service, which had recorded 27 damaged houses on Terceira, raised that to 41.")
    other = document(2, "tide", "The service on Terceira recorded 27 damaged houses in the morning.")
    assert figure_series([one, other]) == ()
