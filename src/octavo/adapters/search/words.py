"""How text becomes words: the index's fields and their analysers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tantivy import Filter, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from octavo.model.subjects import SubjectKind

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_WORD = 40
PLAIN = "plain"
TITLE = "title"
BODY = "body"
BYLINE = "byline"
SAID = "said"
# Of a statement, which is a document of its own beside its article's: its words, and who says them.
WORDS = "words"
SPEAKER = "speaker_name"
# The names of an article's subjects, kind by kind.
NAMES: Mapping[SubjectKind, str] = {kind: f"{kind}_names" for kind in SubjectKind}
# Each language is also indexed by its stems, so that "ferry" finds "ferries".
STEMMERS: Mapping[str, str] = {
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
}
FIELDS = (TITLE, BODY, *STEMMERS)
BOOSTS = {TITLE: 3.0, BODY: 1.0, **dict.fromkeys(STEMMERS, 0.7)}


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
        builder.add_text_field(language, tokenizer_name=language)
    return builder.build()


def register_analysers(index: Index) -> None:
    """Tell an open index how its fields are analysed; must be done each time it is opened."""
    simple = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD)).filter(Filter.lowercase())
    index.register_tokenizer(PLAIN, simple.filter(Filter.ascii_fold()).build())
    for language, stemmer in STEMMERS.items():
        stemmed = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(LONGEST_WORD))
        stemmed = stemmed.filter(Filter.lowercase()).filter(Filter.stemmer(stemmer)).filter(Filter.ascii_fold())
        index.register_tokenizer(language, stemmed.build())
