"""The discussion: what was said about an article or story, and everything a reader can do with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo import discussing
from octavo.model.discussion import (
    LONGEST_COMMENT,
    LONGEST_NAME,
    LONGEST_NOTE,
    Action,
    CommentDraft,
    CommentState,
    ConversationQuery,
    Heard,
    Order,
    Report,
    Shown,
    Talk,
)
from octavo.model.errors import InvalidInput, NotAllowed, NotFound
from octavo.newsroom.by_the_way import Aside
from octavo.newsroom.digests import digest_of
from octavo.newsroom.judging import Judging
from octavo.newsroom.moderating import ModerationDesk
from octavo.newsroom.participating import Participant
from octavo.newsroom.required import required_article
from octavo.newsroom.stories import StoryDesk
from octavo.newsroom.talking import Teller, stamp_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from octavo.discussing import Judgement
    from octavo.model.discussion import (
        Comment,
        CommentId,
        Conversation,
        HouseRules,
        ReportKind,
        Seen,
        Standing,
    )
    from octavo.model.ids import ArticleId, StoryId, UserId
    from octavo.model.insights import Citation
    from octavo.model.people import User
    from octavo.newsroom.resources import Resources

_NO_COMMENT = "There is no comment {}, or it is not for everybody to see."
_MOST_GUESTS_WAIT = 500
_A_LIST = 50


class DiscussionDesk(Participant):
    """Shows and carries on conversations, for one person or for a guest."""

    def __init__(self, resources: Resources, me: User | None, *, guest: str | None = None) -> None:
        super().__init__(resources, me, guest=guest)
        self._judging = Judging(resources)
        self._asides = resources.asides

    def as_guest(self, token: str | None) -> DiscussionDesk:
        """The same for somebody without an account, whose browser keeps ``token``."""
        return DiscussionDesk(self._resources, None, guest=digest_of(token) if token else None)

    @property
    def moderation(self) -> ModerationDesk:
        """What moderators do.

        Raises:
            NotAllowed: the person is none.
        """
        return ModerationDesk(self._resources, self._person())

    def rules(self) -> HouseRules:
        """How the discussion of this server is kept."""
        return self._store.house_rules()

    def change(self) -> int:
        """A number that grows with everything that is written in any discussion of the server."""
        return self._store.discussion_change()

    def new_key(self) -> str:
        """A key for a form or a feed."""
        return self._resources.credentials.new_token()

    def on_article(
        self, article: ArticleId, *, order: Order | None = None, page: int = 1, visiting: bool = False
    ) -> Talk:
        """The conversation that an article belongs to. With ``visiting``, what is shown now is not new the next time.

        Raises:
            NotFound: there is no such article.
            NotAllowed: guests may not read here.
        """
        return self._talk(ConversationQuery(article=article), order=order, page=page, visiting=visiting)

    def on_story(self, story: StoryId, *, order: Order | None = None, page: int = 1, visiting: bool = False) -> Talk:
        """The conversation of a story, also under a number that it had before; see :meth:`on_article`.

        Raises:
            NotFound: there is no such story.
            NotAllowed: guests may not read here.
        """
        return self._talk(ConversationQuery(story=self._current(story)), order=order, page=page, visiting=visiting)

    def thread(self, comment: CommentId) -> Talk:
        """The thread that a comment stands in, alone.

        Raises:
            NotFound: there is no such comment, or it is not for this person to see.
            NotAllowed: guests may not read here.
        """
        found = self.comment(comment)
        return self._talk(ConversationQuery(article=found.article), order=Order.OLDEST, asked=found)

    def comment(self, comment: CommentId) -> Comment:
        """One comment that this person may see.

        Raises:
            NotFound: there is no such comment, or it is not for this person to see.
        """
        found = next(iter(self._store.comments([comment])), None)
        if found is None or not self._may_see(found):
            raise NotFound(_NO_COMMENT.format(comment))
        return found

    def may_change(self, comment: Comment) -> bool:
        """Whether it is this person's, and the time for changes is not over."""
        try:
            self._check_may_change(comment, self._store.house_rules())
        except NotAllowed:
            return False
        return True

    def quote(self, comment: CommentId) -> str:
        """A comment as the beginning of a reply that quotes it. Raises NotFound as :meth:`comment`."""
        return discussing.quote_of(self.comment(comment).body)

    def title(self, *, article: ArticleId | None = None, story: StoryId | None = None) -> str:
        """What a conversation is about, in the words of the article, or of the one that leads the story.

        Raises:
            NotFound: there is no such article.
        """
        number = article if article is not None else self._place(None, story, None)[0]
        return required_article(self._store, number).title or "Without a title"

    def sentences(self, article: ArticleId) -> tuple[Citation, ...]:
        """The sentences of an article, for choosing one to talk about.

        Raises:
            NotFound: there is no such article.
        """
        return discussing.sentences_to_choose(required_article(self._store, article))

    def say(
        self,
        body: str,
        *,
        key: str,
        article: ArticleId | None = None,
        story: StoryId | None = None,
        parent: CommentId | None = None,
        quote: str = "",
        name: str = "",
    ) -> Comment:
        """Say something on an article, on a whole story, on the words of ``quote``, or in reply to ``parent``.

        What becomes of it is in its ``state``, why in its ``reason``. The same text with the same ``key`` is one
        comment, however often it is sent.

        Raises:
            InvalidInput: there is nothing in it, too much, or ``quote`` is not in the article.
            NotAllowed: this person may not write here, or too much of theirs waits for a moderator.
            NotFound: there is no such article, story or comment.
        """
        rules = self._store.house_rules()
        self._check_may_write(rules)
        said = _checked(body)
        place, on_story = self._place(article, story, parent)
        draft = CommentDraft(
            article=place,
            parent=parent,
            author=self._me.id if self._me else None,
            guest=self._guest if self._me is None else None,
            name=self._me.name if self._me else _guest_name(name),
            body=said,
            at=self._clock.now(),
            state=CommentState.PUBLISHED,
            key=digest_of("\x1f".join((str(self._me.id if self._me else self._guest), key, str(parent), quote, said))),
            sketch=discussing.sketch_of(said),
            on_story=on_story,
            anchor=self._anchor(place, quote) if quote.strip() and parent is None else None,
        )
        judgement, standing = self._judging.judge(draft, rules)
        self._check_may_wait(judgement, standing, rules)
        draft = replace(
            draft,
            state=judgement.state,
            rule=judgement.rule,
            reason=judgement.reason,
            findings="\n".join(judgement.findings),
        )
        return self._store.add_comment(draft)[0]

    def _check_may_wait(self, judgement: Judgement, standing: Standing, rules: HouseRules) -> None:
        if judgement.rule == "ban":
            raise NotAllowed(judgement.reason)
        waits = judgement.state is CommentState.HELD
        if waits and (standing.waiting >= rules.most_waiting or (self._me is None and self._too_many_guests())):
            raise NotAllowed("Too many comments wait for a moderator already. Try again when they were looked at.")

    def edit(self, comment: CommentId, body: str) -> Comment:
        """Change what one said, while that is allowed; it is judged again, and what it said before is kept.

        Raises:
            InvalidInput: there is nothing in it, or too much.
            NotAllowed: it is somebody else's, or the time for changes is over.
            NotFound: there is no such comment.
        """
        found, rules, said = self.comment(comment), self._store.house_rules(), _checked(body)
        self._check_may_write(rules)
        self._check_may_change(found, rules)
        if said == found.body:
            return found
        judgement = self._judging.judge_again(found, said, rules)
        if judgement.rule == "ban":
            raise NotAllowed(judgement.reason)
        return self._store.edit_comment(
            comment,
            body=said,
            sketch=discussing.sketch_of(said),
            now=self._clock.now(),
            state=judgement.state,
            reason=judgement.reason,
            rule=judgement.rule,
            findings="\n".join(judgement.findings),
        )

    def delete(self, comment: CommentId) -> None:
        """Take back what one said, while that is allowed.

        Raises:
            NotAllowed: it is somebody else's, or the time for changes is over.
            NotFound: there is no such comment.
        """
        found = self.comment(comment)
        self._check_may_change(found, self._store.house_rules())
        by = self._me.id if self._me else None
        self._store.decide([comment], action=Action.DELETE, by=by, now=self._clock.now(), rule="its author")

    def react(self, comment: CommentId, kind: str, *, on: bool = True) -> None:
        """Make something of what somebody else said.

        Raises:
            InvalidInput: this server has no such reaction.
            NotAllowed: it is one's own.
            NotFound: there is no such comment.
        """
        me, found = self._person(), self._published(comment)
        if kind not in self._store.house_rules().reactions:
            raise InvalidInput("This server has no such reaction. Load the page again.")
        if found.author == me.id:
            raise NotAllowed("This is your own comment.")
        self._store.react(me.id, comment, kind, on=on)

    def report(self, comment: CommentId, kind: ReportKind, note: str = "") -> None:
        """Ask the moderators to look at a comment; enough of these hide it until they did.

        Raises:
            NotAllowed: it is one's own.
            NotFound: there is no such comment.
        """
        me, found = self._person(), self._published(comment)
        if found.author == me.id:
            raise NotAllowed("This is your own comment: you can take it back.")
        now = self._clock.now()
        told = Report(comment=comment, by=me.id, at=now, kind=kind, note=note.strip()[:LONGEST_NOTE])
        count = self._store.report(told)
        if discussing.held_for_reports(self._store.house_rules(), count):
            reason = "Several readers reported it; a moderator looks at it."
            self._store.decide([comment], action=Action.HOLD, by=None, now=now, rule="reports", reason=reason)

    def follow(self, *, article: ArticleId | None = None, story: StoryId | None = None, on: bool = True) -> None:
        """Follow a conversation, or no more.

        Raises:
            NotFound: there is no such article or story.
        """
        me = self._person()
        if on:
            self._store.follow_conversation(me.id, [self._place(article, story, None)[0]], on=True)
            return
        found = self._store.conversation(self._query(ConversationQuery(article=article, story=story)))
        self._store.follow_conversation(me.id, (*found.articles, *found.copies), on=False)

    def mute(self, comment: CommentId) -> None:
        """Fold up whatever the author of a comment says, for oneself.

        Raises:
            NotAllowed: it is one's own, or a guest's.
            NotFound: there is no such comment.
        """
        me, found = self._person(), self.comment(comment)
        if found.author is None or found.author == me.id:
            raise NotAllowed("Guests cannot be muted, and neither can you." if found.author is None else "This is you.")
        self._store.mute(me.id, found.author, on=True)

    def unmute(self, person: UserId) -> None:
        """Hear somebody again."""
        me = self._person()
        if person in {other for other, _ in self._store.muted(me.id)}:
            self._store.mute(me.id, person, on=False)

    def hide(self, *, on: bool = True) -> None:
        """Show no discussion anywhere, to oneself."""
        self._prefer(hidden=on)

    def sort(self, order: Order) -> None:
        """Show threads in this order from now on."""
        self._prefer(order=order)

    def mine(self) -> Heard:
        """News in the conversations that the person follows, and what became of what they said."""
        me = self._person()
        news, own = self._store.news_for(me.id, _A_LIST), self._store.comments_of(me.id, _A_LIST)
        teller = Teller(self._store, me, self._clock.now())
        return Heard(
            news=teller.listed(news),
            mine=teller.listed([one for one in own if one.state is not CommentState.PURGED]),
            muted=self._store.muted(me.id),
            preferences=self._store.preferences(me.id),
            rules=self._store.house_rules(),
            is_moderator=self._store.standing(me.id, now=self._clock.now()).is_moderator,
        )

    def latest(
        self, *, article: ArticleId | None = None, story: StoryId | None = None, root: CommentId | None = None
    ) -> tuple[Shown, ...]:
        """The latest published comments of a conversation, or of the thread of ``root``, newest first, for a feed.

        Raises:
            NotFound: there is no such article or story.
            NotAllowed: guests may not read here.
        """
        rules = self._store.house_rules()
        self._check_may_read(rules)
        wanted = ConversationQuery(article=article, story=None if story is None else self._current(story))
        found = self._store.conversation(self._query(wanted))
        said = [one for one in reversed(found.comments) if one.state is CommentState.PUBLISHED]
        if root is not None:
            said = [one for one in said if one.root == root]
        heard = [one for one in said if one.author not in found.muted]
        return Teller(self._store, self._me, self._clock.now()).listed(heard[:_A_LIST])

    def pulse(self, *, article: ArticleId | None = None, story: StoryId | None = None) -> str:
        """Something that changes whenever what is said in a conversation does: the ``stamp`` of its :class:`Talk`."""
        found = self._store.conversation(self._query(ConversationQuery(article=article, story=story)))
        return stamp_of(found)

    def _talk(
        self,
        wanted: ConversationQuery,
        *,
        order: Order | None = None,
        page: int = 1,
        asked: Comment | None = None,
        visiting: bool = False,
    ) -> Talk:
        rules = self._store.house_rules()
        blank = Talk(rules=rules, article=wanted.article, story=wanted.story, is_hidden=True)
        if not rules.enabled:
            return blank
        self._check_may_read(rules)
        found = self._store.conversation(self._query(wanted))
        if found.preferences.hidden and asked is None:
            return blank
        if asked is not None and asked.id not in {one.id for one in found.comments}:
            # A moderator looks at what others do not see.
            said = sorted((*found.comments, asked), key=lambda one: one.id)
            found = replace(found, comments=tuple(said))
        root, visit = asked.root if asked else None, self._visit(found, wanted)
        teller = Teller(self._store, self._me, self._clock.now(), guest=self._guest)
        here = replace(found, seen=visit)
        told = teller.told(here, wanted, rules, order=order or found.preferences.order, page=page, root=root)
        if visiting:
            self._note_visit(found, visit)
        is_moderator = self._me is not None and self._me.id in found.moderators
        return replace(
            told,
            is_moderator=is_moderator,
            is_guest=self._me is None,
            refusal="" if is_moderator else self._refusal(rules, found),
            form_key=self.new_key(),
            feed_key=found.preferences.feed_key,
        )

    def _visit(self, found: Conversation, wanted: ConversationQuery) -> dict[ArticleId, Seen]:
        """What this visit makes of earlier ones; who saw the conversation under another article saw it."""
        now = self._clock.now()
        latest = max(found.seen.values(), key=lambda one: one.at, default=None)
        here = {one.article for one in found.comments} | {wanted.article or next(iter(found.articles), None)}
        return {
            article: discussing.seen_now(found.seen.get(article, latest), article, now)
            for article in here
            if article is not None
        }

    def _note_visit(self, found: Conversation, visit: Mapping[ArticleId, Seen]) -> None:
        """Remember what was seen; written only where something was not seen before, for pages are looked at often."""
        last = {one.article: one.at for one in found.comments}
        known = found.seen
        changed = [
            seen
            for article, seen in visit.items()
            if article not in known or (article in last and known[article].at < last[article])
        ]
        if changed and self._me is not None:
            person = self._me.id
            saw = Aside(person, "saw discussion", min(one.article for one in changed))
            self._asides.note(self._store, saw, lambda: self._store.saw(person, changed))

    def _query(self, wanted: ConversationQuery) -> ConversationQuery:
        return replace(wanted, reader=self._me.id if self._me else None, guest=self._guest)

    def _current(self, story: StoryId) -> StoryId:
        found = self._store.current_stories([story]).get(story)
        if found is None:
            raise NotFound(f"There is no story {story}.", one_of="stories")
        return found

    def _place(
        self, article: ArticleId | None, story: StoryId | None, parent: CommentId | None
    ) -> tuple[ArticleId, bool]:
        """To which article a comment is attached, and whether it speaks of the whole story.

        What is said of a story goes with the article that leads it.
        """
        if parent is not None:
            answered = self._published(parent)
            return answered.article, answered.on_story
        if article is not None:
            return article, False
        if story is None:
            raise InvalidInput("Say on which article or story you comment.")
        current = self._current(story)
        found = self._store.conversation(ConversationQuery(story=current, limit=1))
        if not found.articles:
            raise NotFound(f"There is no story {story}.", one_of="stories")
        if self._me is not None:
            try:
                return StoryDesk(self._resources, self._me).story(current).lead, True
            except NotFound:
                pass  # nothing of it is in what the person follows: the article that came first stands for it
        return found.articles[0], True

    def _anchor(self, article: ArticleId, quote: str) -> Citation:
        found = self._store.article(article)
        anchor = discussing.anchor_for(found, quote) if found else None
        if anchor is None:
            raise InvalidInput("These words are not in the article as it now stands. Choose them again.")
        return anchor

    def _published(self, comment: CommentId) -> Comment:
        found = self.comment(comment)
        if found.state is not CommentState.PUBLISHED:
            raise NotFound(_NO_COMMENT.format(comment))
        return found

    def _too_many_guests(self) -> bool:
        return self._store.waiting() >= _MOST_GUESTS_WAIT

    def _prefer(self, **changes: object) -> None:
        me = self._person()
        known = self._store.preferences(me.id)
        wanted = replace(known, **changes)  # type: ignore[arg-type]  # two fields, given by the methods above
        if wanted != known:
            self._store.save_preferences(me.id, wanted)


def _checked(body: str) -> str:
    if len(body) > 2 * LONGEST_COMMENT:
        raise InvalidInput(f"A comment has at most {LONGEST_COMMENT:,} characters. Say it shorter, or in two.")
    said = discussing.tidy(body)
    if not any(c.isalnum() or ord(c) > 0x2190 for c in said):  # noqa: PLR2004 - from here on signs say something alone
        raise InvalidInput("There is nothing in this comment yet.")
    if len(body.strip()) > LONGEST_COMMENT:
        raise InvalidInput(f"A comment has at most {LONGEST_COMMENT:,} characters. Say it shorter, or in two.")
    return said


def _guest_name(name: str) -> str:
    shown = " ".join(discussing.tidy(name).split())[:LONGEST_NAME].strip()
    return shown if any(c.isalnum() for c in shown) else "Guest"
