"""The language model at the web door: what it is and sends where, its switch, and what it writes when it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from octavo.model.errors import InvalidInput
from octavo.model.ids import ArticleId, SourceId, StoryId
from octavo.web.visiting import BIGGEST_ID, Here, Id, Visitor
from octavo.wording import DROPPED, WITHHELD

if TYPE_CHECKING:
    from octavo.model.writing import Written

router = APIRouter()
LONGEST_TERM = 200


@router.get("/model")
def status(here: Here) -> Response:
    """Which model is used, what is sent where, and what it used today."""
    return here.page("model.html", model=here.paper.writing.status())


@router.post("/model/switch")
def switch(here: Here, on: Annotated[bool, Form()] = False) -> Response:  # noqa: FBT002 - a form's field
    """Use the model for this person, or not."""
    here.paper.writing.switch(on=on)
    return _switched(here, on=on)


@router.post("/model/source")
def switch_source(
    here: Here,
    source: Annotated[int, Form(ge=1, le=BIGGEST_ID)],
    on: Annotated[bool, Form()] = False,  # noqa: FBT002 - a form's field
) -> Response:
    """Let the articles of a source be sent to the model, or never."""
    here.paper.writing.switch_source(SourceId(source), on=on)
    return _switched(here, on=on)


@router.post("/article/{article}/written")
def of_article(here: Here, article: Id) -> Response:
    """Let the model write the key points of an article."""
    found = here.paper.articles.article(ArticleId(article))
    return _page(here, here.paper.writing.key_points(found), title=found.title, back=f"/article/{article}")


@router.post("/article/{article}/explain")
def explain(here: Here, article: Id, term: Annotated[str, Form()] = "") -> Response:
    """Let the model say who or what some words of an article name."""
    words = " ".join(term.split())[:LONGEST_TERM]
    if not words:
        raise InvalidInput("Select the name or term in the article that is to be explained.")
    return _page(here, here.paper.writing.explain(words), title=words, back=f"/article/{article}")


@router.post("/story/{story}/written")
def of_story(here: Here, story: Id) -> Response:
    """Let the model write the key points of a story."""
    found = here.paper.stories.story(StoryId(story))
    return _page(here, here.paper.writing.key_points(found), title=found.headline, back=f"/story/{found.id}")


def _page(here: Visitor, written: Written, *, title: str, back: str) -> Response:
    """What came of it. What a model got wrong is told, and never makes a page that is not there."""
    sentence = None
    if not written.claims:
        sentence = written.problem or (WITHHELD[written.withheld] if written.withheld else "Nothing came of it.")
    cited = [citation.article for claim in written.claims for citation in claim.citations]
    names = {row.article: row.credit for row in here.paper.articles.rows(tuple(dict.fromkeys(cited)))}
    return here.page(
        "written.html", written=written, sentence=sentence, title=title, back=back, names=names, why=DROPPED
    )


def _switched(here: Visitor, *, on: bool) -> Response:
    response = RedirectResponse("/model", 303)
    here.note(response, "model-on" if on else "model-off")
    return response
