"""The discussion: conversations with pages of their own, what readers do in them, and feeds of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from pydantic import BaseModel, Field, field_validator
from starlette.responses import JSONResponse, RedirectResponse, Response

from octavo.model.discussion import CommentId, Guests, Order, ReportKind
from octavo.model.errors import InvalidInput, NotAllowed, NotFound
from octavo.model.ids import ArticleId, StoryId, UserId
from octavo.web.feeds import Entry, Feed, answered, reader
from octavo.web.links import anchored, local_path
from octavo.web.visiting import BIGGEST_ID, YEAR, Door, Here, Id, door_of, draw, is_prefetch, visitor_of, wants_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.discussion import Comment, Shown, Talk
    from octavo.newsroom.discussing import DiscussionDesk
    from octavo.web.visiting import Visitor

router = APIRouter()
GUEST_COOKIE = "octavo-guest"

Text = Annotated[str, Form()]
Numbered = Annotated[int | None, Field(ge=1, le=BIGGEST_ID)]
Next = Annotated[str | None, Form(alias="next")]
Sorted = Annotated[Order | None, Query()]
Page = Annotated[int, Query(ge=1, le=10_000)]


class Kind(StrEnum):
    """What a conversation is about."""

    ARTICLE = "article"
    STORY = "story"


class Act(StrEnum):
    """What somebody is about to do with a comment, where no script does it in place."""

    REPLY = "reply"
    QUOTE = "quote"
    EDIT = "edit"
    REPORT = "report"


class Said(BaseModel):
    """The form in which people write: on an article, a story, or in reply to a comment."""

    body: str = ""
    key: str = ""
    quote: str = ""
    name: str = ""
    article: Numbered = None
    story: Numbered = None
    parent: Numbered = None
    to: str | None = Field(default=None, alias="next")

    @field_validator("article", "story", "parent", mode="before")
    @classmethod
    def _or_none(cls, value: object) -> object:
        return value or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who reads and speaks: a person with an account, or a guest where the house rules let them in."""

    request: Request
    door: Door
    desk: DiscussionDesk
    visitor: Visitor | None
    guest: str | None = None

    def page(self, template: str, *, status: int = 200, **context: Any) -> Response:  # noqa: ANN401 (what a template needs)
        """A page for whoever it is; a guest's browser gets something to be known by."""
        if self.visitor is not None:
            return self.visitor.page(template, status=status, **context)
        response = draw(self.door, self.request, template, status=status, **context)
        if self.guest is None and self.desk.rules().guests is Guests.WRITE:
            self.door.remember(response, GUEST_COOKIE, self.desk.new_key(), YEAR)
        return response

    def back(self, to: str | None, fallback: str, anchor: str) -> Response:
        """Back to where a form stood; a script is only told that it was done."""
        if not wants_page(self.request):
            return Response(status_code=204)
        return RedirectResponse(anchored(local_path(to, fallback), anchor), 303)


def speaker(request: Request) -> Speaker:
    """Who sent the request.

    Raises:
        HTTPException: 401, nobody we know, and guests are not let in.
    """
    door, visitor = door_of(request), visitor_of(request)
    if visitor is not None:
        return Speaker(request=request, door=door, desk=visitor.paper.discussion, visitor=visitor)
    guest = request.cookies.get(GUEST_COOKIE)
    desk = door.paper.discussion.as_guest(guest)
    rules = desk.rules()
    if rules.guests is Guests.NO or not rules.enabled:
        raise HTTPException(401, "Sign in first.")
    return Speaker(request=request, door=door, desk=desk, visitor=None, guest=guest)


Anyone = Annotated[Speaker, Depends(speaker)]


def talk_on(here: Visitor, *, article: ArticleId | None = None, story: StoryId | None = None) -> Talk:
    """The conversation for the page of an article or story."""
    desk, visiting = here.paper.discussion, not is_prefetch(here.request)
    if article is not None:
        return desk.on_article(article, visiting=visiting)
    if story is None:
        raise NotFound("There is no such conversation.")
    return desk.on_story(story, visiting=visiting)


@router.get("/discussion")
def mine(here: Here) -> Response:
    """News in what one follows, and what became of what one said."""
    heard = here.paper.discussion.mine()
    return here.page("discussions.html", heard=heard)


