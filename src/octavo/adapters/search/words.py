"""How text becomes words: the index's fields and their analysers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tantivy import Filter, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from octavo.kit.text import without_accents
from octavo.kit.words import word_set
from octavo.model.queries import words_in
from octavo.model.subjects import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_WORD = 40
PLAIN, PAIRED = "plain", "paired"
TITLE = "title"
BODY = "body"
BYLINE = "byline"
SAID = "said"
# Of a statement, which is a document of its own beside its article's: its words, and who says them.
WORDS = "words"
SPEAKER = "speaker_name"
# The names of an article's subjects, kind by kind.
NAMES: Mapping[SubjectKind, str] = {kind: f"{kind}_names" for kind in SubjectKind}
# The words of an article are those of its language by their stems, so that "ferry" finds "ferries".
STEMMERS: Mapping[str, str] = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
}
# Those of other languages as they are; and of each language the words with letters that may be typed as others.
OTHER = "other"
# One of these has each word of an article, so that one list of articles has all that have it.
ANY_FORM = (*STEMMERS, OTHER)
# Pairs of words of which one is in most articles: told by the words alone, they would be looked up place by place.
PAIRS = "pairs"
BOOSTS = {TITLE: 3.0, BODY: 1.0, **dict.fromkeys(ANY_FORM, 0.7)}
LONGEST_PAIR = 2 * LONGEST_WORD + 1
_COMMON = frozenset(
    without_accents(word)
    for word in word_set(
        "a all an and are as at be been but by for from had has have he his in is it its more not of on one or",
        "said she that the their there they this to was we were when which who will with would you",
        "als am auch auf aus bei das dass dem den der des die ein eine einem einen einer er es für hat ich im ist",
        "mit nach nicht noch nur oder sich sie sind so über um und von vor war werden wie wird zu zum zur",
        "al como con de del el en es está fue ha la las le lo los más no para pero por que se ser sin sobre su sus",
        "un una y",
        "au aux avec ce cette d dans des du elle est et été il ils l leur mais ne nous on ou où par pas plus pour",
        "qu qui s sa ses son sont sur une à",
        "alla che ci da dal dei della di e gli ha i il nel nella non per più si sono una uno è",
        "aan dat een er het hij ook te van voor werd zijn",
        "ao aos com da das do dos em mais na nas no nos não o os ou pela pelo são também um uma é à",
    )
)


def schema() -> Schema:
    """The fields of the index."""
    builder = SchemaBuilder()
    builder.add_unsigned_field("article", stored=True, indexed=True, fast=True)
    builder.add_unsigned_field("source", indexed=True, fast=True)
    for name in ("at", "seen"):  # seconds since 1970
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in ("kind", "language", "feature", "subject", "speaker"):
        builder.add_text_field(name, tokenizer_name="raw")
    for name in ("position", "told", "version"):
        builder.add_unsigned_field(name, stored=True)
    for name in (TITLE, BODY, BYLINE, SAID, WORDS, SPEAKER, *NAMES.values()):
        builder.add_text_field(name, tokenizer_name=PLAIN)
    for language in STEMMERS:
        builder.add_text_field(language, tokenizer_name=language, index_option="freq")
    builder.add_text_field(OTHER, tokenizer_name=PLAIN, index_option="freq")
    builder.add_text_field(PAIRS, tokenizer_name=PAIRED, index_option="freq")
    return builder.build()


def register_analysers(index: Index) -> None:
    """Tell an open index how its fields are analysed; must be done each time it is opened."""
    simple = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD)).filter(Filter.lowercase())
    index.register_tokenizer(PLAIN, simple.filter(Filter.ascii_fold()).build())
    pairs = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.remove_long(LONGEST_PAIR))
    index.register_tokenizer(PAIRED, pairs.filter(Filter.lowercase()).filter(Filter.ascii_fold()).build())
    for language, stemmer in STEMMERS.items():
        stemmed = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD))
        stemmed = stemmed.filter(Filter.lowercase()).filter(Filter.stemmer(stemmer)).filter(Filter.ascii_fold())
        index.register_tokenizer(language, stemmed.build())


def pairs_in(text: str) -> list[str]:
    """The words of a text two by two, as far as one of them is in most articles: what the field of pairs holds."""
    words = words_in(text.lower()).split()
    common = [without_accents(word) in _COMMON for word in words]
    return [f"{words[at]}_{words[at + 1]}" for at in range(len(words) - 1) if common[at] or common[at + 1]]


def is_common(word: str) -> bool:
    """Whether a word is in most articles of its language."""
    return without_accents(word.lower()) in _COMMON
