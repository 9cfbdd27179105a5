"""A generator of translations: reports put into made-up languages, as translators leave figures and most names.

Every lower-case word becomes another one, longer or shorter; of the names some are spelled otherwise and some get an
ending; figures are parted in another way, some are spelled out or reckoned in other units; paragraphs are merged,
parted, left out and swapped. One of the languages writes a quarter of its words with capitals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from zlib import crc32

_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SYLLABLES = [one + two for one in ("k", "st", "v", "m", "sch", "r", "tr", "n", "l", "p") for two in "aeiou"]
_SMALL, _NAMES_KEPT, _ENDINGS = 13, 0.72, ("", "", "s", "n", "en")


@dataclass(frozen=True)
class Language:
    """A made-up language: its code, how long its words are, and whether nouns have capitals."""

    code: str
    stretch: float
    nouns: bool


LANGUAGES = (Language("de", 1.12, nouns=True), Language("fr", 1.1, nouns=False), Language("es", 1.0, nouns=False))


def translated(title: str, text: str, language: Language, chance: Random) -> tuple[str, str]:
    """A title and text in another language."""
    parts = [_worded(part, language, chance) for part in text.split("\n") if part.strip()]
    return _worded(title, language, chance), "\n".join(_arranged(parts, chance))


def _arranged(parts: list[str], chance: Random) -> list[str]:
    arranged: list[str] = []
    for part in parts:
        drawn = chance.random()
        if drawn < 0.06 and len(parts) > 4:
            continue
        if drawn < 0.13 and arranged:
            arranged[-1] += f" {part}"
        elif drawn < 0.2 and ". " in part:
            arranged += part.split(". ", 1)
        elif drawn < 0.23 and arranged:
            arranged.insert(len(arranged) - 1, part)
        else:
            arranged.append(part)
    return arranged


def _worded(text: str, language: Language, chance: Random) -> str:
    def put(match: re.Match[str]) -> str:
        word = match.group()
        if word[0].isdigit():
            return _figure(word, chance)
        if chance.random() < 0.06:
            return ""
        opens = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1:] in '.!?:\n"“”'
        return _word(word, language, chance, opens=opens)

    return _TOKEN.sub(put, text)


def _word(word: str, language: Language, chance: Random, *, opens: bool) -> str:
    seed = crc32(f"{language.code} {word.lower()}".encode())
    is_name = word[0].isupper() and not opens
    if is_name and seed % 100 < 100 * _NAMES_KEPT:
        return word + chance.choice(_ENDINGS)
    length = max(2, round(len(word) * language.stretch * (0.7 + (seed >> 8) % 100 / 160)))
    own = Random(seed)  # noqa: S311 - the same each time
    made = ""
    while len(made) < length:
        made += own.choice(_SYLLABLES)
    made = made[: max(2, length)]
    capital = word[0].isupper() or (language.nouns and seed % 4 == 0)
    return made.title() if capital else made


def _figure(word: str, chance: Random) -> str:
    drawn = chance.random()
    if word.isdigit() and int(word) < _SMALL and drawn < 0.5:
        return chance.choice(_SYLLABLES)
    if drawn < 0.08:
        return str(round(float(re.sub(r"\D", "", word)[:9]) * 1.609))
    return word.replace(",", "\0").replace(".", ",").replace("\0", ".")
