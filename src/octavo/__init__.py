"""Octavo: a self-hosted newspaper made of other newspapers.

>>> import octavo
>>> with octavo.open("news.db") as paper:  # doctest: +SKIP
...     paper.sources.follow("https://example.org/feed.xml")
...     paper.refresh()
...     for row in paper.articles.listing().rows:
...         print(row.title)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from octavo.model.articles import Draft
    from octavo.newsroom import Newsroom

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "open"]


def open(library: str | os.PathLike[str] | None = None, **settings: object) -> Newsroom:  # noqa: A001 - read as octavo.open
    """Open a library, made when it is new, and return its newsroom; close it, or use it in a ``with`` statement.

    ``library`` is a file name or the address of a PostgreSQL database; without it the one that the command line uses
    is opened. ``settings`` are those of :mod:`octavo.settings`, for example ``allow_private_networks=True``.

    Raises:
        octavo.model.errors.InvalidInput: a setting does not fit.
        octavo.model.errors.StoreUnavailable: the library cannot be opened.
    """
    # Late, so that importing a part of Octavo does not load all of it.
    from octavo.settings import read_settings
    from octavo.wiring import open_newsroom

    given = {**settings, "database": str(library)} if library is not None else settings
    return open_newsroom(read_settings(given))


def extract(html: str | bytes, *, url: str | None = None, rules: Iterable[str | os.PathLike[str]] = ()) -> Draft:
    """The article on a page given as its HTML, as typed blocks with what the page says about it; keeps nothing.

    ``url`` is where the page came from, for its links and its site; ``rules`` are files of publisher rules to follow,
    whatever the site.

    Raises:
        octavo.model.errors.NoArticle: there is no article on it.
        octavo.model.errors.InvalidInput: something is wrong with the rules.
    """
    from octavo.wiring import extract_html, rules_at

    return extract_html(html, url=url, rules=[rules_at(Path(file)) for file in rules])
