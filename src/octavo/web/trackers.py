"""Trackers: questions that somebody keeps an eye on, and the answers they had."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from octavo.model.trackers import TrackerId
from octavo.web.charts import chart_of
from octavo.web.visiting import Here, Id  # noqa: TC001 (FastAPI reads the annotations)

router = APIRouter()


@router.get("/trackers")
def trackers(here: Here) -> Response:
    """All that the person keeps an eye on, what changed first."""
    return here.page("trackers.html", trackers=here.paper.trackers.list())


@router.post("/trackers")
def track(here: Here, q: Annotated[str, Form()] = "") -> Response:
    """Keep an eye on a question."""
    made = here.paper.trackers.add(q)
    return RedirectResponse(f"/trackers/{made.id}", 303)


@router.get("/trackers/{tracker}")
def tracker(here: Here, tracker: Id) -> Response:
    """One question with the answers it had."""
    page = here.paper.trackers.page(TrackerId(tracker))
    cited = {claim.citations[0].article for one in page.answers for claim in one.answer.claims}
    names = {row.article: row.credit for row in here.paper.articles.rows(sorted(cited))}
    return here.page(
        "tracker.html",
        tracker=page.tracker,
        answered=page.answers,
        names=names,
        chart=page.series and chart_of(page.series, here.now),
    )


@router.post("/trackers/{tracker}/remove")
def remove(here: Here, tracker: Id) -> Response:
    """Keep an eye on it no more."""
    here.paper.trackers.remove(TrackerId(tracker))
    return here.done("/trackers", "untracked")
