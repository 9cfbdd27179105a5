"""Why an article's metadata is what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.extracting.facts import facts_of
from octavo.extracting.metadata import metadata_of
from octavo.extracting.pages import parse_page

if TYPE_CHECKING:
    from octavo.extracting.provenance import Provenance
    from octavo.model.fetches import FetchedPage


def provenance_of(page: FetchedPage) -> tuple[Provenance, ...]:
    """What each field of a page's metadata holds and where on the page it was found; empty for an empty page.

    A published time is told as the page writes it, in its own zone.
    """
    root = parse_page(page)
    if root is None:
        return ()
    return metadata_of(facts_of(root), root, url=page.final_url, now=page.at).sources
