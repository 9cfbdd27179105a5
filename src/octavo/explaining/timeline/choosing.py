"""Which sentences tell a day best."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.explaining.dates import Bound
from octavo.explaining.timeline.openers import leans_on_another

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.documents import Document
    from octavo.explaining.timeline.collecting import Day, Telling

Vector = dict[str, float]
_WORD = re.compile(r"[^\W_]{3,}")
_FEWEST_WORDS, _BEST_FROM, _BEST_TO, _MOST_WORDS = 6, 12, 35, 60
_MOST_CHARACTERS = 600
# Of a day that hundreds of sentences speak of, so many are looked at: those that stand highest in their articles.
_MOST_TELLINGS = 400
_ALIKE = 0.4
# What stands around a text and not in it: stamps, credits, menus.
_STAMP = re.compile(
    r"\||\b\d{1,2}[:.]\d\d\b.{0,12}\b(?:ES?T|GMT|UTC|BST|[AP]\.?M)\b|^At \d\d:\d\d\b|https?:|www\."
    r"|\b(?:posted|updated|published|copyright|photos?|photograph|handout|getty images|read more|related)\b",
    re.IGNORECASE,
)
# A heading that was glued to the sentence; a speaker who was named before; half of a bracket.
_SHOUTS = re.compile(r"(?:\b[A-ZÀ-ÖØ-Þ]{3,}\W+){3}")
_SHE_ADDED = re.compile(
    r",\W{0,3}(?:he|she|they|it) (?:\w+ )?(?:said|says|added|told|wrote|explained|warned)\b|\balso\b"
    r"|\b(?:sagte|erklärte|fügte) (?:er|sie)\b|\b[at]-(?:il|elle|ils|elles)\b",
    re.IGNORECASE,
)
_OPENS_ONLY = re.compile(r":\s?'[^']*$|‘[^’]*$")
_SAYS_I = re.compile(r"\b(?:I|we|my|our|you|your|ich|wir|je|nous|nosotros)\b")
_OPENS_QUOTE = re.compile(r"^[\"'“‘«„`]")
# A whole sentence begins with a capital, a figure or a quotation, and ends with a full stop.
_BEGINS_WHOLE = re.compile(r"[\"'“‘«„`(\[¿¡ ]*[^\W_a-zà-öø-ÿ]")
_ENDS_WHOLE = re.compile(r"[.。।][\s\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The words of a story: in how many of its articles each stands, and what the whole is about."""

    size: int
    counts: Counter[str]
    centre: Vector
    language: str


def story_of(documents: Sequence[Document]) -> Story:
    """The words of articles as a background for their sentences."""
    counts: Counter[str] = Counter()
    languages = Counter(document.main_language for document in documents)
    words = [Counter(w for s in document.sentences for w in words_in(s.text)) for document in documents]
    for one in words:
        counts.update(one.keys())
    empty = Story(size=len(documents), counts=counts, centre={}, language=languages.most_common(1)[0][0])
    centre: Vector = {}
    for one in words:
        _add(centre, vector_of(one, empty))
    for document in documents:
        _add(centre, vector_of(Counter(words_in(document.title)), empty))
    return Story(size=len(documents), counts=counts, centre=_unit(centre), language=empty.language)


def words_in(text: str) -> list[str]:
    """Words of three letters or figures and more, lower case."""
    return _WORD.findall(text.lower())


def vector_of(words: Counter[str], story: Story) -> Vector:
    """Words weighted by how often they stand there and how few articles have them (tf-idf), of length 1."""
    return _unit({w: (1 + math.log(n)) * math.log(1 + story.size / max(story.counts[w], 1)) for w, n in words.items()})


def likeness(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def best_tellings(day: Day, story: Story, *, most: int = 1, strict: bool = True) -> list[Telling]:
    """The sentences that tell a day best, at most ``most``, the best first, no two of them much alike.

    Best is what is closest to all that is said of the day and of the story (centroid, after Radev et al. 2004), made
    well. With ``strict``, only sentences that can stand alone are chosen.
    """
    tellings = sorted(day.tellings, key=lambda telling: telling.sentence.number)[:_MOST_TELLINGS]
    vectors = [vector_of(Counter(words_in(telling.sentence.text)), story) for telling in tellings]
    centre: Vector = {}
    for vector in vectors:
        _add(centre, vector)
    centre = _unit(centre)
    scored = []
    for place, (telling, vector) in enumerate(zip(tellings, vectors, strict=True)):
        made = quality(telling, story, strict=strict)
        if made > 0:
            scored.append((made * (likeness(vector, centre) + likeness(vector, story.centre)), place))
    chosen: list[int] = []
    for _, place in sorted(scored, key=lambda pair: (-pair[0], pair[1])):
        if all(likeness(vectors[place], vectors[other]) < _ALIKE for other in chosen):
            chosen.append(place)
            if len(chosen) == most:
                break
    return [tellings[place] for place in chosen]


def quality(telling: Telling, story: Story, *, strict: bool) -> float:
    """How well a sentence is made for standing alone on a line, 0 to 1; 0 is not to be shown."""
    text = telling.sentence.text
    if len(text) > _MOST_CHARACTERS:
        return 0.0
    length = text.count(" ") + 1
    language = telling.document.main_language
    if not _FEWEST_WORDS <= length <= _MOST_WORDS or _STAMP.search(text):
        return 0.0
    leans = leans_on_another(telling.text_without_date, language)
    whole = _BEGINS_WHOLE.match(text) and _ENDS_WHOLE.search(text[-10:]) and _balanced(text)
    if strict and (leans or not whole):
        return 0.0
    made = 0.5 if leans else 1.0
    made *= 1.0 if _BEST_FROM <= length <= _BEST_TO else 0.75
    made *= 0.6 if _OPENS_QUOTE.search(text) or _SAYS_I.search(text) else 1.0
    made *= 0.6 if _SHE_ADDED.search(text) or _SHOUTS.search(text) else 1.0
    made *= 1.0 if telling.dates == 1 else 0.75 if telling.mention.bound is Bound.ON else 0.5
    made *= 1.0 if language == story.language else 0.5
    after = telling.days_after
    made *= 0.7 if after is not None and after < 0 else 1.0
    return made if telling.names_number else made / 1.2


def _balanced(text: str) -> bool:
    pairs = all(text.count(opens) == text.count(closes) for opens, closes in ("()", "“”", "«»"))
    return pairs and text.count('"') % 2 == 0 and not _OPENS_ONLY.search(text)


def _add(centre: Vector, vector: Vector) -> None:
    for word, weight in vector.items():
        centre[word] = centre.get(word, 0.0) + weight


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}
