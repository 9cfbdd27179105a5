"""Stories: the edition, the list of stories, one story, and what a person puts right by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse, Response

from octavo.model.errors import InvalidInput, NotFound
from octavo.model.ids import ArticleId, DecisionId, StoryId
from octavo.model.subjects import Stance
from octavo.web.charts import chart_of
from octavo.web.discussion import talk_on
from octavo.web.insights import places_map
from octavo.web.links import anchored, read_story_cursor, write_story_cursor
from octavo.web.moving import welcome
from octavo.web.visiting import BIGGEST_ID, Here, Id, Visitor, is_prefetch, of_one_moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from octavo.model.figures import FigureSeries
    from octavo.model.stories import Coverage, EditionPage, Story
    from octavo.web.charts import Chart

router = APIRouter()
STORIES, SIMILAR = 24, 12
MOST_CHOSEN = 500
MOST_CHARTS = 3

After = Annotated[str | None, Query()]
Asked = Annotated[list[int] | None, Query()]
Chosen = Annotated[list[int] | None, Form()]
Named = Annotated[list[str] | None, Form()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One article on the strip that shows who told a story when: places in per cent of its width, rows from 0."""

    article: ArticleId
    x: float
    row: int
    is_first: bool
    is_copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Coverage over time, an outlet a row."""

    outlets: tuple[str, ...]
    dots: tuple[Dot, ...]


@router.get("/")
@of_one_moment
def today(here: Here) -> Response:
    """The front page: today's edition."""
    page = here.paper.stories.edition()
    if not page.edition.picks and not here.paper.sources.list():
        return welcome(here)
    return _edition(here, page)


@router.get("/edition")
def front_page() -> Response:
    """Today's edition is the front page."""
    return RedirectResponse("/", 301)


@router.post("/edition")
def print_again(here: Here) -> Response:
    """Print today's edition anew."""
    here.paper.stories.edition(again=True)
    return RedirectResponse("/", 303)


