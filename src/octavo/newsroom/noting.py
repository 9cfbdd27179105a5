"""Noting: words of articles that a person marks, and what they write to them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from octavo import discussing
from octavo.kit.stretches import Stretch, first_place, found_again, words_at
from octavo.model.errors import InvalidInput, NotFound
from octavo.model.notes import (
    LONGEST_NOTE,
    LONGEST_QUOTE,
    PARTED,
    NoteDraft,
    NoteKind,
    NoteListing,
    NoteQuery,
    Reference,
    ShownNote,
)
from octavo.newsroom.notebook import data_of, markdown_of
from octavo.newsroom.required import required_article
from octavo.newsroom.stories import StoryDesk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from octavo.model.articles import Article, Block, Revision
    from octavo.model.ids import ArticleId, StoryId
    from octavo.model.notes import Note, NoteId
    from octavo.model.people import User
    from octavo.newsroom.resources import Resources

MOST_NOTES = 20_000
_MOST_OF_ONE = 500
_MOST_WORDS = 10
# How long what was deleted is offered again, and how long it can be had back.
_LATELY, _KEPT = timedelta(hours=1), timedelta(days=30)
_NO_NOTE = "There is no note {}: your page of notes shows those you have."


class NoteDesk:
    """Keeps and shows the notes of one person; nobody else sees them."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._stories = StoryDesk(resources, me)
        self._me = me

    def add(
        self,
        article: ArticleId,
        *,
        at: Stretch | None = None,
        quote: str = "",
        revision: int | None = None,
        kind: NoteKind = NoteKind.HIGHLIGHT,
        body: str = "",
    ) -> Note:
        """Mark words of an article: those ``at`` a stretch of a revision (the latest), or the first that say ``quote``.

        ``body`` is what to write to them, in the Markdown of comments. The very same note is kept once.

        Raises:
            InvalidInput: there are no such words, too many, or there is no room for more.
            NotFound: there is no such article or revision.
        """
        found = required_article(self._store, article)
        number = found.revision if revision is None else revision
        texts = [block.text for block in self._blocks(found, number)]
        place = _chosen(texts, at, quote)
        if self._store.count_notes(self._me.id) >= MOST_NOTES:
            raise InvalidInput(f"You have {MOST_NOTES:,} notes, and that is all there may be: delete some first.")
        draft = NoteDraft(
            user=self._me.id,
            article=article,
            revision=number,
            at=place,
            words=words_at(place, texts) or (),
            kind=kind,
            body=_written(body),
            made_at=self._clock.now(),
            reference=self._reference(found),
        )
        return self._store.add_note(draft)

    def words(self, article: ArticleId, at: Stretch, *, revision: int | None = None) -> str:
        """The words that a stretch of an article's revision (the latest) says.

        Raises:
            InvalidInput: there are no such words, or too many.
            NotFound: there is no such article or revision.
        """
        found = required_article(self._store, article)
        texts = [block.text for block in self._blocks(found, found.revision if revision is None else revision)]
        return PARTED.join(words for words in words_at(_chosen(texts, at, ""), texts) or () if words)

    def note(self, note: NoteId) -> Note:
        """One note, also one that was deleted lately.

        Raises:
            NotFound: there is none.
        """
        found = self._store.note(self._me.id, note)
        if found is None:
            raise NotFound(_NO_NOTE.format(note))
        return found

    def edit(self, note: NoteId, *, kind: NoteKind | None = None, body: str | None = None) -> Note:
        """Write a note anew; what is not given stays.

        Raises:
            InvalidInput: it is too long.
            NotFound: there is none, or it is deleted.
        """
        known = self.note(note)
        return self._store.change_note(
            self._me.id,
            note,
            kind=kind or known.kind,
            body=known.body if body is None else _written(body),
            now=self._clock.now(),
        )

    def delete(self, note: NoteId) -> Note:
        """Delete a note; for thirty days it can be had back.

        Raises:
            NotFound: there is none.
        """
        known, now = self.note(note), self._clock.now()
        self._store.forget_notes(self._me.id, now - _KEPT)
        self._store.set_note_deleted(self._me.id, note, now)
        return known

    def restore(self, note: NoteId) -> Note:
        """Take the deleting of a note back.

        Raises:
            NotFound: there is none, or it was forgotten for good.
        """
        known = self.note(note)
        self._store.set_note_deleted(self._me.id, note, None)
        return known

    def lately_deleted(self, article: ArticleId | None = None) -> tuple[Note, ...]:
        """What was deleted within the hour, of one article or of all, for having it back."""
        since, among = self._clock.now() - _LATELY, None if article is None else (article,)
        return self._store.notes(NoteQuery(user=self._me.id, articles=among, deleted_since=since, limit=5))

    def on_article(self, article: Article, revisions: Sequence[Revision]) -> tuple[ShownNote, ...]:
        """A person's notes on an article at hand, in the order of its text; at the end those whose words were changed.

        ``revisions`` are all its versions where there is more than one.
        """
        notes = self._of([article.id], _MOST_OF_ONE)
        versions = {one.number: one.blocks for one in revisions}
        return _in_order(_shown(note, article.revision, article.blocks, versions) for note in notes)

    def on_revision(self, revision: Revision) -> tuple[ShownNote, ...]:
        """A person's notes on a version of an article, as far as they were made on it."""
        notes = self._of([revision.article], _MOST_OF_ONE)
        made = [note for note in notes if note.revision == revision.number]
        return _in_order(_shown(note, revision.number, revision.blocks, {}) for note in made)

    def on_articles(self, articles: Sequence[ArticleId], *, limit: int = 50) -> tuple[ShownNote, ...]:
        """A person's notes on any of these articles, the latest first."""
        return tuple(_plain(note) for note in self._of(articles, limit))

    def listing(
        self,
        text: str = "",
        *,
        article: ArticleId | None = None,
        story: StoryId | None = None,
        before: NoteId | None = None,
        limit: int = 50,
    ) -> NoteListing:
        """A page of notes, the latest first: those with all words of ``text``, of one article, or of one story.

        Raises:
            NotFound: there is no such story.
        """
        query = self._query(text, article, story, before, limit + 1)
        found = self._store.notes(query)
        shown = tuple(_plain(note) for note in found[:limit])
        return NoteListing(notes=shown, next=found[limit - 1].id if len(found) > limit > 0 else None)

    def as_markdown(self, text: str = "", *, article: ArticleId | None = None, story: StoryId | None = None) -> str:
        """All notes that :meth:`listing` would show, as a Markdown document with their citations."""
        return markdown_of(self._all(text, article, story))

    def as_data(
        self, text: str = "", *, article: ArticleId | None = None, story: StoryId | None = None
    ) -> list[dict[str, Any]]:
        """All notes that :meth:`listing` would show, as values that JSON knows, with their citations."""
        return data_of(self._all(text, article, story))

    def _all(self, text: str, article: ArticleId | None, story: StoryId | None) -> tuple[Note, ...]:
        return self._store.notes(self._query(text, article, story, None, MOST_NOTES))

    def _of(self, articles: Sequence[ArticleId], limit: int) -> tuple[Note, ...]:
        return self._store.notes(NoteQuery(user=self._me.id, articles=tuple(articles), limit=limit))

    def _query(
        self, text: str, article: ArticleId | None, story: StoryId | None, before: NoteId | None, limit: int
    ) -> NoteQuery:
        among: tuple[ArticleId, ...] | None = None if article is None else (article,)
        if story is not None:
            among = tuple(one.row.article for one in self._stories.story(story).articles)
        words = tuple(text.split()[:_MOST_WORDS])
        return NoteQuery(user=self._me.id, words=words, articles=among, before=before, limit=limit)

    def _blocks(self, article: Article, number: int) -> Sequence[Block]:
        if number == article.revision:
            return article.blocks
        for one in self._store.revisions(article.id):
            if one.number == number:
                return one.blocks
        raise NotFound(f"This article has no version {number}. Load its page again.")

    def _reference(self, article: Article) -> Reference:
        rows = self._store.rows(self._me.id, [article.id])
        return Reference(
            title=article.title,
            outlet=rows[0].credit if rows else article.publisher or "",
            url=article.url,
            published_at=article.published_at,
            precision=article.precision,
            language=article.language,
        )


