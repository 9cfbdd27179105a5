"""Statements in the articles of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo import explaining

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from octavo.model.ids import ArticleId
    from octavo.model.listing import Row
    from octavo.model.statements import Statement
    from octavo.ports import Store


def stated_in(
    store: Store, rows: Sequence[Row], fits: Callable[[Statement], bool], *, most: int
) -> Mapping[ArticleId, tuple[Statement, ...]]:
    """The first so many fitting statements of each article; of one that was not read in its present revision none."""
    revisions = {row.article: row.revision for row in rows}
    found: dict[ArticleId, tuple[Statement, ...]] = {}
    for one in store.explained(list(revisions)):
        insights = explaining.read_article_insights(one.insights) if one.revision == revisions[one.article] else None
        fitting = [said for said in insights.statements if fits(said)] if insights else []
        found[one.article] = tuple(fitting[:most])
    return found
