"""Articles whose text stands in data for scripts alone: pages that a browser would build (Next.js and the like)."""

from __future__ import annotations

import json
import re
from collections import deque
from typing import TYPE_CHECKING, Any

from octavo.extracting.blocks import blocks_of
from octavo.extracting.facts import article_nodes
from octavo.extracting.pages import parse_html
from octavo.kit.text import clean_line
from octavo.model.articles import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts

_MOST_DATA = 2_000_000
_MOST_NODES = 50_000
_FEWEST_WORDS = 80
_FEWEST_PARAGRAPHS = 3
_LONGEST_HTML = 400_000
_TEXT_KEYS = ("text", "html", "value", "content", "body", "data", "paragraph", "textHtml")
_INNER_KEYS = ("children", "content", "contents", "model", "attributes", "data", "elements")
_BODY_KEY = re.compile(
    r"(?:article|story|post|main|full)?_?(?:body|text|content)(?:html|text|rendered)?|rendered", re.IGNORECASE
)
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
    texts = list(_of_data(root))
    stated = (node.get("articleBody") for node in article_nodes(facts))
    texts += [text[:_LONGEST_HTML] for text in stated if isinstance(text, str)]
    longest = max(texts, key=_word_count, default="")
    return _blocks(longest, base) if _word_count(longest) >= _FEWEST_WORDS else ()


def _of_data(root: _Element) -> Iterator[str]:
    left = _MOST_DATA
    for script in root.iter("script"):
        text = script.text or ""
        if "ld+json" in script.get("type", "").lower() or not text.strip() or len(text) > left:
            continue
        left -= len(text)
        yield from _texts(_loaded(text))


def _loaded(text: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _texts(data: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """The texts in it that could be an article's, one walk, nearest first."""
    queue: deque[tuple[str, Any]] = deque([("", data)])
    for _ in range(_MOST_NODES):
        if not queue:
            return
        key, value = queue.popleft()
        if isinstance(value, str):
            if _BODY_KEY.fullmatch(key) and len(_PARAGRAPH.findall(value[:_LONGEST_HTML])) >= _FEWEST_PARAGRAPHS:
                yield value[:_LONGEST_HTML]
        elif isinstance(value, list):
            yield from _paragraphs(value)
            queue.extend((key, item) for item in value[:_MOST_NODES] if isinstance(item, dict | list))
        elif isinstance(value, dict):
            queue.extend((name, item) for name, item in value.items() if not _NO_ARTICLE_KEY.search(name))


def _paragraphs(items: Sequence[Any]) -> Iterator[str]:
    """A list of paragraphs, each a text or a node that holds one, as one text."""
    texts = [text for item in items[:2_000] if (text := _node_text(item, 4).strip())]
    if sum(len(text) > 60 for text in texts) >= _FEWEST_PARAGRAPHS:  # noqa: PLR2004 - a sentence
        yield "\n\n".join(texts)


def _node_text(node: Any, depth: int) -> str:  # noqa: ANN401 - JSON
    """The text of a node of a document tree: its own, or that of what is in it, at most ``depth`` deep."""
    if isinstance(node, str):
        return node if " " in node.strip() else ""
    if not isinstance(node, dict) or not depth:
        return ""
    own = next((value for key in _TEXT_KEYS if isinstance(value := node.get(key), str)), None)
    if own is not None:
        return own
    inner = next((value for key in _INNER_KEYS if isinstance(value := node.get(key), dict | list) and value), None)
    if isinstance(inner, dict):
        return _node_text(inner, depth - 1)
    return "".join(_node_text(item, depth - 1) for item in (inner or ())[:500])


def _word_count(text: str) -> int:
    return len(_MARKUP.sub(" ", text).split())


def _blocks(text: str, base: str) -> tuple[Block, ...]:
    if not _MARKUP.search(text):
        lines = (clean_line(line) for line in re.split(r"\n+", text))
        return tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines if line)
    marked = "".join(f"<div>{part}</div>" for part in re.split(r"\n\s*\n", text))
    root = parse_html(marked)
    return () if root is None else blocks_of(root, base=base)
