"""Articles whose text stands in data for scripts alone: pages that a browser would build (Next.js and the like)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from octavo.extracting.blocks import blocks_of
from octavo.extracting.pages import parse_html
from octavo.extracting.states import page_data
from octavo.kit.text import clean_line
from octavo.model.articles import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts
    from octavo.extracting.states import Data

_MOST_ITEMS = 2_000
_FEWEST_WORDS = 80
_FEWEST_PARAGRAPHS = 3
_LONGEST_HTML = 400_000
_TEXT_KEYS = ("text", "html", "value", "content", "body", "data", "paragraph", "textHtml")
_INNER_KEYS = ("children", "content", "contents", "model", "attributes", "data", "elements")
_BODY_KEY = re.compile(
    r"(?:article|story|post|main|full)?_?(?:body|text|content)(?:html|text|rendered)?|rendered|paragraphs",
    re.IGNORECASE,
)
_ANNOUNCING = ("title", "headline", "slug", "author", "username", "user")
_NO_ARTICLE_KEY = re.compile(
    r"comment|related|recommend|translation|locale|config|footer|nav|menu|cookie|consent", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"</p\s*>|<br\s*/?>\s*<br|\n\s*\n", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/][^<>]*>")


def scripted_blocks(root: _Element, facts: Facts, *, base: str) -> tuple[Block, ...]:
    """The longest running text in a page's data for scripts, links absolute against ``base``; empty for none.

    Reads at most 2 MB of JSON and 50,000 values of it. Looks for HTML or plain text under a key such as ``body``,
    for lists of paragraphs, and at last for ``articleBody`` (schema.org). Never raises.
    """
    texts = [text for data in page_data(root) for text in _of_data(data)]
    stated = (node.get("articleBody") for node in facts.articles)
    texts += [text[:_LONGEST_HTML] for text in stated if isinstance(text, str)]
    longest = max(texts, key=_word_count, default="")
    return _blocks(longest, base) if _word_count(longest) >= _FEWEST_WORDS else ()


def _of_data(data: Data) -> Iterator[str]:
    """The texts in it that could be an article's."""
    for key, value in data.walk(_NO_ARTICLE_KEY):
        if isinstance(value, list):
            yield from _paragraphs(value, data, are_texts=_BODY_KEY.fullmatch(key) is not None)
        elif isinstance(value, str) and _BODY_KEY.fullmatch(key):
            text = value[:_LONGEST_HTML]
            if len(_PARAGRAPH.findall(text)) >= _FEWEST_PARAGRAPHS:
                yield text


def _paragraphs(items: Sequence[Any], data: Data, *, are_texts: bool) -> Iterator[str]:
    """A list of paragraphs, each a text (``are_texts``) or a node that holds one, as one text."""
    nodes = [data.at(item) for item in items[:_MOST_ITEMS]]
    paragraphs = (node for node in nodes if (are_texts if isinstance(node, str) else not _is_announcement(node)))
    texts = [text for node in paragraphs if (text := _node_text(node, data).strip())]
    if sum(len(text) > 60 for text in texts) >= _FEWEST_PARAGRAPHS:  # noqa: PLR2004 - a sentence
        yield "\n\n".join(texts)


def _is_announcement(node: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether it stands for a text elsewhere or by somebody else (a teaser, a comment), being no paragraph."""
    return isinstance(node, dict) and any(node.get(key) for key in _ANNOUNCING)


def _node_text(node: Any, data: Data, depth: int = 4) -> str:  # noqa: ANN401 - JSON
    """The text of a node of a document tree: its own, or that of what is in it, at most ``depth`` deep."""
    if not data.affords(node if isinstance(node, str) else ""):
        return ""
    if isinstance(node, str):
        return node if " " in node.strip() else ""
    if not isinstance(node, dict) or not depth:
        return ""
    own = next((text for key in _TEXT_KEYS if isinstance(text := data.at(node.get(key)), str)), None)
    if own is not None:
        return own if data.affords(own) else ""
    parts = (data.at(node.get(key)) for key in _INNER_KEYS)
    inner = next((part for part in parts if isinstance(part, dict | list) and part), None)
    if isinstance(inner, dict):
        return _node_text(inner, data, depth - 1)
    return "".join(_node_text(data.at(item), data, depth - 1) for item in (inner or ())[:500])


def _word_count(text: str) -> int:
    return len(_MARKUP.sub(" ", text).split())


def _blocks(text: str, base: str) -> tuple[Block, ...]:
    if not _MARKUP.search(text):
        lines = (clean_line(line) for line in re.split(r"\n+", text))
        return tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines if line)
    marked = "".join(f"<div>{part}</div>" for part in re.split(r"\n\s*\n", text))
    root = parse_html(marked)
    return () if root is None else blocks_of(root, base=base)
