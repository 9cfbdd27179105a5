"""All insights of an article, and of a story."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.explaining.agreement import agreement_of
from octavo.explaining.figures import figure_series, figures_in, has_figure_grammar
from octavo.explaining.keypoints import key_points, story_key_points
from octavo.explaining.names import is_one_line, name_key, names_in
from octavo.explaining.statements import has_quote_grammar, speakers_of, statements_in
from octavo.explaining.timeline import timeline_of
from octavo.kit.garbage import uncollected
from octavo.kit.text import fold
from octavo.model.findings import ArticleInsights, StoryInsights
from octavo.model.names import NameKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from octavo.explaining.documents import Document
    from octavo.model.ids import ArticleId
    from octavo.model.names import Name
    from octavo.model.statements import Speaker, Statement

# So many articles of a story are read: the first and the last ones, where it has more.
MOST_DOCUMENTS = 60
_MOST_STATEMENTS, _MOST_FIGURES, _MOST_SPEAKERS, _MOST_PLACES = 200, 200, 40, 24
_MOST_MENTIONS = 3


@uncollected()
def article_insights(document: Document) -> ArticleInsights:
    """Everything that rules find in one article."""
    return ArticleInsights(
        article=document.article,
        revision=document.revision,
        key_points=key_points(document),
        statements=statements_in(document)[:_MOST_STATEMENTS],
        figures=figures_in(document)[:_MOST_FIGURES],
        names=tuple(_shortened(name) for name in names_in(document)),
        unread=tuple(_unread(document)),
    )


@uncollected()
def story_insights(
    documents: Sequence[Document],
    *,
    copies: Collection[ArticleId] = (),
    found: Mapping[ArticleId, ArticleInsights] | None = None,
) -> StoryInsights:
    """Everything that rules find over the articles of a story, oldest first; ``copies`` are no sources of their own.

    ``found`` are insights of these articles as ``article_insights`` gave them; what they hold of the revision at hand
    is not looked for again.
    """
    own = [document for document in documents if document.article not in copies]
    read = [_statements_and_names(document, (found or {}).get(document.article)) for document in own]
    statements = [one for said, _ in read for one in said if one.is_certain]
    series = figure_series(documents, copies=copies)
    return StoryInsights(
        key_points=story_key_points(documents, copies=copies),
        speakers=tuple(_each_once(speaker) for speaker in speakers_of(statements)[:_MOST_SPEAKERS]),
        series=series,
        timeline=timeline_of(documents, copies=copies),
        agreement=agreement_of(documents, copies=copies, series=series),
        places=_places(name for _, names in read for name in names),
    )


def _statements_and_names(
    document: Document, found: ArticleInsights | None
) -> tuple[tuple[Statement, ...], tuple[Name, ...]]:
    if found is not None and found.revision == document.revision:
        return found.statements, found.names
    return statements_in(document)[:_MOST_STATEMENTS], names_in(document)


def _unread(document: Document) -> Iterator[str]:
    if not has_quote_grammar(document.main_language):
        yield "quotations"
    if not has_figure_grammar(document.main_language):
        yield "figures"


def _each_once(speaker: Speaker) -> Speaker:
    """A speaker with each of their statements as it was told first."""
    statements = {fold(one.words): one for one in reversed(speaker.statements)}
    return replace(speaker, statements=tuple(reversed(statements.values())))


def _shortened(name: Name) -> Name:
    if len(name.citations) <= _MOST_MENTIONS:
        return name
    return replace(name, citations=name.citations[:_MOST_MENTIONS])


def _places(names: Iterable[Name]) -> tuple[Name, ...]:
    """Each place that certainly is on the map once, those that most articles name first.

    What reads the same and is the same to a reader is one.
    """
    known: dict[str, Name] = {}
    articles: Counter[str] = Counter()
    for name in names:
        if name.kind is NameKind.PLACE and name.place is not None and name.is_certain:
            known.setdefault(name.place.id, _shortened(name))
            articles[name.place.id] += 1
    lines: dict[str, Name] = {}
    for place, number in articles.most_common():
        line = next((one for one, shown in lines.items() if is_one_line(shown, known[place])), place)
        lines.setdefault(line, known[place])
        if line != place:
            articles[line] += number
    order = sorted(lines, key=lambda place: (-articles[place], name_key(lines[place].name)))
    return tuple(lines[place] for place in order[:_MOST_PLACES])
