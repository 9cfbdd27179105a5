"""Mentions of one person or organisation brought together within an article."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from octavo.explaining.names.acronyms import ACRONYMS
from octavo.explaining.names.keys import folded
from octavo.explaining.names.runs import Run
from octavo.explaining.names.vocabulary import LEGAL_FORMS, PERSONAL
from octavo.model.names import NameKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from octavo.explaining.names.tokens import Token

_INITIALS = 3
# Whose a body is: a name without it is the same body's in one article.
_WHOLE = re.compile(r"^(?:us|united states|un|united nations) ")
_SLAVIC_ENDING = re.compile(r"(?<=[а-яіїєґ]{3})(?:ого|ому|ым|им|ом|ем|ой|ою|ей|ею|ові|а|у|ю|е|и|ы|я|і|ь|о)$")


@dataclass(slots=True)
class Person:
    """The mentions of one person or organisation; ``words`` is the fullest form."""

    kind: NameKind
    words: tuple[str, ...]
    runs: list[Run] = field(default_factory=list)

    @property
    def is_certain(self) -> bool:
        """Whether a mention leaves no doubt."""
        return any(run.is_certain for run in self.runs)


def plain(word: str) -> str:
    """A word's folded form, without its ending where it is Cyrillic: "Путина" is "путин"."""
    key = folded(word)
    return _SLAVIC_ENDING.sub("", key) if key and key[-1] >= "а" else key


def merged_people(runs: Sequence[Run]) -> list[Person]:
    """Persons by their full names; a surname alone joins the one person who bears it."""
    people: list[Person] = []
    by_surname: dict[str, list[Person]] = defaultdict(list)
    short: list[Run] = []
    for run in runs:
        if len(run.words) < 2:  # noqa: PLR2004
            short.append(run)
            continue
        surname = plain(run.words[-1])
        alike = (*by_surname[surname], *(one for key in _genitives(surname) for one in by_surname.get(key, ())))
        same = next((one for one in alike if _agree(one.words, run.words)), None)
        if same is None:
            same = Person(NameKind.PERSON, run.words)
            people.append(same)
            by_surname[surname].append(same)
        same.runs.append(run)
        same.words = _fuller(same.words, run.words)
    for run in short:
        owners = by_surname[plain(run.words[0])]
        if not owners:
            owners.append(Person(NameKind.PERSON, run.words))
            people.append(owners[0])
        if len(owners) == 1:
            owners[0].runs.append(run)
    return [one for one in people if not _are_two(one, by_surname)]


def _are_two(one: Person, by_surname: Mapping[str, Sequence[Person]]) -> bool:
    """Whether two words that touch are the surnames of two others: "wies Trump Machado ab"."""
    if one.is_certain or len(one.words) != 2:  # noqa: PLR2004 - a first and a last name
        return False
    return all(any(other is not one for other in by_surname.get(plain(word), ())) for word in one.words)


