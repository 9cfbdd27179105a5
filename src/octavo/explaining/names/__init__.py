"""Names: the people, organisations and places that an article names."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from octavo.explaining.names.alone import called_alone
from octavo.explaining.names.gazetteer import gazetteer
from octavo.explaining.names.keys import folded
from octavo.explaining.names.merging import (
    merged_organisations,
    merged_people,
    with_short_mentions,
    with_short_organisations,
)
from octavo.explaining.names.places import PLACED, Mention, places_in, writes_nouns_large
from octavo.explaining.names.runs import runs_in, without_bodies
from octavo.explaining.names.uniting import MOST_CITATIONS, is_one_line, united
from octavo.model.names import Name, NameKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from octavo.explaining.documents import Document
    from octavo.explaining.names.merging import Person
    from octavo.explaining.names.runs import Run
    from octavo.explaining.names.spotting import Spotted
    from octavo.model.names import Place

__all__ = ["is_one_line", "name_key", "names_in", "places_called", "places_in", "united"]

MOST_NAMES = 80
_SHORT_FORM = 4
_DISTRICT = "District of Columbia"
# Unions of states lie somewhere, but are no place on the map to a reader.
_NO_PLACES = frozenset({"eu", "european union", "e u", "union europeenne", "europaische union", "ес", "єс"})


def name_key(name: str) -> str:
    """A name as a key to look it up: equal for forms that differ in case, accents or punctuation alone. Idempotent."""
    return folded(name)


def places_called(name: str) -> tuple[Place, ...]:
    """The places that bear a name, the likeliest first; to choose where an outlet is at home, for one."""
    bearers = gazetteer().find(folded(name))
    if bearers is None:
        return ()
    ranked = sorted(zip(bearers.numbers.tolist(), bearers.is_own.tolist(), strict=True), key=lambda one: not one[1])
    return tuple(dict.fromkeys(gazetteer().place(number) for number, _ in ranked))


def names_in(document: Document, *, home: Place | None = None) -> tuple[Name, ...]:
    """The people, organisations and places that a document names, the most mentioned first.

    ``home`` is where the document's outlet is at home, as a local paper means the towns of its area. Adjectives
    ("Russian") are no mentions of a place; a government meant by its capital is. A place has no
    ``place`` where too much speaks for another of the same name. A region and its chief town of one name are one
    line. At most ``MOST_NAMES``.
    """
    spotted, mentions = places_in(document, home)
    mentions = tuple(one for one in mentions if not one.spot.is_demonym and one.spot.key not in _NO_PLACES)
    is_noun_capital = writes_nouns_large(document)
    runs = _runs(spotted, mentions, is_noun_capital=is_noun_capital)
    taken = _taken(runs)
    placed = [one for one in mentions if not taken[one.spot.block] & set(range(one.spot.first, one.spot.last + 1))]
    for one in placed:
        taken[one.spot.block].update(range(one.spot.first, one.spot.last + 1))
    people = merged_people([run for run in runs if run.kind is NameKind.PERSON])
    with_short_mentions(people, spotted.tokens, taken)
    if document.main_language == "en":
        people += called_alone(spotted.tokens, taken)
    # Where nouns have capitals, two words that may be a name are something else nearly always.
    people = [one for one in people if one.is_certain or (len(one.runs) > 1 and not is_noun_capital)]
    organisations = merged_organisations([run for run in runs if run.kind is NameKind.ORGANISATION], spotted.tokens)
    with_short_organisations(organisations, spotted.tokens, taken)
    names = [*(_name(document, one) for one in (*people, *organisations)), *united(_places(document, placed))]
    return tuple(sorted(names, key=lambda one: (-len(one.citations), _where(one)))[:MOST_NAMES])


def _runs(spotted: Spotted, mentions: tuple[Mention, ...], *, is_noun_capital: bool) -> list[Run]:
    sure: dict[int, set[int]] = defaultdict(set)
    for one in mentions:
        sure[one.spot.block].update(range(one.spot.first, one.spot.last + 1))
    runs = [
        run
        for block, tokens in enumerate(spotted.tokens)
        for run in runs_in(block, tokens, frozenset(sure[block]), is_noun_capital=is_noun_capital)
    ]
    return without_bodies(runs, spotted.tokens)


def _taken(runs: list[Run]) -> dict[int, set[int]]:
    taken: dict[int, set[int]] = defaultdict(set)
    for run in runs:
        taken[run.block].update(range(run.first, run.last + 1))
    return taken


def _where(name: Name) -> tuple[int, int]:
    return name.citations[0].block, name.citations[0].start


def _name(document: Document, one: Person) -> Name:
    runs = sorted(one.runs, key=lambda run: (run.block, run.start))
    return Name(
        kind=one.kind,
        name=" ".join(one.words),
        citations=tuple(document.cite(run.block, run.start, run.end) for run in runs[:MOST_CITATIONS]),
        is_certain=one.is_certain,
    )


def _places(document: Document, mentions: list[Mention]) -> list[Name]:
    by_place: dict[str, list[Mention]] = defaultdict(list)
    has_capital = any(one.place.region == _DISTRICT for one in mentions)
    for one in mentions:
        if one.place.name != _DISTRICT or not has_capital:  # of "Washington, D.C." the second says which
            by_place[one.place.id].append(one)
    found = []
    for same in by_place.values():
        citations = tuple(document.cite(one.spot.block, one.spot.start, one.spot.end) for one in same[:MOST_CITATIONS])
        found.append(
            Name(
                kind=NameKind.PLACE,
                name=_form([citation.quote for citation in citations], same[0].place, document.main_language),
                citations=citations,
                place=same[0].place if any(one.sureness >= PLACED for one in same) else None,
                is_certain=any(one.is_certain for one in same),
            )
        )
    return found


def _form(forms: list[str], place: Place, language: str) -> str:
    """What a place is called: its commonest form that is neither capitals only nor short, else its name there."""
    fit = [" ".join(form.split()) for form in forms if not form.isupper() and not form.endswith(".")]
    if not fit and language not in {"", "en"}:
        if place.kind == "country":
            return _territories(language).get(place.country or "", place.name)
        fit = [form.title() for form in forms if len(form) > _SHORT_FORM]
    return max(Counter(fit).items(), key=lambda item: (item[1], len(item[0])))[0] if fit else place.name


@cache
def _territories(language: str) -> Mapping[str, str]:
    """The countries in a language, by code (Unicode CLDR); none where it is not known."""
    try:
        return Locale.parse(language).territories
    except (ValueError, UnknownLocaleError):
        return {}