def _chosen(texts: Sequence[str], at: Stretch | None, quote: str) -> Stretch:
    """The stretch that was chosen, without the white space around it."""
    place = at or first_place(quote.strip()[: LONGEST_QUOTE + 1], texts, loosely=True)
    words = words_at(place, texts) if place else None
    if place is None or words is None:
        raise InvalidInput("These words are not in the article. Load its page again and choose them there.")
    trimmed = _trimmed(place, words)
    if trimmed is None:
        raise InvalidInput("Choose some words of the article first.")
    if sum(map(len, words)) > LONGEST_QUOTE:
        raise InvalidInput(f"A note is about at most {LONGEST_QUOTE:,} characters of an article: choose fewer words.")
    return trimmed


def _trimmed(place: Stretch, words: Sequence[str]) -> Stretch | None:
    told = [number for number, text in enumerate(words) if text.strip()]
    if not told:
        return None
    first, last = told[0], told[-1]
    lead = len(words[first]) - len(words[first].lstrip())
    start = place.start if first == 0 else 0
    end = (place.start if last == 0 else 0) + len(words[last].rstrip())
    return Stretch(block=place.block + first, start=start + lead, last=place.block + last, end=end)


def _written(body: str) -> str:
    text = body.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_NOTE:
        raise InvalidInput(f"A note has at most {LONGEST_NOTE:,} characters: this one has {len(text):,}.")
    return discussing.tidy(text)


def _plain(note: Note) -> ShownNote:
    return ShownNote(note=note, html=discussing.html_of(note.body) if note.body else "")


def _shown(note: Note, number: int, blocks: Sequence[Block], versions: Mapping[int, Sequence[Block]]) -> ShownNote:
    """A note with its place in a version of its article."""
    place = note.at
    if note.revision != number:
        before = [block.text for block in versions.get(note.revision, ())]
        found = found_again(note.words, note.at, [block.text for block in blocks], before=before)
        if found is None:
            return _plain(note)
        place = found
    return ShownNote(note=note, html=_plain(note).html, place=place)


def _in_order(shown: Iterator[ShownNote]) -> tuple[ShownNote, ...]:
    def place(one: ShownNote) -> tuple[bool, int, int, int]:
        at = one.place or one.note.at
        return one.place is None, at.block, at.start, one.note.id

    return tuple(sorted(shown, key=place))
