"""Why two reports are, or are not, taken to be about the same event."""

from __future__ import annotations

from dataclasses import dataclass

# Words that say nothing of the number before them.
_LITTLE = frozenset(
    (  # noqa: SIM905 - lists of words are read more easily so
        "a after and are as at before but by for from had has have in into is of off on or per said since than that "
        "the their this to until was were when which while who will with "
        "als am an auf aus bei bis das dem den der die ein eine für im ist mit nach oder seit sind über um und von vom "
        "vor war waren wie zu zum zur "
        "au aux avec dans de des du en est et la le les mais ou par pour qui sont sur un une "
        "al con del el las los no o para por que se sin su una y"
    ).split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One thing that was compared: its value, and how much it speaks for (above 0) or against the pair."""

    name: str
    value: float
    effect: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore:
    """The probability that two reports are about the same event, and what they have in common, spelled out.

    ``likeness`` compares their words alone, whatever else came in and when; ``days`` are the days between them;
    ``features`` come with what counts most first.
    """

    score: float
    likeness: float
    names: tuple[str, ...]
    terms: tuple[str, ...]
    numbers: tuple[str, ...]
    days: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What two reports of one story share, spelled out; ``report`` is the other one."""

    report: int
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    terms: tuple[str, ...]


def shared(one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Names, numbers and words that stand in the spelled terms of both, in the order of the first.

    A name that is a part of a longer shared one is not told again, nor is a word that is part of a name, nor a little
    word behind a number.
    """
    kinds = [
        [term for term in mine.split("\t") if term and term in set(theirs.split("\t"))]
        for mine, theirs in zip(one.split("\n"), other.split("\n"), strict=True)
    ]
    words, names, numbers = kinds
    whole = [name for name in names if not any(name != longer and name in longer.split(" ") for longer in names)]
    told = {word.lower() for name in names for word in name.split(" ")}
    numbers = list(dict.fromkeys(map(_bare, numbers)))
    longest = [number for number in numbers if not any(number != other and number in other for other in numbers)]
    return tuple(whole), tuple(longest), tuple(word for word in words if word not in told)


def _bare(number: str) -> str:
    """A number without a little word behind it."""
    figure, _, word = number.partition(" ")
    return figure if word in _LITTLE else number