def _fuller(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The longer of two forms; of equals the one that is not in capitals only."""
    if one[-1] == f"{other[-1]}s" and len(one) == len(other):  # "Ann Lees" is the genitive of "Ann Lee"
        return other
    return max(one, other, key=lambda words: (len(words), not " ".join(words).isupper()))


def _genitives(surname: str) -> tuple[str, ...]:
    """The surname that one is the genitive of, or whose genitive is its: "lees" and "lee"."""
    return (f"{surname}s", surname[:-1]) if surname.endswith("s") else (f"{surname}s",)


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names with one surname may be one person's: the same first name, its initial, or none of it."""
    shorter, longer = sorted((tuple(map(plain, one)), tuple(map(plain, other))), key=len)
    if longer[-len(shorter) :] == shorter:  # "Levine Cava" of "Daniella Levine Cava"
        return True
    a, b = plain(one[0]), plain(other[0])
    return a == b or ((len(a) == 1 or len(b) == 1) and a[:1] == b[:1])


def with_short_mentions(
    people: Sequence[Person], tokens: Sequence[Sequence[Token]], taken: dict[int, set[int]]
) -> None:
    """Add the mentions by surname or first name alone, of names that one person in the article bears."""
    owners: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        names = [word for word in person.words if word[0].isupper()]
        for name in {plain(names[-1]), plain(names[0])} if names else ():
            owners[name].append(person)
    for block, words in enumerate(tokens):
        for at, word in enumerate(words):
            if (
                not word.is_capital
                or not word.is_word
                or at in taken[block]
                or (word.text.isupper() and len(word.text) <= _INITIALS)
            ):
                continue
            bearers = owners.get(plain(word.text), ())
            if len(bearers) == 1 and len(bearers[0].words) > 1:
                first = _with_particle(words, at)
                form = tuple(one.text for one in words[first : at + 1])
                bearers[0].runs.append(
                    Run(block, first, at, words[first].start, word.end, form, NameKind.PERSON, is_certain=False)
                )
                taken[block].add(at)


def _with_particle(words: Sequence[Token], at: int) -> int:
    """Where a surname begins with what belongs to it: "von der" of "von der Leyen"."""
    while at > 0 and words[at].gap == " " and words[at - 1].lower in PERSONAL and not words[at - 1].owns:
        at -= 1
    return at


def merged_organisations(runs: Sequence[Run], tokens: Sequence[Sequence[Token]]) -> list[Person]:
    """Organisations by name; short forms join the long form that introduces them in brackets or spells them."""
    found: dict[str, Person] = {}
    short_of: dict[str, str] = {}
    for run in runs:
        key = _with_whole(folded(" ".join(run.words)))
        one = found.setdefault(key, Person(NameKind.ORGANISATION, run.words))
        one.runs.append(run)
        one.words = _fuller(one.words, run.words)
        short = _introduced(run, tokens[run.block])
        if short:
            short_of.setdefault(folded(short), key)
    for key, short in _shorter_forms(found):
        if key in found and short in found:
            found[key].runs.extend(found.pop(short).runs)
    for key in [key for key, one in found.items() if len(one.words) == 1 and one.words[0].isupper()]:
        long = short_of.get(key) or _spelled(key, found)
        if long and long != key and long in found:
            found[long].runs.extend(found.pop(key).runs)
    return [one for one in found.values() if len(one.runs) > 1 or not _is_doubtful(one)]


def _shorter_forms(found: Mapping[str, Person]) -> list[tuple[str, str]]:
    """Keys with those of the same body in other words: without its nations, what it is of, or turned round."""
    pairs = []
    by_beginning: dict[str, list[str]] = defaultdict(list)
    for key in found:
        bare = _WHOLE.sub("", key)
        if bare != key and " " in bare:
            pairs.append((key, bare))  # "United Nations Security Council", "Security Council"
        beginning, is_of, rest = key.partition(" of ")
        if is_of and beginning in {"department", "ministry"}:
            pairs.append((key, f"{rest} {beginning}"))  # "Department of Justice", "Justice Department"
        elif is_of and " " in beginning:
            by_beginning[beginning].append(key)  # "Police Federation of Skarn", "Police Federation"
    return pairs + [(keys[0], beginning) for beginning, keys in by_beginning.items() if len(keys) == 1]


def _with_whole(key: str) -> str:
    """The key of a name in one spelling of the states or nations that it begins with."""
    short, _, rest = key.partition(" ")
    whole = {"us": "united states", "un": "united nations"}.get(short)
    return f"{whole} {rest}" if whole and rest else key


def with_short_organisations(
    organisations: Sequence[Person], tokens: Sequence[Sequence[Token]], taken: dict[int, set[int]]
) -> None:
    """Add the mentions of a company without its legal form: "Broadcom" of "Broadcom Ltd"."""
    owners = {one.words[0]: one for one in organisations if len(one.words) > 1 and _is_legal(one.words[1:])}
    for block, words in enumerate(tokens if owners else ()):
        for at, word in enumerate(words):
            owner = owners.get(word.text)
            if owner is None or at in taken[block] or (at + 1 < len(words) and words[at + 1].is_capital):
                continue
            form = (word.text,)
            owner.runs.append(Run(block, at, at, word.start, word.end, form, NameKind.ORGANISATION, is_certain=False))
            owner.words = form
            taken[block].add(at)


def _is_legal(words: Sequence[str]) -> bool:
    return all(word.lower().rstrip(".") in LEGAL_FORMS for word in words)


def _is_doubtful(one: Person) -> bool:
    """Whether a name is a run of capitals that nothing explains."""
    word = one.words[0].replace(".", "")
    is_known = word in ACRONYMS or any(run.is_known for run in one.runs)
    return len(one.words) == 1 and word.isupper() and not is_known


def _introduced(run: Run, tokens: Sequence[Token]) -> str:
    """The short form in the brackets behind a name."""
    at = run.last + 1
    if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")" and len(run.words) > 1:
        short = tokens[at + 1].text
        letters = [letter for letter in short if letter.isupper()]
        initials = {word[0] for word in run.words}
        if len(letters) > 1 and sum(letter in initials for letter in letters) >= len(letters) - 1:
            return short
    return ""


def _spelled(short: str, found: dict[str, Person]) -> str:
    """The one name whose capitals spell a short form."""
    spelling = [
        key
        for key, one in found.items()
        if len(one.words) > 1 and "".join(word[0] for word in one.words if word[0].isupper()).lower() == short
    ]
    return spelling[0] if len(spelling) == 1 else ""
