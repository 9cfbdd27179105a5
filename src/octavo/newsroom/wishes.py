"""What a person wants of stories, from what they want of them and of the subjects that they are about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from octavo import grouping
from octavo.model.subjects import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from octavo.model.ids import ArticleId, StoryId, UserId
    from octavo.model.stories import Story
    from octavo.model.subjects import Interest
    from octavo.ports import Store

# What so large a part of a story's articles is about, the story is about.
_PART = {Stance.FOLLOW: 0.3, Stance.LESS: 0.5, Stance.MUTE: 0.5}
_FIRST = (Stance.MUTE, Stance.FOLLOW, Stance.LESS)


def wishes_of(store: Store, user: UserId, stories: Sequence[Story]) -> Mapping[StoryId, grouping.Wish]:
    """What a person wants of these stories; what they said of a story itself goes before its subjects."""
    about = _interests(store, user, stories)
    wishes = {one.id: wish for one in stories if (wish := _by_subject(one, about))}
    for interest in store.story_interests(user, [one.id for one in stories]):
        if interest.stance is not None:
            wishes[interest.story] = grouping.Wish(stance=interest.stance)
    return wishes


def _interests(store: Store, user: UserId, stories: Sequence[Story]) -> Mapping[ArticleId, list[Interest]]:
    found: defaultdict[ArticleId, list[Interest]] = defaultdict(list)
    if store.interests(user):
        for article, interest in store.interesting(user, [a.row.article for one in stories for a in one.articles]):
            found[article].append(interest)
    return found


def _by_subject(story: Story, about: Mapping[ArticleId, list[Interest]]) -> grouping.Wish | None:
    counts: defaultdict[Stance, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in story.articles:
        for interest in about.get(one.row.article, ()):
            counts[interest.stance][interest.subject.name] += 1
    for stance in _FIRST:
        names = sorted(counts[stance], key=lambda name: (-counts[stance][name], name))
        if names and counts[stance][names[0]] >= _PART[stance] * len(story.articles):
            return grouping.Wish(stance=stance, name=names[0])
    return None