@router.get("/edition/{day}")
@of_one_moment
def edition(here: Here, day: str) -> Response:
    """The edition of a day."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError as error:
        raise NotFound("Editions have addresses such as /edition/2026-06-12.") from error
    return _edition(here, here.paper.stories.edition(wanted))


@router.get("/stories")
@of_one_moment
def stories(here: Here, after: After = None) -> Response:
    """The stories of the last two weeks, those with news first."""
    cursor = read_story_cursor(after)
    listing = here.paper.stories.listing(after=cursor, limit=STORIES)
    older = f"/stories?after={write_story_cursor(listing.next)}" if listing.next else None
    return here.page("stories.html", stories=listing.stories, first=cursor is None, older=older)


@router.get("/story/{story}")
@of_one_moment
def story(here: Here, story: Id) -> Response:
    """One story; a number that it had before leads to its present one."""
    page = here.paper.stories.page(StoryId(story))
    if page.story.id != story:
        return RedirectResponse(f"/story/{page.story.id}", 301)
    articles = {one.row.article: one for one in page.story.articles}
    if not is_prefetch(here.request):
        here.paper.stories.see(page.story.id)
    found = here.paper.insights.of_told(page.story)
    return here.page(
        "story.html",
        page=page,
        story=page.story,
        articles=articles,
        news=frozenset(page.news),
        strip=_strip(page.story),
        found=found,
        may_write=here.paper.writing.is_available(),
        places=places_map(found.places),
        charts=_charts(found.series, articles, here.now),
        talk=talk_on(here, story=page.story.id),
        notes=here.paper.notes.on_articles(tuple(articles)),
    )


@router.post("/story/{story}/stance")
def set_stance(here: Here, story: Id, stance: Annotated[str, Form()] = "") -> Response:
    """Follow a story, mute it, or want nothing of it any more."""
    wanted = next((one for one in (Stance.FOLLOW, Stance.MUTE) if one == stance), None)
    here.paper.stories.set_stance(StoryId(story), wanted)
    return _done(here, story, f"story-{wanted or 'forget'}", at="wanted")


@router.post("/story/{story}/split")
def split(here: Here, story: Id, article: Chosen = None) -> Response:
    """Take the chosen articles out into a story of their own."""
    here.paper.stories.split(StoryId(story), _chosen(article))
    return _done(here, story, "split")


@router.get("/story/{story}/move")
def choose_home(here: Here, story: Id, article: Asked = None) -> Response:
    """The latest stories, for choosing the one that the chosen articles belong in."""
    told = here.paper.stories.story(StoryId(story))
    chosen = set(_chosen(article))
    leaving = [one.row for one in told.articles if one.row.article in chosen]
    if not leaving:
        raise NotFound("These articles are not in this story.")
    others = here.paper.stories.similar(told, limit=SIMILAR)
    return here.page("other_story.html", story=told, leaving=leaving, others=others)


@router.post("/story/{story}/move")
def move(here: Here, story: Id, article: Chosen = None, other: Named = None) -> Response:
    """Put the chosen articles into another story."""
    here.paper.stories.move(_chosen(article), _other(other))
    return _done(here, story, "moved")


@router.get("/story/{story}/merge")
def choose_other(here: Here, story: Id) -> Response:
    """The latest stories, for choosing the one that is the same: the most similar first."""
    told = here.paper.stories.story(StoryId(story))
    others = here.paper.stories.similar(told, limit=SIMILAR)
    return here.page("other_story.html", story=told, leaving=(), others=others)


@router.post("/story/{story}/merge")
def merge(here: Here, story: Id, other: Named = None) -> Response:
    """Make two stories one."""
    here.paper.stories.merge(StoryId(story), _other(other))
    return _done(here, story, "merged")


@router.post("/story/{story}/lock")
def lock(here: Here, story: Id) -> Response:
    """Let a story take no more articles and give none away."""
    here.paper.stories.lock(StoryId(story))
    return _done(here, story, "locked")


@router.post("/story/{story}/undo/{decision}")
def undo(here: Here, story: Id, decision: Id) -> Response:
    """Let a decision stand no longer."""
    here.paper.stories.undo(DecisionId(decision))
    return _done(here, story, "undone")


def _chosen(numbers: Sequence[int] | None) -> list[ArticleId]:
    chosen = [ArticleId(number) for number in (numbers or [])[:MOST_CHOSEN] if 0 < number <= BIGGEST_ID]
    if not chosen:
        raise InvalidInput("Choose the articles that do not belong in this story.")
    return chosen


def _other(words: Sequence[str] | None) -> StoryId:
    """The other story, chosen from the list or named by its number or address."""
    named = next((one.strip().rstrip("/").rpartition("/")[2] for one in words or [] if one.strip()), "")
    if not (named.isascii() and named.isdigit() and 0 < int(named[:10]) <= BIGGEST_ID):
        raise InvalidInput("Choose the other story, or give its number or address.")
    return StoryId(int(named[:10]))


def _done(here: Visitor, story: int, code: str, *, at: str = "byhand") -> Response:
    return here.done(anchored(f"/story/{story}", at), code)


def _edition(here: Visitor, page: EditionPage) -> Response:
    days = [one.day for one in here.paper.stories.editions()]
    earlier = max((day for day in days if day < page.edition.day), default=None)
    later = min((day for day in days if day > page.edition.day), default=None)
    picks = tuple(zip(page.edition.picks, page.stories, strict=True))
    return here.page("edition.html", edition=page.edition, picks=picks, earlier=earlier, later=later)


def _charts(found: Sequence[FigureSeries], articles: Mapping[ArticleId, Coverage], now: datetime) -> tuple[Chart, ...]:
    """The charts of figures that move, with the names of their outlets as the page has them."""
    drawn = (chart_of(_named(series, articles), now) for series in found if series.is_moving)
    return tuple(chart for chart in drawn if chart is not None)[:MOST_CHARTS]


def _named(series: FigureSeries, articles: Mapping[ArticleId, Coverage]) -> FigureSeries:
    entries = (
        replace(one, outlet=articles[one.article].row.credit) if one.article in articles else one
        for one in series.entries
    )
    return replace(series, entries=tuple(entries))


def _strip(story: Story) -> Strip:
    """Who told it when, the outlet that came first on top."""
    outlets = list(dict.fromkeys(one.row.credit for one in story.articles))
    whole = (story.updated_at - story.opened_at).total_seconds() or 1.0
    return Strip(
        outlets=tuple(outlets),
        dots=tuple(_dot(one, story, outlets.index(one.row.credit), whole) for one in story.articles),
    )


def _dot(one: Coverage, story: Story, row: int, whole: float) -> Dot:
    return Dot(
        article=one.row.article,
        x=round(100 * (one.placement.at - story.opened_at).total_seconds() / whole, 2),
        row=row,
        is_first=one.row.article == story.first,
        is_copy=one.placement.copy_of is not None,
    )
