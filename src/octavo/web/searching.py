"""Searching: what a query finds, how it spreads, and searches that a reader keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse, Response

from octavo.model.queries import LONGEST_QUERY, Field, asked_by, quoted
from octavo.model.search import SearchId, Sort
from octavo.model.subjects import Stance
from octavo.web.links import anchored, local_path
from octavo.web.spread import spread_of
from octavo.web.visiting import Here, Id, Visitor, is_prefetch, of_one_moment

if TYPE_CHECKING:
    from octavo.model.search import SavedSearch, SearchPage

router = APIRouter()
FOUND = 20
FARTHEST = 10_000

Start = Annotated[int, Query(alias="from", ge=0, le=FARTHEST)]
Words = Annotated[str, Form()]


@router.get("/search")
@of_one_moment
def search(here: Here, q: str = "", sort: str = "", start: Start = 0) -> Response:
    """What a search finds."""
    text = q.strip()[:LONGEST_QUERY]
    if not text:
        return here.page("search.html", query="", found=None, saved=None, searches=here.paper.searches.list())
    return _found(here, text, _sort(sort), start, saved=here.paper.searches.of_query(text))


@router.get("/searches")
def searches() -> Response:
    """Where kept searches are listed."""
    return RedirectResponse("/search", 303)


@router.post("/searches")
def save(here: Here, q: Words = "", name: Words = "") -> Response:
    """Keep a search."""
    kept = here.paper.searches.save(name, q)
    return here.done(_address(kept), "search-kept")


@router.get("/searches/{search}")
@of_one_moment
def kept(here: Here, search: Id, sort: str = Sort.DATE, start: Start = 0) -> Response:
    """What a kept search finds, new to old unless told otherwise."""
    saved = here.paper.searches.get(SearchId(search))
    response = _found(here, saved.query, _sort(sort), start, saved=saved, named=True)
    if not is_prefetch(here.request):
        here.paper.searches.see(saved.id)
    return response


@router.post("/searches/{search}")
def set_stance(here: Here, search: Id, stance: Words = "", to: Annotated[str, Form(alias="next")] = "") -> Response:
    """Follow what a search finds, ask for less of it, mute it, or forget that."""
    wanted = next((one for one in Stance if one == stance), None)
    found = here.paper.searches.set_stance(SearchId(search), wanted)
    return here.done(anchored(local_path(to, _address(found)), "wanted"), f"subject-{wanted or 'forget'}")


@router.post("/searches/{search}/name")
def rename(here: Here, search: Id, name: Words = "") -> Response:
    """Give a search another name."""
    return here.done(_address(here.paper.searches.rename(SearchId(search), name)), "search-renamed")


@router.post("/searches/{search}/remove")
def remove(here: Here, search: Id) -> Response:
    """Keep a search no more."""
    here.paper.searches.remove(SearchId(search))
    return here.done("/topics", "search-removed")


def _found(
    here: Visitor, text: str, sort: Sort, start: int, *, saved: SavedSearch | None, named: bool = False
) -> Response:
    found = here.paper.search(text, sort=sort, offset=start, limit=FOUND)
    base = (_address(saved), {}) if named and saved else ("/search", {"q": text})
    following = found.next_offset
    more = {"sort": sort} if sort is not (Sort.DATE if named else Sort.RELEVANCE) else {}
    return here.page(
        "search.html",
        query=text,
        found=found,
        saved=saved,
        named=named,
        new=here.paper.searches.counted(saved.id).new if named and saved else 0,
        start=start,
        spread=spread_of(found.days, text) if not start else None,
        by_source=_by_source(found, text) if not start else (),
        sorts=[(one, one is found.sort, _link(*base, {"sort": one})) for one in Sort],
        older=_link(*base, {**more, "from": following}) if following and following <= FARTHEST else None,
    )


def _by_source(found: SearchPage, text: str) -> tuple[tuple[str, int, str], ...]:
    """The sources with most hits, each with the query for it alone; nothing where the query names sources."""
    if any(term.field is Field.SOURCE for term in asked_by(text).terms):
        return ()
    return tuple(
        (title or f"Source {source}", number, f"{text} source:{quoted(title) if title.strip() else source}")
        for source, title, number in found.sources
    )


def _link(path: str, base: dict[str, str], more: dict[str, object]) -> str:
    fields = {**base, **more}
    return f"{path}?{urlencode(fields)}" if fields else path


def _address(saved: SavedSearch) -> str:
    return f"/searches/{saved.id}"


def _sort(text: str) -> Sort:
    return next((one for one in Sort if one == text), Sort.RELEVANCE)
