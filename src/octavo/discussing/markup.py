"""What people write, as safe markup: a subset of Markdown, cleaned once more at the end.

Paragraphs, line breaks, emphasis, code, quotes, lists and links to web addresses (CommonMark 0.31 without headings,
pictures and raw HTML). The parser escapes what is no Markdown; the cleaner lets nothing through that the list below
does not name, should the parser ever err.
"""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

from octavo.kit.text import shorten
from octavo.model.discussion import LONGEST_COMMENT

TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"}
DEEPEST = 8
_WEB = re.compile(r"https?://[^\s]{1,2000}", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w(<\[\"'/])https?://[^\s<>\"')\]]{1,2000}", re.IGNORECASE)
_MARKS = re.compile(r"[*_`>#\[\]]+|\]\([^)]{0,2000}\)")
# Marks that turn the direction of what follows on the page, and not only in the comment (Trojan Source, 2021).
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# A run of brackets or stars this long says nothing and costs a parser more than its length.
_RUNS = re.compile(r"([\[\]()*_`<>!~\\])\1{31,}")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "breaks": True, "maxNesting": DEEPEST})
    parser.enable(
        ["emphasis", "backticks", "fence", "blockquote", "list", "link", "autolink", "escape", "newline", "entity"]
    )
    parser.validateLink = lambda url: bool(_WEB.match(url))  # type: ignore[method-assign]
    return parser


_PARSER = _parser()


@lru_cache(maxsize=4_096)
def html_of(body: str) -> str:
    """The comment as markup that may stand on a page. Never raises; whatever is not understood is shown as it is."""
    text = _BARE.sub(lambda match: _linked(match[0]), tidy(body))
    try:
        made = _PARSER.render(text)
    except (RecursionError, ValueError, IndexError):
        made = "<p>" + nh3.clean_text(text) + "</p>"
    return nh3.clean(
        made,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer ugc",
        strip_comments=True,
    )


def tidy(body: str) -> str:
    """The text without what would disturb the page around it: controls and marks that turn its direction."""
    text = body[:LONGEST_COMMENT].replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return _RUNS.sub(lambda match: match[0][:31], _TURNING.sub("", text)).strip()


def plain_of(body: str, length: int = 200) -> str:
    """The beginning of a comment as plain text, without what it quotes where something else is left."""
    lines = [line for line in tidy(body).split("\n") if not line.lstrip().startswith(">")]
    return shorten(_MARKS.sub("", " ".join(lines) or body), length)


def quote_of(body: str, length: int = 600) -> str:
    """A comment as the beginning of a reply that quotes it."""
    said = [line for line in tidy(body).split("\n") if line.strip() and not line.lstrip().startswith(">")]
    kept = shorten(" ".join(said), length)
    return f"> {kept}\n\n" if kept else ""


def _linked(url: str) -> str:
    bare = url.rstrip(".,;:!?…")
    return f"<{bare}>{url[len(bare) :]}"
