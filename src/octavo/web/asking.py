"""Asking: a question to all one follows, a topic, a story or an article; and the answer where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse, Response

from octavo.model.ids import ArticleId, StoryId
from octavo.web.insights import sentence_link
from octavo.web.links import subject_address
from octavo.web.streaming import in_two_pieces
from octavo.web.subjects import subject_kind
from octavo.web.visiting import Here, Id, Visitor  # noqa: TC001 (FastAPI reads the annotations)
from octavo.web.writing import written_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.answers import Answer, Passage, RankedPassage

router = APIRouter()
LONGEST_QUESTION = 500
MOST_EARLIER = 5
_OTHERS = 3

Earlier = Annotated[list[str] | None, Query()]
Words = Annotated[str, Form()]
Said = Annotated[list[str] | None, Form(alias="earlier")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A passage as a page shows it: its sentences, each cut where words match, and which one is the answer's.

    ``link`` leads to the answer's sentence on the page of its article.
    """

    passage: Passage
    sentences: tuple[tuple[tuple[str, str], ...], ...]
    best: int
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: all one follows, or one thing with a ``title`` and an address of its own."""

    address: str
    path: str
    answer: Callable[[Visitor, str, tuple[str, ...]], Answer]
    title: str = ""
    kind: str = "library"


@router.get("/ask")
def ask(here: Here, q: str = "", earlier: Earlier = None) -> Response:
    """Ask everything one follows."""
    return _page(here, _everything(), *_asked(q, earlier))


@router.post("/ask")
def ask_model(here: Here, q: Words = "", earlier: Said = None) -> Response:
    """Let the language model answer from the passages that were found."""
    return _written(here, _everything(), *_asked(q, earlier))


@router.get("/article/{article}/ask")
def ask_article(here: Here, article: Id, q: str = "", earlier: Earlier = None) -> Response:
    """Ask one article."""
    return _page(here, _of_article(here, article), *_asked(q, earlier))


@router.post("/article/{article}/ask")
def ask_model_of_article(here: Here, article: Id, q: Words = "", earlier: Said = None) -> Response:
    """Let the language model answer from the article's passages."""
    return _written(here, _of_article(here, article), *_asked(q, earlier))


@router.get("/story/{story}/ask")
def ask_story(here: Here, story: Id, q: str = "", earlier: Earlier = None) -> Response:
    """Ask the articles of a story."""
    return _page(here, _of_story(here, story), *_asked(q, earlier))


@router.post("/story/{story}/ask")
def ask_model_of_story(here: Here, story: Id, q: Words = "", earlier: Said = None) -> Response:
    """Let the language model answer from the story's passages."""
    return _written(here, _of_story(here, story), *_asked(q, earlier))


@router.get("/ask/topics/{kind}/{key:path}")
def ask_subject(here: Here, kind: str, key: str, q: str = "", earlier: Earlier = None) -> Response:
    """Ask the articles about a subject."""
    return _page(here, _of_subject(here, kind, key), *_asked(q, earlier))


@router.post("/ask/topics/{kind}/{key:path}")
def ask_model_of_subject(here: Here, kind: str, key: str, q: Words = "", earlier: Said = None) -> Response:
    """Let the language model answer from passages about a subject."""
    return _written(here, _of_subject(here, kind, key), *_asked(q, earlier))


def _everything() -> Asked:
    return Asked(
        address="/ask", path="/", answer=lambda here, text, before: here.paper.ask.library(text, earlier=before)
    )


def _of_article(here: Visitor, article: int) -> Asked:
    number = ArticleId(article)
    return Asked(
        address=f"/article/{number}/ask",
        path=f"/article/{number}",
        title=here.paper.articles.article(number).title,
        kind="article",
        answer=lambda here, text, before: here.paper.ask.article(number, text, earlier=before),
    )


def _of_story(here: Visitor, story: int) -> Asked:
    told = here.paper.stories.story(StoryId(story))
    return Asked(
        address=f"/story/{told.id}/ask",
        path=f"/story/{told.id}",
        title=told.headline,
        kind="story",
        answer=lambda here, text, before: here.paper.ask.story(told.id, text, earlier=before),
    )


def _of_subject(here: Visitor, kind: str, key: str) -> Asked:
    subject = here.paper.subjects.page(subject_kind(kind), key, limit=1).subject
    return Asked(
        address=f"/ask{subject_address(subject)}",
        path=subject_address(subject),
        title=subject.name,
        kind="topic",
        answer=lambda here, text, before: here.paper.ask.subject(subject.kind, subject.key, text, earlier=before),
    )


def _asked(text: str, earlier: list[str] | None) -> tuple[str, tuple[str, ...]]:
    before = [one.strip()[:LONGEST_QUESTION] for one in (earlier or [])[-MOST_EARLIER:]]
    return text.strip()[:LONGEST_QUESTION], tuple(one for one in before if one)


def _page(
    here: Visitor,
    where: Asked,
    text: str,
    before: tuple[str, ...],
    answer: Answer | None = None,
    *,
    writing: bool = False,
) -> Response:
    conversation = ((*before, text) if text else before)[-MOST_EARLIER:]
    answer = answer or (where.answer(here, text, before) if text else None)
    return here.page(
        "ask.html",
        where=where,
        question=text,
        before=before,
        earlier=tuple((one, _again(where, before[:place], one)) for place, one in enumerate(before)),
        conversation=conversation,
        answer=answer,
        claims=_claims(answer) if answer else (),
        others=_others(answer) if answer else (),
        may_write=here.paper.writing.is_available(),
        writing=writing,
    )


def _written(here: Visitor, where: Asked, text: str, before: tuple[str, ...]) -> Response:
    """The passages that rules find at once, and what the model makes of them when it is done."""
    if not text:
        return RedirectResponse(where.address, 303)
    answer = where.answer(here, text, before)
    passages = tuple(cited for one in answer.passages for cited in one.passage.sentences)
    return in_two_pieces(
        _page(here, where, text, before, answer, writing=True),
        lambda progress, cancelled: here.paper.writing.answer(
            answer.standalone, passages, progress=progress, cancelled=cancelled
        ),
        partial(written_part, here, nothing="The language model finds no answer in these passages."),
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
    said = [one.outright if place == one.best else None for place in range(len(passage.sentences))]
    parts = zip(passage.sentences, one.marks, said, strict=True)
    return Shown(
        passage=passage,
        sentences=tuple(_cut(cited.quote, marks, outright) for cited, marks, outright in parts),
        best=one.best,
        link=sentence_link(passage.sentences[one.best]),
    )


def _cut(
    text: str, marks: tuple[tuple[int, int], ...], outright: tuple[int, int] | None
) -> tuple[tuple[str, str], ...]:
    """A text cut into stretches, each with the element that it is shown in, "" for none."""
    told = [(start, end, "mark") for start, end in marks]
    found: list[tuple[str, str]] = []
    at = 0
    for start, end, element in sorted([*told, *([(*outright, "strong")] if outright else [])]):
        if start >= at:
            found += [(text[at:start], ""), (text[start:end], element)]
            at = end
    return tuple((part, element) for part, element in (*found, (text[at:], "")) if part)
