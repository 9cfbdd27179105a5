"""German names of bodies in their first case: "Technische Universität" for "der Technischen Universität"."""

from __future__ import annotations

import re

from octavo.kit.words import word_set

_GENDERS = {
    "e": word_set(
        "partei gesellschaft universität agentur kommission organisation zeitung stiftung kirche behörde gewerkschaft",
        "bank bahn post union akademie hochschule armee polizei kammer kasse börse vereinigung liga allianz presse",
        "rundschau bibliothek oper feuerwehr",
    ),
    "er": word_set(
        "verband gerichtshof bund rat verein dienst rundfunk konzern bundestag landtag kongress senat club klub",
        "ausschuss",
    ),
    "es": word_set(
        "ministerium gericht institut amt zentrum parlament museum theater orchester netzwerk komitee kreuz",
        "unternehmen krankenhaus klinikum bündnis",
    ),
}
_ENDING_OF = {noun: ending for ending, nouns in _GENDERS.items() for noun in nouns}
_NOUN = re.compile(
    rf"(?P<noun>{'|'.join(sorted(_ENDING_OF, key=len, reverse=True))})(?P<genitive>(?:es|s)?)$", re.IGNORECASE
)
_ADJECTIVE = re.compile(
    r"(?P<stem>\w*(?:isch|lich|deutsch|ional|oral|ital|iv|tät|neu|rot|grün|frei|alt|groß|oberst))(?:en|em|er|es|e)$",
    re.IGNORECASE,
)


def nominative_body(words: tuple[str, ...]) -> tuple[str, ...]:
    """The name of a body in the first case, where its last word tells its gender; else as it is.

    Adjectives at its beginning get the ending that they have without an article, the noun loses that of the genitive.
    """
    noun = _NOUN.search(words[-1])
    if noun is None:
        return words
    ending = _ENDING_OF[noun["noun"].lower()]
    last = words[-1] if ending == "e" else words[-1][: noun.end("noun")]
    count = 0
    while count < len(words) - 1 and _ADJECTIVE.match(words[count]):
        count += 1
    return (*(_ADJECTIVE.sub(rf"\g<stem>{ending}", word) for word in words[:count]), *words[count:-1], last)
