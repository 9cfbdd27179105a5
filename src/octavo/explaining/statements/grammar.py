"""What a language must tell for its statements to be found: words of saying, of pointing, of parting."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

_LANGUAGES = frozenset({"en", "de", "fr", "es"})
_MODULES = {"en": "english", "de": "german", "fr": "french", "es": "spanish"}


def phrases_of(*phrases: str) -> tuple[tuple[str, ...], ...]:
    """Phrases, each as its words."""
    return tuple(tuple(phrase.split()) for phrase in phrases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The closed word classes of a language, in lower case.

    ``saying`` are the forms of verbs that quote ("said"), ``hinting`` those that may as well not ("called"),
    ``reporting`` those that report with a "that", ``plain`` those that need none. ``speakers`` are the nouns for people
    and bodies that say things, ``heads`` titles that stand before a name, ``no_speakers`` capitalised words that are no
    names: months, days. ``oblique`` are determiners and pronouns of those who are spoken of or to. ``subjunctives`` are
    auxiliaries in the form that reports what others say, ``that`` opens what is reported. ``by`` are the words of
    "according to" that stand before who said it, ``near`` such as may mean something else, ``by_after`` those that
    stand after. ``doing`` are forms of other verbs that can be nothing else ("went"), and so end what stands before
    them; behind ``clausal`` nouns a name begins a clause ("the place Pentagon officials say"). ``works`` are nouns for
    what has a title, ``so_called`` words before what is only called so, ``small`` those of a name that have no capital,
    ``gendered`` those that go with a man and with a woman.
    """

    language: str
    saying: frozenset[str]
    hinting: frozenset[str]
    auxiliaries: frozenset[str]
    pronouns: frozenset[str]
    persons: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    linking: frozenset[str]
    that: frozenset[str]
    speakers: frozenset[str]
    heads: frozenset[str]
    no_speakers: frozenset[str]
    works: frozenset[str]
    so_called: frozenset[str]
    adverbs: frozenset[str]
    oblique: frozenset[str] = frozenset()
    subjunctives: frozenset[str] = frozenset()
    gendered: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    reporting: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    doing: frozenset[str] = frozenset()
    clausal: frozenset[str] = frozenset()
    by: tuple[tuple[str, ...], ...] = ()
    near: tuple[tuple[str, ...], ...] = ()
    by_after: frozenset[str] = frozenset()
    small: frozenset[str] = field(default_factory=frozenset)


def has_quote_grammar(language: str) -> bool:
    """Whether statements can be told in a language, given as a tag such as "de-AT"; where not, none are guessed."""
    return language.replace("_", "-").split("-")[0].lower() in _LANGUAGES


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a main language that has one.

    Raises:
        KeyError: the language has none.
    """
    grammar = import_module(f"octavo.explaining.statements.{_MODULES[language]}").GRAMMAR
    assert isinstance(grammar, Grammar)  # noqa: S101 - tells mypy
    return grammar