@router.get("/settings/discussion")
def wishes(here: Here) -> Response:
    """Whether a person wants any discussion, and whom they muted."""
    return here.page("settings_discussion.html", heard=here.paper.discussion.mine(), part="discussion")


@router.get("/discussion/{kind}/{number}")
def conversation(
    here: Anyone, kind: Kind, number: Id, order: Sorted = None, page: Page = 1, quote: str = ""
) -> Response:
    """A conversation on a page of its own."""
    visiting = not is_prefetch(here.request)
    if kind is Kind.ARTICLE:
        talk = here.desk.on_article(ArticleId(number), order=order, page=page, visiting=visiting)
    else:
        talk = here.desk.on_story(StoryId(number), order=order, page=page, visiting=visiting)
        if talk.story != number:
            return RedirectResponse(f"/discussion/story/{talk.story}", 301)
    title = here.desk.title(article=talk.article, story=talk.story)
    return here.page("discussion.html", talk=talk, title=title, quote=quote[:1_000])


@router.get("/discussion/article/{article}/sentences")
def sentences(here: Anyone, article: Id) -> Response:
    """The sentences of an article, for choosing one to talk about."""
    number = ArticleId(article)
    title = here.desk.title(article=number)
    return here.page("sentences.html", article=number, title=title, sentences=here.desk.sentences(number))


@router.get("/discussion/{kind}/{number}/feed")
def feed(request: Request, kind: Kind, number: Id, key: str = "") -> Response:
    """A conversation as an Atom feed (RFC 4287), for whoever is signed in, has a key, or is let in as a guest."""
    desk = reader(request, key).paper.discussion if key else speaker(request).desk
    article, story = (ArticleId(number), None) if kind is Kind.ARTICLE else (None, StoryId(number))
    title = desk.title(article=article, story=story)
    said = desk.latest(article=article, story=story)
    return _fed(request, said, Feed(title=f"Discussion: {title}", path=f"/discussion/{kind}/{number}"))


@router.get("/comment/{comment}/feed")
def thread_feed(request: Request, comment: Id, key: str = "") -> Response:
    """The thread that a comment stands in as an Atom feed, for the same."""
    desk = reader(request, key).paper.discussion if key else speaker(request).desk
    found = desk.comment(CommentId(comment))
    title = f"{found.name} on “{desk.title(article=found.article)}”"
    said = desk.latest(article=found.article, root=found.root)
    return _fed(request, said, Feed(title=title, path=f"/comment/{found.root}"))


def _fed(request: Request, said: Sequence[Shown], bare: Feed) -> Response:
    entries = tuple(
        Entry(
            path=f"/comment/{one.comment.id}",
            title=f"{one.comment.name} on “{one.about.title}”" if one.about else one.comment.name,
            updated=one.comment.edited_at or one.comment.at,
            published=one.comment.at,
            author=one.comment.name,
            html=str(one.html),
        )
        for one in said
    )
    return answered(request, replace(bare, entries=entries))


@router.post("/discussion/say")
def say(here: Anyone, form: Annotated[Said, Form()]) -> Response:
    """Say something. What was written comes back with a sentence where it cannot be taken."""
    try:
        said = here.desk.say(
            form.body,
            key=form.key,
            article=ArticleId(form.article) if form.article else None,
            story=StoryId(form.story) if form.story else None,
            parent=CommentId(form.parent) if form.parent else None,
            quote=form.quote,
            name=form.name,
        )
    except (InvalidInput, NotAllowed) as error:
        if not wants_page(here.request):
            raise
        status = 400 if isinstance(error, InvalidInput) else 403
        return here.page("say_again.html", status=status, sentence=str(error), form=form)
    return _done(here, said, form.to)


@router.get("/comment/{comment}")
def thread(here: Anyone, comment: Id, act: Act | None = None) -> Response:
    """The thread that a comment stands in, with what can be done about the comment."""
    number = CommentId(comment)
    found, talk = here.desk.comment(number), here.desk.thread(number)
    versions: tuple[object, ...] = ()
    if talk.is_moderator:
        versions, _ = here.desk.moderation.history(number)
    title = here.desk.title(article=found.article)
    words = here.desk.quote(number) if act is Act.QUOTE else found.body if act is Act.EDIT else ""
    return here.page(
        "comment.html",
        talk=talk,
        one=found,
        title=title,
        act=act,
        words=words,
        may_change=here.desk.may_change(found),
        is_muted=_is_muted(talk.threads, number),
        reports=tuple(ReportKind),
        versions=versions,
    )


