"""Publisher rules: where a publisher's pages hold their articles, written by a user for pages that need it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from octavo.model.articles import Draft

# How ``extracted_by`` says that rules chose the text, or did not fit its page.
BY_RULES = "publisher rules"
MATCHED_NOTHING = "matched nothing"
OUT_OF_DATE = "seem out of date"
UNLIKE = "unlike the general choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesFile:
    """A file of a user's folder of rules; ``problem`` says in a sentence why it could not be read."""

    name: str
    text: str = ""
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One compound of a selector as XPath, and how it stands to the one before it: inside, ``>``, ``+`` or ``~``.

    The first has no ``relation``; that of one that stands anywhere inside is a space.
    """

    relation: str
    xpath: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Elements of a page: ``css`` as it was written, ``ways`` as it is asked for; and which attribute is meant."""

    css: str
    ways: tuple[tuple[Step, ...], ...]
    attribute: str | None = None

    def __str__(self) -> str:
        return f"{self.css}@{self.attribute}" if self.attribute else self.css


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One way in which a publisher's pages are built.

    ``until`` is the last day of publication for which it holds. Of several selectors for a field the first that finds
    something counts; those of ``body`` and ``drop`` count together, in the order of the page.
    """

    body: tuple[Selector, ...]
    drop: tuple[Selector, ...] = ()
    drop_lines: tuple[str, ...] = ()
    title: tuple[Selector, ...] = ()
    byline: tuple[Selector, ...] = ()
    published: tuple[Selector, ...] = ()
    image: tuple[Selector, ...] = ()
    paywall: tuple[Selector, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherRules:
    """The rules for one publisher; ``file`` names where they stand.

    ``hosts`` are in lower case and ASCII; ``*.example.org`` stands for all hosts below it, and ``*`` (which no file may
    say) for any host. ``paths`` are beginnings of paths, of whole segments; none stands for all.
    """

    file: str
    name: str
    hosts: tuple[str, ...]
    layouts: tuple[Layout, ...]
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRules:
    """What came of reading one file: its rules, or what is wrong with it in a sentence."""

    file: str
    rules: PublisherRules | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFinding:
    """What one rule finds on a page: how many elements (or lines), and the beginning of the first of them.

    ``layout`` counts from 1.
    """

    layout: int
    key: str
    rule: str
    count: int
    sample: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesTrial:
    """Rules tried on one page.

    ``applies`` tells whether they are for the page's address, ``None`` where that is not known. ``draft`` is the
    article with them, else ``problem`` says why there is none; ``extracted_by`` tells whether they were followed.
    """

    rules: PublisherRules
    applies: bool | None
    findings: tuple[RuleFinding, ...]
    draft: Draft | None
    problem: str | None = None

    @property
    def extracted_by(self) -> str:
        """What chose the article's text."""
        return self.draft.extracted_by if self.draft else ""
