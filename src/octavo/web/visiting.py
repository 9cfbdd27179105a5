"""Who is at the door: the person of a request, their newsroom, and the pages drawn for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypeVar, cast, overload
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Path, Request
from starlette.responses import HTMLResponse, RedirectResponse

from octavo.kit.zones import zone_of
from octavo.model.preferences import DEFAULT, Theme
from octavo.newsroom.accounts import SESSION_LASTS
from octavo.web.addresses import network_of
from octavo.web.gallery import Gallery
from octavo.web.links import local_path
from octavo.wording import WallClock

if TYPE_CHECKING:
    import threading
    from datetime import datetime

    from anyio import CapacityLimiter
    from starlette.responses import Response

    from octavo.model.following import Folder, FolderId
    from octavo.model.listing import Subscription
    from octavo.model.people import User
    from octavo.model.preferences import ReadingPreferences
    from octavo.newsroom import Newsroom
    from octavo.web.addresses import Networks
    from octavo.web.rendering import Press

THEME_COOKIE = "octavo-theme"
NOTE_COOKIE = "octavo-note"
YEAR = 365 * 24 * 3600
BIGGEST_ID = 2**31 - 1

P = ParamSpec("P")
T = TypeVar("T")

# What a page says once after something was done: a code in a cookie picks the sentence, so nobody can put words here.
NOTES = {
    "read": ("Nothing here was unread.", "1 article is marked as read.", "{n} articles are marked as read."),
    "followed": (
        "You follow this now. Its articles appear here as they come in.",
        "You follow this now. 1 article is announced; it appears here as soon as it is fetched.",
        "You follow this now. {n} articles are announced; they appear here as they are fetched.",
    ),
    "known": ("You follow this already.",) * 3,
    "back": ("You follow it again. It is where it was.",) * 3,
    "arranged": ("Saved.",) * 3,
    "unfolded": ("The folder is gone. Its sources stay.",) * 3,
    "unfollowed": ("You no longer follow it. Its articles and your stars stay.",) * 3,
    "split": ("They are a story of their own now.",) * 3,
    "moved": ("They are in the other story now.",) * 3,
    "merged": ("The two stories are one now.",) * 3,
    "locked": ("This story stays as it is.",) * 3,
    "undone": ("That decision is undone.",) * 3,
    "subject-follow": ("You follow this now. Its stories come into your edition sooner.",) * 3,
    "subject-less": ("You see less of this now.",) * 3,
    "subject-mute": ("This stays out of your edition now.",) * 3,
    "subject-forget": ("It counts like anything else again.",) * 3,
    "story-follow": ("You follow this story now. Its news comes into your edition.",) * 3,
    "story-mute": ("This story stays out of your edition now.",) * 3,
    "story-forget": ("This story counts like any other again.",) * 3,
    "reported": ("Thank you. A moderator looks at it.",) * 3,
    "muted": ("What this person says is folded up for you from now on.",) * 3,
    "unmuted": ("You hear this person again.",) * 3,
    "standing": ("It is so from now on.",) * 3,
    "house": ("The house rules are kept.",) * 3,
    "search-kept": ("This search is saved. You find it under Topics, and may follow it there or here.",) * 3,
    "search-removed": ("This search is no longer saved.",) * 3,
    "search-renamed": ("This search has its new name.",) * 3,
    "untracked": ("You no longer keep an eye on it.",) * 3,
    "mail-kept": ("Saved. Letters go there as you wish.",) * 3,
    "mail-asked": ("Saved. A letter with a link is on its way: nothing else is sent before you use it.",) * 3,
    "mail-forgotten": ("The address is forgotten. Nothing is sent any more.",) * 3,
    "feed-key": ("The addresses below carry the new key. An older one opens nothing any more.",) * 3,
    "feed-key-gone": ("The key is gone. The addresses that carried it open nothing any more.",) * 3,
    "model-on": ("The language model may be asked from now on.",) * 3,
    "model-off": ("Nothing of this is sent to the language model from now on.",) * 3,
    "password": ("Your password is set. You are signed out everywhere else.",) * 3,
    "preferences": ("Saved.",) * 3,
    "session-ended": ("You are signed out there.",) * 3,
    "sessions-ended": ("There was no other session.", "1 other session has ended.", "{n} other sessions have ended."),
    "user-removed": ("The account is removed.",) * 3,
    "brought": ("Nothing new was in this file.", "1 thing was brought in.", "{n} things were brought in."),
}

Id = Annotated[int, Path(ge=1, le=BIGGEST_ID)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What every request needs: the newsroom, the press that prints pages, and how cookies are to be set."""

    paper: Newsroom
    press: Press
    public_url: str
    # Checking a password takes much memory on purpose; so many at once are enough.
    checks: threading.BoundedSemaphore
    # So many pictures are waited for at once, in threads of their own.
    pictures: CapacityLimiter
    # The proxies whose word about where a request came from is taken.
    proxies: Networks = ()

    @property
    def secure(self) -> bool:
        """Whether people come by https."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def session_cookie(self) -> str:
        """The session cookie's name. Cookies know no ports, so on http the port stands in the name."""
        if self.secure:
            return "__Host-octavo"
        port = urlsplit(self.public_url).port
        return f"octavo-{port}" if port else "octavo"

    def remember(self, response: Response, name: str, value: str, max_age: int) -> None:
        """Set a cookie that scripts and other sites do not get."""
        response.set_cookie(name, value, max_age=max_age, path="/", secure=self.secure, httponly=True, samesite="lax")

    def forget(self, response: Response, name: str) -> None:
        """Take a cookie back."""
        response.delete_cookie(name, path="/", secure=self.secure, httponly=True, samesite="lax")

    def admit(self, response: Response, token: str) -> None:
        """Give the browser its session."""
        self.remember(response, self.session_cookie, token, int(SESSION_LASTS.total_seconds()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A folder with what is in it; ``None`` is for what is in no folder."""

    folder: Folder | None
    follows: tuple[Subscription, ...]
    unread: int


class Later(Sequence[T]):
    """What a page may show or not: asked for when it is looked into. How much of it there is may be known before."""

    def __init__(self, ask: Callable[[], Sequence[T]], length: int | None = None) -> None:
        self._ask = ask
        self._length = length

    @cached_property
    def _all(self) -> Sequence[T]:
        return self._ask()

    def __len__(self) -> int:
        return len(self._all) if self._length is None else self._length

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        return self._all[place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A signed-in person with a request; ``paper`` is the newsroom as they see it."""

    request: Request
    door: Door
    user: User
    paper: Newsroom
    token: str

    @property
    def now(self) -> datetime:
        """The present moment on the person's own clock."""
        return on_the_wall(self.paper.now(), self.user.preferences)

    def page(self, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401 (what a template needs)
        """A page with masthead, lists and sources around it; who knows already what the person follows passes it on."""
        follows: Sequence[Subscription] | None = context.pop("follows", None)
        sources = self.paper.sources
        if follows is None:
            count, unread = sources.tally()
            follows = Later(sources.list, count)
        else:
            unread = sum(one.unread for one in follows)
        frame = {
            "me": self.user,
            "follows": follows,
            "shelves": Later(lambda: shelved(follows, sources.folders())),
            "unread": unread,
            "feed_key": self.paper.feeds.key,
            "pictures": Gallery(self.paper.pictures, shown=self.user.preferences.pictures),
            "answers": self.paper.trackers.news(),
            "work": self.paper.work.progress(),
        }
        return draw(self.door, self.request, template, status=status, **frame, **context)

    def part(self, template: str, **context: Any) -> HTMLResponse:  # noqa: ANN401 (what a template needs)
        """A part of a page, for a script that puts it in its place."""
        return draw(self.door, self.request, template, me=self.user, work=self.paper.work.progress(), **context)

    def back(self, to: str | None, fallback: str = "/") -> RedirectResponse:
        """Back to a page of ours after a form (303: the browser gets it anew)."""
        return RedirectResponse(local_path(to, fallback), 303)

    def done(self, to: str, code: str, count: int = 0) -> RedirectResponse:
        """On to a page after a form, which says there what was done."""
        response = RedirectResponse(to, 303)
        self.note(response, code, count)
        return response

    def note(self, response: Response, code: str, count: int = 0) -> None:
        """Let the next page say what was done."""
        self.door.remember(response, NOTE_COOKIE, f"{code}.{count}", 60)


def door_of(request: Request) -> Door:
    """The door that a request came to."""
    door: Door = request.app.state.door
    return door


def visitor_of(request: Request) -> Visitor | None:
    """Who sent the request, when they are signed in."""
    door = door_of(request)
    token = request.cookies.get(door.session_cookie, "")
    user = door.paper.accounts.of_session(token) if token else None
    if user is None:
        return None
    return Visitor(request=request, door=door, user=user, paper=door.paper.as_user(user), token=token)


def signed_in(request: Request) -> Visitor:
    """Who sent the request.

    Raises:
        HTTPException: 401, nobody we know.
    """
    visitor = visitor_of(request)
    if visitor is None:
        raise HTTPException(401, "Sign in first.")
    return visitor


def shelved(follows: Sequence[Subscription], folders: Sequence[Folder]) -> tuple[Shelf, ...]:
    """What a person follows, folder by folder, after what is in none. Empty folders are there, for filling."""
    inside: dict[FolderId | None, list[Subscription]] = {None: [], **{one.id: [] for one in folders}}
    for one in follows:
        inside[one.folder if one.folder in inside else None].append(one)
    by_id = {one.id: one for one in folders}
    return tuple(
        Shelf(folder=by_id.get(key) if key else None, follows=tuple(its), unread=sum(one.unread for one in its))
        for key, its in inside.items()
        if key is not None or its
    )


Here = Annotated[Visitor, Depends(signed_in)]


def of_one_moment(page: Callable[P, Response]) -> Callable[P, Response]:
    """A page all of which is of one moment of the library: what stands on it fits together, and costs less to ask for.

    Its visitor is the argument ``here``.
    """

    @wraps(page)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Response:
        here = cast("Visitor", kwargs["here"])
        with here.paper.at_one_moment():
            return page(*args, **kwargs)

    return drawn


def on_the_wall(now: datetime, preferences: ReadingPreferences) -> datetime:
    """The same moment on the clock of somebody with these preferences: pages tell all exact times by it."""
    return now.astimezone(WallClock(zone_of(preferences.zone), twelve=preferences.hours == "12"))


def network_at(request: Request) -> str:
    """The network that a request comes from."""
    return network_of(request, door_of(request).proxies)


def draw(door: Door, request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401
    """A page for anybody, as they want to read. Who is not signed in is known by a cookie for the colours alone."""
    me = context.get("me")
    look = me.preferences if me else replace(DEFAULT, theme=_theme(request))
    query = f"?{request.url.query}" if request.url.query else ""
    frame = {
        "now": on_the_wall(door.paper.now(), look),
        "look": look,
        "place": request.url.path + query if request.method == "GET" else "/",
        "path": request.url.path,
        "note": _note(request),
    }
    response = HTMLResponse(door.press.print(template, {"me": None, **frame, **context}), status)
    if NOTE_COOKIE in request.cookies:
        door.forget(response, NOTE_COOKIE)
    return response


def _theme(request: Request) -> Theme:
    wanted = request.cookies.get(THEME_COOKIE, "")
    return Theme(wanted) if wanted in tuple(Theme) else Theme.AUTO


def _note(request: Request) -> str | None:
    code, _, count = request.cookies.get(NOTE_COOKIE, "").partition(".")
    sentences = NOTES.get(code)
    if sentences is None or not (count.isascii() and count.isdigit()):
        return None
    number = int(count[:6])
    return sentences[min(number, 2)].format(n=number)


def wants_page(request: Request) -> bool:
    """Whether a person asks (by a link or a form), and not a script of ours."""
    return "application/json" not in request.headers.get("accept", "")


def is_prefetch(request: Request) -> bool:
    """Whether a browser only looks ahead (``Sec-Purpose``, Fetch Standard §5.6): nothing may change then."""
    return any("prefetch" in request.headers.get(name, "") for name in ("sec-purpose", "purpose", "x-moz"))
