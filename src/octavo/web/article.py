"""One article: its reading page, its older versions, and the way to the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId
from octavo.model.subjects import SubjectKind
from octavo.web.discussion import talk_on
from octavo.web.insights import article_view
from octavo.web.links import web_link
from octavo.web.visiting import Here, Id, is_prefetch, of_one_moment

if TYPE_CHECKING:
    from octavo.model.subjects import Subject

router = APIRouter()


@router.get("/article/{article}")
@of_one_moment
def read(here: Here, article: Id) -> Response:
    """The reading page. Opening it marks the article as read, unless its reader wants it otherwise or looks ahead."""
    desk = here.paper.articles
    number = ArticleId(article)
    opens = here.user.preferences.read_on_open and not is_prefetch(here.request)
    page = desk.opened(number) if opens else desk.page(number)
    insights, subjects = here.paper.insights.beside(page.article)
    view = article_view(insights, page.article.blocks)
    stopped = desk.place(number)
    return here.page(
        "article.html",
        page=page,
        article=page.article,
        story=here.paper.stories.of_article(number),
        view=view,
        stopped=(stopped, view.sentences.at(stopped.block, stopped.start)) if stopped else None,
        notes=here.paper.notes.on_article(page.article, page.revisions),
        deleted=here.paper.notes.lately_deleted(number),
        may_write=here.paper.writing.may_send(number),
        subjects=_about(subjects),
        talk=talk_on(here, article=number),
    )


@router.get("/article/{article}/revisions/{number}")
def revision(here: Here, article: Id, number: Id) -> Response:
    """The article as it once stood."""
    page = here.paper.articles.page(ArticleId(article))
    found = next((r for r in page.revisions if r.number == number), None)
    if found is None:
        raise NotFound(f"This article has no version {number}. Its page shows the versions it has.")
    notes = here.paper.notes.on_revision(found)
    return here.page("revision.html", page=page, article=page.article, revision=found, notes=notes)


@router.get("/article/{article}/changes/{number}")
def changes(here: Here, article: Id, number: Id) -> Response:
    """What a version changed in the one before it."""
    page = here.paper.articles.page(ArticleId(article))
    comparison = here.paper.articles.comparison(ArticleId(article), number)
    revision = next(r for r in page.revisions if r.number == number)
    return here.page("changes.html", page=page, article=page.article, comparison=comparison, revision=revision)


@router.get("/article/{article}/copy")
def copied(here: Here, article: Id) -> Response:
    """What an article changed in the one whose text it is."""
    return here.page("copy.html", page=here.paper.articles.copy(ArticleId(article)))


@router.get("/article/{article}/original")
def original(here: Here, article: Id) -> Response:
    """To the article at its publisher."""
    url = web_link(here.paper.articles.article(ArticleId(article)).url)
    if url is None:
        raise NotFound("This article has no address of its own: it came from a captured page.")
    return RedirectResponse(url, 303, headers={"Referrer-Policy": "no-referrer"})


def _about(subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """What an article is about, without those who only speak in it: they stand with what they say."""
    return tuple(one for one in subjects if one.kind is not SubjectKind.SPEAKER)
