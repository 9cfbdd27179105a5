"""Whether a page shows the whole article or only its beginning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from octavo.extracting.metadata import Metadata
    from octavo.model.articles import Block

_MARKER = re.compile(
    r"\b(?:subscribe\s+(?:now\s+)?to\s+(?:continue|read|keep|unlock)|to\s+(?:continue|keep)\s+reading"
    r"|(?:this|the)\s+(?:article|story|content)\s+is\s+(?:only\s+)?(?:available\s+)?(?:exclusive(?:ly)?\s+)?(?:for|to)"
    r"\s+(?:\w+\s+)?(?:subscribers|members)|subscriber[- ](?:only|exclusive)|for\s+subscribers\s+only"
    r"|already\s+a\s+subscriber|unlock\s+this\s+(?:article|story)"
    r"|weiterlesen\s+mit|jetzt\s+(?:weiterlesen|freischalten)|nur\s+f[üu]r\s+abonnent|mit\s+abo\s+lesen"
    r"|exklusiv\s+f[üu]r\s+abonnent"
    r"|r[ée]serv[ée]e?s?\s+aux\s+abonn[ée]s|la\s+suite\s+est\s+r[ée]serv|il\s+vous\s+reste\s+[\d.,]+\s*%"
    r"|(?:contenido\s+exclusivo|s[óo]lo)\s+para\s+suscriptores|contenuto\s+riservato"
    r"|conte[úu]do\s+exclusivo\s+para\s+assinantes|alleen\s+voor\s+abonnees|endast\s+f[öo]r\s+prenumeranter"
    r"|有料会員|会員限定)",
    re.IGNORECASE,
)
_SHORT = 200
_SHARE = 0.75
_LEFT_OUT = "The publisher shows only the beginning of this article to everybody; the rest is for subscribers."


def partial_reason(metadata: Metadata, blocks: Sequence[Block], *, behind: Callable[[], str]) -> str | None:
    """Why only a part of the article is on the page, in a sentence; ``None`` where nothing says that it is a part.

    Many publishers declare an article not free (``isAccessibleForFree``) and show it whole, so that alone proves
    nothing: it takes a text that is shorter than the page says, short, or cut off, or a request to subscribe in it or
    right ``behind`` it. Without the declaration a short text and such a request are needed.
    """
    texts = [block.text for block in blocks if block.text]
    words = sum(len(text.split()) for text in texts)

    def asked() -> bool:
        return any(map(is_marker, texts)) or _MARKER.search(behind()) is not None

    if metadata.free is not False:
        return _LEFT_OUT if metadata.free is None and words < _SHORT and asked() else None
    if metadata.word_count:
        return _LEFT_OUT if words < _SHARE * metadata.word_count else None
    cut_off = bool(texts) and texts[-1].rstrip().endswith(("…", "...", "[…]"))
    return _LEFT_OUT if words < _SHORT or cut_off or asked() else None


def is_marker(text: str) -> bool:
    """Whether a line asks for a subscription to read on."""
    return len(text) < _SHORT and _MARKER.search(text) is not None
