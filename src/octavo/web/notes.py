"""Notes: words marked in articles and what was written to them, and the place where a person stopped reading."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query
from starlette.responses import JSONResponse, RedirectResponse, Response

from octavo.kit.stretches import Stretch
from octavo.model.errors import InvalidInput
from octavo.model.ids import ArticleId, StoryId
from octavo.model.notes import NoteId, NoteKind
from octavo.web.links import anchored, local_path
from octavo.web.visiting import BIGGEST_ID, Here, Id, wants_page

router = APIRouter()
PLACE = re.compile(r"([0-9]{1,6})\.([0-9]{1,7})-([0-9]{1,6})\.([0-9]{1,7})", re.ASCII)
SENTENCE = re.compile(r"s([0-9]{1,6})-([0-9]{1,7})", re.ASCII)
LONGEST_SEARCH = 400

Text = Annotated[str, Form()]
Next = Annotated[str | None, Form(alias="next")]
Kind = Annotated[NoteKind, Form()]
Number = Annotated[int | None, Query(ge=1, le=BIGGEST_ID)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which notes are asked for: with some words, of an article, of a story."""

    text: str
    article: ArticleId | None
    story: StoryId | None

    def address(self, path: str, **more: object) -> str:
        """The address of a page that shows these."""
        given = {"q": self.text, "article": self.article, "story": self.story, **more}
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{path}?{query}" if query else path


def wanted(q: str = "", article: Number = None, story: Number = None) -> Wanted:
    """What an address asks for."""
    return Wanted(
        text=q.strip()[:LONGEST_SEARCH],
        article=ArticleId(article) if article else None,
        story=StoryId(story) if story else None,
    )


These = Annotated[Wanted, Depends(wanted)]


@router.get("/notes")
def notes(here: Here, these: These, before: Number = None) -> Response:
    """A person's notes, the latest first."""
    desk = here.paper.notes
    found = desk.listing(
        these.text, article=these.article, story=these.story, before=NoteId(before) if before else None
    )
    return here.page(
        "notes.html",
        these=these,
        notes=found.notes,
        first=before is None,
        older=these.address("/notes", before=found.next) if found.next else None,
        deleted=desk.lately_deleted() if before is None else (),
        title=here.paper.articles.article(these.article).title if these.article else None,
    )


@router.get("/notes.md")
def as_markdown(here: Here, these: These) -> Response:
    """The same as a Markdown document."""
    text = here.paper.notes.as_markdown(these.text, article=these.article, story=these.story)
    return _file(text, "text/markdown", "notes.md")


@router.get("/notes.json")
def as_json(here: Here, these: These) -> Response:
    """The same as JSON, each note with what it cites."""
    data = here.paper.notes.as_data(these.text, article=these.article, story=these.story)
    return _file(json.dumps(data, ensure_ascii=False, indent=2), "application/json", "notes.json")


@router.get("/article/{article}/notes/new")
def begin(here: Here, article: Id, place: str = "", revision: Number = None) -> Response:
    """A form for writing to words that were chosen."""
    found = here.paper.articles.article(ArticleId(article))
    quote = here.paper.notes.words(found.id, _stretch(place), revision=revision)
    return here.page("note_new.html", article=found, quote=quote, chosen=place, revision=revision or found.revision)


@router.post("/article/{article}/notes")
def add(
    here: Here,
    article: Id,
    place: Text = "",
    revision: Annotated[int | None, Form(ge=1, le=BIGGEST_ID)] = None,
    kind: Kind = NoteKind.HIGHLIGHT,
    body: Text = "",
    to: Next = None,
) -> Response:
    """Mark words of an article, and keep what is written to them."""
    made = here.paper.notes.add(ArticleId(article), at=_stretch(place), revision=revision, kind=kind, body=body)
    if not wants_page(here.request):
        return JSONResponse({"note": made.id})
    return RedirectResponse(anchored(local_path(to, f"/article/{article}"), f"note-{made.id}"), 303)


@router.get("/note/{note}")
def show(here: Here, note: Id) -> Response:
    """One note, for changing it."""
    return here.page("note.html", kept=here.paper.notes.note(NoteId(note)), kinds=tuple(NoteKind))


@router.post("/note/{note}")
def change(here: Here, note: Id, kind: Kind, body: Text = "") -> Response:
    """Write a note anew."""
    made = here.paper.notes.edit(NoteId(note), kind=kind, body=body)
    return RedirectResponse(f"/article/{made.article}#note-{note}" if made.article else "/notes", 303)


@router.post("/note/{note}/delete")
def delete(here: Here, note: Id, to: Next = None) -> Response:
    """Delete a note; the page that follows offers to put it back."""
    here.paper.notes.delete(NoteId(note))
    return RedirectResponse(anchored(local_path(to, "/notes"), "notes"), 303)


@router.post("/note/{note}/restore")
def restore(here: Here, note: Id, to: Next = None) -> Response:
    """Put a note back."""
    here.paper.notes.restore(NoteId(note))
    return RedirectResponse(anchored(local_path(to, "/notes"), f"note-{note}"), 303)


@router.post("/article/{article}/place")
def keep_place(here: Here, article: Id, sentence: Text = "", share: Annotated[int, Form(ge=0, le=100)] = 0) -> Response:
    """Remember where the person stopped, for whichever device they read on next."""
    match = SENTENCE.fullmatch(sentence)
    if match is None:
        raise InvalidInput("A place in an article is the address of a sentence, such as s3-0.")
    here.paper.articles.keep_place(ArticleId(article), block=int(match[1]), start=int(match[2]), share=share)
    return Response(status_code=204)


def write_place(at: Stretch) -> str:
    """A stretch of an article as forms bear it."""
    return f"{at.block}.{at.start}-{at.last}.{at.end}"


def _stretch(text: str) -> Stretch:
    match = PLACE.fullmatch(text)
    try:
        if match:
            block, start, last, end = map(int, match.groups())
            return Stretch(block=block, start=start, last=last, end=end)
    except ValueError:
        pass
    raise InvalidInput("Which words are meant is missing. Choose them in the article again.")


def _file(text: str, media_type: str, name: str) -> Response:
    return Response(text, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
