"""A library with a story told by two papers, and a language model that says what it is told."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.contract.making import add_source, draft, paragraphs, save

from octavo.model.listing import Row
from octavo.model.stories import Coverage, Placement, Story
from octavo.model.writing import ModelTerms
from octavo.newsroom import Newsroom, Resources
from octavo.testing import FixedClock, MemorySearchIndex, MemoryStore, PlainCredentials, ScriptedFetcher
from octavo.testing.language_model import ScriptedLanguageModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.articles import Article
    from octavo.model.ids import StoryId
    from octavo.ports import LanguageModel

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
FERRY = (
    "The ferry Aurora sank off Quay Point on Tuesday.",
    "All 42 passengers were saved, the harbour master Ines Duarte said.",
)
INQUIRY = (
    "An inquiry into the loss of the Aurora begins on Friday.",
    "The owner, Northern Lines, said it would help.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    store: MemoryStore
    clock: FixedClock
    paper: Newsroom
    ferry: Article
    inquiry: Article

    @property
    def story(self) -> Story:
        return story_of(self.ferry, self.inquiry)


def press(
    model: LanguageModel | None, *, terms: ModelTerms | None = None, more: Sequence[str] = (), name: str = "reader"
) -> Press:
    """Two articles, the second with some sentences more."""
    store, clock = MemoryStore(), FixedClock(NOW)
    me = store.ensure_owner(name, NOW)
    resources = Resources(
        store=store,
        fetcher=ScriptedFetcher(at=NOW),
        index=MemorySearchIndex(),
        clock=clock,
        credentials=PlainCredentials(),
        language_model=model,
        model_terms=terms or ModelTerms(),
    )
    tide, post = add_source(store), add_source(store, "post")
    for source in (tide, post):
        store.subscribe(me.id, source.id, NOW)
    ferry = save(store, tide, draft("ferry", blocks=paragraphs(" ".join(FERRY)), title="Ferry sinks"))
    inquiry = save(store, post, draft("inquiry", blocks=paragraphs(" ".join(INQUIRY), *more), title="Inquiry"))
    return Press(store=store, clock=clock, paper=Newsroom(resources, me), ferry=ferry, inquiry=inquiry)


def story_of(*articles: Article) -> Story:
    coverage = tuple(
        Coverage(
            row=Row(
                article=one.id,
                source=one.source,
                source_title="",
                title=one.title,
                excerpt="",
                sort_at=one.sort_at,
                first_seen_at=one.first_seen_at,
            ),
            placement=Placement(article=one.id, story=_STORY, at=NOW, outlet=f"paper {one.id}", reason=""),
        )
        for one in articles
    )
    return Story(
        id=_STORY,
        headline="Ferry sinks",
        lead=articles[0].id,
        first=articles[0].id,
        articles=coverage,
        outlets=len(articles),
        opened_at=NOW,
        peaked_at=NOW,
        updated_at=NOW + timedelta(hours=1),
    )


_STORY: StoryId = 1  # type: ignore[assignment]  # any number does


def said(*sentences: tuple[str, Sequence[str]], found: bool = True) -> str:
    """An answer in the form that is asked for."""
    return json.dumps(
        {"found": found, "sentences": [{"text": text, "cites": list(cites)} for text, cites in sentences]}
    )


def lines_of(data: str) -> dict[str, str]:
    """The numbered lines of what a model was sent."""
    return dict(re.findall(r"^\[(s\d+)\] (.*)$", data, re.MULTILINE))


def honest() -> ScriptedLanguageModel:
    """A model that repeats the first two lines."""
    return ScriptedLanguageModel(said((FERRY[0], ["s1"]), (FERRY[1], ["s2"])))
