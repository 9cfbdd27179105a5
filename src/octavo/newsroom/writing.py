"""Writing: what a language model may be asked, what is sent to it, and what of its answer is shown.

It is off until an address and a model are set. Nothing of it is shown that the citation checker has not let stand, and
whatever goes wrong is a reason in the answer: there is always the one that rules give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining import check, document_of
from octavo.explaining.prompting import (
    ANSWER,
    EXPLANATION,
    KEY_POINTS,
    Passage,
    ask_answer,
    ask_explanation,
    ask_key_points,
    passages_at,
    passages_of,
    read_claims,
)
from octavo.kit.urls import host_of
from octavo.model.articles import Article
from octavo.model.errors import NotAllowed
from octavo.model.ids import ArticleId
from octavo.model.insights import Author, Citation, Length
from octavo.model.search import SearchQuery
from octavo.model.writing import (
    ModelFailed,
    ModelReply,
    ModelRequest,
    ModelStatus,
    Sending,
    Task,
    Withheld,
    Written,
)
from octavo.newsroom.indexing import catch_up
from octavo.newsroom.model_calls import Answered, ModelCalls
from octavo.newsroom.required import required_article
from octavo.newsroom.translating import translated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from octavo.explaining import Document
    from octavo.model.articles import Block
    from octavo.model.ids import SourceId
    from octavo.model.people import User
    from octavo.model.stories import Story
    from octavo.model.writing import Translation
    from octavo.newsroom.resources import Resources

    Progress = Callable[[int], None] | None
    Cancelled = Callable[[], bool] | None

_MOST_ARTICLES = 8
_MOST_EXPLAINING = 12
_MOST_SENTENCES_EACH = 4
_TRIED = "The ferry Aurora sank off Quay Point on Tuesday. All 42 passengers were saved, the harbour master said."
_SENDINGS = (
    Sending(
        task=Task.KEY_POINTS, what="The text of an article, or of up to 8 articles of a story, with the papers' names."
    ),
    Sending(task=Task.ANSWER, what="A reader's question, and the passages of the library that were found for it."),
    Sending(task=Task.EXPLANATION, what="A term, and sentences of the library in which it stands."),
    Sending(task=Task.TRANSLATION, what="Title and text of an article."),
)


class WritingDesk:
    """Asks the language model, for one person, and checks what it says."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._resources = resources
        self._store = resources.store
        self._calls = ModelCalls(resources, me)
        self._me = me

    def status(self) -> ModelStatus:
        """Which model is used and for whom, what goes where, and what it used today."""
        model, terms = self._resources.language_model, self._resources.model_terms
        return ModelStatus(
            model=model.info() if model else None,
            on_for_me=not self._store.model_is_off(self._me.id),
            sources_off=self._store.sources_without_model(),
            today=self._store.use_on(self._resources.clock.now().date()),
            daily_tokens=terms.daily_tokens,
            currency=terms.currency,
            sendings=_SENDINGS if model else (),
        )

    def switch(self, *, on: bool) -> None:
        """Switch the language model off for this person, or on again; others are not concerned."""
        self._store.set_model_off(self._me.id, off=not on)

    def switch_source(self, source: SourceId, *, on: bool) -> None:
        """Let a source's articles never be sent to a language model, whoever asks, or let them be sent again.

        Raises:
            NotFound: there is no such source.
            NotAllowed: only the owner may let them be sent again.
        """
        if on and not self._me.is_owner:
            raise NotAllowed("Only the owner can let a source's articles be sent to the language model again.")
        self._store.set_source_off(source, off=not on)

    def is_available(self) -> bool:
        """Whether there is a model that this person wants, so that a page may offer what only a model can do."""
        return self._calls.obstacle() is None

    def may_send(self, article: ArticleId) -> bool:
        """Whether there is a model that this person wants, and an article may be sent to it."""
        return self.is_available() and not self._store.articles_without_model([article])

    def key_points(
        self,
        of: Article | Story,
        length: Length = Length.MEDIUM,
        *,
        progress: Progress = None,
        cancelled: Cancelled = None,
    ) -> Written:
        """The key points of an article, or of a story from its articles that are nobody's copies."""
        obstacle = self._calls.obstacle()
        if obstacle is not None:
            return Written(withheld=obstacle)
        documents = self._documents(of)
        off = self._store.articles_without_model([one.article for one in documents])
        sent = [one for one in documents if one.article not in off]
        passages = passages_of(sent)
        revisions = {(one.article, one.revision): one.blocks for one in sent}
        return self._written(
            KEY_POINTS,
            passages,
            revisions,
            lambda token: ask_key_points(passages, token=token, length=length),
            more=(length,),
            left_out=tuple(one.article for one in documents if one.article in off),
            progress=progress,
            cancelled=cancelled,
        )

    def answer(
        self, question: str, passages: Iterable[Citation], *, progress: Progress = None, cancelled: Cancelled = None
    ) -> Written:
        """An answer to a question from cited passages of the library, the best ones first."""
        obstacle = self._calls.obstacle()
        if obstacle is not None:
            return Written(withheld=obstacle)
        given = tuple(passages)
        off = self._store.articles_without_model([one.article for one in given])
        sent = passages_at(one for one in given if one.article not in off)
        return self._written(
            ANSWER,
            sent,
            self._revisions(one.citation for one in sent),
            lambda token: ask_answer(sent, question, token=token),
            more=(question,),
            left_out=tuple(sorted(off)),
            progress=progress,
            cancelled=cancelled,
        )

    def explain(self, term: str, *, progress: Progress = None, cancelled: Cancelled = None) -> Written:
        """Who or what a term is, from the articles that this person follows in which it stands."""
        obstacle = self._calls.obstacle()
        if obstacle is not None:
            return Written(withheld=obstacle)
        found = self._naming(term)
        off = self._store.articles_without_model([one.article for one, _ in found])
        sent = passages_at(citation for one, citations in found if one.article not in off for citation in citations)
        return self._written(
            EXPLANATION,
            sent,
            {(one.article, one.revision): one.blocks for one, _ in found},
            lambda token: ask_explanation(sent, term, token=token),
            more=(term,),
            left_out=tuple(sorted(off)),
            progress=progress,
            cancelled=cancelled,
        )

    def translate(
        self, article: ArticleId, language: str, *, progress: Progress = None, cancelled: Cancelled = None
    ) -> Translation:
        """An article in another language, each block beside its original.

        Raises:
            NotFound: there is no such article.
        """
        found = required_article(self._store, article)
        off = article in self._store.articles_without_model([article])
        return translated(found, language, self._calls, is_off=off, progress=progress, cancelled=cancelled)

    def try_out(self, *, progress: Progress = None) -> ModelReply | ModelFailed | Withheld:
        """Ask the model about an invented sentence, to see whether it answers and in which form."""
        obstacle = self._calls.obstacle()
        if obstacle is not None:
            return obstacle
        return self._calls.ask(_trial, task=Task.TRIAL, progress=progress, cancelled=None)

    def _written(
        self,
        version: str,
        passages: Sequence[Passage],
        revisions: dict[tuple[ArticleId, int], tuple[Block, ...]],
        asking: Callable[[str], ModelRequest],
        *,
        more: tuple[str, ...],
        left_out: tuple[ArticleId, ...],
        progress: Progress,
        cancelled: Cancelled,
    ) -> Written:
        if not passages:
            withheld = Withheld.OFF_FOR_SOURCE if left_out else Withheld.NOTHING_TO_SEND
            return Written(withheld=withheld, left_out=left_out)
        lines = [f"{one.outlet} {one.line}" for one in passages]
        answered = self._calls.answered(
            version,
            lines,
            asking,
            lambda text: read_claims(text, passages).problem,
            more=more,
            progress=progress,
            cancelled=cancelled,
        )
        if answered.text is None:
            return Written(
                withheld=answered.withheld, problem=answered.problem, usage=answered.usage, left_out=left_out
            )
        return _checked(answered, version, passages, revisions, left_out)

    def _documents(self, of: Article | Story) -> list[Document]:
        if isinstance(of, Article):
            return [document_of(of, of.publisher or host_of(of.url or ""))]
        originals = [one for one in of.articles if one.placement.copy_of is None]
        originals.sort(key=lambda one: one.row.article != of.lead)
        outlets = {one.row.article: one.placement.outlet for one in originals[:_MOST_ARTICLES]}
        return [document_of(article, outlets[article.id]) for article in self._store.articles(tuple(outlets))]

    def _revisions(self, citations: Iterable[Citation]) -> dict[tuple[ArticleId, int], tuple[Block, ...]]:
        """The blocks of every revision that is cited."""
        blocks: dict[tuple[ArticleId, int], tuple[Block, ...]] = {}
        cited = sorted({(one.article, one.revision) for one in citations})
        known = {one.id: one for one in self._store.articles([article for article, _ in cited])}
        for article, revision in cited:
            latest = known.get(article)
            if latest is not None and latest.revision == revision:
                blocks[article, revision] = latest.blocks
            elif latest is not None:
                blocks |= {(article, one.number): one.blocks for one in self._store.revisions(article)}
        return blocks

    def _naming(self, term: str) -> list[tuple[Document, list[Citation]]]:
        """Articles in which a term stands, best first, with the first sentences that name it."""
        catch_up(self._resources)
        sources = tuple(one.source.id for one in self._store.subscriptions(self._me.id))
        wanted = " ".join(term.split())[:120].casefold()
        query = SearchQuery(text=f'"{wanted}"' if " " in wanted else wanted, sources=sources, limit=_MOST_EXPLAINING)
        articles = self._store.articles(self._resources.index.search(query).articles) if wanted else ()
        found = []
        for document in (document_of(one, one.publisher or "") for one in articles):
            naming = [one for one in document.sentences if wanted in one.text.casefold()][:_MOST_SENTENCES_EACH]
            if naming:
                found.append((document, [document.cite_sentence(one) for one in naming]))
        return found


def _checked(
    answered: Answered,
    version: str,
    passages: Sequence[Passage],
    revisions: dict[tuple[ArticleId, int], tuple[Block, ...]],
    left_out: tuple[ArticleId, ...],
) -> Written:
    """What of an answer stands up to checking."""
    read = read_claims(answered.text or "", passages)
    checked = check(read.claims, revisions)
    withheld = None
    if not checked.kept:
        withheld = Withheld.SAYS_NOT_FOUND if read.says_not_found else Withheld.NOTHING_HELD
    return Written(
        written_by=Author(name=answered.model, prompt_version=version, at=answered.at),
        claims=checked.kept,
        dropped=(*read.dropped, *checked.dropped),
        withheld=withheld,
        usage=answered.usage,
        cached=answered.cached,
        left_out=left_out,
    )


_TRIAL = passages_at([Citation(article=ArticleId(0), revision=1, block=0, start=0, end=len(_TRIED), quote=_TRIED)])


def _trial(token: str) -> ModelRequest:
    return ask_key_points(_TRIAL, token=token, length=Length.SHORT)
