"""What a desk cannot do without, or the sentence that says it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.model.errors import NotFound

if TYPE_CHECKING:
    from octavo.model.articles import Article
    from octavo.model.ids import ArticleId
    from octavo.ports import Store


def required_article(store: Store, article: ArticleId) -> Article:
    """One article in its latest revision.

    Raises:
        NotFound: there is no such article.
    """
    found = store.article(article)
    if found is None:
        raise NotFound(f"There is no article {article}.", one_of="articles")
    return found
