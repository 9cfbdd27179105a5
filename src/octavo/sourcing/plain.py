"""Plain text from the little HTML that stands in titles and summaries."""

from __future__ import annotations

import re
from html import unescape

from octavo.kit.text import clean_line

_INLINE = "a|abbr|b|bdi|big|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|wbr"
_BLOCK = (
    "address|article|aside|audio|blockquote|body|br|button|center|dd|details|div|dl|dt|figcaption|figure|footer|form"
    "|h[1-6]|head|header|hr|html|iframe|img|input|li|link|main|meta|nav|ol|p|picture|pre|section|source|summary|table"
    "|tbody|td|tfoot|th|thead|time|title|tr|ul|video"
)
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|svg|object|template|iframe|noscript)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
# Only HTML's own elements are tags: "a < b" and "the <Name> placeholder" are text.
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MOST = 40_000


def plain_text(markup: str) -> str:
    """One line of text without tags and with entities resolved; only the first 40,000 characters are looked at."""
    text = markup[:_MOST]
    if "<" in text:
        text = _BLOCK_TAG.sub(" ", _INLINE_TAG.sub("", _UNREAD.sub(" ", text)))
    if "&" in text:
        # Twice where it was escaped twice, which is common in titles: "AT&amp;amp;T"
        text = unescape(unescape(text)) if "&amp;" in text else unescape(text)
    if "<" in text:
        text = _BLOCK_TAG.sub(" ", _INLINE_TAG.sub("", text))
    return clean_line(text)