@router.post("/comment/{comment}/edit")
def edit(here: Anyone, comment: Id, body: Text = "", to: Next = None) -> Response:
    """Change what one said."""
    return _done(here, here.desk.edit(CommentId(comment), body), to)


@router.post("/comment/{comment}/delete")
def delete(here: Anyone, comment: Id, to: Next = None) -> Response:
    """Take back what one said."""
    found = here.desk.comment(CommentId(comment))
    here.desk.delete(found.id)
    return here.back(to, f"/discussion/article/{found.article}", "discussion")


@router.post("/comment/{comment}/react")
def react(here: Here, comment: Id, kind: Text = "", to: Next = None) -> Response:
    """Make something of what somebody said."""
    here.paper.discussion.react(CommentId(comment), kind)
    return _reacted(here, comment, to)


@router.post("/comment/{comment}/unreact")
def unreact(here: Here, comment: Id, kind: Text = "", to: Next = None) -> Response:
    """Make it no more."""
    here.paper.discussion.react(CommentId(comment), kind, on=False)
    return _reacted(here, comment, to)


@router.post("/comment/{comment}/report")
def report(here: Here, comment: Id, kind: Annotated[ReportKind, Form()], note: Text = "", to: Next = None) -> Response:
    """Ask the moderators to look at a comment."""
    here.paper.discussion.report(CommentId(comment), kind, note)
    return here.done(_at_comment(comment, to), "reported")


@router.post("/comment/{comment}/mute")
def mute(here: Here, comment: Id, to: Next = None) -> Response:
    """Fold up whatever the author of a comment says."""
    here.paper.discussion.mute(CommentId(comment))
    return here.done(_at_comment(comment, to), "muted")


@router.post("/discussion/unmute")
def unmute(here: Here, person: Annotated[int, Form(ge=1, le=BIGGEST_ID)], to: Next = None) -> Response:
    """Hear somebody again."""
    here.paper.discussion.unmute(UserId(person))
    return here.done(local_path(to, "/settings/discussion"), "unmuted")


@router.post("/discussion/{kind}/{number}/follow")
def follow(here: Here, kind: Kind, number: Id, on: Annotated[bool, Form()] = True, to: Next = None) -> Response:  # noqa: FBT002 - a form's field
    """Follow a conversation, or no more."""
    desk = here.paper.discussion
    if kind is Kind.ARTICLE:
        desk.follow(article=ArticleId(number), on=on)
    else:
        desk.follow(story=StoryId(number), on=on)
    return RedirectResponse(anchored(local_path(to, f"/discussion/{kind}/{number}"), "discussion"), 303)


@router.post("/discussion/hide")
def hide(here: Here, on: Annotated[bool, Form()] = True, to: Next = None) -> Response:  # noqa: FBT002 - a form's field
    """Show no discussion anywhere, or again."""
    here.paper.discussion.hide(on=on)
    back = anchored(local_path(to, "/discussion"), "discussion") if to else "/settings/discussion"
    return RedirectResponse(back, 303)


@router.post("/discussion/sort")
def sort(here: Here, order: Annotated[Order, Form()], to: Next = None) -> Response:
    """Show threads in this order from now on."""
    here.paper.discussion.sort(order)
    return RedirectResponse(anchored(local_path(to, "/discussion"), "discussion"), 303)


def _is_muted(threads: Sequence[Shown], comment: CommentId) -> bool:
    return any(one.is_muted if one.comment.id == comment else _is_muted(one.replies, comment) for one in threads)


def _reacted(here: Visitor, comment: int, to: str | None) -> Response:
    if not wants_page(here.request):
        return Response(status_code=204)
    return RedirectResponse(_at_comment(comment, to), 303)


def _at_comment(comment: int, to: str | None) -> str:
    return anchored(local_path(to, f"/comment/{comment}"), f"comment-{comment}")


def _done(here: Speaker, said: Comment, to: str | None) -> Response:
    if not wants_page(here.request):
        return JSONResponse({"comment": said.id, "state": said.state, "reason": said.reason})
    return RedirectResponse(_at_comment(said.id, to), 303)
