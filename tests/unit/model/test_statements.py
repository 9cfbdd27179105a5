"""To whom a statement is attributed, wherever it is shown."""

from __future__ import annotations

import pytest

from octavo.model.ids import ArticleId
from octavo.model.insights import Citation
from octavo.model.statements import Statement

SAID = Citation(article=ArticleId(1), revision=1, block=0, start=0, end=17, quote="The ferry is late")


def statement(speaker: str | None, name: str | None = None, *, is_certain: bool = True) -> Statement:
    text = SAID.quote
    return Statement(text=text, citations=(SAID,), said=SAID, speaker=speaker, name=name, is_certain=is_certain)


@pytest.mark.parametrize(
    ("speaker", "name", "told"),
    [
        ("Brandt", "Ada Brandt", "Ada Brandt"),
        ("he", "Ada Brandt", "Ada Brandt"),
        ("the ministry", None, "the ministry"),
        ("He", None, None),
        ("a-t-elle", None, None),
        ("We’re", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_pronoun_that_leads_to_no_name_is_nobody(speaker: str | None, name: str | None, told: str | None) -> None:
    assert statement(speaker, name).attributed_to == told


def test_a_guess_is_attributed_to_nobody() -> None:
    assert statement("Brandt", "Ada Brandt", is_certain=False).attributed_to is None
