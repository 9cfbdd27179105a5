"""How text becomes words: the index's fields, their analysers, and what a person's query asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tantivy import Filter, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_WORD = 40
PLAIN = "plain"
TITLE = "title"
BODY = "body"
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
_UNSPACED = re.compile(
    r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])"
)
_ASKED = re.compile(r'(?P<no>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_NO_WORD = re.compile(r"[^\w\s]|_", re.UNICODE)
MOST_TERMS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or phrase that a query wants, or does not want."""

    words: str
    excluded: bool


def schema() -> Schema:
    """The fields of the index."""
    builder = SchemaBuilder()
    builder.add_unsigned_field("article", stored=True, indexed=True, fast=True)
    builder.add_unsigned_field("source", indexed=True)
    builder.add_text_field("kind", tokenizer_name="raw")
    builder.add_unsigned_field("position", stored=True)
    for name in (TITLE, BODY):
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


def spaced(text: str) -> str:
    """The text with spaces between the letters of scripts that are written without any."""
    return _UNSPACED.sub(r" \1 ", text)


def terms(query: str) -> tuple[Term, ...]:
    """What a query asks for: words, "phrases", and -words that must not occur. Any text is a query."""
    found = []
    for match in _ASKED.finditer(query):
        words = " ".join(_NO_WORD.sub(" ", spaced(match["phrase"] or match["word"] or "")).split())
        if words:
            found.append(Term(words=words, excluded=bool(match["no"])))
    return tuple(found[:MOST_TERMS])
