"""What a person wants of stories, from what they want of them, of their subjects, and of what searches find."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from octavo import grouping
from octavo.model.subjects import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from octavo.model.ids import ArticleId, StoryId, UserId
    from octavo.model.stories import Story
    from octavo.newsroom.searches import SavedSearchDesk
    from octavo.ports import Store

    _About = Mapping[ArticleId, list[tuple[Stance, str]]]

# What so large a part of a story's articles is about, the story is about.
_PART = {Stance.FOLLOW: 0.3, Stance.LESS: 0.5, Stance.MUTE: 0.5}
_FIRST = (Stance.MUTE, Stance.FOLLOW, Stance.LESS)


def wishes_of(
    store: Store, user: UserId, stories: Sequence[Story], searches: SavedSearchDesk
) -> Mapping[StoryId, grouping.Wish]:
    """What a person wants of these stories; what they said of a story itself goes before its subjects.

    What a kept search finds is a subject of theirs.
    """
    about = _interests(store, user, stories, searches)
    wishes = {one.id: wish for one in stories if (wish := _by_subject(one, about))}
    for interest in store.story_interests(user, [one.id for one in stories]):
        if interest.stance is not None:
            wishes[interest.story] = grouping.Wish(stance=interest.stance)
    return wishes


def _interests(store: Store, user: UserId, stories: Sequence[Story], searches: SavedSearchDesk) -> _About:
    found: defaultdict[ArticleId, list[tuple[Stance, str]]] = defaultdict(list)
    articles = [a.row.article for one in stories for a in one.articles]
    if store.interests(user):
        for article, interest in store.interesting(user, articles):
            found[article].append((interest.stance, interest.subject.name))
    for article, stance, name in searches.wanted(articles):
        found[article].append((stance, name))
    return found


def _by_subject(story: Story, about: _About) -> grouping.Wish | None:
    counts: defaultdict[Stance, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in story.articles:
        for stance, name in about.get(one.row.article, ()):
            counts[stance][name] += 1
    for stance in _FIRST:
        names = sorted(counts[stance], key=lambda name: (-counts[stance][name], name))
        if names and counts[stance][names[0]] >= _PART[stance] * len(story.articles):
            return grouping.Wish(stance=stance, name=names[0])
    return None
