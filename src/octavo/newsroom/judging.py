"""Judging what people write: all that the rules need to know, brought together, and what moderators taught."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from octavo import discussing
from octavo.model.discussion import Action, CommentDraft, CommentState, EntryId
from octavo.model.errors import NotFound

if TYPE_CHECKING:
    from octavo.discussing import Judgement
    from octavo.model.discussion import Comment, HouseRules, Standing
    from octavo.newsroom.resources import Resources

_REMEMBERED = timedelta(days=3)
_LESSONS = 500
_BY_HAND = frozenset({Action.HOLD, Action.REJECT, Action.SPAM})
_REJECTED = "You changed a comment that a moderator or readers objected to, so a moderator looks at it again."


class Judging:
    """Asks the rules about comments, and teaches the classifier."""

    def __init__(self, resources: Resources) -> None:
        self._store = resources.store
        self._clock = resources.clock

    def judge(self, draft: CommentDraft, rules: HouseRules) -> tuple[Judgement, Standing]:
        """What becomes of a new comment, and what is known of who wrote it.

        Raises:
            NotFound: there is no such article.
        """
        standing = self._store.standing(draft.author, guest=draft.guest, now=draft.at)
        article = self._store.article(draft.article)
        if article is None:
            raise NotFound(f"There is no article {draft.article}.", one_of="articles")
        recent = self._store.recent_texts(since=draft.at - _REMEMBERED, person=draft.author, guest=draft.guest)
        is_guest = draft.author is None
        submission = discussing.Submission(
            body=draft.body,
            at=draft.at,
            sketch=draft.sketch,
            is_guest=is_guest,
            standing=standing,
            own_bodies=tuple(body for is_own, _, body in recent if is_own),
            recent=tuple((is_own, sketch) for is_own, sketch, _ in recent if sketch),
            known_hosts=frozenset(self._store.publisher_hosts()),
            moderation=discussing.moderation_for(rules, standing, article.source, is_guest=is_guest),
            rules=rules,
            spam=discussing.SpamFilter.read(self._store.learned()[0]),
        )
        return discussing.judge(submission), standing

    def judge_again(self, comment: Comment, body: str, rules: HouseRules) -> Judgement:
        """What becomes of a comment that its author changed. What a person objected to waits in any case."""
        now = self._clock.now()
        standing = self._store.standing(comment.author, guest=comment.guest, now=now)
        recent = self._store.recent_texts(since=now - _REMEMBERED, person=comment.author, guest=comment.guest)
        article = self._store.article(comment.article)
        is_guest = comment.author is None
        submission = discussing.Submission(
            body=body,
            at=now,
            sketch=discussing.sketch_of(body),
            is_edit=True,
            is_guest=is_guest,
            standing=standing,
            recent=tuple((False, sketch) for is_own, sketch, _ in recent if sketch and not is_own),
            known_hosts=frozenset(self._store.publisher_hosts()),
            moderation=discussing.moderation_for(rules, standing, article.source if article else 0, is_guest=is_guest),
            rules=rules,
            spam=discussing.SpamFilter.read(self._store.learned()[0]),
        )
        judgement = discussing.judge(submission)
        if judgement.rule != "ban" and self._was_objected_to(comment):
            return discussing.Judgement(
                state=CommentState.HELD, rule="changed", reason=_REJECTED, findings=judgement.findings
            )
        return judgement

    def learn(self) -> None:
        """Take in what moderators decided since the last time; from the beginning where something was undone."""
        state, position = self._store.learned()
        lessons, upto, undone = self._store.examples(position, _LESSONS)
        known = discussing.SpamFilter.read(None if undone else state)
        at = EntryId(0) if undone else position
        while True:
            lessons, reached, _ = self._store.examples(at, _LESSONS)
            known = discussing.trained(((one.body, one.is_spam) for one in lessons), known)
            if reached == at:
                break
            at = reached
        if at != position or undone:
            self._store.save_learned(known.write(), max(at, upto), after=position)

    def _was_objected_to(self, comment: Comment) -> bool:
        if comment.state is CommentState.PUBLISHED:
            return False
        lines = self._store.log(comment=comment.id, limit=50)
        return any(
            line.action in _BY_HAND and not line.is_undone and (line.by is not None or line.rule == "reports")
            for line in lines
        )
