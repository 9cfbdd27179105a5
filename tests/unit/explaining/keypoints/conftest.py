"""Documents to draw key points from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from octavo.explaining.documents import Document, sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

STORM = """The strongest storm in eleven years crossed Marren on Wednesday and cut off the power of 21,500 homes.
He said that the worst damage was where the roads are narrowest.
The dead man was struck by a falling larch on the Carse road while he tried to clear it.
Thirty-eight schools were closed because of the storm, though most had been expected to shut for the strike.
Photo: Owen Carlisle, for the Elsin Courier
Marren Power expects to restore supply to half of the homes by Thursday morning.
But the forecasters warn of more wind and rain.
The airport at Port Elsin was closed at eleven in the evening and opened again at seven.
The government has placed sixty soldiers at the disposal of the councils to clear roads.
Was it the climate that did all of this?
The warning for the western districts was lowered from red to yellow at nine in the morning.
The Cabinet will consider on Friday whether the fund for natural disasters should be opened."""


def document_of(
    text: str, *, number: int = 1, outlet: str = "courier", language: str = "en", title: str = "",
    at: datetime | None = None,
) -> Document:  # fmt: skip
    """A text as a document, a paragraph a line."""
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in text.splitlines() if line.strip())
    return Document(
        article=ArticleId(number),
        revision=1,
        outlet=outlet,
        title=title,
        blocks=blocks,
        sentences=sentences_of(blocks),
        language=language,
        published_at=at,
    )


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    return document_of


@pytest.fixture(scope="session")
def storm() -> str:
    return STORM
