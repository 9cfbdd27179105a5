"""All insights of an article, and of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.figures import figures_in, has_figure_grammar
from octavo.explaining.statements import has_quote_grammar, speakers_of, statements_in
from octavo.explaining.timeline import timeline_of
from octavo.model.findings import ArticleInsights, StoryInsights

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from octavo.explaining.documents import Document
    from octavo.model.ids import ArticleId

# So many articles of a story are read: the first and the last ones, where it has more.
MOST_DOCUMENTS = 60
_MOST_STATEMENTS, _MOST_FIGURES = 200, 200


def article_insights(document: Document) -> ArticleInsights:
    """Everything that rules find in one article."""
    return ArticleInsights(
        article=document.article,
        revision=document.revision,
        statements=statements_in(document)[:_MOST_STATEMENTS],
        figures=figures_in(document)[:_MOST_FIGURES],
        unread=tuple(_unread(document)),
    )


def story_insights(documents: Sequence[Document], *, copies: Collection[ArticleId] = ()) -> StoryInsights:
    """Everything that rules find over the articles of a story, oldest first; ``copies`` are no sources of their own."""
    own = [document for document in documents if document.article not in copies]
    statements = [statement for document in own for statement in statements_in(document)]
    return StoryInsights(
        speakers=speakers_of(statements),
        timeline=timeline_of(documents, copies=copies),
    )


def _unread(document: Document) -> Iterator[str]:
    if not has_quote_grammar(document.main_language):
        yield "quotations"
    if not has_figure_grammar(document.main_language):
        yield "figures"
