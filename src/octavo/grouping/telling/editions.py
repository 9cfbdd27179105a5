"""The edition: the few stories of a day that a reader should not miss, with an end."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from octavo.grouping.telling.stories import outlets_of
from octavo.model.stories import Edition, Pick
from octavo.model.subjects import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from octavo.model.ids import StoryId
    from octavo.model.stories import Story

EDITION_SIZE = 8
_WORD = re.compile(r"[^\W_]{3,}")
_HALF_LIFE = timedelta(hours=18)
_SPREAD = 3  # from so many outlets a reader follows on, what one alone tells is no story of the day
_ALIKE = 0.5
_SAME_SECTION = 0.15
_FEWEST = 0.35
_GLANCED = 0.5
# What a reader's wishes do to a story's worth.
_WISHED = {Stance.FOLLOW: 1.5, Stance.LESS: 0.5, Stance.MUTE: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a reader wants of a story: itself, or for a subject that it is about (``name``)."""

    stance: Stance
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    story: Story
    score: float
    fresh: int
    outlets: int
    was_printed: bool
    words: frozenset[str]
    section: str
    wish: Wish | None


def choose_edition(
    stories: Sequence[Story],
    *,
    day: date,
    now: datetime,
    since: datetime,
    earlier: Sequence[Edition] = (),
    wishes: Mapping[StoryId, Wish] = MappingProxyType({}),
) -> Edition:
    """The edition of a day from the stories that had news since ``since``, at most eight, best first.

    A story counts for its independent outlets (by their logarithm), for how fresh it is, and less for what the reader
    has read of it. One that an earlier edition held comes again only with articles that came in since. Each pick
    lowers what is like it. Where the reader's stories come from three outlets or more, one outlet's alone is no story
    of the day, unless the reader follows it or its subject; and nothing is put in to fill a quiet day. What the reader
    wants less of counts half, what they muted is not there.
    """
    printed = {pick.story: edition.made_at for edition in sorted(earlier, key=_made) for pick in edition.picks}
    pool = [
        _candidate(story, since=since, printed_at=printed.get(story.id), now=now, wish=wishes.get(story.id))
        for story in stories
    ]
    spread = len({one.placement.outlet for story in stories for one in story.articles})
    fewest = 2 if spread >= _SPREAD else 1
    able = [one for one in pool if one.fresh and (one.outlets >= fewest or _is_followed(one)) and one.score >= _FEWEST]
    picks = tuple(_pick(one, since) for one in _diverse(able))
    return Edition(day=day, made_at=now, picks=picks, considered=len(pool))


def _made(edition: Edition) -> datetime:
    return edition.made_at


def _is_followed(one: _Candidate) -> bool:
    return one.wish is not None and one.wish.stance is Stance.FOLLOW


def _candidate(
    story: Story, *, since: datetime, printed_at: datetime | None, now: datetime, wish: Wish | None
) -> _Candidate:
    recent = [one for one in story.articles if one.placement.at > since]
    fresh = [one for one in recent if printed_at is None or one.row.first_seen_at > printed_at]
    newest = max((one.placement.at for one in fresh), default=story.updated_at)
    age = max(now - newest, timedelta())
    unread = sum(not one.row.read for one in fresh) / (len(fresh) or 1)
    sections = Counter(one.section.casefold() for one in story.articles if one.section)
    outlets = outlets_of(fresh) if fresh else 0
    score = math.log2(1 + outlets) * 0.5 ** (age / _HALF_LIFE) * (_GLANCED + (1 - _GLANCED) * unread)
    return _Candidate(
        story=story,
        score=score * (_WISHED[wish.stance] if wish else 1.0),
        fresh=len(fresh),
        outlets=outlets,
        was_printed=printed_at is not None,
        words=frozenset(word for one in story.articles for word in _WORD.findall(one.row.title.casefold())),
        section=sections.most_common(1)[0][0] if sections else "",
        wish=wish,
    )


def _diverse(able: Sequence[_Candidate]) -> list[_Candidate]:
    """Best first, each weighed against those already chosen.

    As in maximal marginal relevance (Carbonell & Goldstein, SIGIR 1998), but what is all but told already stays out.
    """
    left, chosen = list(able), list[_Candidate]()
    while left and len(chosen) < EDITION_SIZE:
        worth = {one.story.id: one.score * _newness(one, chosen) for one in left}
        best = max(left, key=lambda one: (worth[one.story.id], -one.story.id))
        if worth[best.story.id] <= 0:
            break
        chosen.append(best)
        left.remove(best)
    return chosen


def _newness(one: _Candidate, chosen: Sequence[_Candidate]) -> float:
    likeness = max((len(one.words & other.words) / (len(one.words | other.words) or 1) for other in chosen), default=0)
    same = sum(bool(one.section) and one.section == other.section for other in chosen)
    return max(0.0, 1 - likeness / _ALIKE) / (1 + _SAME_SECTION * same)


def _pick(one: _Candidate, since: datetime) -> Pick:
    is_old = one.was_printed or one.story.opened_at <= since
    begin = "Again, with news" if one.was_printed else "Goes on" if is_old else "New"
    articles = f"{one.fresh}{' new' if is_old else ''} article{'s' if one.fresh > 1 else ''}"
    outlets = f"{one.outlets} outlet{'s' if one.outlets > 1 else ''}"
    return Pick(
        story=one.story.id,
        headline=one.story.headline,
        lead=one.story.lead,
        score=round(one.score, 4),
        reason=f"{begin}: {articles} from {outlets}{_wished(one.wish)}",
    )


def _wished(wish: Wish | None) -> str:
    if wish is None or wish.stance is Stance.MUTE:
        return ""
    what = wish.name or "this story"
    return f"; you follow {what}" if wish.stance is Stance.FOLLOW else f"; you want less of {what}"
