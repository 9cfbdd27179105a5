"""Subjects: what the news is about, a page for each, and what the reader wants of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response  # noqa: TC002 (FastAPI reads the annotations)

from octavo.model.errors import NotFound
from octavo.model.subjects import Stance, SubjectKind
from octavo.web.links import anchored, local_path, read_cursor, subject_address, write_cursor
from octavo.web.lists import ROWS, After, days_of
from octavo.web.visiting import Here, of_one_moment

router = APIRouter()
MOST_OF_A_KIND = 40


@router.get("/topics")
@of_one_moment
def topics(here: Here) -> Response:
    """What most articles of the last two weeks are about, kind by kind, and what the reader wants of it."""
    kinds = [(kind, here.paper.subjects.common(kind, limit=MOST_OF_A_KIND)) for kind in SubjectKind]
    return here.page(
        "topics.html", kinds=kinds, interests=here.paper.subjects.interests(), searches=here.paper.searches.list()
    )


@router.get("/topics/{kind}/{key:path}")
@of_one_moment
def subject(here: Here, kind: str, key: str, after: After = None) -> Response:
    """The articles about a subject."""
    cursor = read_cursor(after)
    page = here.paper.subjects.page(subject_kind(kind), key, after=cursor, limit=ROWS)
    address = subject_address(page.subject)
    following = page.listing.next
    return here.page(
        "subject.html",
        subject=page.subject,
        stance=page.stance,
        said=page.said,
        address=address,
        days=days_of(page.listing, here.now),
        first=cursor is None,
        older=f"{address}?after={write_cursor(following)}" if following else None,
    )


@router.post("/topics/{kind}/{key:path}")
def set_stance(
    here: Here, kind: str, key: str, stance: Annotated[str, Form()] = "", to: Annotated[str, Form(alias="next")] = ""
) -> Response:
    """Follow a subject, ask for less of it, mute it, or forget it."""
    wanted = next((one for one in Stance if one == stance), None)
    found = here.paper.subjects.set_stance(subject_kind(kind), key, wanted)
    return here.done(anchored(local_path(to, subject_address(found)), "wanted"), f"subject-{wanted or 'forget'}")


def subject_kind(text: str) -> SubjectKind:
    """The kind that an address names.

    Raises:
        NotFound: there is none such.
    """
    kind = next((one for one in SubjectKind if one == text), None)
    if kind is None:
        raise NotFound("There is no such kind of subject. The list of topics shows what there is.")
    return kind
