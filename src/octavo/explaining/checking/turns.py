"""Two things that have changed places around a word: "the owner of the ship", "the vote after the strike"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.explaining.checking.words import STOP_WORDS, sentences_of, stem, words_of
from octavo.kit.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_WORDS, _BESIDE = 200, 7
_PIVOTS = ("than", "after", "before", "because", "until")
# "Ann Lee, the mayor of Skarn", "Ann Lee is the mayor": the last word of the name, and the noun before an "of".
_POST = re.compile(
    r"\b(?P<name>[A-ZÄÖÜ][\w'’-]+)(?:,| is| was)\s(?:the|a|an)\s(?:[a-z][\w-]*\s){0,3}?(?P<post>[a-z][\w-]+)"
    r"(?=\s(?:of|for|in|at|who|from)\b|[,.;]|$)"
)
_ARTICLES = word_set("the a an his her its their our this that")


def turned_round(claim: str, cited: Sequence[str]) -> str | None:
    """What a sentence says in another order than every cited sentence that has both, as words."""
    said = words_of(claim)[:_MOST_WORDS]
    known = [words_of(sentence)[:_MOST_WORDS] for sentence in sentences_of(cited)]
    return _around(said, known) or _owned(said, known) or _other_post(claim, "\n".join(cited))


def _around(said: list[str], sources: list[list[str]]) -> str | None:
    """A "than", "after" or "because" whose sides have changed places."""
    for pivot in _PIVOTS:
        if said.count(pivot) != 1:
            continue
        at = said.index(pivot)
        before, behind = _stems(said[max(0, at - _BESIDE) : at]), _stems(said[at + 1 : at + 1 + _BESIDE])
        verdicts = [_has_turned(source, pivot, before, behind) for source in sources if source.count(pivot) == 1]
        if True in verdicts and False not in verdicts:
            return f"{pivot} {' '.join(said[at + 1 : at + 3])}"
    return None


def _has_turned(source: list[str], pivot: str, before: set[str], behind: set[str]) -> bool | None:
    at = source.index(pivot)
    left, right = _stems(source[:at]), _stems(source[at + 1 :])
    if (before - left) & right and (behind - right) & left:
        return True
    return False if before & left and behind & right else None


def _stems(words: Sequence[str]) -> set[str]:
    return {stem(word) for word in words if word not in STOP_WORDS}


def _other_post(claim: str, cited: str) -> str | None:
    """Somebody who is said to be what another is: "Ann Lee, the minister" where Bo Lind is the minister."""
    known = _posts(cited)
    holders = {post: {name for name, other in known if other == post} for _, post in known}
    named = {name for name, _ in known}
    wrong = ((name, post) for name, post in _posts(claim) if name in named and name not in holders.get(post, {name}))
    return next((f"{name} {post}" for name, post in wrong), None)


def _posts(text: str) -> set[tuple[str, str]]:
    """Names, by their last words, with what they are said to be."""
    return {(match["name"].lower(), match["post"].lower()) for match in _POST.finditer(text)}


def _owned(said: list[str], sources: list[list[str]]) -> str | None:
    """An "of" or an "'s" whose sides have changed places: "the ship's owner" for "the owner's ship"."""
    known = {pair for source in sources for pair in _belonging(source)}
    turned = next((pair for pair in _belonging(said) if pair not in known and pair[::-1] in known), None)
    written = {stem(word): word for word in said}
    return f"{written.get(turned[0], turned[0])} of {written.get(turned[1], turned[1])}" if turned else None


def _belonging(words: list[str]) -> Iterator[tuple[str, str]]:
    """What belongs to what, as stems: (owner, ship) of "the owner of the ship" and of "the ship's owner"."""
    for at, word in enumerate(words):
        if word == "of" and 0 < at < len(words) - 1:
            behind = at + 1
            while behind < len(words) - 1 and words[behind] in _ARTICLES:
                behind += 1
            if not {words[at - 1], words[behind]} & STOP_WORDS:
                yield stem(words[at - 1]), stem(words[behind])
        owner = word.replace("’", "'")
        if owner.endswith("'s") and at < len(words) - 1 and words[at + 1] not in STOP_WORDS:
            yield stem(words[at + 1]), stem(owner)
