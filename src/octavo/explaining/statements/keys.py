"""Names across alphabets and transcriptions: "Zelenskyy", "Selenskyj" and "Зеленський" sound alike."""

from __future__ import annotations

import re
import unicodedata

from octavo.kit.words import word_set

_LONGEST = 200
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_TRANSCRIBED = (
    "а:a б:b в:v г:g ґ:g д:d е:e є:e ё:e ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh"
    " ц:ts ч:ch ш:sh щ:shch ъ: ы:i ь: э:e ю:iu я:ia"
)
_CYRILLIC = {pair[0]: pair[2:] for pair in _TRANSCRIBED.split(" ")}
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
# From the longest to the shortest, each once: German and French ways of writing Slavic and Arabic sounds.
_SPELLINGS = (
    "shtsh:sh schtsch:sh shch:sh tsch:ch tch:ch tsh:ch sch:sh dsch:j dzh:j kh:ch gh:g zh:sh w:v ph:f ck:k q:k x:ks"
    " tz:ts z:s ou:u oo:u ee:i ya:ia yu:iu yo:io ye:e ja:ia ju:iu jo:io je:e y:i j:i ie:e iia:ia"
)
_SOUNDS = tuple(pair.partition(":")[::2] for pair in _SPELLINGS.split(" "))
_TITLES = word_set(
    "mr mrs ms miss dr prof sir dame lord lady sen rep gov gen president minister herr frau m mme mlle sr sra don",
    "the der die das le la el a an",
)
_PARTICLES = word_set("de da di du del della van von der den bin ibn al el la le dos zu")
_SUFFIXES = word_set("jr sr ii iii iv")
BODIES = word_set(
    "office ministry company committee party council commission agency department government university institute",
    "bank group union association federation court police army navy force forces service center centre foundation",
    "fund house board authority organisation organization society club league press news times post journal daily",
    "administration campaign parliament senate congress ministerium behörde amt partei regierung kommission verband",
    "gewerkschaft universität stiftung institut gericht polizei zeitung agentur line airlines airways international",
    "national united inc corp ltd gmbh ag plc nations",
)


def plain(word: str) -> str:
    """A word in lower-case Latin letters without accents, Cyrillic transcribed."""
    low = word.lower()
    if any(letter in _CYRILLIC for letter in low):
        low = "".join(_CYRILLIC.get(letter, letter) for letter in low)
    apart = unicodedata.normalize("NFKD", low.translate(_LETTERS))
    return "".join(letter for letter in apart if letter.isalnum())


def sound_of(word: str) -> str:
    """How a name sounds whatever language transcribed it: a key, not to be shown."""
    low = plain(word)
    for spelling, sound in _SOUNDS:
        if spelling in low:
            low = low.replace(spelling, sound)
    short = "".join(letter for place, letter in enumerate(low) if not place or letter != low[place - 1])
    return short or low


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name that tell who it is, without titles and possessive endings."""
    words = [re.sub(r"[’']s$", "", word) for word in _WORD.findall(name[:_LONGEST])]
    kept = [word for word in words if word.lower() not in _TITLES and word.lower() not in _SUFFIXES]
    return tuple(kept or words)


def is_body(name: str) -> bool:
    """Whether a name is an organisation's, as far as its words tell."""
    return any(word.lower() in BODIES for word in parts_of(name))


def speaker_key(name: str) -> str:
    """A stable key of a speaker: of a person the surname as it sounds, of a body all its words.

    Namesakes share a key; ``speakers_of`` tells them apart by their first names. "" for a name without letters.
    """
    parts = parts_of(name)
    if not parts:
        return ""
    if is_body(name) or len(parts) > _MOST_WORDS_OF_A_PERSON:
        return "-".join(filter(None, (plain(part) for part in parts)))
    return sound_of(parts[-1])


_MOST_WORDS_OF_A_PERSON = 5


def first_names(name: str) -> tuple[str, ...]:
    """The first names of a person as they sound; none of a surname alone."""
    return tuple(sound_of(part) for part in parts_of(name)[:-1] if part.lower() not in _PARTICLES)
