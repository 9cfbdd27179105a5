"""Where bylines and dates stand on a page: around its heading, and not in what surrounds an article."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from octavo.extracting.facts import text_in
from octavo.kit.text import fold, holds_any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

_NOT_HERE = re.compile(
    r"(?:^|\s)(?:wp-block-)?(?:comment|disqus)|related|recommend|teaser|promo|(?:^|[\s_-])sidebar|follow|trending|popular"
    r"|most-?(?:read|popular)|carousel|(?:^|[\s_-])card|summary-?item|caption|quote|credits?(?:\s|$)|newsletter|latest"
    r"|(?:photo|image|media|figure|quote)[_-]?(?:credit|author|byline|source)|read-?more|more-?(?:from|stories)|footer"
    r"|nav(?:bar|igation)?(?:\s|$)|menu|breadcrumb"
    r"|author-?_?(?:bio|desc|image|photo|avatar|title|role|job|social|contact)"
)
# Without one of these nothing of it can be there.
_IN_NOT_HERE = (
    "comment", "disqus", "related", "recommend", "teaser", "promo", "sidebar", "follow", "trending", "popular", "most",
    "carousel", "card", "summary", "caption", "quote", "credit", "newsletter", "latest", "author", "byline", "source",
    "more", "footer", "nav", "menu", "breadcrumb",
)  # fmt: skip
_SKIPPED = frozenset(["script", "style", "figure", "figcaption", "noscript", "template", "iframe", "svg", "form"])
_MOST_ELEMENTS, _NEAR, _BEFORE = 6_000, 120, 40
_MENU = 8
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LONGEST_NAMES = 300


class Places:
    """The elements of a page's main part in document order, by where they stand to its headline.

    Of several ``headlines`` that is the one that holds the ``title``.

    Each is looked at when it is first asked for: most pages tell all around their heading.
    """

    def __init__(self, root: _Element, headlines: Sequence[_Element], title: str | None) -> None:
        self.root = root
        self._headlines = headlines
        self._title = title or ""
        self._seen: list[_Element] = []
        self._further = islice(self._shown(), _MOST_ELEMENTS)

    @property
    def near(self) -> Sequence[_Element]:
        """Those around the heading; without a heading, the first of the page."""
        self._look(self._at + _NEAR)
        return self._seen[max(0, self._at - _BEFORE) : self._at + _NEAR]

    @property
    def after(self) -> Sequence[_Element]:
        """The heading and all that follows."""
        self._look(_MOST_ELEMENTS)
        return self._seen[self._at :]

    @property
    def before(self) -> Sequence[_Element]:
        """All that goes before the heading."""
        return self._seen[: self._at]

    @cached_property
    def heading(self) -> _Element | None:
        """The heading that holds the title, else the first."""
        wanted = fold(self._title)
        texts = ((heading, fold(text_in(heading))) for heading in self._headlines)
        holding = (heading for heading, text in texts if wanted and text and (wanted in text or text in wanted))
        return next(holding, next(iter(self._headlines), None))

    @cached_property
    def _at(self) -> int:
        heading = self.heading
        if heading is None:
            return 0
        for element in self._further:
            self._seen.append(element)
            if element is heading:
                return len(self._seen) - 1
        return 0

    def _look(self, count: int) -> None:
        """See that the first ``count`` elements are seen, as far as there are so many."""
        self._seen.extend(islice(self._further, max(0, count - len(self._seen))))

    def _shown(self) -> Iterator[_Element]:
        """What surrounds an article is skipped whole, unless it holds the heading."""
        body = self.root.find("body")
        heading = self.heading
        around = {heading, *heading.iterancestors()} if heading is not None else set()
        walker = etree.iterwalk(body if body is not None else self.root, events=("start",))
        for _, element in walker:
            tag = element.tag
            if tag == "body" or element in around:
                yield element
            elif not isinstance(tag, str) or tag in _SKIPPED or is_elsewhere(names_of(element)) or _is_around(element):
                walker.skip_subtree()
            else:
                yield element


def names_of(element: _Element) -> str:
    """What its page calls an element: classes, id and test id."""
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"


def is_elsewhere(names: str) -> bool:
    """Whether an element of these names is beside an article: related, comments, a caption, a form."""
    read = names[:_LONGEST_NAMES].lower()
    return holds_any(read, _IN_NOT_HERE) and _NOT_HERE.search(read) is not None


def _is_around(element: _Element) -> bool:
    """Whether it is a navigation or footer of the site (those of an article are short), or leads to another article."""
    if element.tag == "a":
        return any(inner.tag in _HEADINGS for inner in islice(element.iterdescendants(), _MENU))
    return element.tag in {"nav", "footer"} and len(list(islice(element.iter("a"), _MENU))) == _MENU
