"""The language model at the web door: what it is and sends where, its switch, and what it writes when it is asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from octavo.model.ids import ArticleId, SourceId, StoryId
from octavo.model.writing import Withheld
from octavo.web.links import anchored
from octavo.web.rendering import language_name
from octavo.web.streaming import in_two_pieces
from octavo.web.visiting import BIGGEST_ID, Here, Id, Visitor
from octavo.wording import DROPPED, WITHHELD

if TYPE_CHECKING:
    from octavo.model.articles import Article
    from octavo.model.writing import Translation, Written

router = APIRouter()
LONGEST_TERM = 120
# What an article may be translated into.
LANGUAGES = (
    *("ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu"),
    *("id", "it", "ja", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta"),
    *("th", "tr", "uk", "ur", "vi", "zh"),
)


@router.get("/model")
def status(here: Here) -> Response:
    """Which model is used, what is sent where, and what it used today."""
    return here.page("model.html", model=here.paper.writing.status())


@router.post("/model/switch")
def switch(here: Here, on: Annotated[bool, Form()] = False) -> Response:  # noqa: FBT002 - a form's field
    """Use the model for this person, or not."""
    here.paper.writing.switch(on=on)
    return _switched(here, "switch", on=on)


@router.post("/model/source")
def switch_source(
    here: Here,
    source: Annotated[int, Form(ge=1, le=BIGGEST_ID)],
    on: Annotated[bool, Form()] = False,  # noqa: FBT002 - a form's field
) -> Response:
    """Let the articles of a source be sent to the model, or never."""
    here.paper.writing.switch_source(SourceId(source), on=on)
    return _switched(here, f"s{source}", on=on)


@router.post("/article/{article}/written")
def of_article(here: Here, article: Id) -> Response:
    """Let the model write the key points of an article."""
    found = here.paper.articles.article(ArticleId(article))
    page = _waiting(here, found.title, f"/article/{article}", "The language model reads the article")
    return in_two_pieces(
        page,
        lambda progress, cancelled: here.paper.writing.key_points(found, progress=progress, cancelled=cancelled),
        partial(written_part, here, rules=f"/article/{article}"),
    )


@router.post("/story/{story}/written")
def of_story(here: Here, story: Id) -> Response:
    """Let the model write the key points of a story."""
    found = here.paper.stories.story(StoryId(story))
    page = _waiting(here, found.headline, f"/story/{found.id}", "The language model reads the story")
    return in_two_pieces(
        page,
        lambda progress, cancelled: here.paper.writing.key_points(found, progress=progress, cancelled=cancelled),
        partial(written_part, here, rules=f"/story/{found.id}"),
    )


@router.get("/article/{article}/explain")
def explain_form(here: Here, article: Id, term: str = "") -> Response:
    """Which term of an article is to be explained."""
    found = here.paper.articles.article(ArticleId(article))
    return here.page("explain.html", article=found, term=_term(term), may_write=here.paper.writing.may_send(found.id))


@router.post("/article/{article}/explain")
def explain(here: Here, article: Id, term: Annotated[str, Form()] = "") -> Response:
    """Say who or what a term is, from the library's own articles."""
    here.paper.articles.article(ArticleId(article))
    wanted = _term(term)
    if not wanted:
        return RedirectResponse(f"/article/{article}/explain", 303)
    page = _waiting(here, wanted, f"/article/{article}", "The language model reads what your library says of it")
    return in_two_pieces(
        page,
        lambda progress, cancelled: here.paper.writing.explain(wanted, progress=progress, cancelled=cancelled),
        partial(written_part, here, nothing="Nothing in your library explains it."),
    )


@router.get("/article/{article}/translate")
def translate_form(here: Here, article: Id) -> Response:
    """Which language an article is to be translated into."""
    found = here.paper.articles.article(ArticleId(article))
    own = (found.language or "").split("-")[0].lower()
    languages = sorted((language_name(tag) or tag, tag) for tag in LANGUAGES if tag != own)
    may_write = here.paper.writing.may_send(found.id)
    # The first language that the browser asks for and the article is not in.
    wanted = (one.strip()[:2].lower() for one in here.request.headers.get("accept-language", "")[:200].split(","))
    chosen = next((tag for tag in wanted if tag in LANGUAGES and tag != own), "en")
    return here.page("translate.html", article=found, languages=languages, chosen=chosen, may_write=may_write)


@router.post("/article/{article}/translate")
def translate(here: Here, article: Id, language: Annotated[str, Form()] = "") -> Response:
    """Translate an article, each part beside its original."""
    found = here.paper.articles.article(ArticleId(article))
    if language not in LANGUAGES:
        return RedirectResponse(f"/article/{article}/translate", 303)
    page = _waiting(here, found.title, f"/article/{article}", "The language model translates")
    name = language_name(language) or language
    return in_two_pieces(
        page,
        lambda progress, cancelled: here.paper.writing.translate(
            found.id, name, progress=progress, cancelled=cancelled
        ),
        partial(_translated, here, found, language),
    )


def written_part(here: Visitor, found: Written | str, *, rules: str = "", nothing: str = "") -> str:
    """What came of it, for the page. What a model got wrong is told, and never makes a page that is not there.

    ``rules`` is where what rules find stands; ``nothing`` is what to say when the library holds nothing.
    """
    if isinstance(found, str):
        return here.door.press.print("_written.html", {"written": None, "sentence": found, "rules": rules})
    sentence = None
    if not found.claims:
        is_nothing = found.withheld in (Withheld.NOTHING_TO_SEND, Withheld.SAYS_NOT_FOUND)
        told = WITHHELD[found.withheld] if found.withheld else "Nothing came of it."
        sentence = found.problem or (nothing if is_nothing and nothing else told)
    cited = [citation.article for claim in found.claims for citation in claim.citations]
    names = {row.article: row.credit for row in here.paper.articles.rows(tuple(dict.fromkeys(cited)))}
    context = {"written": found, "sentence": sentence, "rules": rules, "names": names, "why": DROPPED}
    return here.door.press.print("_written.html", {**context, "now": here.paper.now()})


def _translated(here: Visitor, article: Article, language: str, found: Translation | str) -> str:
    sentence, translation = (found, None) if isinstance(found, str) else (None, found)
    if translation is not None and (translation.withheld or translation.problem):
        sentence = translation.problem or (WITHHELD[translation.withheld] if translation.withheld else None)
    context = {"article": article, "language": language, "translation": translation, "sentence": sentence}
    return here.door.press.print("_translated.html", {**context, "why": DROPPED, "now": here.paper.now()})


def _waiting(here: Visitor, title: str, back: str, words: str) -> Response:
    return here.page("waiting.html", title=title, back=back, words=words)


def _term(text: str) -> str:
    return " ".join(text.split())[:LONGEST_TERM]


def _switched(here: Visitor, at: str, *, on: bool) -> Response:
    return here.done(anchored("/model", at), "model-on" if on else "model-off")
