"""Asking: a question to all one follows, to a story, or to an article; and the answer's sentences where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response  # noqa: TC002 (FastAPI reads the annotations)

from octavo.model.ids import ArticleId, StoryId
from octavo.web.insights import sentence_link
from octavo.web.visiting import Here, Id, Visitor  # noqa: TC001 (FastAPI reads the annotations)

if TYPE_CHECKING:
    from octavo.model.answers import Answer, Passage, RankedPassage

router = APIRouter()
LONGEST_QUESTION = 500
MOST_EARLIER = 5
_OTHERS = 3

Earlier = Annotated[list[str] | None, Query()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage as a page shows it: its sentences, each cut where words match, and which one is the answer's.

    ``link`` leads to the answer's sentence on the page of its article.
    """

    passage: Passage
    sentences: tuple[tuple[tuple[str, bool], ...], ...]
    best: int
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: all one follows, or one thing with a ``title`` and an address of its own."""

    address: str
    path: str
    title: str = ""
    kind: str = "library"


@router.get("/ask")
def ask(here: Here, q: str = "", earlier: Earlier = None) -> Response:
    """Ask everything one follows."""
    text, before = _asked(q, earlier)
    answer = here.paper.ask.library(text, earlier=before) if text else None
    return _page(here, Asked(address="/ask", path="/"), text, before, answer)


@router.get("/article/{article}/ask")
def ask_article(here: Here, article: Id, q: str = "", earlier: Earlier = None) -> Response:
    """Ask one article."""
    text, before = _asked(q, earlier)
    number = ArticleId(article)
    title = here.paper.articles.article(number).title
    answer = here.paper.ask.article(number, text, earlier=before) if text else None
    where = Asked(address=f"/article/{number}/ask", path=f"/article/{number}", title=title, kind="article")
    return _page(here, where, text, before, answer)


@router.get("/story/{story}/ask")
def ask_story(here: Here, story: Id, q: str = "", earlier: Earlier = None) -> Response:
    """Ask the articles of a story."""
    text, before = _asked(q, earlier)
    told = here.paper.stories.story(StoryId(story))
    answer = here.paper.ask.story(told.id, text, earlier=before) if text else None
    where = Asked(address=f"/story/{told.id}/ask", path=f"/story/{told.id}", title=told.headline, kind="story")
    return _page(here, where, text, before, answer)


def _asked(text: str, earlier: list[str] | None) -> tuple[str, tuple[str, ...]]:
    before = [one.strip()[:LONGEST_QUESTION] for one in (earlier or [])[-MOST_EARLIER:]]
    return text.strip()[:LONGEST_QUESTION], tuple(one for one in before if one)


def _page(here: Visitor, where: Asked, text: str, before: tuple[str, ...], answer: Answer | None) -> Response:
    conversation = ((*before, text) if text else before)[-MOST_EARLIER:]
    return here.page(
        "ask.html",
        where=where,
        question=text,
        earlier=tuple((one, _again(where, before[:place], one)) for place, one in enumerate(before)),
        conversation=conversation,
        answer=answer,
        claims=_claims(answer) if answer else (),
        others=_others(answer) if answer else (),
    )


def _again(where: Asked, before: tuple[str, ...], question: str) -> str:
    """The address of an earlier question with those before it."""
    return f"{where.address}?{urlencode([('q', question), *(('earlier', one) for one in before)])}"


def _claims(answer: Answer) -> tuple[Shown, ...]:
    held = {one.passage.sentences[one.best]: one for one in answer.passages}
    return tuple(shown(held[claim.citations[0]]) for claim in answer.claims)


def _others(answer: Answer) -> tuple[Shown, ...]:
    """The passages that come next."""
    used = {claim.citations[0] for claim in answer.claims}
    rest = [one for one in answer.passages if one.passage.sentences[one.best] not in used]
    return tuple(shown(one) for one in rest[:_OTHERS])


def shown(one: RankedPassage) -> Shown:
    """A ranked passage as a page shows it."""
    passage = one.passage
    return Shown(
        passage=passage,
        sentences=tuple(_cut(said.quote, marks) for said, marks in zip(passage.sentences, one.marks, strict=True)),
        best=one.best,
        link=sentence_link(passage.sentences[one.best]),
    )


def _cut(text: str, marks: tuple[tuple[int, int], ...]) -> tuple[tuple[str, bool], ...]:
    """A text cut into stretches, each with whether it is marked."""
    found, at = [], 0
    for start, end in marks:
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple((part, marked) for part, marked in (*found, (text[at:], False)) if part)
